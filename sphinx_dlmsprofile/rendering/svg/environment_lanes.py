"""Where the interfaces of Figure 1 run: one lane each, straight down where that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.model.environment import Interface

Extent = tuple[float, float]
"""Left and right end of something."""

LANE = 32
"""The least distance of two lanes that run side by side: a label fits between them."""

INSET, CLEARANCE = 12, 16
"""How far a lane keeps from the corners of a box that it leads to, and from a box that it passes."""

_STEP = 4


@dataclass(frozen=True)
class Placed:
    """An entity in its row."""

    row: int
    left: float
    right: float


@dataclass(frozen=True)
class _Lane:
    rows: tuple[int, int]
    x: float

    def clashes(self, rows: tuple[int, int], x: float) -> bool:
        """Whether a lane at ``x`` would come too near between the same rows."""
        return self.rows[0] < rows[1] and rows[0] < self.rows[1] and abs(self.x - x) < LANE


def lanes(interfaces: Sequence[Interface], boxes: Mapping[str, Placed], width: float) -> dict[str, float]:
    """Where each interface between two rows runs, by its id; one that finds no room, right of everything.

    Those between neighbouring rows with least overlap go first: they have the least choice.
    """
    taken: list[_Lane] = []
    chosen: dict[str, float] = {}
    for interface in sorted(interfaces, key=lambda each: _freedom(each, boxes)):
        upper, lower = sorted((boxes[end] for end in interface.between), key=lambda box: box.row)
        rows = upper.row, lower.row
        x = next(
            (x for x in _candidates(upper, lower, boxes, width) if not any(lane.clashes(rows, x) for lane in taken)),
            None,
        )
        if x is None:
            x = max([width + CLEARANCE, *(lane.x + LANE for lane in taken)])
        taken.append(_Lane(rows, x))
        chosen[interface.id] = x
    return chosen


def _freedom(interface: Interface, boxes: Mapping[str, Placed]) -> tuple[int, float, str]:
    one, other = (boxes[end] for end in interface.between)
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return abs(one.row - other.row), overlap, interface.id


def _candidates(upper: Placed, lower: Placed, boxes: Mapping[str, Placed], width: float) -> list[float]:
    """Possible places, the best first: under both boxes, under one of them, beside both."""
    passed = [box for box in boxes.values() if upper.row < box.row < lower.row]
    free = _without([(CLEARANCE, width - CLEARANCE)], passed, CLEARANCE)
    over, under = (_within(free, box) for box in (upper, lower))
    # A line that comes in from the side stays clear of the neighbours of its box.
    beside_lower = _without(over, _row_of(lower, boxes), CLEARANCE)
    beside_upper = _without(under, _row_of(upper, boxes), CLEARANCE)
    beside_both = _without(free, [*_row_of(upper, boxes), *_row_of(lower, boxes)], CLEARANCE)
    places: list[float] = []
    for parts in (_within(over, lower), beside_lower, beside_upper, beside_both):
        centres = [(left + right) / 2 for left, right in sorted(parts, key=lambda part: part[0] - part[1])]
        steps = [left + number * _STEP for left, right in parts for number in range(int((right - left) / _STEP) + 1)]
        middle = centres[0] if centres else 0.0
        places += [*centres, *sorted(steps, key=lambda x, middle=middle: (abs(x - middle), x))]  # type: ignore[misc]
    return [x for x in places if _reaches(x, upper, boxes) and _reaches(x, lower, boxes)]


def _reaches(x: float, box: Placed, boxes: Mapping[str, Placed]) -> bool:
    """Whether a level line from the lane to the box meets no other box."""
    first, last = min(x, box.left), max(x, box.right)
    return not any(each is not box and each.left < last and first < each.right for each in _row_of(box, boxes))


def _row_of(box: Placed, boxes: Mapping[str, Placed]) -> list[Placed]:
    return [each for each in boxes.values() if each.row == box.row]


def _within(parts: Sequence[Extent], box: Placed) -> list[Extent]:
    """The parts that lie over or under a box, clear of its corners."""
    cut = [(max(left, box.left + INSET), min(right, box.right - INSET)) for left, right in parts]
    return [(left, right) for left, right in cut if left <= right]


def _without(parts: Sequence[Extent], boxes: Sequence[Placed], clearance: float) -> list[Extent]:
    """The parts that lie beside all of the boxes."""
    left_over = list(parts)
    for box in boxes:
        first, last = box.left - clearance, box.right + clearance
        left_over = [
            (max(left, low), min(right, high))
            for left, right in left_over
            for low, high in ((float("-inf"), first), (last, float("inf")))
            if max(left, low) <= min(right, high)
        ]
    return left_over
