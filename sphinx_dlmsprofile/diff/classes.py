"""Interface classes with their attributes and methods, and OBIS codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Spot
from sphinx_dlmsprofile.diff.said import fold, listed, said, yes_or_no
from sphinx_dlmsprofile.diff.things import Thing
from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Method
    from sphinx_dlmsprofile.model.project import Project

_PROSE = frozenset({"description"})


def classes(project: Project) -> Iterator[Thing]:
    """The classes: one is found again by its class_id and version, then by its class_id, then by its name."""
    for record in project.of(InterfaceClass):
        number = record.id_number
        yield Thing(
            area=Area.CLASSES,
            kind="class",
            subject=_name(record),
            spot=Spot(record.at, record.clause),
            keys=(None if number is None else (number, said(record.version)), number, fold(record.name)),
            values={
                "name": said(record.name),
                "class_id": said(record.class_id),
                "version": said(record.version),
                "cardinality": said(record.cardinality),
                "logical names": listed(record.obis),
                "description": said(record.description),
            },
            prose=_PROSE,
            content=f"version {said(record.version)}" if record.version else None,
            actions={"name": Action.RENAMED},
        )


def members(project: Project) -> Iterator[Thing]:
    """The attributes and methods of all classes: one is found again by its name, then by its number."""
    for record in project.of(InterfaceClass):
        number = record.id_number
        owner = fold(record.name) if number is None else number
        found: tuple[Attribute | Method, ...] = (*record.attributes, *record.methods)
        for member in found:
            kind = "attribute" if isinstance(member, Attribute) else "method"
            yield Thing(
                area=Area.CLASSES,
                kind=kind,
                subject=" ".join(filter(None, (kind, said(member.number), said(member.name), "of", _name(record)))),
                spot=Spot(member.at, record.clause),
                keys=(
                    (owner, said(record.version), fold(member.name)),
                    (owner, fold(member.name)),
                    (owner, said(member.number)),
                ),
                values=_member(member),
                prose=_PROSE,
                content=said(member.type),
                actions={"name": Action.RENAMED, "number": Action.RENUMBERED},
            )


def _member(member: Attribute | Method) -> dict[str, str | None]:
    values = {
        "number": said(member.number),
        "name": said(member.name),
        "type": said(member.type),
        "short name": said(member.short_name),
        "description": said(member.description),
    }
    if not isinstance(member, Attribute):
        return {**values, "mandatory": yes_or_no(member.mandatory)}
    return {
        **values,
        "static": yes_or_no(member.static),
        "minimum": said(member.minimum),
        "maximum": said(member.maximum),
        "default": said(member.default),
    }


def _name(record: InterfaceClass) -> str:
    return f'class "{said(record.name)}"' + (f" ({said(record.class_id)})" if record.class_id else "")


def obis_codes(project: Project) -> Iterator[Thing]:
    """The OBIS codes, in whichever table and however written."""
    for table in project.of(ObisTable):
        for row in table.rows:
            code = read_obis(row.code.value)
            yield Thing(
                area=Area.CLASSES,
                kind="OBIS code",
                subject=f"OBIS code {said(row.code)}",
                spot=Spot(row.code.at, table.clause),
                keys=(code or fold(row.code), fold(row.name) or None),
                values={
                    "code": "-".join(map(str, code.groups)) if code else said(row.code),
                    "class": said(row.interface_class),
                    "name": said(row.name),
                },
                content=said(row.name),
                actions={"name": Action.RENAMED},
            )
