"""Which levels of neighbouring stacks are drawn at the same height."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.rendering.svg.cells import Cell

_SAME_NEIGHBOUR, _SAME, _SAME_ROLE = 100_000, 40_000, 40
_DEPTH = {
    "application-process": 0,
    "application": 2,
    "transport": 4,
    "network": 6,
    "llc": 8,
    "adaptation": 9,
    "mac": 10,
    "data-link": 10,
    "other": 11,
    "physical": 12,
}
_NOWHERE = 7


@dataclass
class Row:
    """A row of the figure: per profile the level that begins in it."""

    levels: dict[int, Cell] = field(default_factory=dict)
    seen: set[Cell] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def put(self, column: int, cell: Cell) -> None:
        """Begin a level of a profile in this row."""
        self.levels[column] = cell
        self.seen.add(cell)
        self.roles |= cell.roles

    def affinity(self, column: int, cell: Cell) -> int:
        """How much a level of that profile belongs here; above zero, since two rows need more room than one."""
        if self.levels.get(column - 1) == cell:
            return _SAME_NEIGHBOUR
        if cell in self.seen:
            return _SAME
        if self.roles & cell.roles:
            return _SAME_ROLE
        distance = min(
            (abs(_depth(one) - _depth(other)) for one in self.roles for other in cell.roles), default=len(_DEPTH)
        )
        return max(1, 20 - distance)


def _depth(role: str) -> int:
    return _DEPTH.get(role, _NOWHERE)


def align(columns: Sequence[Sequence[Cell]]) -> list[Row]:
    """Put the levels of all profiles into common rows, from the top down.

    One profile after the other is aligned with the rows there are: first equal levels, those of
    the neighbour before others, then equal roles, then roles of much the same depth.
    """
    rows: list[Row] = []
    for column, levels in enumerate(columns):
        rows = list(_merge(rows, column, levels))
    return rows


def _merge(rows: list[Row], column: int, levels: Sequence[Cell]) -> Iterator[Row]:
    affinity = [[row.affinity(column, cell) for cell in levels] for row in rows]
    best = _best(affinity, len(rows), len(levels))
    row = level = 0
    while row < len(rows) or level < len(levels):
        paired = row < len(rows) and level < len(levels)
        if paired and best[row][level] == affinity[row][level] + best[row + 1][level + 1]:
            rows[row].put(column, levels[level])
            yield rows[row]
            row, level = row + 1, level + 1
        elif level == len(levels) or (paired and best[row][level] == best[row + 1][level]):
            yield rows[row]
            row += 1
        else:
            new = Row()
            new.put(column, levels[level])
            yield new
            level += 1


def _best(affinity: list[list[int]], rows: int, levels: int) -> list[list[int]]:
    """The best sum of affinities for the rows and levels from each pair on."""
    best = [[0] * (levels + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        below, here = best[row + 1], best[row]
        for level in reversed(range(levels)):
            here[level] = max(affinity[row][level] + below[level + 1], below[level], here[level + 1])
    return best
