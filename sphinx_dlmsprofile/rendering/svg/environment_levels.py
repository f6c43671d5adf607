"""How high the level parts of interfaces in Figure 1 run: each at its own height, so that lines do not coincide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dlmsprofile.model.environment import Interface
    from sphinx_dlmsprofile.rendering.svg.environment_lanes import Extent, Placed

LABELLED, PLAIN = 24, 9
"""The room of a level line with a label, and without one."""

_EDGE = 7
K = TypeVar("K")


@dataclass
class Level:
    """What runs level in one row.

    ``beside`` are the places of interfaces between neighbours, and of loops, counted from below; ``entering`` those of
    lines that come to the side of a box, counted from above; ``below`` those of lines under the row. All by the id of
    the interface, and for ``entering`` that of the entity too.
    """

    beside: dict[str, int] = field(default_factory=dict)
    entering: dict[tuple[str, str], int] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)

    @property
    def labelled(self) -> float:
        """The room that labelled lines take above the lower edge of the row."""
        return LABELLED * (max(self.beside.values(), default=-1) + 1)

    @property
    def height(self) -> float:
        """The least height of the row."""
        entering = max(self.entering.values(), default=-1) + 1
        return self.labelled + PLAIN * entering + _EDGE * (bool(self.beside) + bool(entering))

    @property
    def under(self) -> float:
        """The room below the row that lines under it take."""
        return LABELLED * (max(self.below.values(), default=-1) + 1)

    def entry(self, key: tuple[str, str], top: float, bottom: float) -> float:
        """How high a line comes to the side of its box."""
        count = max(self.entering.values()) + 1
        return top + (bottom - top - self.labelled) * (self.entering[key] + 1) / (count + 1)


def levels_of(
    interfaces: Sequence[Interface], placed: Mapping[str, Placed], tracks: Mapping[str, float], rows: int
) -> list[Level]:
    """The level lines of each row; ``tracks`` says where interfaces between rows run."""
    levels = [Level() for _ in range(rows)]
    gaps: Counter[tuple[int, float]] = Counter()
    under: list[dict[str, Extent]] = [{} for _ in range(rows)]
    entering: list[dict[tuple[str, str], Extent]] = [{} for _ in range(rows)]
    for each in interfaces:
        ends = [placed[end] for end in each.between]
        if each.id in tracks:
            for end, box in zip(each.between, ends, strict=True):
                if not box.left <= tracks[each.id] <= box.right:
                    edge = box.left if tracks[each.id] < box.left else box.right
                    entering[box.row][each.id, end] = _extent(edge, tracks[each.id])
            continue
        left, right = sorted(ends, key=lambda box: box.left)
        if left is right or not is_divided(left, right, placed.values()):
            gap = left.row, left.right
            levels[left.row].beside[each.id] = gaps[gap]
            gaps[gap] += 1
        else:
            under[left.row][each.id] = left.right, right.left
    for level, below, sides in zip(levels, under, entering, strict=True):
        level.below.update(_apart(below))
        level.entering.update(_apart(sides))
    return levels


def is_divided(left: Placed, right: Placed, boxes: Iterable[Placed]) -> bool:
    """Whether another box stands between two of one row."""
    return any(box.row == left.row and left.left < box.left < right.left for box in boxes)


def _extent(one: float, other: float) -> Extent:
    return min(one, other), max(one, other)


def _apart(extents: Mapping[K, Extent]) -> dict[K, int]:
    """A place for each, so that those which overlap have different ones."""
    ends: list[float] = []
    places: dict[K, int] = {}
    for key, (left, right) in sorted(extents.items(), key=lambda item: (item[1], str(item[0]))):
        place = next((place for place, end in enumerate(ends) if end < left), len(ends))
        ends[place:] = [right] if place == len(ends) else [right, *ends[place + 1 :]]
        places[key] = place
    return places
