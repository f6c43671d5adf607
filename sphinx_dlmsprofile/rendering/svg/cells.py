"""What a box of Figure 2 says: the layers of one level, ready to be drawn or read out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.document import number_label
from sphinx_dlmsprofile.model.layers import PREDEFINED, PREDEFINED_STANDARDS, UPPER_ROLES
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import Layer, LayerStack, Profile

_CLAUSE = regex(r"(?:[1-9][0-9]*|[A-Z])(?:\.[1-9][0-9]*)*")


@dataclass(frozen=True)
class Box:
    """A layer as it is drawn; ``looks`` is its kind of box: upper, ip, lower, adaptation, open or unknown."""

    key: str
    name: str
    detail: str
    role: str
    looks: str


@dataclass(frozen=True)
class Cell:
    """A level of one profile; equal cells of neighbouring profiles are drawn as one.

    The order of alternatives does not make two cells different.
    """

    boxes: tuple[Box, ...] = field(compare=False)
    identity: frozenset[Box]

    @classmethod
    def of(cls, *boxes: Box) -> Cell:
        """The cell of these alternatives."""
        return cls(boxes, frozenset(boxes))

    @property
    def roles(self) -> frozenset[str]:
        """The roles of its layers."""
        return frozenset(box.role for box in self.boxes)

    @property
    def side_by_side(self) -> bool:
        """Whether the layers are there together: one without a place in the order stands beside another."""
        return any(box.role == "other" and box.looks != "open" for box in self.boxes) and len(self.roles) > 1

    @property
    def joint(self) -> str:
        """The word between the layers."""
        return "beside" if self.side_by_side else "or"


def cells(stack: LayerStack, profile: Profile) -> tuple[Cell, ...]:
    """The levels of a profile; an unknown key gets a marked box, an empty level none."""
    roles = [
        layer.role if (layer := stack.layer(key)) and key != "tl" else key
        for level in profile.stack
        for key in level.keys
    ]
    alone = "transport" not in roles
    return tuple(
        Cell.of(*(_box(stack, key, wrapper_alone=alone) for key in dict.fromkeys(level.keys)))
        for level in profile.stack
        if level.keys
    )


def _box(stack: LayerStack, key: str, *, wrapper_alone: bool) -> Box:
    layer = stack.layer(key)
    if layer is None:
        return Box(key, f"{without_markup(key)} ?".lstrip(), say("unknown layer"), "", "unknown")
    detail = _detail(layer)
    if key == "tl" and wrapper_alone:
        detail = ", ".join(filter(None, (detail, say("wrapper over TCP or UDP"))))
    return Box(
        key,
        without_markup(say(layer.name) if layer is PREDEFINED.get(key) else layer.name) or without_markup(key) or "?",
        detail,
        layer.role,
        _looks(layer),
    )


def _detail(layer: Layer) -> str:
    """What specifies the layer: a standard, else a clause of the profile."""
    standard = without_markup(layer.standard.value) if layer.standard else ""
    clause = without_markup(layer.clause.value) if layer.clause else ""
    if standard or not clause:
        return standard or PREDEFINED_STANDARDS.get(layer.key, "")
    return say("see {}", number_label(clause)) if _CLAUSE.fullmatch(clause) else clause


def _looks(layer: Layer) -> str:
    if layer.key == "open":
        return "open"
    if layer.role == "adaptation":
        return "adaptation"
    if layer.role in UPPER_ROLES or layer.key == "tl":
        return "upper"
    return "ip" if layer.role in {"transport", "network"} else "lower"
