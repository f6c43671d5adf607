"""Rows of tables whose cells are items of a list, or stand between bars: where each is written, by its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.fitted import escaped
from sphinx_dlmsprofile.intake.surroundings import BELOW_HEADS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.intake.places import Place

_LIST_TABLE = regex(r"(?m)^(?P<indent>[ \t]*)(?:\.\. |(?P<mark>`{3,}|:{3,})\{)list-table(?:::|\}).*$")
_ROW = regex(r"(?m)^(?P<indent>[ \t]*)(?P<mark>[*+-]) [*+-](?=[ \t]|$)")
_WORD = regex(r"\w+")
_ENOUGH = 0.6
"""The share of the words of the printed rows that stand in the rows of the source, so that they are the same."""


def written_rows(files: dict[str, str], scopes: Sequence[Place], rows: Sequence[tuple[str, ...]]) -> list[Place] | None:
    """Where each of the printed rows is written, if one table in some places has them all in their order."""
    found = [
        [(name, *place) for place in places]
        for name, start, end in scopes
        for places in (*_list_tables(files[name], start, end), *_barred(name, files[name], start, end))
        if len(rows) - 1 <= len(places) <= len(rows) and _say(files[name], places, rows)
    ]
    return found[0] if len(found) == 1 else None


def _say(text: str, places: Sequence[tuple[int, int]], rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether each place has most words of its row; footnotes may follow as a row that is not written."""
    for (start, end), row in zip(places, rows, strict=False):
        there = set(_WORD.findall(text[start:end]))
        wanted = [word for cell in row for word in _WORD.findall(cell)]
        if sum(word in there for word in wanted) < _ENOUGH * len(wanted):
            return False
    return True


def _list_tables(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The rows of each list-table: from the line on which one begins to the end of its last line."""
    tables = []
    heads = [*_LIST_TABLE.finditer(text, start, end)]
    for head, following in pairwise([*heads, None]):
        if head is None:
            continue
        stop = min(
            _end_of(text, head.end(), head["indent"], head["mark"] or ""), following.start() if following else end
        )
        rows = list(_ROW.finditer(text, head.end(), stop))
        if not rows:
            continue
        rows = [match for match in rows if match["indent"] == rows[0]["indent"]]
        ends = [*(match.start() for match in rows[1:]), stop]
        tables.append(
            [
                (row.start(), row.start() + len(text[row.start() : last].rstrip()) + 1)
                for row, last in zip(rows, ends, strict=True)
            ]
        )
    return tables


def _end_of(text: str, at: int, indent: str, mark: str) -> int:
    end = regex(rf"(?m)^[ \t]*{mark}[ \t]*$" if mark else rf"(?m)^(?!{indent}[ \t]|[ \t]*$)").search(text, at)
    return end.start() if end else len(text)


def _barred(name: str, text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The rows of each table of Markdown that is drawn with bars."""
    tables = []
    for border in BELOW_HEADS.finditer(text, start, end) if name.endswith(".md") else ():
        first = text.rfind("\n", 0, border.start() - 1) + 1
        at = border.end() + 1
        rows = [(first, min(at, len(text)))]  # the line below the heads belongs to them
        while at < end and "|" in (line := text[at : (text.find("\n", at) + 1) or len(text)]):
            rows.append((at, at + len(line)))
            at += len(line)
        tables.append(rows)
    return tables


def has_heads(files: dict[str, str], place: Place) -> bool:
    """Whether it is the row of heads between bars, which its table cannot be without."""
    name, start, end = place
    return name.endswith(".md") and BELOW_HEADS.search(files[name], start, end) is not None


def new_row(files: dict[str, str], beside: Place, cells: Sequence[str]) -> str:
    """A row, written as the one beside it is."""
    name, start, end = beside
    line = files[name][start:end]
    match = _ROW.match(line)
    words = [escaped(cell, name) for cell in cells]
    if match is None:
        before = line[: len(line) - len(line.lstrip(" \t>"))]
        return before + "| " + " | ".join(word.replace("|", "\\|") for word in words) + " |\n"
    begins = [f"{match['indent']}{match['mark']} - ", *[f"{match['indent']}  - "] * (len(words) - 1)]
    return "".join(f"{begin}{word}".rstrip() + "\n" for begin, word in zip(begins, words, strict=True))
