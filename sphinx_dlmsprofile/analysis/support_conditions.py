"""What the names in conditions mean: items of the profile, or what exists without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.support_items import ROLES, items_by_name, support_items
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.meant_class import class_by_id, class_by_name
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.references import ReferenceList
from sphinx_dlmsprofile.model.support_terms import Operator
from sphinx_dlmsprofile.registry.cosem_names import find_named
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.registry.services import service_by_name
from sphinx_dlmsprofile.text.names import closest, fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.analysis.support_items import SupportItem
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.support_terms import Condition

_KIND = regex(
    r"(?:the\s+)?(?:(?:xDLMS\s+)?service|(?:interface\s+)?class(?:[ _]id)?|attribute|method|object|standard|layer"
    r"|(?:communication\s+)?profile|role)\s+",
)
_SUITE = regex(r"(?:security\s+)?suite\s+([0-2])")
_LIKELY = 0.6


def identity_of(project: Project, condition: Condition) -> str | None:
    """What a name or statement in a condition stands for, the same for all spellings; None where there is no such."""
    if condition.operator is Operator.STATEMENT:
        return f'"{" ".join(condition.name.casefold().split())}"'
    item = item_of(project, condition.name)
    return item.identifier if item else _elsewhere(project, condition.name)


def item_of(project: Project, name: str) -> SupportItem | None:
    """The item that a condition calls by a name; None where the profile has none such."""
    known = items_by_name(project)
    bare = name.removeprefix("the ")
    return known.get(fold_joints(bare)) or known.get(fold_joints(_KIND.sub("", bare, count=1)))


def _elsewhere(project: Project, name: str) -> str | None:
    """What exists without the tables of the profile: roles, services, classes and their parts, objects, standards."""
    bare = _KIND.sub("", name.removeprefix("the "), count=1)
    if bare.casefold() in ROLES:
        return bare.casefold()
    suite = _SUITE.fullmatch(name)
    if suite and not any(item.identifier.startswith("security suite") for item in support_items(project)):
        return f"security suite {suite[1]}"
    if service := service_by_name(bare):
        return f"service {service.name}"
    return _modelled(project, bare) or (bare if fold_joints(bare) in _standards(project) else None)


def _modelled(project: Project, bare: str) -> str | None:
    """An object, a class, or a part of one."""
    if code := read_obis(bare):
        return f"object {code}" if any(known_objects(project).relations_of(code)) else None
    known, class_id = written_class(bare)
    number = int(bare) if bare.isdecimal() and len(bare) < 6 else class_id  # noqa: PLR2004  class_id is of 16 bits
    meant = class_by_id(project, number) if number is not None else class_by_name(project, known)
    if meant:
        return f"class {meant.class_id}"
    named = find_named(known_objects(project), bare)
    return fold_joints(bare) if named and named.part else None


def _standards(project: Project) -> Mapping[str, str]:
    return project.memo(_listed)


def _listed(project: Project) -> dict[str, str]:
    entries = (entry for each in project.of(ReferenceList) for entry in each.entries)
    return {fold_joints(str(entry.designation)): str(entry.designation) for entry in entries}


def suggested(project: Project, name: str) -> str | None:
    """The name that was probably meant."""
    return closest(name, _names(project), _LIKELY)


def _names(project: Project) -> Iterator[str]:
    for item in support_items(project):
        yield item.identifier
        yield from item.names
    yield from ROLES
