"""Where the interfaces of Figure 1 run: one lane each, straight down where that is possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.model.environment import Interface

Extent = tuple[float, float]
"""Left and right end of something."""

LANE = 32
"""The least distance of two lanes that run side by side: a short label fits between them."""

LABEL_CLEARANCE = 3
"""How far a label keeps from another one, and from a line that is not its own."""

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
    """The rows between which a lane runs, and half the width of its label, which stands below the first of them."""

    rows: tuple[int, int]
    half: float
    x: float = 0.0

    def distance(self, other: _Lane) -> float:
        """How far the two have to be apart, if they run between the same rows: no label covers the other's line."""
        if self.rows[0] >= other.rows[1] or other.rows[0] >= self.rows[1]:
            return 0.0
        same = self.rows[0] == other.rows[0]
        room = self.half + other.half if same else max(self, other, key=lambda lane: lane.rows).half
        return max(LANE, room + LABEL_CLEARANCE)


def lanes(
    interfaces: Sequence[Interface],
    boxes: Mapping[str, Placed],
    width: float,
    labels: Mapping[str, float],
    beside: Sequence[tuple[int, Extent]],
) -> dict[str, float]:
    """Where each interface between two rows runs, by its id; one that finds no room, right of everything.

    ``labels`` are the widths of their labels by id, ``beside`` the rows and extents of the labels beside boxes. Those
    between neighbouring rows with least overlap go first: they have the least choice.
    """
    taken: list[_Lane] = []
    chosen: dict[str, float] = {}
    ordered = sorted(interfaces, key=lambda each: _freedom(each, boxes))
    for interface in ordered:
        upper, lower = sorted((boxes[end] for end in interface.between), key=lambda box: box.row)
        lane = _Lane((upper.row, lower.row), labels[interface.id] / 2)
        share = _share(interface, ordered, labels)
        covered = [extent for row, extent in beside if upper.row <= row < lower.row]
        x = next(
            (
                x
                for x in _candidates(upper, lower, boxes, width, share)
                if x > lane.half
                and all(abs(other.x - x) >= lane.distance(other) for other in taken)
                and not any(left - LABEL_CLEARANCE < x < right + LABEL_CLEARANCE for left, right in covered)
            ),
            None,
        )
        if x is None:
            # Its label stands beside rows, not between them.
            ends = [right + lane.half + LABEL_CLEARANCE for _, right in covered]
            x = max([width + CLEARANCE, *ends, *(other.x + max(LANE, lane.distance(other)) for other in taken)])
        taken.append(replace(lane, x=x))
        chosen[interface.id] = x
    return chosen


def _freedom(interface: Interface, boxes: Mapping[str, Placed]) -> tuple[int, float, str]:
    one, other = (boxes[end] for end in interface.between)
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return abs(one.row - other.row), overlap, interface.id


def _share(interface: Interface, ordered: Sequence[Interface], labels: Mapping[str, float]) -> float:
    """How far from the left it best runs, as a fraction: in the middle, or in its part where several run parallel."""
    widths = {each.id: labels[each.id] for each in ordered if set(each.between) == set(interface.between)}
    before = list(widths)[: list(widths).index(interface.id)]
    return (sum(widths[each] for each in before) + widths[interface.id] / 2) / sum(widths.values())


def _candidates(upper: Placed, lower: Placed, boxes: Mapping[str, Placed], width: float, share: float) -> list[float]:
    """Possible places, the best first: under both boxes, under one of them, beside both; there, near ``share``."""
    passed = [box for box in boxes.values() if upper.row < box.row < lower.row]
    free = _without([(CLEARANCE, width - CLEARANCE)], passed, CLEARANCE)
    over, under = (_within(free, box) for box in (upper, lower))
    # A line that comes in from the side stays clear of the neighbours of its box.
    beside_lower = _without(over, _row_of(lower, boxes), CLEARANCE)
    beside_upper = _without(under, _row_of(upper, boxes), CLEARANCE)
    beside_both = _without(free, [*_row_of(upper, boxes), *_row_of(lower, boxes)], CLEARANCE)
    places: list[float] = []
    for parts in (_within(over, lower), beside_lower, beside_upper, beside_both):
        longest = sorted(parts, key=lambda part: part[0] - part[1])
        centres = [left + (right - left) * share for left, right in longest]
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
