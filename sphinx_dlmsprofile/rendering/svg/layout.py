"""Where everything in Figure 2 stands: pure geometry, in SVG user units."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg.alignment import align
from sphinx_dlmsprofile.rendering.svg.cells import Box, Cell, cells
from sphinx_dlmsprofile.rendering.svg.measure import word_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.model.layers import LayerStack
    from sphinx_dlmsprofile.rendering.svg.alignment import Row

NAME_SIZE, DETAIL_SIZE = 13, 11
"""Type sizes: 11 units are at least 9 pixels where two columns stand on a screen of 320 pixels."""

NAME_LEADING, DETAIL_LEADING = 16, 14
MARGIN = 1
COLUMN_GAP, ROW_GAP = 8, 4
_OR_GAP = 18
_COLUMN, _WIDEST_COLUMN, _SINGLE_COLUMN, _NARROWEST_BOX, _WIDEST_BOX = 150, 220, 240, 60, 110
_WIDEST = 890
"""How wide a figure may be for its details to have 9 pixels in the column of a web page, of 46 em."""

_UPRIGHT = 831
"""How wide a figure may be for its details to have 6 pt on an upright page, of 160 mm."""

_PADDING, _LOWEST_BOX = 6, 38
BAND = 9
"""The width of the hatched band of an adaptation layer."""

NOTHING = mark("No communication profile is given.")
LEGEND = mark("Adaptation layer")
_LEGEND_HEIGHT = 24


@dataclass(frozen=True)
class Line:
    """A line of text centred on ``x``, its baseline at ``y``; ``style`` is title, name or detail."""

    text: str
    x: float
    y: float
    style: str


@dataclass(frozen=True)
class Shape:
    """A box: ``outline`` runs clockwise from the upper left corner; ``foot`` is the corner at its lower left."""

    looks: str
    outline: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]

    @property
    def foot(self) -> tuple[float, float]:
        """The lowest point of its left side."""
        return self.outline[-1]


@dataclass(frozen=True)
class Picture:
    """The whole figure; ``legend`` is the height where it begins, None where it has none."""

    width: int
    height: int
    titles: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    legend: int | None


@dataclass(frozen=True)
class _Group:
    """A cell that is drawn once: its columns, its first row, and per column the row after its last."""

    cell: Cell
    first: int
    columns: range
    ends: tuple[int, ...]

    @property
    def common_end(self) -> int:
        return min(self.ends)


def lay_out(stack: LayerStack) -> Picture:
    """Lay out the figure of a stack: one column a profile, in the author's order."""
    columns = [cells(stack, profile) for profile in stack.profiles]
    if not columns:
        line = Line(say(NOTHING), MARGIN + _SINGLE_COLUMN / 2, NAME_LEADING, "detail")
        return Picture(_SINGLE_COLUMN + 2 * MARGIN, NAME_LEADING + ROW_GAP + MARGIN, (line,), (), None)
    rows = align(columns)
    width = _column_width(columns, [without_markup(profile.name.value) for profile in stack.profiles])
    groups = _groups(rows, len(columns))
    titles, top = _titles([without_markup(profile.name.value) for profile in stack.profiles], width)
    tops = _row_tops(groups, len(rows), width, top)
    shapes = tuple(shape for group in groups for shape in _shapes(group, tops, width))
    bottom = max(tops[-1] - ROW_GAP, top) + MARGIN
    legend = bottom if any(shape.looks == "adaptation" for shape in shapes) else None
    return Picture(
        width=2 * MARGIN + len(columns) * (width + COLUMN_GAP) - COLUMN_GAP,
        height=bottom + (_LEGEND_HEIGHT if legend is not None else 0),
        titles=titles,
        shapes=shapes,
        legend=legend,
    )


