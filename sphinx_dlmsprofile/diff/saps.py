"""Service access points: which address has which name, whatever the rows they are written in."""

from __future__ import annotations

from collections import Counter
from dataclasses import KW_ONLY, dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change, Detail, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, listed, said
from sphinx_dlmsprofile.diff.facts import Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item, compare_items
from sphinx_dlmsprofile.diff.matching import pairs
from sphinx_dlmsprofile.model.sap import SapTable, Side, ValueRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.sap import SapRow

_Rows = tuple["SapRow", ...]


def sap_changes(old: Project, new: Project, clauses: ClausePairs) -> Iterator[Change]:
    """What has become of the addresses, table by table."""
    tables = old.of(SapTable), new.of(SapTable)
    several = max(map(len, tables)) > 1
    for one, other in pairs(*tables, _profiles, lambda each: fold(each.name), lambda _: ""):
        before, after = ([_table(each, several=several)] if each else [] for each in (one, other))
        yield from compare_items(before, after, clauses)
        for side in Side:
            yield from _Side(one, other, side, several=several).changes()


def _profiles(table: SapTable) -> tuple[str, ...]:
    return tuple(sorted(fold(name_of(each)) for each in table.profiles))


def _table(table: SapTable, *, several: bool) -> Item:
    return Item(
        area=Area.ADDRESSING,
        kind="SAP table",
        subject=f"SAP table{_whose(table, several=several)}",
        place=Place(table.at, table.clause),
        keys=("",),
        facts=facts_of(table),
        content=Value(said(table.caption)),
        placed=True,
    )


def _whose(table: SapTable | None, *, several: bool) -> str:
    return f" ({listed(map(name_of, table.profiles)) or 'all profiles'})" if table and several else ""


@dataclass(frozen=True)
class _Run:
    """Neighbouring addresses that belong to the same rows."""

    first: int
    last: int
    old: _Rows
    new: _Rows

    @property
    def names(self) -> tuple[str | None, str | None]:
        """The name that has the addresses, before and after."""
        return _name(self.old), _name(self.new)

    @property
    def remarks(self) -> tuple[tuple[str | None, str | None], ...]:
        """Why, and what support is demanded, each before and after; none for addresses that one edition alone has."""
        if not (self.old and self.new):
            return ((None, None), (None, None))
        return ((_reason(self.old), _reason(self.new)), (_support(self.old), _support(self.new)))

    def touches(self, other: _Run) -> bool:
        """Whether one begins where the other ends."""
        return self.last + 1 == other.first or other.last + 1 == self.first

    def address(self, table: SapTable | None) -> str:
        """The addresses, as the table writes them."""
        return ValueRange(self.first, self.last).written(table.width if table else None)


def _name(rows: _Rows) -> str | None:
    """Who has the address; several where rows overlap."""
    return " and ".join(sorted({name_of(row.name) or "" for row in rows})) if rows else None


def _reason(rows: _Rows) -> str | None:
    return " / ".join(sorted({said(row.reason) or "" for row in rows if row.reason})) or None


def _support(rows: _Rows) -> str | None:
    return " / ".join(sorted({said(row.support) or "" for row in rows if row.support})) or None


