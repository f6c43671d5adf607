"""Examples of encoded APDUs against clauses 5.2 and 6: the profiles and SAPs that they name (template: Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.sap_values import fits, is_moved, is_readable
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.sap import SapTable, Side, written_address
from sphinx_dlmsprofile.registry.address_plans import address_plan
from sphinx_dlmsprofile.rules.examples._common import is_decoded, judged, once
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import closest, fold, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Address, Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample, NamedSap
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "Annex A"


@frozen
class _Used:
    """A SAP of an example, and where it is: in an option, or in the octets."""

    side: Side
    value: int
    at: Location


def _option(example: ApduExample, side: Side) -> NamedSap | None:
    return example.client if side is Side.CLIENT else example.server


def _used(example: ApduExample, dissection: Dissection) -> Iterator[_Used]:
    """The SAPs of both ends: those of the options, and those of the envelope that are not the same."""
    swapped = is_decoded(dissection) and _is_swapped(list(_differing(example, dissection)))
    for side in Side:
        option = _option(example, side)
        if option:
            yield _Used(side, option.value, option.at)
        if is_decoded(dissection) and not (option and swapped):
            for address in dissection.addresses:
                if address.side and address.side.value == side.value and not (option and option.value == address.value):
                    yield _Used(side, address.value, example.place(address.offset))
                    break


def _is_listed(tables: list[SapTable], side: Side, value: int) -> bool:
    """Whether the tables have a SAP; also where they say nothing, or in a way that cannot be read: that is reported."""
    rows = [row for table in tables for row in table.side(side)]
    if not rows or any(table.unread for table in tables) or not all(map(is_readable, rows)):
        return True
    if any(_is_wide(table, side) or _lacks(table, side, value) for table in tables):
        return True
    return any(values.first <= value <= values.last for row in rows for values in row.ranges)


def _is_wide(table: SapTable, side: Side) -> bool:
    """Whether a value is wider than the table has it, which sap-width reports."""
    return not all(fits(row, table.width) for row in table.side(side))


def _lacks(table: SapTable, side: Side, value: int) -> bool:
    """Whether the value is that of a reserved SAP that is absent, or elsewhere, which rules on SAPs report."""
    names = [row.name.value for row in table.side(side) if not is_moved(table, row)]
    reserved = (each for each in address_plan(table.scheme).side(side) if each.value == value)
    return any(not any(map(each.is_called, names)) for each in reserved)


def _tables_for(project: Project, example: ApduExample) -> list[SapTable]:
    """The SAP tables of the profile that the example belongs to, else all."""
    tables = list(project.of(SapTable))
    profile = example.profile
    return [table for table in tables if profile is None or table.holds_for(profile.value)] or tables


@rule("apdu-profile-unknown", _CLAUSE, ERROR)
def apdu_profile_unknown(project: Project) -> Iterator[Fault]:
    """An example belongs to a profile that is not on a layer stack.

    ``:profile:`` says whose SAPs the example uses.

    Given (in 5.2)::

        .. layer-stack:: The profiles

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}

    Bad (in Annex A)::

        .. apdu-example:: Reading the clock
           :profile: IP profile

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        .. apdu-example:: Reading the clock
           :profile: IP based profile

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    stacks = project.of(LayerStack)
    names = [profile.name.value for stack in stacks for profile in stack.profiles]
    known = set(map(fold, names))
    if not names or any(stack.unread for stack in stacks) or len(known) < len(names):
        return  # profile-duplicate: one of them may be meant
    # All messages of an exchange have the profile that is written once.
    used = {each.profile.at: each.profile for each, _ in judged(project) if each.profile}.values()
    lost = lost_profile(project)
    unknown = (each for each in used if fold(each.value) not in known and not (lost and lost.is_called(each.value)))
    yield from once((each.at, _unknown(each.value, names)) for each in unknown)


def _unknown(profile: str, names: list[str]) -> str:
    advice = suggest(closest(profile, names), f"the layer stack has {_listed(names)}")
    return f'no layer stack has a profile "{profile}": {advice}'


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


