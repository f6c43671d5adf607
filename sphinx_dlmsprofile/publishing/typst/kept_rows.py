"""Which rows of a table stay on one page: the first two, the last two, and a row that heads others with the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

BREAKABLE = "typst_breakable"
"""Attribute of a row: whether a page may end within it."""

KEEPER = "typst_keeper"
"""Attribute of the first row of several: how many they are, and whether they stay together."""

_TOGETHER = 90.0
"""Height in mm up to which rows are kept on one page."""

_LEAST_ROWS = 3
"""Rows up to which it does not matter between which of them a page ends."""


def keepers(tgroup: nodes.Element, heights: Mapping[int, float]) -> dict[nodes.Element, tuple[int, bool]]:
    """The rows with which a run of rows begins, each with the length of the run and whether it stays together.

    ``heights`` are those of the rows in mm, by the identity of their nodes. Empty where the table is too short.
    """
    heads = _rows(tgroup, nodes.thead)
    rows = _rows(tgroup, nodes.tbody)
    if len(rows) <= _LEAST_ROWS:
        return {}
    found = {heads[0]: (len(heads), False)} if heads else {}
    tied = {0, len(rows) - 2, *(place for place, row in enumerate(rows[:-1]) if is_heading(row))}
    loose: nodes.Element | None = None
    place = 0
    while place < len(rows):
        end, height = place + 1, heights.get(id(rows[place]), 0.0)
        while end - 1 in tied and end < len(rows) and (height := height + heights.get(id(rows[end]), 0.0)) < _TOGETHER:
            end += 1
        run = rows[place:end]
        if len(run) > 1 and not any(row[BREAKABLE] for row in run):
            found[run[0]], loose = (len(run), True), None
        elif loose is None:
            loose = run[0]
            found[loose] = (len(run), False)
        else:
            found[loose] = (found[loose][0] + len(run), False)
        place = end
    return found


def is_heading(row: nodes.Element) -> bool:
    """Whether a row heads those below it: one bold text across all columns."""
    if "dlms-group" in row["classes"]:
        return True
    texts = [text for text in row.findall(nodes.Text) if text.strip()]
    return len(row.children) == 1 and bool(texts) and all(isinstance(text.parent, nodes.strong) for text in texts)


def _rows(tgroup: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    parts = [part for part in tgroup.children if isinstance(part, kind)]
    return [row for part in parts for row in part.children if isinstance(row, nodes.Element)]
