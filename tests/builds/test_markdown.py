"""MyST reads Markdown, unless an extension of the project does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

OTHER = """\
from docutils.parsers.rst import Parser

class Other(Parser):
    supported = ("markdown",)

def setup(app):
    app.add_source_suffix(".md", "markdown")
    app.add_source_parser(Other)
    return {"parallel_read_safe": True}
"""


@pytest.mark.parametrize("order", [["sphinx_dlmsprofile", "other_markdown"], ["other_markdown", "sphinx_dlmsprofile"]])
def test_another_reader_of_markdown(order: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path / "source"), *sys.path])
    files = {"index.md": "Title\n=====\n\n*Read* ``so``.\n", "other_markdown.py": OTHER}
    source = write(tmp_path / "source", files, f'extensions = {order!r}\ndlms_select = ["sap-gap"]\n')
    built = build(source, tmp_path / "out")
    assert built.warnings == ""
    assert text(built.page("index").select_one("div.body p")) == "Read so."


def test_colon_fences_beside_what_is_chosen(tmp_path: Path) -> None:
    files = {"index.md": "# Title\n\n:::{note}\nSo.\n:::\n\n$a$\n"}
    conf = 'myst_enable_extensions = ["dollarmath"]\ndlms_select = ["sap-gap"]\n'
    page = build(write(tmp_path / "source", files, conf), tmp_path / "out").page("index")
    assert page.select_one("div.admonition.note") is not None
    assert page.select_one("span.math") is not None


LATER = """
# Rules

```{eval-rst}
.. contents:: What is here
   :local:

.. rst-class:: special

A paragraph with `a link <https://example.org>`_.

.. target-notes::
```

## Items

Text.
"""


@pytest.mark.parametrize("builder", ["html", "text", "dlmspdf"])
def test_what_rst_leaves_for_later_is_made_in_markdown_too(builder: str, tmp_path: Path) -> None:
    """MyST-Parser had forgotten it, and each builder stopped at what was left."""
    source = write(tmp_path / "source", {"index.md": LATER}, 'project = "P"\ndlms_standard = False\n')
    built = build(source, tmp_path / "out", builder=builder)
    assert (built.status, built.warnings) == (0, "")
    if builder == "html":
        page = built.page("index")
        assert [text(each) for each in page.select(".contents a")] == ["Items"]
        assert text(page.select_one("p.special")).startswith("A paragraph with a link")