@rule("apdu-sap-mismatch", _CLAUSE, ERROR)
def apdu_sap_mismatch(project: Project) -> Iterator[Fault]:
    """The addresses in the envelope of an example are not the client and server that its options name.

    In a request the client is the source, in a response the server. The APDU shows the direction.

    Bad::

        .. apdu-example:: Reading the clock
           :client: 0x10
           :server: 0x01
           :envelope: wrapper

           0001 0011 0001 000D
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good::

        .. apdu-example:: Reading the clock
           :client: 0x10
           :server: 0x01
           :envelope: wrapper

           0001 0010 0001 000D
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    for example, dissection in judged(project):
        if not is_decoded(dissection):
            continue
        tables, wrong = _tables_for(project, example), list(_differing(example, dissection))
        swapped = _is_swapped(wrong)
        if not swapped:
            # What the table has not is reported as such.
            wrong = [
                (side, address, option)
                for side, address, option in wrong
                if not address.side
                or (_is_listed(tables, side, address.value) and _is_listed(tables, side, option.value))
            ]
        if not wrong:
            continue
        side, address, option = wrong[0]
        width = address.octets * 8
        found, named = written_address(address.value, width), written_address(option.value, width)
        end = "source" if address.source else "destination"
        message = f'the {end} address in the {address.part.value} is {found}, and ":{side.value}:" names {named}'
        if swapped:
            sender = "server" if dissection.sender and dissection.sender.value == "server" else "client"
            message += f"; source and destination are swapped, as the {sender} sends a {dissection.name}"
        yield Fault(example.place(address.offset), f"{message}: change one of them")


def _is_swapped(wrong: list[tuple[Side, Address, NamedSap]]) -> bool:
    """Whether each end has the address of the other."""
    return len(wrong) > 1 and {wrong[0][1].value, wrong[1][1].value} == {wrong[0][2].value, wrong[1][2].value}


def _differing(example: ApduExample, dissection: Dissection) -> Iterator[tuple[Side, Address, NamedSap]]:
    """The addresses in the envelopes that are not those of the options, with what the options name.

    Where the direction is not known, an address may be that of either end.
    """
    named = {side.value: option for side in Side if (option := _option(example, side))}
    for address in dissection.addresses:
        if address.side:
            option = named.get(address.side.value)
            if option and option.value != address.value:
                yield Side(address.side.value), address, option
        elif len(named) == len(Side) and address.value not in {option.value for option in named.values()}:
            yield Side.CLIENT, address, named[Side.CLIENT.value]


@rule("apdu-sap-unknown", _CLAUSE, ERROR)
def apdu_sap_unknown(project: Project) -> Iterator[Fault]:
    """A client or server of an example is not in a row of the SAP table.

    The options ``:client:`` and ``:server:`` are judged, and the addresses in the envelope. With
    ``:profile:``, the tables of that profile count, else all. Values that a table calls open or reserved
    are in the table.

    Given (in 6)::

        .. sap-table:: Client and server SAPs

           client:
             0x10: Public Client
           server:
             0x01: Management Logical Device

    Bad (in Annex A)::

        .. apdu-example:: Reading the clock
           :client: 0x11

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        .. apdu-example:: Reading the clock
           :client: 0x10

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    yield from once(_unlisted(project))


def _unlisted(project: Project) -> Iterator[tuple[Location, str]]:
    for example, dissection in judged(project):
        tables = _tables_for(project, example)
        told: set[Side] = set()
        for used in _used(example, dissection):
            if used.side not in told and not _is_listed(tables, used.side, used.value):
                told.add(used.side)
                value = written_address(used.value, tables[0].width)
                whose = f' of the profile "{example.profile}"' if example.profile else ""
                message = f"{value} is not in a row of the {used.side.value} SAPs{whose}"
                yield used.at, f"{message}: take one that the table has, or add it there"
