"""What the rules on Clauses 4 and 5 share: where something missing is reported, and the layers and profiles of the stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.citations import read_designations
from sphinx_dlmsprofile.model.layers import PREDEFINED, ROLES, LayerStack
from sphinx_dlmsprofile.model.listed_layers import is_lower
from sphinx_dlmsprofile.rules.emptiness import is_vacant
from sphinx_dlmsprofile.rules.places import alignment, home
from sphinx_dlmsprofile.rules.stack_levels import rungs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.designations import Designation
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer, Profile
    from sphinx_dlmsprofile.model.location import Location
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.text import TextBlock
    from sphinx_dlmsprofile.rules.stack_levels import Rung


def place_in(project: Project, number: str) -> Location | None:
    """Where something is reported that is missing in a clause of the template.

    The heading of the clause, or the root where the document has no clause of the template at all;
    None where the clause is absent, empty or stated not to apply, which has rules of its own.
    """
    clause = home(project, number)
    if clause is None:
        return None if alignment(project).counterparts else project.root
    if is_vacant(project, clause) or not (clause.children or clause.has_content):
        return None
    return clause.at


def texts_of(project: Project, number: str) -> tuple[TextBlock, ...]:
    """The texts of a clause of the template; all there are where the document has no clause of the template at all."""
    clause = home(project, number)
    if clause is None:
        return () if alignment(project).counterparts else project.texts
    return project.texts_in(clause)


def contains(clause: Clause, other: Clause | None) -> bool:
    """Whether a clause is another one or holds it."""
    return any(part is other for part in clause.walk())


def stacks(project: Project) -> tuple[LayerStack, ...]:
    """All layer stacks; none if one of them could not be read: then nothing follows from what the others lack."""
    found = project.of(LayerStack)
    return () if any(stack.unread for stack in found) else found


def profiles(project: Project) -> Iterator[tuple[Profile, tuple[Rung, ...]]]:
    """All profiles that have a stack, with its levels; of two with one name the first."""
    known: set[str] = set()
    for stack in stacks(project):
        for profile in stack.profiles:
            name = fold(profile.name.value)
            if profile.stack and name not in known:
                known.add(name)
                yield profile, rungs_of(stack, profile)


def lower_layers(project: Project) -> tuple[Layer, ...]:
    """The layers of the author's own below the application layer that some profile has, each once, in the author's order."""
    found: list[Layer] = []
    for stack in stacks(project):
        used = {key for profile in stack.profiles for level in profile.stack for key in level.keys}
        for layer in stack.layers:
            if layer.key in used and layer.key not in PREDEFINED and layer.role in ROLES and is_lower(layer):
                found.append(layer)  # noqa: PERF401  four conditions read better apart
    return tuple(dict.fromkeys(found))


def designations_of(layer: Layer) -> tuple[Designation, ...]:
    """The documents that specify a layer, as far as their designations are of a known kind."""
    return read_designations(layer.standard.value) if layer.standard else ()


def fold(name: str) -> str:
    """A name as it is compared: letters and digits alone, in lower case."""
    return "".join(character for character in name.casefold() if character.isalnum())
