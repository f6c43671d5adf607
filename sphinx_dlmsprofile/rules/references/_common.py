"""What the rules on references share: what Clause 2 lacks, what it need not list, and entries for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import CORE, IP, fold_citation, references
from sphinx_dlmsprofile.analysis.stack_levels import carries_ip_transport, is_ip
from sphinx_dlmsprofile.model.layers import KINDS, LayerStack

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def twin(entries: Sequence[Reference], index: int) -> Reference | None:
    """The entry before that names the same document."""
    return next((other for other in entries[:index] if _is_twin(entries[index], other)), None)


def _is_twin(one: Reference, other: Reference) -> bool:
    if not one.designations or not other.designations:
        return fold_citation(one.designation.value) == fold_citation(other.designation.value)
    return any(_is_one_edition(first, second) for first in one.designations for second in other.designations)


def _is_one_edition(one: Designation, other: Designation) -> bool:
    """Whether both name one edition; an undated one may be any."""
    same = one.key == other.key and one.amendment == other.amendment
    return same and (one.year == other.year or not (one.year and other.year))
