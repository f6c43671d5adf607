"""Addressing (IEC TS 62056-1-1, Clause 6, Table 1): the SAPs of clients and servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.sap_values import fits, is_moved, is_readable, side_at
from sphinx_dlmsprofile.analysis.template_clauses import heading
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side, ValueRange, written_address
from sphinx_dlmsprofile.registry.address_plans import address_plan
from sphinx_dlmsprofile.rules.addressing.departures import departures
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

_MAX_LISTED_GAPS = 8


def _sides(project: Project) -> Iterator[tuple[SapTable, Side, tuple[SapRow, ...]]]:
    """Each side that has rows, of each table: what most rules judge by itself."""
    for table in project.of(SapTable):
        for side in Side:
            if rows := table.side(side):
                yield table, side, rows


# sap-missing


def _profiles(project: Project) -> dict[str, Profile]:
    """All profiles by what their names are compared by; nothing if a stack could not be read."""
    stacks = project.of(LayerStack)
    if any(stack.unread for stack in stacks):
        return {}
    found: dict[str, Profile] = {}
    for stack in stacks:
        for profile in stack.profiles:
            found.setdefault(fold(profile.name.value), profile)
    return found


def _missing_sides(tables: Sequence[SapTable], profile: Profile | None) -> Iterator[Fault]:
    """What the tables of one profile lack together; without a profile, of the whole standard."""
    if any(table.unread for table in tables):
        return
    missing = [side for side in Side if not any(table.side(side) for table in tables)]
    if not missing:
        return
    place = next((at for side in missing for table in tables for key, at in table.sides if key is side), tables[0].at)
    sides = " and no ".join(f"{side.value} side" for side in missing)
    keys = " and ".join(f'"{side.value}:"' for side in missing)
    whose = f'the SAPs of the profile "{profile.name}" have' if profile else "the SAP table has"
    yield Fault(place, f"{whose} no {sides}: add {keys} with its values and names", profile=profile)


def _profile_without_table(
    project: Project, tables: Sequence[SapTable], known: Collection[str], profile: Profile
) -> Fault:
    name = profile.name
    stray: list[Text] = [text for table in tables for text in table.profiles if fold(text.value) not in known]
    if stray:
        message = f'no SAP table applies to the profile "{name}": "{stray[0]}" is not on a layer stack; write "{name}"'
        return Fault(stray[0].at, message, profile=profile)
    message = f'no SAP table applies to the profile "{name}": add one, or name the profile in ":profile:" of another'
    return Fault(heading(project, "6"), message, profile=profile)


@rule("sap-missing", "6, Table 1", ERROR)
def sap_missing(project: Project) -> Iterator[Fault]:
    """The SAP tables of a profile have no client side, or no server side.

    Clients and servers find each other by their service access points: a profile that names those
    of one side only cannot be implemented. All tables of a profile are taken together; a table
    without ``:profile:`` belongs to every profile.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device
    """
    tables = project.of(SapTable)
    if not tables:
        message = "no SAP table: add the directive sap-table with the SAPs of clients and servers"
        yield Fault(heading(project, "6"), message)
        return
    profiles = _profiles(project)
    if not profiles:
        yield from _missing_sides(tables, None)
        return
    tied = any(table.profiles for table in tables)
    reported: set[Location] = set()
    lost = lost_profile(project)
    for profile in profiles.values():
        own = [table for table in tables if table.holds_for(profile.name.value)]
        if own:
            faults = tuple(_missing_sides(own, profile if tied else None))
        elif lost and any(lost.is_called(text.value) for table in tables for text in table.profiles):
            continue  # profile-unstacked: the table is probably that of the profile, by another name.
        else:
            faults = (_profile_without_table(project, tables, profiles, profile),)
        for fault in faults:
            # One table without a server side is one fault, however many profiles it holds for.
            if fault.at not in reported or fault.at == heading(project, "6"):
                reported.add(fault.at)
                yield fault


# Values


@rule("sap-value", "6, Table 1", ERROR)
def sap_value(project: Project) -> Iterator[Fault]:
    """A value is neither a number nor a range, or a range runs backwards.

    Values are hexadecimal (``0x10``) or decimal (``16``), ranges ``0x02..0x0F``; several are
    separated by commas or spaces. As long as a row cannot be read, nothing else is reported about it.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x0F..0x02: Open for client SAP assignment

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x02..0x0F: Open for client SAP assignment
    """
    for table in project.of(SapTable):
        for row in table.rows:
            if "," in row.unread:
                ways = row.unread.replace(",", " "), row.unread.replace(",", ", ")
                yield Fault(row.values.at, f'"{row.unread}" is one number or several: write {ways[0]}, or {ways[1]}')
            elif row.unread:
                problem = f'"{row.values}" is not a SAP value: "{row.unread}" cannot be read'
                yield Fault(row.values.at, f"{problem}; write 0x10, 16 or 0x02..0x0F")
            elif not row.ranges:
                yield Fault(row.values.at, f'"{row.name}" has no value: write 0x10, 16 or 0x02..0x0F before the colon')
            elif not is_readable(row):
                wrong = next(values for values in row.ranges if values.first > values.last)
                right = ValueRange(wrong.last, wrong.first).written(table.width)
                yield Fault(row.values.at, f"the range {wrong.written(table.width)} runs backwards: write {right}")


@rule("sap-width", "6, Table 1", ERROR)
def sap_width(project: Project) -> Iterator[Fault]:
    """A value does not fit in the address width of its table.

    ``:width:`` is the number of bits of an address, 8 if it is not given: a larger value cannot be sent.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x100: Concentrator

    Good::

        .. sap-table:: Client and server SAPs
           :width: 16

           client:
             0x100: Concentrator
    """
    for table, _, rows in _sides(project):
        width = table.width
        if width is None:
            continue
        largest = (1 << width) - 1
        for row in rows:
            if is_readable(row) and not fits(row, width):
                wrong = next(values for values in row.ranges if values.last > largest)
                message = (
                    f"{wrong.written(width)} does not fit in {width} bits: "
                    f'the largest value is {written_address(largest, width)}; change the value or ":width:"'
                )
                yield Fault(row.values.at, message)


@rule("sap-overlap", "6, Table 1", ERROR)
def sap_overlap(project: Project) -> Iterator[Fault]:
    """Two rows of one side share a value.

    An address has one meaning. A value taken out of a range for itself has to be taken out of the
    range that is written, too. Client and server side are judged separately, and so is each table.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x10..0x1F: Open for client SAP assignment
             0x10: Public Client

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x11..0x1F: Open for client SAP assignment
             0x10: Public Client
    """
    for table, side, rows in _sides(project):
        earlier: list[tuple[ValueRange, SapRow]] = []
        for row in rows:
            if not is_readable(row) or (table.width is not None and not fits(row, table.width)):
                continue  # sap-width: what is too large for the width is probably too large for its row.
            if found := _first_shared(row, earlier):
                shared, other = found
                if row.ranges != other.ranges and (is_moved(table, row) or is_moved(table, other)):
                    continue  # sap-reserved-value
                message = (
                    f'"{row.values}" ({row.name}) and "{other.values}" ({other.name}, line {other.values.at.line}) '
                    f"share {shared.written(table.width)} on the {side.value} side: give each value to one row"
                )
                yield Fault(row.values.at, message, also=(other.values.at,))
            earlier += ((values, row) for values in row.ranges)


def _first_shared(row: SapRow, earlier: Sequence[tuple[ValueRange, SapRow]]) -> tuple[ValueRange, SapRow] | None:
    for values, other in earlier:
        for own in row.ranges:
            if shared := own.overlap(values):
                return shared, other
    return None


@rule("sap-gap", "6, Table 1", ADVICE)
def sap_gap(project: Project) -> Iterator[Fault]:
    """Values of the address space are not in any row.

    Nothing is wrong with that, the table of the template leaves some out; but a reader cannot see
    whether they are reserved, open or forgotten. A reserved SAP that is absent is reported as such.

    Bad::

        .. sap-table:: Client and server SAPs
           :width: 4

           client:
             0x0: No-station
             0x1..0xE: Open for client SAP assignment

    Good::

        .. sap-table:: Client and server SAPs
           :width: 4

           client:
             0x0: No-station
             0x1..0xE: Open for client SAP assignment
             0xF: Reserved for future use
    """
    for table, side, rows in _sides(project):
        if table.width is None or table.unread or not all(map(is_readable, rows)):
            continue
        # A reserved SAP that is absent or elsewhere has a rule of its own.
        known = [values for row in rows for values in row.ranges] + [
            ValueRange(reserved.value, reserved.value)
            for reserved in address_plan(table.scheme).side(side)
            if not any(row.reason and reserved.is_called(row.name.value) for row in rows)
        ]
        gaps = [gap.written(table.width) for gap in _gaps(known, table.width)]
        if gaps:
            more = len(gaps) - _MAX_LISTED_GAPS
            listed = ", ".join(gaps[:_MAX_LISTED_GAPS]) + (f" and {more} more" if more > 0 else "")
            message = f"the {side.value} side says nothing about {listed}"
            yield Fault(side_at(table, side), f"{message}: add a row, at least as reserved for future use")


def _gaps(known: Sequence[ValueRange], width: int) -> Iterator[ValueRange]:
    """The values of the address space in none of the ranges, in order."""
    next_value, end = 0, 1 << width
    for values in sorted(known):
        if next_value >= end:
            return
        if values.first > next_value:
            yield ValueRange(next_value, min(values.first, end) - 1)
        next_value = max(next_value, values.last + 1)
    if next_value < end:
        yield ValueRange(next_value, end - 1)


def _departing(project: Project, name: str) -> Iterator[Fault]:
    for table, side, rows in _sides(project):
        for departure in departures(table, side, rows):
            if departure.rule == name:
                yield departure.fault


@rule("sap-reserved-missing", "6, Table 1", WARNING, fixes=True)
def sap_reserved_missing(project: Project) -> Iterator[Fault]:
    """A SAP that the address plan reserves is absent.

    No-station, Client Management Process and Public Client on the client side, No-station,
    Management Logical Device and the broadcast address on the server side are what all DLMS/COSEM
    devices rely on before they know anything else about each other. ``:scheme:`` names another address
    plan, ``none`` one without reserved SAPs. A reserved value inside a wider range counts as absent,
    unless that row gives a reason.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x01: Client Management Process
             0x02..0xFF: Open for client SAP assignment

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x01: Client Management Process
             0x10: Public Client
             0x02..0x0F, 0x11..0xFF: Open for client SAP assignment
    """
    yield from _departing(project, "sap-reserved-missing")


@rule("sap-reserved-value", "6, Table 1", WARNING, fixes=True)
def sap_reserved_value(project: Project) -> Iterator[Fault]:
    """A reserved name has another value than the address plan gives it.

    Devices look for the public client and the management logical device at their usual addresses.
    Where the technology needs another value, the row says why: ``{name: …, reason: …}``.

    Bad::

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x01: Client Management Process
             0x20: Public Client

    Good::

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x01: Client Management Process
             0x20: {name: Public Client, reason: The link layer keeps 0x10 for itself.}
    """
    yield from _departing(project, "sap-reserved-value")


@rule("sap-reserved-name", "6, Table 1", WARNING, fixes=True)
def sap_reserved_name(project: Project) -> Iterator[Fault]:
    """A reserved value has another name.

    Whoever implements several profiles knows the value by its usual name. Case, hyphens and what
    is in parentheses do not matter. A departure is possible with a reason.

    Bad::

        .. sap-table:: Client and server SAPs

           server:
             0x00: No-station
             0x01: Concentrator
             0xFF: All-station (Broadcast)

    Good::

        .. sap-table:: Client and server SAPs

           server:
             0x00: No-station
             0x01: Management Logical Device
             0xFF: Broadcast
    """
    yield from _departing(project, "sap-reserved-name")
