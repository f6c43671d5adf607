"""The impact of the changes as a report of the review build."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change
from sphinx_dlmsprofile.impact.impact import Carrier
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Mention, Report, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.impact.impact import Impact, Reach, Reached

_COLUMNS = (
    Column("change", "Change", 22),
    Column("action", "Action", 10),
    Column("provisions", "Provisions", 20, several=True),
    Column("examples", "Examples", 13, several=True, parts=("id",)),
    Column("tests", "Test cases", 15, several=True, parts=("id",)),
    Column("items", "ICS items", 8, several=True, parts=("id",)),
    Column("because", "Because", 12, several=True),
)
_WORDING, _IDENTIFIERS = "Wording", "Identifiers of provisions that have become others"


def impact_report(impact: Impact) -> Report:
    """Each change on which something rests, by area, with that; before them the identifiers, old → new."""
    reaching = [reach for reach in impact.reaches if reach.reached]
    groups = [Group(head, tuple(map(_row, members))) for head, members in groupby(reaching, key=_area)]
    renamed = tuple(_renamed(impact))
    return Report(
        name="impact",
        title="Impact of the changes",
        lead=(
            "For each change since the previous edition: what rests on it, directly or by way of a provision, and has"
            " to be looked at again. Changes on which nothing rests are in the list of changes alone."
        ),
        outcome=impact.outcome,
        columns=_COLUMNS,
        groups=(*((Group(_IDENTIFIERS, renamed),) if renamed else ()), *groups),
        empty="Nothing rests on what has changed.",
    )


def _area(reach: Reach) -> str:
    if not isinstance(reach.of, Change):
        return _WORDING
    area = reach.of.area.value
    return f"{area[0].upper()}{area[1:]}"


def _row(reach: Reach) -> tuple[Cell, ...]:
    actions = reach.of.actions if isinstance(reach.of, Change) else (reach.of.action,)
    reasons = dict.fromkeys(each.because for each in reach.reached if each.kind is Carrier.PROVISION)
    if not reasons:
        reasons = dict.fromkeys(each.because for each in reach.reached if each.kind is not Carrier.ICS_ITEM)
    return (
        say(reach.what),
        say(", ".join(action.value for action in actions)),
        _cell(reach, Carrier.PROVISION),
        _cell(reach, Carrier.EXAMPLE),
        _cell(reach, Carrier.TEST),
        _cell(reach, Carrier.ICS_ITEM),
        Cell(tuple(map(Mention, reasons))),
    )


def _cell(reach: Reach, kind: Carrier) -> Cell:
    return Cell(tuple(Mention(_short(each), each.to, id=each.identifier) for each in reach.kind(kind)))


def _short(reached: Reached) -> str:
    return reached.identifier if reached.kind is Carrier.PROVISION else reached.title


def _renamed(impact: Impact) -> Iterator[tuple[Cell, ...]]:
    changes = [change for change in impact.comparison.changes if change.area is Area.PROVISIONS]
    merged = {change.identifier for change in changes if Action.MERGED in change.actions}
    for old, new in impact.identifiers.items():
        one = "merged" if merged.issuperset(new) else "renamed"
        what = "removed" if not new else "split" if len(new) > 1 else one
        nothing = say("")
        yield (say(old), say(what), Cell(tuple(map(Mention, new))), nothing, nothing, nothing, nothing)
