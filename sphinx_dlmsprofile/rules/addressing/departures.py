"""Where the SAPs of a table depart from the address plan that they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.sap_values import fits, is_readable, side_at
from sphinx_dlmsprofile.model.finding import AddEntry, Change, Rewrite
from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side, ValueRange, written_address
from sphinx_dlmsprofile.registry.address_plans import ReservedSap, address_plan
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Departure(NamedTuple):
    """One departure from an address plan and the one rule that reports it."""

    rule: str
    fault: Fault


def departures(table: SapTable, side: Side, rows: tuple[SapRow, ...]) -> Iterator[Departure]:
    """Compare one side with its address plan: each reserved SAP departs from it in one way at most.

    Present under its name: at its value, or sap-reserved-value. Else the value has a row of its
    own: sap-reserved-name there. Else, also where a wider range takes the value in: sap-reserved-missing.
    """
    plan = address_plan(table.scheme).side(side)
    judged = [row for row in rows if is_readable(row) and fits(row, table.width)]
    missing: list[tuple[ReservedSap, SapRow | None]] = []
    for reserved in plan:
        if any(reserved.is_called(row.name.value) for row in rows):
            yield from _moved(table, plan, reserved, judged)
            continue
        value = ValueRange(reserved.value, reserved.value)
        there = [row for row in judged if any(values.overlap(value) for values in row.ranges)]
        if any(row.reason or not row.name.value.strip() for row in there):
            continue
        own = next((row for row in there if value in row.ranges), None)
        if own is None:
            missing.append((reserved, there[0] if there else None))
        elif not _stands_elsewhere(plan, own, judged):
            message = (
                f'{value.written(table.width)} is reserved for "{reserved.name}": '
                f'write that instead of "{own.name}", or give a reason'
            )
            yield Departure("sap-reserved-name", Fault(own.values.at, message, edit=_renamed(own, reserved)))
    if missing and not table.unread:
        message = _missing_message(table, side, missing)
        yield Departure("sap-reserved-missing", Fault(side_at(table, side), message, edit=_row(table, rows, missing)))


def _renamed(row: SapRow, reserved: ReservedSap) -> Change:
    return Rewrite(row.name.value, reserved.name, at=row.name.at)


def _row(
    table: SapTable, rows: Sequence[SapRow], missing: Sequence[tuple[ReservedSap, SapRow | None]]
) -> Change | None:
    """A row for the one that is missing, in the order of the values, where no other row holds its value."""
    reserved, taken = missing[0]
    if len(missing) > 1 or taken or table.width is None or reserved.value >= 1 << table.width or not rows:
        return None
    text = f"{written_address(reserved.value, table.width)}: {reserved.name}"
    after = [row for row in rows if row.ranges and row.ranges[0].first < reserved.value]
    return AddEntry(after[-1].values.at, text, after=True) if after else AddEntry(rows[0].values.at, text)


def _missing_message(table: SapTable, side: Side, missing: Sequence[tuple[ReservedSap, SapRow | None]]) -> str:
    parts: list[str] = []
    for reserved, taken in missing:
        value = written_address(reserved.value, table.width)
        where = f', now within "{taken.values}"' if taken else ""
        if table.width is not None and reserved.value >= 1 << table.width:
            where = f", which does not fit in {table.width} bits: choose another scheme, or give a value with a reason"
        parts.append(f'"{reserved.name}" ({value}{where})')
    return f"the {side.value} side lacks {', '.join(parts)}: add a row for each"


def _moved(
    table: SapTable, plan: Sequence[ReservedSap], reserved: ReservedSap, judged: Sequence[SapRow]
) -> Iterator[Departure]:
    """The rows with a reserved name and another value than the plan's."""
    for row in judged:
        if reserved.is_called(row.name.value) and _stands_elsewhere(plan, row, judged):
            right = written_address(reserved.value, table.width)
            message = (
                f'"{row.name}" is {right} in the address plan, not "{row.values}": write that value, or give a reason'
            )
            edit = Rewrite(row.values.value, right)
            yield Departure("sap-reserved-value", Fault(row.values.at, message, edit=edit))


def _stands_elsewhere(plan: Sequence[ReservedSap], row: SapRow, judged: Sequence[SapRow]) -> bool:
    """Whether a row is a reserved name at another value, and not merely a mistaken name or a value written twice."""
    reserved = next((known for known in plan if known.is_called(row.name.value)), None)
    if reserved is None or row.reason:
        return False
    right = {ValueRange(reserved.value, reserved.value)}
    if set(row.ranges) == right:
        return False
    if any(other is not row and other.ranges == row.ranges for other in judged):
        return False  # sap-overlap says it
    at_home = any(reserved.is_called(other.name.value) and set(other.ranges) == right for other in judged)
    foreign = any(known.value == values.first == values.last for known in plan for values in row.ranges)
    return not (at_home and foreign)
