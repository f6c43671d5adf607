"""The figure in words, for screen readers and for outputs without pictures."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg.cells import Box, Cell, cells
from sphinx_dlmsprofile.rendering.svg.layout import NOTHING
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import LayerStack


def describe(stack: LayerStack) -> str:
    """One sentence a profile that names its layers from the top down, one a line, then what neighbours share."""
    if not stack.profiles:
        return say(NOTHING)
    columns = [cells(stack, profile) for profile in stack.profiles]
    written = [without_markup(profile.name.value) for profile in stack.profiles]
    names = [name or say("Profile {}", number) for number, name in enumerate(written, 1)]
    sentences = [_profile(name, column) for name, column in zip(names, columns, strict=True)]
    return "\n".join((*sentences, *_shared(names, columns)))


def labels(stack: LayerStack) -> tuple[Text, ...]:
    """The words in the figure, each once, where the author wrote them; those of predefined layers at the directive."""
    return tuple(dict.fromkeys(_labels(stack)))


def _labels(stack: LayerStack) -> Iterator[Text]:
    for profile in stack.profiles:
        yield Text(without_markup(profile.name.value), profile.name.at)
        for cell in cells(stack, profile):
            for box in cell.boxes:
                if layer := stack.layer(box.key):
                    at = layer.at or stack.at
                    written = layer.standard or layer.clause
                    yield Text(_box(replace(box, detail="")), at)
                    yield Text(box.detail, written.at if written else at)


def _profile(name: str, column: tuple[Cell, ...]) -> str:
    if not column:
        return say("{}: no layers are given.", name)
    layers = say("; ").join(f" {say(cell.joint)} ".join(map(_box, cell.boxes)) for cell in column)
    return say("{}, from top to bottom: {}.", name, layers)


def _box(box: Box) -> str:
    kind = say("adaptation layer") if box.looks == "adaptation" and "adaptation" not in box.name.lower() else ""
    notes = ", ".join(note for note in (kind, box.detail) if note)
    return f"{box.name} ({notes})" if notes else box.name


def _shared(names: list[str], columns: list[tuple[Cell, ...]]) -> list[str]:
    """What each two neighbouring profiles have in common."""
    sentences = []
    for index in range(len(columns) - 1):
        common = [cell for cell, _ in groupby(columns[index]) if cell in columns[index + 1]]
        if common:
            layers = say("; ").join(f" {say(cell.joint)} ".join(box.name for box in cell.boxes) for cell in common)
            sentences.append(say("{} and {} share: {}.", names[index], names[index + 1], layers))
    return sentences