@dataclass(frozen=True)
class _Side:
    """The addresses of one side of a table, in both editions."""

    one: SapTable | None
    other: SapTable | None
    side: Side
    _: KW_ONLY
    several: bool

    def changes(self) -> Iterator[Change]:
        """What has become of them."""
        rows = (table.side(self.side) if table else () for table in (self.one, self.other))
        runs = list(_runs(*rows))
        moved = dict(_moved(runs))
        resized = dict(_resized(runs))
        gone = {*moved.values(), *chain.from_iterable(resized.values())}
        for run in runs:
            if run in moved:
                yield self._moved(moved[run], run)
            elif run in resized:
                yield self._resized(run, resized[run])
            elif run not in gone:
                yield from self._changed(run)

    def _moved(self, old: _Run, new: _Run) -> Change:
        """A name has other addresses."""
        subjects = [
            f'{self.side.value} SAP "{new.names[1]}"{_whose(table, several=self.several)}'
            for table in (self.one, self.other)
        ]
        # Ranges that have others left: of one it has taken its new address, another has taken its old one.
        runs = sorted((old, new), key=lambda each: each.first)
        wider = max(filter(None, (self.one, self.other)), key=lambda table: table.width or 0, default=None)
        taken = [Detail(each.address(wider), each.names[0], each.names[1]) for each in runs if all(each.names)]
        return self._change(
            subjects,
            Action.MOVED,
            (Detail("address", old.address(self.one), new.address(self.other)), *taken),
            (old.old, new.new),
        )

    def _resized(self, run: _Run, others: Sequence[_Run]) -> Change:
        """Addresses have another name, and there are more or fewer of them."""
        parts = sorted((run, *others), key=lambda each: each.first)
        addresses = [
            ValueRange(side[0].first, side[-1].last).written(table.width if table else None)
            for table, side in (
                (self.one, [each for each in parts if each.old]),
                (self.other, [each for each in parts if each.new]),
            )
        ]
        subjects = [
            f"{self.side.value} SAP {run.address(table)}{_whose(table, several=self.several)}"
            for table in (self.one, self.other)
        ]
        details = (Detail("", *run.names), Detail("address", addresses[0], addresses[1]))
        return self._change(subjects, Action.REASSIGNED, details, (run.old, run.new))

    def _changed(self, run: _Run) -> Iterator[Change]:
        (before, after), (reasons, support) = run.names, run.remarks
        details = [Detail("", before, after)] if before != after else []
        if reasons[0] != reasons[1]:
            details.append(Detail("reason", *reasons, prose=True))
        if support[0] != support[1]:
            details.append(Detail("support", *support))
        if not details:
            return
        subjects = [
            f"{self.side.value} SAP{'s' * (run.first != run.last)} {run.address(table)}"
            f"{_whose(table, several=self.several)}"
            if table
            else ""
            for table in (self.one, self.other)
        ]
        yield self._change(subjects, _action(before, after), tuple(details), (run.old, run.new))

    def _change(
        self, subjects: Sequence[str], action: Action, details: tuple[Detail, ...], rows: tuple[_Rows, _Rows]
    ) -> Change:
        old, new = (
            Place(each[0].values.at, table.clause) if each and table else None
            for each, table in zip(rows, (self.one, self.other), strict=True)
        )
        return Change(
            area=Area.ADDRESSING,
            subject=subjects[1] or subjects[0],
            previous=subjects[0] if all(subjects) and subjects[0] != subjects[1] else "",
            actions=(action,),
            details=details,
            old=old,
            new=new,
        )


def _action(before: str | None, after: str | None) -> Action:
    if before == after:
        return Action.CHANGED
    return Action.ADDED if before is None else Action.REMOVED if after is None else Action.REASSIGNED


def _moved(runs: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Addresses taken by a name that has given up all that it had: the new run, the old one.

    They were free before, or in a range that has others left, as an open one; so are those that it has left now.
    """
    counts = [Counter(run.names[edition] for run in runs) for edition in range(2)]
    nobody = {None, *(run.names[0] for run in runs if run.names[0] == run.names[1])}
    gone = {run.names[0]: run for run in runs if run.names[0] not in nobody and run.names[1] in nobody}
    for run in runs:
        before, name = run.names
        old = gone.get(name)
        if before in nobody and old and all(count[name] == 1 for count in counts):
            yield run, old


def _resized(runs: Sequence[_Run]) -> Iterator[tuple[_Run, list[_Run]]]:
    """Addresses that a new name has from one that is gone, with the neighbours that came or went at once."""
    names = [{run.names[edition] for run in runs} for edition in range(2)]
    for place, run in enumerate(runs):
        before, after = run.names
        if None in run.names or before in names[1] or after in names[0]:
            continue
        parts = [each for each in runs if each.names[0] == before or each.names[1] == after]
        around = [
            each
            for each in (*runs[max(place - 1, 0) : place], *runs[place + 1 : place + 2])
            if each.names in {(before, None), (None, after)} and run.touches(each)
        ]
        if around and len(parts) == len(around) + 1:
            yield run, around


def _runs(old: _Rows, new: _Rows) -> Iterator[_Run]:
    """The addresses of both, in order, in as few runs as there are changes."""
    borders = {border for row in (*old, *new) for each in row.ranges for border in (each.first, each.last + 1)}
    held: _Run | None = None
    for first, following in pairwise(sorted(borders)):
        run = _Run(first, following - 1, _rows_at(old, first), _rows_at(new, first))
        if held and (held.names, held.remarks) == (run.names, run.remarks):
            held = replace(held, last=run.last)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _rows_at(rows: _Rows, address: int) -> _Rows:
    return tuple(row for row in rows if any(each.first <= address <= each.last for each in row.ranges))
