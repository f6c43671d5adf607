"""Footnotes have one mark in each output: numbers through the standard, letters in a table, where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.text.location import Location
from tests.builds.building import Built, build, edit, text, write
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   one\n   two\n",
    "one.rst": """\
        Scope
        =====

        First [#late]_, second [5]_, first again [#late]_.

        .. table:: Values

           ========== =====
           A [#head]_ B
           ========== =====
           1 [#cell]_ 2
           3 [#head]_ 4
           ========== =====

        .. [5] Footnote with a number.
        .. [#cell] Footnote of a cell.
        .. [#head] Footnote of the head.
        .. [#late] Footnote of the text.
        """,
    "two.md": """\
        # Rules

        Third[^x], and a table.

        | A       | B |
        | ------- | - |
        | 1[^y]   | 2 |
        | 3[^both] | 4 |

        Fourth[^both].

        [^x]: Footnote in Markdown.
        [^y]: Footnote of its table.
        [^both]: Footnote of text and table.
        """,
}
NOTES = {
    "1": "Footnote of the text.",
    "2": "Footnote with a number.",
    "3": "Footnote in Markdown.",
    "4": "Footnote of text and table.",
}
IN_TABLES = {"Footnote of the head.": "a", "Footnote of a cell.": "b", "Footnote of its table.": "a"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES)


def _notes(built: Built, *pages: str) -> tuple[dict[str, str], dict[str, str]]:
    """The footnotes of the text by mark, and the marks of those of tables."""
    notes, in_tables = {}, {}
    for page in pages:
        for note in built.page(page).select("aside.footnote"):
            mark = text(note.select_one(".label")).partition("]")[0].strip("[")
            said = text(note.select_one("p"))
            if note.find_parent("table"):
                in_tables[said] = mark[:1]
            else:
                notes[mark] = said
    return notes, in_tables


@pytest.mark.parametrize(("builder", "pages"), [("html", ("one", "two")), ("singlehtml", ("index",))])
def test_in_pages(source: Path, tmp_path: Path, builder: str, pages: tuple[str, ...]) -> None:
    built = build(source, tmp_path / "out", builder=builder)
    assert _notes(built, *pages) == (NOTES, IN_TABLES)
    shown = [text(link) for page in pages for link in built.page(page).select("a.footnote-reference")]
    assert shown == [*("[1]", "[2]", "[1]"), *("[a]", "[b]", "[a]"), *("[3]", "[a]", "[4]", "[4]")]


def test_in_plain_text(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", builder="text")
    shown = "".join((tmp_path / "out" / f"{name}.txt").read_text("utf-8") for name in ("one", "two"))
    assert dict(re.findall(r"^\[(\d)\] (Foot.*)", shown, re.MULTILINE)) == NOTES
    in_line = " ".join(shown.replace("|", " ").split())
    assert re.findall(r"\[([a-z])\] Footnote", in_line) == ["a", "b", "a"]


def test_in_the_pdf(source: Path, tmp_path: Path) -> None:
    printed = next(build(source, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf"))
    shown = " ".join(" ".join(page.extract_text() for page in PdfReader(printed).pages).split())
    for mark, note in [*NOTES.items(), *((mark, note) for note, mark in IN_TABLES.items())]:
        assert re.search(rf"\b{mark} ?{re.escape(note)}", shown), (note, shown)


def test_a_footnote_before_changes_the_pages_behind(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    edit(source / "one.rst", "first again [#late]_", "more [#more]_, first again [#late]_")
    edit(source / "one.rst", ".. [5]", ".. [#more] One more.\n.. [5]")
    built = build(source, tmp_path / "out")
    assert _notes(built, "two")[0] == {"4": "Footnote in Markdown.", "5": "Footnote of text and table."}
    assert built.pages() == build(source, tmp_path / "clean", "-j", "2").pages()


@pytest.mark.parametrize(
    ("name", "text", "rules"),
    [
        ("index.md", "# Title\n\nOne[^a] and two[^b].\n", ["reference-undefined"] * 2),
        ("index.rst", "Title\n=====\nThree [#]_ marks.\n", ["source-warning"]),
    ],
)
def test_marks_without_a_footnote_are_reported_once(name: str, text: str, rules: list[str], tmp_path: Path) -> None:
    found = check(Source({name: text}), tmp_path)
    assert [each.rule for each in found if each.at == Location(name, 3)] == rules
