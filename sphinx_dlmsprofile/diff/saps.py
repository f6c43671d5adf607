"""Service access points: which address has which name, whatever the rows they are written in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change, Detail, Spot
from sphinx_dlmsprofile.diff.matching import pairs
from sphinx_dlmsprofile.diff.said import fold, listed, said
from sphinx_dlmsprofile.diff.things import Thing, compare_things
from sphinx_dlmsprofile.model.sap import SapTable, Side, ValueRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.sap import SapRow

_Rows = tuple["SapRow", ...]


def sap_changes(old: Project, new: Project) -> Iterator[Change]:
    """What has become of the addresses, table by table."""
    tables = old.of(SapTable), new.of(SapTable)
    several = max(map(len, tables)) > 1
    for one, other in pairs(*tables, _profiles, lambda each: fold(each.name), lambda _: ""):
        if one and other:
            yield from compare_things([_table(one, several=several)], [_table(other, several=several)])
        for side in Side:
            yield from _of_side(one, other, side, several=several)


def _profiles(table: SapTable) -> tuple[str, ...]:
    return tuple(sorted(map(fold, table.profiles)))


def _table(table: SapTable, *, several: bool) -> Thing:
    return Thing(
        area=Area.ADDRESSING,
        kind="SAP table",
        subject=f"SAP table{_whose(table, several=several)}",
        spot=Spot(table.at, table.clause),
        keys=("",),
        values={
            "caption": said(table.caption),
            "width": str(table.width),
            "address plan": table.scheme,
            "profiles": listed(table.profiles),
        },
    )


def _whose(table: SapTable, *, several: bool) -> str:
    return f" ({listed(table.profiles) or 'all profiles'})" if several else ""


@dataclass(frozen=True)
class _Run:
    """Neighbouring addresses that belong to the same rows."""

    first: int
    last: int
    old: _Rows
    new: _Rows

    @property
    def names(self) -> tuple[str | None, str | None]:
        """Who has the addresses, before and after."""
        return _name(self.old), _name(self.new)

    def address(self, table: SapTable) -> str:
        """The addresses, as the table writes them."""
        return ValueRange(self.first, self.last).written(table.width)


def _name(rows: _Rows) -> str | None:
    """Who has the address; several where rows overlap."""
    return " and ".join(sorted({said(row.name) or "" for row in rows})) if rows else None


def _of_side(one: SapTable | None, other: SapTable | None, side: Side, *, several: bool) -> Iterator[Change]:
    for run in _runs(one.side(side) if one else (), other.side(side) if other else ()):
        before, after = run.names
        if before == after:
            continue
        subjects = [
            f"{side.value} SAP{'s' * (run.first != run.last)} {run.address(table)}{_whose(table, several=several)}"
            if table
            else ""
            for table in (one, other)
        ]
        spots = [
            Spot(rows[0].values.at, table.clause) if rows and table else None
            for rows, table in ((run.old, one), (run.new, other))
        ]
        action = Action.ADDED if before is None else Action.REMOVED if after is None else Action.REASSIGNED
        yield Change(
            area=Area.ADDRESSING,
            subject=subjects[1] or subjects[0],
            previous=subjects[0] if all(subjects) and subjects[0] != subjects[1] else "",
            actions=(action,),
            details=(Detail("", before, after),),
            old=spots[0],
            new=spots[1],
        )


def _runs(old: _Rows, new: _Rows) -> Iterator[_Run]:
    """The addresses of both, in order, in as few runs as there are changes."""
    borders = {border for row in (*old, *new) for each in row.ranges for border in (each.first, each.last + 1)}
    held: _Run | None = None
    for first, following in pairwise(sorted(borders)):
        run = _Run(first, following - 1, _rows_at(old, first), _rows_at(new, first))
        if held and held.names == run.names:
            held = replace(held, last=run.last)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _rows_at(rows: _Rows, address: int) -> _Rows:
    return tuple(row for row in rows if any(each.first <= address <= each.last for each in row.ranges))
