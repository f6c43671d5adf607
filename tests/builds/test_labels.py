"""Notes, examples, items of lists and captions have one label in each output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """
Rules
=====

.. note:: First note.

- .. note:: Second note.

Sub A
-----

.. note:: Only note of A.

.. admonition:: Example

   First example.

.. admonition:: Example 2

   Second example.

.. figure:: x.svg
   :alt: a box

   A picture

   .. note:: Note of the picture.

.. table:: Limits

   === ==================
   A   B
   === ==================
   1   .. note:: Cell.
   2   .. note:: Cell two.
   === ==================

.. math::
   :label: power

   P = U

.. code-block:: text
   :caption: A listing

   code

a) alpha

   1. one

      i) roman

b) beta

(3) three

   - dash
"""
FILES = {"index.rst": "Title\n=====\n\n.. toctree::\n\n   body\n", "body.rst": TEXT}
REMARKS = ["NOTE 1", "NOTE 2", "NOTE", "EXAMPLE 1", "EXAMPLE 2", "NOTE", "NOTE 1", "NOTE 2"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES)


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "body.html"), ("singlehtml", "index.html"), ("epub", "body.xhtml")]
)
def test_in_pages(source: Path, tmp_path: Path, builder: str, page: str) -> None:
    built = build(source, tmp_path / "out", builder=builder)
    (built.out / "page.html").write_text((built.out / page).read_text("utf-8"), "utf-8")
    shown = built.page("page")
    assert [title.text for title in shown.select(".admonition-title")] == REMARKS
    assert len(shown.select("div.admonition.note")) == 6, "style sheets of themes know notes by it"
    marks = [" ".join(found["class"]) for found in shown.select(".dlms-list")]
    assert [re.sub(r" ?simple| ?dlms-list", "", mark) for mark in marks] == [
        "",
        "loweralpha",
        "arabic",
        "lowerroman",
        "arabic dlms-bracketed",
        "",
    ]


def test_in_plain_text(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", builder="text")
    shown = (tmp_path / "out" / "body.txt").read_text("utf-8")
    assert re.findall(r"(?:NOTE|EXAMPLE)[ \d]*(?=:)", shown) == REMARKS
    assert re.findall(r"^ *(\(?\w+\)) ", shown, re.MULTILINE) == ["a)", "1)", "i)", "b)", "(3)"]
    for caption in ("Figure 1 \u2013 A picture", "Table 1 \u2013 Limits", "Listing 1 \u2013 A listing", "P = U    (1)"):
        assert caption in shown
    assert "Limits\n^^^" not in shown


NESTED = """\
    Title
    =====

    .. list-table::

       * - Timer : of a station
              Wait : of a meter
                 It waits.
         - .. code-block:: none
              :caption: A listing

              code

    A _`stop at once` is in a line.

    .. _elsewhere: https://example.org

    The end.
    """


def test_what_plain_text_had_lost(tmp_path: Path) -> None:
    """Terms with classifiers within each other had emptied the whole page; captions in cells were spaced out.

    The words of a target within a line were left out.
    """
    build(write(tmp_path / "source", {"index.rst": NESTED}), tmp_path / "out", builder="text")
    shown = " ".join((tmp_path / "out" / "index.txt").read_text("utf-8").replace("|", " ").split())
    whole = "A stop at once is in a line. The end."
    for words in ("Timer : of a station", "Wait : of a meter It waits.", "A listing", whole):
        assert words in shown


def test_in_the_pdf(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", builder="dlmspdf")
    pages = PdfReader(next(built.out.glob("*.pdf"))).pages
    shown = "\n".join(page.extract_text() for page in pages)
    assert re.findall(r"(?:NOTE|EXAMPLE)(?: \d)?\b", shown) == REMARKS
    assert re.findall(r"^ *(\(?\w+\)) ", shown, re.MULTILINE) == ["a)", "1)", "i)", "b)", "(3)"]


def test_where_documents_are_no_standard_nothing_changes(source: Path, tmp_path: Path) -> None:
    page = build(source, tmp_path / "out", "-D", "dlms_standard=0").page("body")
    assert [text(title) for title in page.select(".admonition-title")][:3] == ["Note", "Note", "Note"]
    assert page.select(".dlms-list") == []
