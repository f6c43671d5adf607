"""The objects of a device: access rights, fixed values and units (template: Clause 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.device_objects import device_objects
from sphinx_dlmsprofile.analysis.support_items import support_items
from sphinx_dlmsprofile.model.class_notation import is_no_number, read_value, type_names
from sphinx_dlmsprofile.model.objects import INVOKE, READ, WRITE
from sphinx_dlmsprofile.model.sap import SapTable, Side
from sphinx_dlmsprofile.model.support_terms import Symbol
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.data_types import Kind, type_by_name
from sphinx_dlmsprofile.registry.services import service_by_name
from sphinx_dlmsprofile.registry.units import units
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import closest, fold, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.device_objects import DeviceObject, DevicePart
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text

_CLAUSE = "8"
_NEEDS = {
    READ: ("GET", "READ", "ACCESS"),
    WRITE: ("SET", "WRITE", "ACCESS", "UnconfirmedWrite"),
    INVOKE: ("ACTION", "WRITE", "ACCESS", "UnconfirmedWrite"),
}
"""The services that a right is used by."""

_NO_ASSOCIATION = frozenset(map(fold, ("No-station", "All-station (Broadcast)")))


@rule("object-access-unfit", _CLAUSE, ERROR)
def object_access_unfit(project: Project) -> Iterator[Fault]:
    """Access is given to a client that has no SAP, by a service that is not used, or with an unknown protection.

    Associations are called by the names of client SAPs where a SAP table names clients. Reading needs GET, Read or
    ACCESS in the table of services, writing SET, Write or ACCESS, a method ACTION, Write or ACCESS. Signed messages
    need security suite 1 or 2. Logical names (attribute 1) cannot be written.

    Given (in 6)::

        .. sap-table:: SAPs

           client:
             0x10: Public Client

    Bad (in 8)::

        .. objects:: Objects of a meter
           :associations: Publc Client

           0-0:1.0.0.255: {class: Clock, access: [r]}

    Good (in 8)::

        .. objects:: Objects of a meter
           :associations: Public Client

           0-0:1.0.0.255: {class: Clock, access: [r]}
    """
    if any(item.record.unread for item in support_items(project)):
        return
    clients, used, can_sign = _clients(project), _used_services(project), _can_sign(project)
    told: set[str] = set()
    for each in device_objects(project):
        for access, part in each.written.all_access():
            of = access.association
            if of and clients and fold(unmarked(str(of))) not in clients:
                if str(of) not in told:
                    told.add(str(of))
                    advice = suggest(closest(str(of), clients.values()), f"there are {', '.join(clients.values())}")
                    yield Fault(of.at, f'no client SAP is called "{of}": {advice}')
                continue
            found = each.part(part) if part and part.kind == "attribute" else None
            if found and found.number == 1 and WRITE in access.allowed:
                yield Fault(access.rights.at, f"the logical name of {each.written.code} cannot be written: write r")
                continue
            for problem in (*_unserved(used, access.allowed), *_unprotected(access.protections, can_sign=can_sign)):
                if problem not in told:
                    told.add(problem)
                    yield Fault(access.rights.at, problem)


def _clients(project: Project) -> dict[str, str]:
    """The names of client SAPs that stand for clients, folded; none where a table leaves them open."""
    rows = [row for table in project.of(SapTable) for row in table.side(Side.CLIENT)]
    named = [row for row in rows if fold(row.name.value) not in _NO_ASSOCIATION]
    single = [row for row in named if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last]
    return {fold(unmarked(row.name.value)): unmarked(row.name.value) for row in single}


def _used_services(project: Project) -> frozenset[str] | None:
    """The services that tables use, in small letters; None where there is no table."""
    tables = project.of(XdlmsServices)
    if not tables:
        return None
    rows = (row for table in tables for row in table.rows if row.used)
    found = (service_by_name(unmarked(name.value)) for row in rows for name in row.services)
    return frozenset(service.name.casefold() for service in found if service)


def _unserved(used: frozenset[str] | None, allowed: tuple[str, ...]) -> Iterator[str]:
    for right in allowed if used is not None else ():
        if used is not None and used.isdisjoint(name.casefold() for name in _NEEDS[right]):
            names = ", ".join(_NEEDS[right][:-1])
            yield f"objects are given access to {right}, and the table of services uses none of {names}: add one"


def _can_sign(project: Project) -> bool:
    """Whether a security suite with signatures can be used, or no table says which."""
    suites = [item for item in support_items(project) if item.identifier.startswith("security suite ")]
    usable = (
        item.identifier[-1] for item in suites if item.support is None or item.support.symbol != Symbol.EXCLUDED.value
    )
    return not suites or not set("12").isdisjoint(usable)


def _unprotected(protections: tuple[str, ...], *, can_sign: bool) -> Iterator[str]:
    if "signed" in protections and not can_sign:
        yield "signed messages need security suite 1 or 2, and the table of security has neither: correct one of them"


@rule("object-value-unfit", _CLAUSE, ERROR)
def object_value_unfit(project: Project) -> Iterator[Fault]:
    """A value that the profile fixes does not fit the type or the limits of the attribute, or its unit is misspelt.

    Numbers are judged, and symbols of units that IEC 62056-6-2 writes with other capitals: "wh" for "Wh".

    Bad (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255:
             class: Clock
             attributes:
               time_zone: {value: 70000, unit: min}

    Good (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255:
             class: Clock
             attributes:
               time_zone: {value: -60, unit: min}
    """
    for each in device_objects(project):
        for part in each.parts:
            written = part.written
            if written is None:
                continue
            if written.value and (problem := _misfit(each, part, written.value)):
                yield Fault(written.value.at, problem)
            if written.unit and (meant := _meant_unit(str(written.unit).strip())):
                yield Fault(
                    written.unit.at, f'"{written.unit}" is not a unit of IEC 62056-6-2: did you mean "{meant}"?'
                )


def _misfit(each: DeviceObject, part: DevicePart, value: Text) -> str | None:
    names = type_names(part.type)
    registered = type_by_name(names[0]) if len(names) == 1 else None
    number = read_value(str(value))
    what = f"attribute {part.number} of {each.written.code}"
    if registered is None or registered.kind not in {Kind.INTEGER, Kind.FLOAT}:
        return None
    if number is None:
        plain = str(value).strip()
        is_word = plain[:1].isalpha() or (registered.kind is Kind.INTEGER and is_no_number(plain))
        return f'"{value}" is not of the type {registered.name}, which {what} is: write a number' if is_word else None
    low, high = registered.minimum, registered.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        return f"{value} is outside {registered.name}, which {what} is ({low} to {high})"
    minimum, maximum = (part.own.minimum, part.own.maximum) if part.own else (None, None)
    least, most = (read_value(str(limit)) if limit else None for limit in (minimum, maximum))
    if least is not None and number < least:
        return f"{value} is below the minimum {minimum} of {what}"
    if most is not None and number > most:
        return f"{value} is above the maximum {maximum} of {what}"
    return None


def _meant_unit(text: str) -> str | None:
    """The unit that is meant by a symbol in letters of the wrong case."""
    symbols = {unit.symbol for unit in units().values()}
    return next((each for each in symbols if text not in symbols and each.casefold() == text.casefold()), None)
