"""Which communication profile a sentence speaks of: by its name, or by that of a layer that it alone has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def profiles_meant(project: Project, text: str) -> list[str]:
    """The names of the profiles that a text speaks of; none where it does not say."""
    found: list[str] = []
    for name, words in project.memo(_words):
        if any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE) for word in words):
            found.append(name)
    return found


def _words(project: Project) -> list[tuple[str, list[str]]]:
    """Each profile with its own name, the layers that it alone has, and their abbreviations."""
    short: dict[str, list[str]] = {}
    for entry in project.memo(vocabulary).abbreviations:
        if entry.expansion:
            short.setdefault(fold(unmarked(entry.expansion.value)), []).append(entry.abbreviation.value)
    layers: dict[str, set[str]] = {}
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            names = layers.setdefault(unmarked(profile.name.value), set())
            names |= {unmarked(layer.name) for _, found in stack.levels(profile) for layer in found}
    return [(name, [name, *_alone(name, layers, short)]) for name in layers]


def _alone(profile: str, layers: dict[str, set[str]], short: dict[str, list[str]]) -> Iterator[str]:
    others = {name for other, names in layers.items() if other != profile for name in names}
    for name in sorted(layers[profile] - others):
        yield name
        yield from short.get(fold(name), ())