def _column_width(columns: Sequence[Sequence[Cell]], names: Iterable[str]) -> int:
    """As narrow as words and alternatives allow where there are many, the same for all columns."""
    needed = max((word_width(name, NAME_SIZE, bold=True) for name in names), default=0.0)
    for cell in (cell for column in columns for cell in column):
        count = len(cell.boxes)
        widest = max(
            max(word_width(box.name, NAME_SIZE), word_width(box.detail, DETAIL_SIZE)) + 2 * _inset(box)
            for box in cell.boxes
        )
        part = max(min(ceil(widest), _WIDEST_COLUMN if count == 1 else _WIDEST_BOX), _NARROWEST_BOX if count > 1 else 0)
        needed = max(needed, count * part + (count - 1) * _OR_GAP)
    alternatives = max((len(cell.boxes) for column in columns for cell in column), default=1)
    widest_column = max(_WIDEST_COLUMN, alternatives * (_WIDEST_BOX + _OR_GAP) - _OR_GAP)
    upright = (_UPRIGHT + COLUMN_GAP) // len(columns) - COLUMN_GAP
    usual = min(_COLUMN, upright) if needed <= upright else _COLUMN  # on its side there is room for it
    wished = max(usual if len(columns) > 1 else _SINGLE_COLUMN, min(ceil(needed), widest_column))
    least = alternatives * (_NARROWEST_BOX + _OR_GAP) - _OR_GAP
    return min(wished, max((_WIDEST + COLUMN_GAP) // len(columns) - COLUMN_GAP, least))


def _inset(box: Box) -> int:
    return _PADDING + (BAND if box.looks == "adaptation" else 0)


def _left(column: int, width: int) -> int:
    return MARGIN + column * (width + COLUMN_GAP)


def _titles(names: Sequence[str], width: int) -> tuple[tuple[Line, ...], int]:
    """The profiles' names, standing on their columns, and where the boxes begin."""
    wrapped = [wrap(name, NAME_SIZE, width, bold=True) for name in names]
    deepest = max(map(len, wrapped), default=0)
    lines = tuple(
        Line(text, _left(column, width) + width / 2, (deepest - len(texts) + index + 1) * NAME_LEADING - 3, "title")
        for column, texts in enumerate(wrapped)
        for index, text in enumerate(texts)
    )
    return lines, deepest * NAME_LEADING + (5 if deepest else MARGIN)


def _groups(rows: Sequence[Row], count: int) -> list[_Group]:
    """The cells to draw, from the top left; neighbours with equal cells in a row make one group."""
    runs = [run for row in range(len(rows)) for run in _runs(rows[row], row)]
    shared = {(row, column) for row, columns in runs if len(columns) > 1 for column in columns}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for column in range(count):
        spans |= _spans(column, [row for row in range(len(rows)) if column in rows[row].levels], len(rows), shared)
    groups = []
    for row, columns in runs:
        cell = rows[row].levels[columns.start]
        for part in _split(columns, row, spans, by_end=len(cell.boxes) > 1):
            ends = tuple(spans[row, column][1] for column in part)
            groups.append(_Group(cell, spans[row, part.start][0], part, ends))
    return groups


def _runs(row: Row, index: int) -> list[tuple[int, range]]:
    starts = [column for column in sorted(row.levels) if row.levels.get(column - 1) != row.levels[column]]
    runs = []
    for start in starts:
        stop = start + 1
        while row.levels.get(stop) == row.levels[start]:
            stop += 1
        runs.append((index, range(start, stop)))
    return runs


def _spans(
    column: int, occupied: Sequence[int], count: int, shared: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Which rows each level of a column covers, so that no hole stays between two levels.

    The upper one grows down, unless it is shared and the lower one is not; the last one reaches the foot.
    """
    begins = list(occupied)
    ends = [*occupied[1:], count][: len(begins)]
    for index, (upper, lower) in enumerate(pairwise(occupied)):
        if (upper, column) in shared and (lower, column) not in shared:
            ends[index] = begins[index + 1] = upper + 1
    return {(row, column): span for row, span in zip(occupied, zip(begins, ends, strict=True), strict=True)}


def _split(columns: range, row: int, spans: dict[tuple[int, int], tuple[int, int]], *, by_end: bool) -> list[range]:
    """Parts of a run that can be drawn as one: alternatives need a rectangle, one layer may have steps at its foot."""
    parts = []
    for _, group in groupby(columns, key=lambda column: spans[row, column] if by_end else spans[row, column][0]):
        members = list(group)
        parts.append(range(members[0], members[-1] + 1))
    return parts


def _row_tops(groups: Sequence[_Group], count: int, width: int, top: int) -> list[int]:
    """Where each row begins, and at the end where the next one would."""
    heights = [0] * count
    for group in sorted(groups, key=lambda group: (group.common_end - group.first, group.first, group.columns.start)):
        covered = range(group.first, group.common_end)
        lacking = _height(group, width) + ROW_GAP - sum(heights[row] for row in covered)
        for done, row in enumerate(covered):
            share = -(-max(lacking, 0) // (len(covered) - done))
            heights[row] += share
            lacking -= share
    tops = [top]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops


def _box_widths(group: _Group, width: int) -> list[tuple[float, float]]:
    """Left edge and width of each alternative of a group."""
    left = _left(group.columns.start, width)
    whole = _left(group.columns[-1], width) + width - left
    count = len(group.cell.boxes)
    part = (whole - (count - 1) * _OR_GAP) / count
    return [(round(left + index * (part + _OR_GAP), 2), round(part, 2)) for index in range(count)]


def _texts(box: Box, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = width - 2 * _inset(box)
    return wrap(box.name, NAME_SIZE, room), wrap(box.detail, DETAIL_SIZE, room)


def _height(group: _Group, width: int) -> int:
    heights = [_LOWEST_BOX]
    for box, (_, part) in zip(group.cell.boxes, _box_widths(group, width), strict=True):
        name, detail = _texts(box, part)
        heights.append(len(name) * NAME_LEADING + len(detail) * DETAIL_LEADING + 2 * _PADDING)
    return max(heights)


def _shapes(group: _Group, tops: Sequence[int], width: int) -> list[Shape]:
    top, bottom = tops[group.first], tops[group.common_end] - ROW_GAP
    shapes: list[Shape] = []
    for box, (left, part) in zip(group.cell.boxes, _box_widths(group, width), strict=True):
        name, detail = _texts(box, part)
        x = round(left + part / 2, 2)
        y = (top + bottom - len(name) * NAME_LEADING - len(detail) * DETAIL_LEADING) / 2
        lines = [Line(text, x, y + 12 + index * NAME_LEADING, "name") for index, text in enumerate(name)]
        y += len(name) * NAME_LEADING
        lines += [Line(text, x, y + 10.5 + index * DETAIL_LEADING, "detail") for index, text in enumerate(detail)]
        if shapes and not group.cell.side_by_side:
            lines.append(Line(group.cell.joint, left - _OR_GAP / 2, (top + bottom) / 2 + 4, "detail"))
        foot = _foot(group, tops, width, left, left + part)
        shapes.append(Shape(box.looks, ((left, top), (left + part, top), *foot), tuple(lines)))
    return shapes


def _foot(group: _Group, tops: Sequence[int], width: int, left: float, right: float) -> list[tuple[float, float]]:
    """The lower side of a shape, from right to left: level, or with a step where columns reach to different rows."""
    bottoms = [tops[end] - ROW_GAP for end in group.ends]
    points: list[tuple[float, float]] = [(right, bottoms[-1])]
    for index in reversed(range(1, len(bottoms))):
        deeper, shallower = bottoms[index], bottoms[index - 1]
        if deeper != shallower:
            edge = _left(group.columns[index], width)
            x = edge if deeper > shallower else edge - COLUMN_GAP
            points += [(x, deeper), (x, shallower)]
    return [*points, (left, bottoms[0])]
