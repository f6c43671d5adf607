"""Cells of Markdown tables beyond the columns of their heads, which every reader of Markdown drops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.fences import NAME, OF_TEXT
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_RULE = regex(r"^[ \t>|]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE)
_BAR = regex(r"(?<!\\)\|")


def lost_cells(text: str) -> list[tuple[int, str]]:
    """Each row with cells beyond the last column: its line, and what stands in these."""
    if not _RULE.search(text):
        return []
    from markdown_it import MarkdownIt  # noqa: PLC0415  for documents with a table
    from mdit_py_plugins.colon_fence import colon_fence_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark").enable("table").use(colon_fence_plugin).disable(["inline"])
    return sorted(_lost_in(parser, text.splitlines(), 0))


def _lost_in(parser: object, lines: Sequence[str], offset: int) -> Iterator[tuple[int, str]]:
    """Those of a text, and of the directives in it."""
    tokens: list[Token] = parser.parse("\n".join(lines))  # type: ignore[attr-defined]
    columns = 0
    for token in tokens:
        if token.map is None:
            continue
        name = NAME.match(token.info)
        if name and name[1] in OF_TEXT:
            yield from _lost_in(parser, token.content.split("\n"), offset + token.map[0] + 1)
        elif token.type == "thead_open":
            columns = len(_cells(lines[token.map[0]]))
        elif token.type == "tr_open":
            beyond = _cells(lines[token.map[0]])[columns:]
            if words := " ".join(cell for cell in beyond if cell):
                yield offset + token.map[0] + 1, words


def _cells(line: str) -> list[str]:
    """The cells of a row, as Markdown divides it: at each bar, even in code, unless a backslash stands before."""
    cells = [cell.strip() for cell in _BAR.split(line.strip(" \t>"))]
    return cells[not cells[0] : -1 if not cells[-1] else None]
