"""Interface classes with their attributes and methods, and OBIS codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, said
from sphinx_dlmsprofile.diff.data_types import with_type
from sphinx_dlmsprofile.diff.facts import NOTHING, Facts, Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass, read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Method
    from sphinx_dlmsprofile.model.obis_table import ObisRow
    from sphinx_dlmsprofile.model.project import Project


def classes(project: Project) -> Iterator[Item]:
    """The classes with their members.

    One is found again by its name, class_id and version, then with another version, with another class_id, and last
    with another name: class_ids are assigned anew more often than a class takes the name of another one.
    """
    for record in project.of(InterfaceClass):
        number, name = record.id_number, fold(name_of(record.name))
        version = read_integer(record.version.value) if record.version else None
        yield Item(
            area=Area.CLASSES,
            kind="class",
            subject=_name(record),
            place=Place(record.at, record.clause),
            keys=((name, number, version), (name, number), name, number),
            facts=facts_of(record),
            content=Value(f"version {said(record.version)}") if record.version else NOTHING,
            actions={"name": Action.RENAMED, "class_id": Action.REASSIGNED},
            inside=tuple(_members(record)),
            placed=True,
        )


def _members(record: InterfaceClass) -> Iterator[Item]:
    """The attributes and methods of a class: one is found again by its name, then by its number."""
    found: tuple[Attribute | Method, ...] = (*record.attributes, *record.methods)
    for member in found:
        kind = "attribute" if isinstance(member, Attribute) else "method"
        name = name_of(member.name)
        yield Item(
            area=Area.CLASSES,
            kind=kind,
            subject=" ".join(filter(None, (kind, said(member.number), name, "of", _name(record)))),
            place=Place(member.at, record.clause),
            keys=(fold(name) or None, said(member.number)),
            facts=with_type(facts_of(member), member.type),
            content=Value(said(member.type)),
            actions={"name": Action.RENAMED, "number": Action.RENUMBERED},
        )


def _name(record: InterfaceClass) -> str:
    return f'class "{name_of(record.name)}"' + (f" ({said(record.class_id)})" if record.class_id else "")


def obis_codes(project: Project) -> Iterator[Item]:
    """The OBIS codes, in whichever table and however written."""
    for table in project.of(ObisTable):
        for row in table.rows:
            code, name = read_obis(row.code.value), name_of(row.name)
            yield Item(
                area=Area.CLASSES,
                kind="OBIS code",
                subject=f"OBIS code {said(row.code)}",
                place=Place(row.code.at, table.clause),
                keys=((code or fold(row.code), fold(name)), code or fold(row.code), fold(name) or None),
                facts=_of_row(row),
                content=Value(name),
                actions={"name": Action.RENAMED, "code": Action.REASSIGNED},
            )


def _of_row(row: ObisRow) -> Facts:
    return facts_of(row).plus({"code": Value(said(row.code), counts=read_obis(row.code.value))})
