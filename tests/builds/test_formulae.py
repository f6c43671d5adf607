"""Formulae of web pages: MathML, made when they are built, unless the project has a way of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

FORMULAE = r"""
Formulae
========

A rate :math:`\frac{a}{b} < 10\,\mathrm{kbit/s}`, by :eq:`two`.

.. math::
   :label: two

   x &= 1 \\
   y &= \begin{array}{l|r} a & b \\ \hline c & d \end{array}

.. math:: \unknown{x} < 3 \tag{A}
"""
CONF = 'dlms_select = ["text-lost"]\n'


def test_they_are_mathml_and_nothing_is_fetched(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", {"index.rst": FORMULAE}, CONF), tmp_path / "out")
    page = built.page("index")
    inline = page.select_one("p math")
    assert inline
    assert text(inline).startswith("ab<10")
    assert [tag.name for tag in inline.select("mfrac > mi")] == ["mi", "mi"]
    block = page.select_one("div.math")
    assert block
    assert block["id"] == "equation-two"
    assert text(block.select_one(".eqno")).startswith("(1)")
    assert [row["style"] for row in block.select("mtr[style]")] == ["border-top: 1px solid"]
    assert r"\hline" not in text(block)
    assert [script["src"] for script in page.select("script[src]") if "://" in str(script["src"])] == []


def test_one_that_cannot_be_read_is_shown_as_it_is_written_and_said(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", {"index.rst": FORMULAE}, CONF), tmp_path / "out")
    assert text(built.page("index").select_one("code.dlms-formula")) == r"\unknown{x} < 3 \tag{A}"
    assert "index.rst:13: WARNING: the formula is shown as it is written" in built.warnings
    assert built.warnings.count("WARNING") == 1


@pytest.mark.parametrize(
    ("conf", "form"),
    [
        ('extensions.append("sphinx.ext.mathjax")\n', "span.math.notranslate"),
        ('html_math_renderer = "mathjax"\n', "span.math.notranslate"),
    ],
)
def test_the_way_of_the_project_is_kept(conf: str, form: str, tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", {"index.rst": FORMULAE}, CONF + conf), tmp_path / "out")
    page = built.page("index")
    assert page.select_one(form)
    assert not page.select("math")


def test_a_book_says_which_pages_hold_them(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": FORMULAE}, CONF + 'version = "1"\n')
    built = build(source, tmp_path / "out", builder="epub")
    assert 'properties="mathml"' in (built.out / "content.opf").read_text("utf-8")
