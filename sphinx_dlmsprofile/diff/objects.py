"""The objects of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, listed, said
from sphinx_dlmsprofile.diff.facts import Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.objects import Objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.objects import Access, CosemObject
    from sphinx_dlmsprofile.model.project import Project


def objects(project: Project) -> Iterator[Item]:
    """The objects one by one, whatever table has them; found again by logical name and class, then by either name."""
    for table in project.of(Objects):
        for each in table.entries:
            code = read_obis(each.code.value) or fold(each.code)
            yield Item(
                area=Area.CLASSES,
                kind="object",
                subject=f"object {said(each.code)}",
                place=Place(each.code.at, table.clause),
                keys=((code, fold(name_of(each.interface_class))), code, fold(name_of(each.name)) or None),
                facts=facts_of(each)
                .plus({"logical name": Value(said(each.code), counts=read_obis(each.code.value))})
                .plus(_access(each.access)),
                content=Value(name_of(each.name) or name_of(each.interface_class)),
                actions={"name": Action.RENAMED, "logical name": Action.REASSIGNED},
                inside=tuple(_parts(each, table)),
            )


def _parts(each: CosemObject, table: Objects) -> Iterator[Item]:
    for part in each.parts:
        name = name_of(part.key)
        yield Item(
            area=Area.CLASSES,
            kind=part.kind,
            subject=f"{part.kind} {name} of object {said(each.code)}",
            place=Place(part.key.at, table.clause),
            keys=(fold(name),),
            facts=facts_of(part).plus(_access(part.access)),
            content=Value(said(part.value) or listed(f"{a.association or 'all'} {a.rights}" for a in part.access)),
        )


def _access(access: Iterable[Access]) -> dict[str, Value]:
    return {
        f"access of {said(each.association)}" if each.association else "access": Value(said(each.rights))
        for each in access
    }
