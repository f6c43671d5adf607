"""What a profile defines that octets can be read by: classes, objects, service access points, envelopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.commands.given_project import given_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sphinx_dlmsprofile.model.apdu import Address
    from sphinx_dlmsprofile.model.envelope import Envelope
    from sphinx_dlmsprofile.model.registered import Registry
    from sphinx_dlmsprofile.model.sap import SapTable


class ProfileNames(NamedTuple):
    """The registry with what a profile adds, the function that names an address, and its envelopes by name.

    An envelope is None where its description has a fault.
    """

    registry: Registry
    address: Callable[[Address], str] | None
    envelopes: Mapping[str, Envelope | None]


def profile_names(path: Path | None) -> ProfileNames:
    """What a profile defines; without one, the registry of the package alone.

    Raises:
        CannotRunError: the profile cannot be read.
    """
    if path is None:
        from sphinx_dlmsprofile.registry.shipped import shipped_registry  # noqa: PLC0415  a profile brings it

        return ProfileNames(shipped_registry(), None, {})
    from sphinx_dlmsprofile.analysis.envelopes import usable_envelopes  # noqa: PLC0415
    from sphinx_dlmsprofile.model.envelope import Envelope  # noqa: PLC0415
    from sphinx_dlmsprofile.model.sap import SapTable  # noqa: PLC0415
    from sphinx_dlmsprofile.registry.extended import with_new  # noqa: PLC0415

    project = given_project(path)
    tables = tuple(project.of(SapTable))
    described = tuple(project.of(Envelope))
    names = (each.identifier.value.casefold() for each in described if each.identifier)
    return ProfileNames(
        with_new(project.registry, project.records),
        lambda address: _sap_name(tables, address),
        dict.fromkeys(names) | usable_envelopes(described),
    )


def _sap_name(tables: Iterable[SapTable], address: Address) -> str:
    """What the tables call an address of one end; all names where tables for several profiles differ."""
    if address.side is None:
        return ""
    names = (
        row.name.value
        for table in tables
        for row in table.rows
        if row.side.value == address.side.value
        for each in row.ranges
        if min(each.first, each.last) <= address.value <= max(each.first, each.last)
    )
    return " or ".join(dict.fromkeys(names))
