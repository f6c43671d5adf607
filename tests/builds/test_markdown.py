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
