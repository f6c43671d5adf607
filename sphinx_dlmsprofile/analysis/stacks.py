"""What the rules on Clauses 4 and 5 share: where something missing is reported, and the layers of the stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.emptiness import is_vacant
from sphinx_dlmsprofile.analysis.stack_levels import rungs_of
from sphinx_dlmsprofile.analysis.template_clauses import alignment, home
from sphinx_dlmsprofile.model.layers import PREDEFINED, ROLES, LayerStack
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.stack_levels import Rung
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer, Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location


def place_in(project: Project, number: str) -> Location | None:
    """The heading of a clause of the template, where something is reported that is missing in it.

    None where the clause is absent, empty or stated not to apply, which has rules of its own.
    """
    clause = home(project, number)
    if clause is None or is_vacant(project, clause) or not (clause.children or clause.has_content):
        return None
    return clause.at


def unstacked_layers(project: Project) -> tuple[Layer, ...]:
    """The layers that a stack defines and no profile has.

    None where the stack of a profile could not be read, or has a layer that nobody defines.
    """
    return project.memo(_unstacked)


def _unstacked(project: Project) -> tuple[Layer, ...]:
    stacks = project.of(LayerStack)
    used = {key for stack in stacks for profile in stack.profiles for level in profile.stack for key in level.keys}
    known = {layer.key for stack in stacks for layer in stack.layers} | PREDEFINED.keys()
    is_whole = all(profile.stack for stack in stacks for profile in stack.profiles)
    if not used or not is_whole or used - known or any(stack.unread for stack in stacks):
        return ()
    return tuple(layer for stack in stacks for layer in stack.layers if layer.key not in used)


def has_clauses(project: Project) -> bool:
    """Whether the document has any clause of the template; one that has none is not a standard yet."""
    return bool(alignment(project).counterparts)


def texts_of(project: Project, number: str) -> tuple[TextBlock, ...]:
    """The texts of a clause of the template; all there are where the document has no clause of the template at all."""
    clause = home(project, number)
    if clause is None:
        return () if has_clauses(project) else tuple(project.texts)
    return project.texts_in(clause)


def contains(clause: Clause, other: Clause | None) -> bool:
    """Whether a clause is another one or holds it."""
    return any(part is other for part in clause.walk())


def stacks(project: Project) -> tuple[LayerStack, ...]:
    """All layer stacks; none if a part of one could not be read: then nothing follows from what the others lack."""
    found = project.of(LayerStack)
    unread = any(stack.unread or not all(profile.stack for profile in stack.profiles) for stack in found)
    return () if unread else found


def profiles(project: Project) -> Iterator[tuple[Profile, tuple[Rung, ...]]]:
    """All profiles with the levels of their stacks."""
    for stack in stacks(project):
        for profile in stack.profiles:
            yield profile, rungs_of(stack, profile)


def profiles_by_name(project: Project) -> dict[str, tuple[Profile, tuple[Rung, ...]]]:
    """The profiles by what names are compared by; of two with one name, which is reported, the first."""
    found: dict[str, tuple[Profile, tuple[Rung, ...]]] = {}
    for profile, rungs in profiles(project):
        found.setdefault(fold(profile.name.value), (profile, rungs))
    return found


def lower_layers(project: Project) -> tuple[Layer, ...]:
    """The author's own layers below the application layer that some profile has, each once, in the author's order."""
    found: dict[Layer, None] = {}
    for stack in stacks(project):
        lower = {layer for profile in stack.profiles for layer in stack.lower_layers(profile)}
        own = (layer for layer in stack.layers if layer in lower and layer.key not in PREDEFINED)
        found.update((layer, None) for layer in own if layer.role in ROLES)
    return tuple(found)


def designations_of(layer: Layer) -> tuple[Designation, ...]:
    """The documents that specify a layer, as far as their designations are of a known kind."""
    return read_designations(layer.standard.value) if layer.standard else ()
