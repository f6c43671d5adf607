"""What the rules on references share: what Clause 2 lacks, what it need not list, and entries for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import CORE, IP, fold_citation, references
from sphinx_dlmsprofile.analysis.stack_levels import carries_ip_transport, is_ip
from sphinx_dlmsprofile.model.layers import KINDS, LayerStack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference
    from sphinx_dlmsprofile.text.designations import Designation


def missing(project: Project) -> list[Designation]:
    """The documents that the template demands of this profile and Clause 2 does not list."""
    known = references(project)
    demanded = (*CORE, *(IP if "ip" in _kinds(project) else ()))
    listed = [each for entry in known.normative for each in entry.designations]
    return [each for each in demanded if each != known.own and not any(_stands_for(entry, each) for entry in listed)]


def _stands_for(entry: Designation, wanted: Designation) -> bool:
    """Whether an entry is the wanted part, or its series; not a part of another number that it has replaced."""
    return entry.key == wanted.key or wanted.is_part_of(entry)


def _kinds(project: Project) -> set[str]:
    return {profile.kind for stack in project.of(LayerStack) for profile in stack.profiles}


def unneeded(project: Project) -> list[Reference]:
    """The references of IP based profiles where no profile is one, as far as all profiles are known."""
    kinds = _kinds(project)
    stacks = project.of(LayerStack)
    if not kinds or "ip" in kinds or not kinds <= {*KINDS} or any(stack.unread for stack in stacks):
        return []
    layers = (layer for stack in stacks for profile in stack.profiles for layer in stack.lower_layers(profile))
    if any(is_ip(layer) or carries_ip_transport(layer) for layer in layers):
        return []  # layer-transport-unneeded
    entries = references(project).normative
    return [entry for entry in entries if any(known.is_same(each) for known in entry.designations for each in IP)]


def repeated(project: Project) -> dict[int, Reference]:
    """Of the normative references, those that :func:`twins` finds."""
    return project.memo(_repeated)


def _repeated(project: Project) -> dict[int, Reference]:
    return twins(references(project).normative)


def twins(entries: Iterable[Reference]) -> dict[int, Reference]:
    """The entries before which one names the same document, by place in the list: the first one that does."""
    known = list(entries)
    texts: dict[tuple[bool, str], int] = {}
    editions: dict[object, dict[str | None, int]] = {}
    found: dict[int, Reference] = {}
    for place, entry in enumerate(known):
        # What is of no known kind is compared as it is written.
        text, is_read = fold_citation(entry.designation.value), bool(entry.designations)
        before = [texts.get((False, text)), None if is_read else texts.get((True, text))]
        for each in entry.designations:
            years = editions.get((each.key, each.amendment), {})
            # An undated one may be any edition.
            before += [years.get(each.year), years.get(None)] if each.year else years.values()
        first = min((each for each in before if each is not None), default=None)
        if first is not None:
            found[place] = known[first]
        texts.setdefault((is_read, text), place)
        for each in entry.designations:
            editions.setdefault((each.key, each.amendment), {}).setdefault(each.year, place)
    return found
