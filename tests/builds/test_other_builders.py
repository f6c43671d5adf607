"""Builders that are not ours carry the example as well: nothing raises, and the numbers are the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.building import diagrams
from tests.builds.building import build
from tests.support import EXAMPLE, ROOT
from tests.tools import find_tool


@pytest.fixture(scope="module")
def doctrees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doctrees")


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex", "man", "texinfo", "epub", "xml"])
def test_builder(builder: str, doctrees: Path, tmp_path: Path) -> None:
    built = build(EXAMPLE, tmp_path, "-q", "-d", str(doctrees), builder=builder)
    assert built.status == 0, built.warnings
    is_unsupported = builder in {"latex", "man", "texinfo"}
    assert built.warnings.count("[dlms.builder-unsupported]") == is_unsupported
    assert built.warnings.replace("dlms.builder-unsupported", "").replace("dlmspdf", "").count("dlms") == 0
    output = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(tmp_path.rglob("*"))
        if path.suffix in {".html", ".txt", ".tex", ".1", ".texi", ".xhtml", ".xml", ".pot"}
    )
    assert "Management Logical Device" in output
    if builder != "latex":  # LaTeX counts for itself
        assert "Table 17" in output


def test_the_style_sheet_is_for_books_too() -> None:
    """EPUB is checked by a reader of CSS 2, to which a list within a selector, as in ``:is(td, th)``, is an error."""
    text = (ROOT / "sphinx_dlmsprofile/rendering/static/dlmsprofile.css").read_text("utf-8")
    selectors = re.findall(r"(?:^|[};/])\s*([^{};/@]+){", text)
    assert len(selectors) > 50
    assert not [each for each in selectors if re.search(r"\([^)]*,", each)]


@pytest.mark.tool("epubcheck")
def test_the_book_is_valid(doctrees: Path, tmp_path: Path) -> None:
    # Sphinx writes an empty version, which is not.
    build(EXAMPLE, tmp_path, "-q", "-d", str(doctrees), "-D", "version=1", builder="epub")
    program = Path(find_tool("epubcheck") or "")
    # Debian installs the archive itself as the program.
    command = ["java", "-jar", program] if program.read_bytes()[:2] == b"PK" else [program]
    (book,) = tmp_path.glob("*.epub")
    done = subprocess.run([*command, book], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_diagram_for_latex_bears_no_date_of_the_build() -> None:
    pytest.importorskip("typst")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    assert b"CreationDate" not in diagrams.as_pdf(dlms_diagram(svg=svg, width=9, height=9))
