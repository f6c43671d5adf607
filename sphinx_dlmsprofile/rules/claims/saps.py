"""What the text says of service access points (6, Table 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.names import called
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.sap import SapTable, Side, written_address
from sphinx_dlmsprofile.model.value_table import Addressing
from sphinx_dlmsprofile.registry.address_plans import address_plan
from sphinx_dlmsprofile.rules.claims._common import OF_LAYERS, claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.model.sap import SapRow
    from sphinx_dlmsprofile.model.value_table import Cell


_SIDE = regex(r"\b(?i:(client|server)) SAP\b")


@rule("sap-text-mismatch", "6, Table 1", WARNING)
def sap_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives a service access point another value than its table, or uses one that no table assigns.

    A name beside a value, "Public Client (0x10)" or "0x10 is the Public Client", and "client 0x10" or "server SAP
    0x10" are compared with all tables; one that agrees is enough. Values of rows that are open may be used. "SAP 0x7F"
    is compared with the tables of its width, that of a group of devices with their servers; "server SAP 0x7F" with the
    tables of the profile that the words name. What a broadcast is addressed to is that of all stations. The side has
    to be that of the table: "Public Client (server SAP 0x10)".

    Given (in 6)::

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x10: Public Client
             0x11..0xFF: Open for client SAP assignment

    Bad (in 7.2)::

        The Public Client (0x11) reads the clock.

    Good (in 7.2)::

        The Public Client (0x10) reads the clock.
    """
    tables = project.of(SapTable)
    rows = [row for table in tables for row in table.rows]
    if not rows or any(table.unread for table in tables) or any(row.unread for row in rows):
        return
    # The columns of a table of objects are called as SAPs are, and its values are those of attributes.
    fixed = [
        part.value.at for table in project.of(Objects) for each in table.entries for part in each.parts if part.value
    ]
    own = {(at.source, at.line) for at in (*(row.values.at for row in rows), *fixed)}
    cells = [cell.text.at for each in project.of(Addressing) for cell in _of_groups(each)]
    groups = {(at.source, at.line) for at in cells}
    missing = {value for table in tables for value in _missing(table)}  # sap-reserved-missing
    told: set[tuple[str, int, int]] = set()
    for block, address, wrong in _broadcasts(tables, project):
        told.add((block.at.source, block.at.line, address))
        yield Fault(block.at, f"{wrong}: correct the text, or the table")
    for block, claim in claims_of(project, "sap", "sap-named", "sap-value", "sap-any"):
        value = read_integer(claim.value)
        if value is None or (block.at.source, block.at.line) in own:
            continue
        if claim.claim == "sap":
            problem = _named(rows, claim.subject, value, claim.value) or _on_side(rows, claim)
        elif claim.claim == "sap-named":
            problem = _unnamed(rows, claim.subject, value, claim.value)
        elif claim.claim == "sap-any":
            meant = _as_wide(tables, claim.value)
            if (block.at.source, block.at.line) in groups:
                meant = [row for row in meant if row.side.value == "server"]
            problem = None if value in missing else _used(meant, claim.subject, value, claim.value)
        else:
            side = claim.subject.casefold()
            named = [each for each in tables if each.profiles and _speaks_of(claim.more, each)]
            meant = [row for table in named or tables for row in table.rows if row.side.value == side]
            problem = _used(meant, side, value, claim.value)
        place = (block.at.source, block.at.line, value)
        if problem and place not in told:
            told.add(place)
            yield Fault(block.at, f"{problem}: correct the text, or the table")


def _broadcasts(tables: Sequence[SapTable], project: Project) -> Iterator[tuple[Block, int, str]]:
    """Another address than that of the All-station SAP, said to be that of all."""
    for block, claim in claims_of(project, "sap-broadcast"):
        value = read_integer(claim.value)
        rows = [row for row in _as_wide(tables, claim.value) if row.side is Side.SERVER and _is_all(row)]
        if rows and value is not None and not any(_holds(row, value) for row in rows):
            message = f"the text has {claim.value} as the address of all, but the SAP table has {rows[0].values}"
            yield block, value, message


def _is_all(row: SapRow) -> bool:
    return fold(row.name.value).startswith("allstation")


def _speaks_of(text: str, table: SapTable) -> bool:
    return any(fold(name.value) in fold(text) for name in table.profiles)


def _of_groups(table: Addressing) -> Iterator[Cell]:
    """The cells on groups of devices: their addresses are those of servers."""
    return (cell for group in table.groups if group.key == "groups" for row in group.rows for cell in row.cells)


def _missing(table: SapTable) -> Iterator[int]:
    """The values that the address plan of a table reserves for one of its sides, and no row there has."""
    for side in {row.side.value for row in table.rows}:
        rows = [row for row in table.rows if row.side.value == side]
        reserved = address_plan(table.scheme).side(Side(side))
        yield from (each.value for each in reserved if not any(_holds(row, each.value) for row in rows))


def _as_wide(tables: Sequence[SapTable], written: str) -> list[SapRow]:
    """The rows of the tables whose values have as many digits; of all tables where none has."""
    width = 4 * (len(written) - 2)
    alike = [table for table in tables if table.width == width]
    return [row for table in alike or tables for row in table.rows]


def _holds(row: SapRow, value: int) -> bool:
    return any(each.first <= value <= each.last for each in row.ranges)


def _named(rows: list[SapRow], name: str, value: int, written: str) -> str | None:
    meant = [row for row in rows if fold(name) in map(fold, called(row.name.value))]
    if not meant or any(_holds(row, value) for row in meant):
        return None
    right = " or ".join(dict.fromkeys(row.values.value for row in meant))
    return f'the text gives "{name}" the value {written}, but the SAP table has {right}'


def _on_side(rows: list[SapRow], claim: Claim) -> str | None:
    """A SAP of clients that the words give to servers, or the reverse."""
    said = _SIDE.search(claim.words)
    sides = {row.side.value for row in rows if fold(claim.subject) in map(fold, called(row.name.value))}
    if said is None or not sides or said[1].casefold() in sides:
        return None
    return f'the text has "{claim.subject}" as a {said[1]} SAP, and the SAP table on the other side'


def _unnamed(rows: list[SapRow], name: str, value: int, written: str) -> str | None:
    """A name that no row has, at a value that one gives to something else, or to nobody."""
    plain = name.removeprefix("The ").removeprefix("A ").removeprefix("An ")
    if any(fold(plain) in map(fold, called(row.name.value)) for row in rows):
        return None
    if OF_LAYERS.search(plain) or fold(plain) in {"serversap", "clientsap"}:
        return None
    holding = [row for row in rows if _holds(row, value)]
    if not holding or any(_is_open(row) for row in holding):
        return None
    return f'the text gives "{plain}" the value {written}, which the SAP table gives to "{holding[0].name}"'


def _used(rows: list[SapRow], side: str, value: int, written: str) -> str | None:
    holding = [row for row in rows if _holds(row, value)]
    if not rows or any(not _is_reserved(row) for row in holding):
        return None
    state = "reserves it" if holding else "does not have it"
    plain = written_address(value)
    shown = written if plain.casefold() == written.casefold() else f"{written} ({plain})"
    return f"the text uses the {side} {shown}, but the SAP table {state}"


def _is_reserved(row: SapRow) -> bool:
    return "reserved" in fold(row.name.value)


def _is_open(row: SapRow) -> bool:
    """Whether the row leaves its values to others."""
    several = any(each.first != each.last for each in row.ranges)
    return several and not _is_reserved(row)
