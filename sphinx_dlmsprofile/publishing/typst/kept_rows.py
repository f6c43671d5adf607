"""Which rows of a table stay on one page: the first two, the last two, and a row that heads others with the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.typst.room import is_code

if TYPE_CHECKING:
    from collections.abc import Mapping

BREAKABLE = "typst_breakable"
"""Attribute of a row: whether a page may end within it."""

UNHEADED = "typst_unheaded"
"""Attribute of the first of the last rows that lie below no column, as code: the head is not repeated above them."""

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
        while (
            end - 1 in tied
            and end < len(rows)
            and not rows[end].get(UNHEADED)
            and (height := height + heights.get(id(rows[end]), 0.0)) < _TOGETHER
        ):
            end += 1
        run = rows[place:end]
        if rows[place].get(UNHEADED):
            found[rows[place]], loose, end = (1, False), None, place + 1
        elif len(run) > 1 and not any(row[BREAKABLE] for row in run):
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


def mark_unheaded(tgroup: nodes.Element) -> bool:
    """Mark the first of the last rows that are one cell each, if it holds code; whether there is one below others."""
    rows = _rows(tgroup, nodes.tbody)
    wide = [[int(cell.get("morecols", 0)) + 1 for cell in row.children] == [int(tgroup["cols"])] for row in rows]  # type: ignore[attr-defined]
    last = len(rows) - next((place for place, is_wide in enumerate(reversed(wide)) if not is_wide), len(rows))
    first = next((row for row in rows[max(last, 1) :] if any(map(is_code, row.findall(nodes.literal_block)))), None)
    if first is not None:
        first[UNHEADED] = True
    return first is not None


def _rows(tgroup: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    parts = [part for part in tgroup.children if isinstance(part, kind)]
    return [row for part in parts for row in part.children if isinstance(row, nodes.Element)]
