"""Edits of lines whose width counts: rows of tables that are drawn with signs, and underlined titles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.display_width import display_width
from sphinx_dlmsprofile.text.markup import UNDERLINE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.finding import Edit

_BORDER = regex(r"\+[-=+]+\+")
_RULE = regex(r"=+(?: +=+)+")
_END = regex(r"(?<==) (?= *=)")


def fitted(edit: Edit, lines: Sequence[str]) -> Edit | None:
    """The edit, with the blanks of its cell or the line under its title as long as they then have to be.

    None where the cell of a drawn table has no room for it.
    """
    number = edit.start.line - 1
    line = lines[number]
    first, last = (edit.start.column or 1) - 1, (edit.end.column or 1) - 1
    if edit.end.line != edit.start.line or not line[first:last].strip():
        return edit
    growth = display_width(edit.replacement) - display_width(line[first:last])
    edges = _edges(number, lines) if growth else None
    if edges is None:
        return _with_underline(edit, growth, lines)
    return _within_cell(edit, growth, line, edges)


class _Edges(NamedTuple):
    """The columns at which cells of a row end: at a line if ``is_closed``, else at blanks; not that of the last one."""

    columns: frozenset[int]
    is_closed: bool

    def at(self, line: str, place: int) -> bool:
        """Whether a cell ends at a place in a line."""
        return line[place] == ("|" if self.is_closed else " ") and display_width(line[:place]) in self.columns


def _within_cell(edit: Edit, growth: int, line: str, edges: _Edges) -> Edit | None:
    first, last = (edit.start.column or 1) - 1, (edit.end.column or 1) - 1
    if "\n" in edit.replacement:
        return None
    column = display_width(line[:first])
    if not edges.is_closed and column >= max(edges.columns):
        return edit  # the last column may be as wide as it likes
    end = next((place for place in range(last, len(line)) if edges.at(line, place)), None)
    if end is None:
        room = min((edge for edge in edges.columns if edge > column), default=0) - display_width(line.rstrip())
        return edit if growth <= room and not edges.is_closed else None
    words = line[last:end].rstrip(" ")
    blanks = end - last - len(words)
    if growth > blanks - edges.is_closed:  # a blank stays before "|"
        return None
    kept = f"{edit.replacement}{words}{' ' * (blanks - growth)}"
    return replace(edit, end=edit.end._replace(column=end + 1), replacement=kept)


def _edges(number: int, lines: Sequence[str]) -> _Edges | None:
    """The edges of the cells in a line; None if it is in no drawn table."""
    if lines[number].lstrip()[:1] in {"|", "+"}:
        for above in range(number - 1, -1, -1):
            text = lines[above].strip()
            if _BORDER.fullmatch(text):
                return _Edges(
                    frozenset(place for place, sign in enumerate(lines[above]) if sign == "+"), is_closed=True
                )
            if text[:1] not in {"|", "+"}:
                break
        return None
    for above in range(number - 1, -1, -1):
        text = lines[above].strip()
        if text.startswith("=") and _RULE.fullmatch(text):
            if not lines[above + 1].strip():
                return None  # the end of a table
            ends = (place.start() for place in _END.finditer(lines[above]))
            return _Edges(frozenset(ends), is_closed=False)
    return None


def _with_underline(edit: Edit, growth: int, lines: Sequence[str]) -> Edit:
    """The edit, and if a title becomes longer than the lines under and over it, these as well."""
    number = edit.start.line - 1
    line = lines[number].rstrip()
    under = lines[number + 1].rstrip() if number + 1 < len(lines) else ""
    before = display_width(line)
    if growth <= 0 or not UNDERLINE.fullmatch(under) or not before <= len(under) < before + growth:
        return edit
    first, last = (edit.start.column or 1) - 1, (edit.end.column or 1) - 1
    drawn = under[0] * (before + growth)
    text = f"{edit.replacement}{line[last:]}\n{drawn}"
    end = edit.end._replace(line=number + 2, column=len(under) + 1)
    if number and lines[number - 1].rstrip() == under:
        start = edit.start._replace(line=number, column=1)
        return replace(edit, start=start, end=end, replacement=f"{drawn}\n{line[:first]}{text}")
    return replace(edit, end=end, replacement=text)
