"""Layers, their standards, and the stacks of the communication profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, said
from sphinx_dlmsprofile.diff.facts import Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.layers import PREDEFINED_STANDARDS, LayerStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project


def layers(project: Project) -> Iterator[Item]:
    """The layers that the profile defines."""
    for stack in project.of(LayerStack):
        for layer in stack.layers:
            name = name_of(layer.name)
            standard = Value(said(layer.standard) or PREDEFINED_STANDARDS.get(layer.key))
            yield Item(
                area=Area.LAYERS,
                kind="layer",
                subject=f'layer "{name or layer.key}"',
                place=Place(layer.at or stack.at, stack.clause),
                keys=(layer.key, fold(name)),
                facts=facts_of(layer).plus({"standard": standard}),
                content=standard,
                actions={"name": Action.RENAMED},
            )


def communication_profiles(project: Project) -> Iterator[Item]:
    """The profiles with their stacks; one with another name is found again by its stack."""
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            name, shown = name_of(profile.name), Value(_stack(stack, profile), prose=True)
            yield Item(
                area=Area.LAYERS,
                kind="profile",
                subject=f'profile "{name}"',
                place=Place(profile.at, stack.clause),
                keys=(fold(name), (profile.kind, shown.text)),
                facts=facts_of(profile).plus({"stack": shown}),
                content=Value(shown.text),
                actions={"name": Action.RENAMED},
            )


def _stack(stack: LayerStack, profile: Profile) -> str:
    """The layers of a profile from the top down, as a reader knows them."""
    named = []
    for level in profile.stack:
        layers_ = ((key, stack.layer(key)) for key in level.keys)
        named.append(" | ".join(name_of(layer.name) or key if layer else key for key, layer in layers_))
    return " / ".join(named)
