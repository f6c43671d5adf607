"""Profiles and classes that several records name, and that are gone or renamed where they are defined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.apdu_examples import all_examples
from sphinx_dlmsprofile.analysis.class_references import knows_all, meant_by_role
from sphinx_dlmsprofile.analysis.stacks import stacks
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.lower_layers import ServiceMapping
from sphinx_dlmsprofile.model.meant_class import meant_class
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.source import UndefinedReference
from sphinx_dlmsprofile.registry.cosem_names import read_names
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold, fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location, Text

MEMBER_ROLES = frozenset({"dlms:attribute", "dlms:method"})
"""The roles that name an attribute or a method after its class."""

_SEVERAL = 2


class LostProfile(NamedTuple):
    """A profile that no stack has, with the places that name it."""

    name: str
    places: tuple[Text, ...]

    def is_called(self, name: str) -> bool:
        """Whether a name is that of the profile."""
        return fold(name) == fold(self.name)


class RenamedClass(NamedTuple):
    """A class that its objects, codes and references call otherwise than its definition, with their places."""

    record: InterfaceClass
    name: str
    places: tuple[Location, ...]

    def is_called(self, name: str) -> bool:
        """Whether a name is the one that all places have."""
        return fold_joints(name) == fold_joints(self.name)


def lost_profile(project: Project) -> LostProfile | None:
    """The one profile that records of several kinds are of, and no stack has."""
    return project.memo(_lost_profile)


def _lost_profile(project: Project) -> LostProfile | None:
    names = [fold(profile.name.value) for stack in stacks(project) for profile in stack.profiles]
    known = set(names)
    if len(known) < len(names):
        return None  # profile-duplicate: one of them may be meant.
    found: dict[str, list[tuple[str, Text]]] = {}
    for kind, name in _named(project) if known else ():
        if fold(name.value) not in known:
            found.setdefault(fold(name.value), []).append((kind, name))
    lost = [named for named in found.values() if len({kind for kind, _ in named}) >= _SEVERAL]
    if len(lost) != 1 or len(found) > 1:
        return None
    return LostProfile(lost[0][0][1].value, tuple({name.at: name for _, name in lost[0]}.values()))


def _named(project: Project) -> Iterator[tuple[str, Text]]:
    yield from (("mapping", name) for each in project.of(ServiceMapping) for name in each.profiles)
    yield from (("SAP table", name) for each in project.of(SapTable) for name in each.profiles)
    yield from (("example", each.profile) for each in all_examples(project) if each.profile)


def renamed_class(project: Project) -> RenamedClass | None:
    """The one class that two records or references at least call otherwise, and none by its name.

    The codes of its objects show that it is meant: they are those of the class.
    """
    return project.memo(_renamed_class)


def _renamed_class(project: Project) -> RenamedClass | None:
    own = project.of(InterfaceClass)
    if not own or not knows_all(project):
        return None
    cited = list(_cited(project))
    names = {each.name for each in cited}
    unknown = {name for name in names if meant_class(project, *written_class(name)) is None}
    homes = {
        each.name: record
        for each in cited
        if each.name in unknown and (code := read_obis(each.code))
        for record in own
        for text in record.obis
        if (other := read_obis(unmarked(text.value))) and other.overlaps(code)
    }
    if len(homes) != 1:
        return None
    ((name, record),) = homes.items()
    places = {each.at: each.at for each in cited if fold_joints(each.name) == fold_joints(name)}
    is_called = fold_joints(unmarked(record.name.value)) in map(fold_joints, names)
    return None if is_called or len(places) < _SEVERAL else RenamedClass(record, name, tuple(places))


class _Cited(NamedTuple):
    name: str
    at: Location
    code: str = ""


def _cited(project: Project) -> Iterator[_Cited]:
    """The classes that objects, tables of codes and roles name, with the codes beside."""
    for each in (entry for table in project.of(Objects) for entry in table.entries if entry.interface_class):
        name = each.interface_class
        yield _Cited(name.value if name else "", name.at if name else each.at, unmarked(each.code.value))
    for row in (row for table in project.of(ObisTable) for row in table.rows if row.interface_class):
        name = row.interface_class
        yield _Cited(unmarked(name.value) if name else "", row.code.at, unmarked(row.code.value))
    for link in project.of(Link):
        if link.kind == "dlms:cosem" and meant_by_role(project, link.target) is None:
            # All ways to read it: "Radio setup.mode" is a class, or an attribute of one.
            yield from (_Cited(name.interface_class, link.at) for name in read_names(link.target))
    for record in project.of(UndefinedReference):
        if record.role in MEMBER_ROLES:
            yield _Cited(record.target.rpartition(".")[0], record.at)
