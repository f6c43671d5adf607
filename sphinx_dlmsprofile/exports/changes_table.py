"""Changes between two editions as one table, for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Detail, Place
from sphinx_dlmsprofile.exports.codec import write_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.comparison import Comparison
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit

_HEADS = ["area", "subject", "previous", "actions", "what", "old", "new", "provision", "clause", "source"]
_NOTHING = (Detail("", None, None),)


def changes_table(comparison: Comparison) -> tuple[list[str], list[list[str]]]:
    """The heads, and a row for each value that has changed; the wording comes last."""
    rows = [row for change in comparison.changes for row in _rows(change)]
    return _HEADS, [*rows, *map(_edit, comparison.text.edits)]


def _rows(change: Change) -> Iterator[list[str]]:
    actions = "; ".join(action.value for action in change.actions)
    for detail in change.details or _NOTHING:
        yield [
            change.area.value,
            change.subject,
            change.previous,
            actions,
            detail.what,
            detail.old or "",
            detail.new or "",
            change.identifier,
            *_where(change.place),
        ]


def _edit(edit: BlockEdit) -> list[str]:
    now = edit.place
    name = " ".join(filter(None, (now.block.kind.value, now.block.label)))
    old, new = (each.block.text if each else "" for each in (edit.old, edit.new))
    return ["wording", name, "", edit.action.value, "", old, new, "", *_where(Place(now.block.at, now.clause))]


def _where(place: Place | None) -> tuple[str, str]:
    if place is None:
        return "", ""
    return place.clause.label if place.clause else "", write_place(place.at)
