"""How many pages the contents are said to take, beside what Typst sets."""

from __future__ import annotations

import pypdfium2
import pytest

from sphinx_dlmsprofile.publishing.typst.compiler import compile_pdf
from sphinx_dlmsprofile.publishing.typst.contents import ContentsRoom

LONG = "A title of a clause or of a table that is too long to stand beside its page on one line of the contents"
HEAD = '#import "template.typ": *\n#let facts = (words: (contents: "Contents"), contents-pages: 0)\n'


@pytest.mark.parametrize(
    ("clauses", "tables", "pages"), [(1, 0, 1), (40, 0, 1), (60, 10, 2), (100, 0, 2), (0, 62, 3), (60, 90, 5)]
)
def test_the_room_is_what_is_set(clauses: int, tables: int, pages: int) -> None:
    """A title page, the contents, and a page of text: no page more, whatever the first pass takes for granted."""
    room = ContentsRoom()
    lines = []
    for number in range(clauses):
        level = number % 3 + 1
        room.add_heading(level, f"{number} Title")
        lines.append(f'clause({level}, "{number}", none, "Title")')
    for number in range(tables):
        room.add(f"Table {number} – {LONG}")
        lines.append(f'tabled(label: "Table {number} –", caption: "{LONG}", table[x])')
    room.add_heading(4, "It is not listed")
    assert room.pages == pages

    body = "\n".join(lines)
    source = f"{HEAD}#show: standard.with(..facts)\n#[THE TEXT]\n#{{[]\n{body}\n}}\n"
    document = pypdfium2.PdfDocument(compile_pdf({"main.typ": source.encode()}))
    with_text = [at for at, page in enumerate(document) if "THE TEXT" in page.get_textpage().get_text_bounded()]
    assert with_text == [1 + pages]


def test_nothing_is_listed() -> None:
    """Then there are no contents."""
    assert ContentsRoom().pages == 0
