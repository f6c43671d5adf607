"""Where everything in Figure 1 stands: pure geometry, in SVG user units."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment, Entity, Interface
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg.environment_lanes import INSET, LABEL_CLEARANCE, LANE, Extent, Placed, lanes
from sphinx_dlmsprofile.rendering.svg.environment_levels import LABELLED, Level, is_divided, levels_of
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_LEADING, DETAIL_SIZE, NAME_LEADING, NAME_SIZE, Line
from sphinx_dlmsprofile.rendering.svg.measure import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARKED = mark("Thick lines: implements the profile")
NO_ARCHITECTURE = mark("The architecture has no entity.")
LABEL_HEIGHT = 20
_MARGIN, _BOX, _GAP, _PADDING = 2, 116, 80, 6
_ROW_GAP, _LOWEST_BOX, _TOP = 58, 34, 3
_LOOP, _BESIDE, _LABEL_PADDING = 8, 6, 7
_Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """An entity: left upper corner, size and texts."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[Line, ...]
    marked: bool
    outside: bool = False

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@dataclass(frozen=True)
class Wire:
    """An interface: its line, and the middle and width of its label."""

    name: str
    points: tuple[_Point, ...]
    label: _Point
    label_width: float
    marked: bool


@dataclass(frozen=True)
class Map:
    """The whole figure; ``borders`` are the heights where network sections end, ``key`` explains the signs."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    wires: tuple[Wire, ...] = ()
    borders: tuple[float, ...] = ()
    sections: tuple[Line, ...] = ()
    key: tuple[Line, ...] = ()
    swatch: float | None = None
    notice: tuple[Line, ...] = ()


def lay_out_environment(record: CommunicationEnvironment) -> Map:
    """Lay out the architecture with the marks of the record."""
    architecture = record.architecture
    marked = {each.id for each in record.marked_entities}
    marked_wires = {each.id for each in record.marked_interfaces}
    entities = [*architecture.entities, *_outside(architecture, record.marked_interfaces)]
    if not entities:
        return Map(320, 24, notice=(Line(say(NO_ARCHITECTURE), 160, 16, "detail"),))
    known = {each.id for each in entities}
    drawn = [each for each in architecture.interfaces if set(each.between) <= known]
    rows = _rows(entities, architecture)
    placed, width = _place(rows, drawn)
    labels = {each.id: _label_width(each) for each in drawn}
    beside = [extent for each in drawn for extent in _labels_beside(each, placed)]
    tracks = lanes([each for each in drawn if _spans_rows(each, placed)], placed, width, labels, beside)
    runs = levels_of(drawn, placed, tracks, len(rows))
    levels = _levels(rows, placed, runs)
    boxes = {
        each.id: _box(
            each, placed[each.id], levels, marked=each.id in marked, outside=each not in architecture.entities
        )
        for row in rows
        for each in row
    }
    routes = _Routes(boxes, placed, tracks, runs, levels)
    wires = tuple(_wire(each, routes, marked=each.id in marked_wires) for each in drawn)
    right = max([width, *(x + wire.label_width / 2 + 2 for wire in wires for x, _ in (wire.label, *wire.points[1:-1]))])
    named = _sections(architecture, drawn, placed, len(levels))
    key, swatch = _key(architecture, named, levels[-1][1] + 14, right)
    return Map(
        width=ceil(right),
        height=ceil(key[-1].y + 6),
        boxes=tuple(boxes.values()),
        wires=wires,
        borders=tuple(
            (levels[row][0] + levels[row][1]) / 2 for row in range(1, len(named)) if named[row] != named[row - 1]
        ),
        sections=tuple(
            Line(without_markup(name), _MARGIN, levels[row][1] + 15, "section")
            for row, name in enumerate(named)
            if name and (row == 0 or named[row - 1] != name)
        ),
        key=key,
        swatch=swatch,
    )


def _outside(architecture: Architecture, marked: Sequence[Interface]) -> Iterator[Entity]:
    """What a marked interface leads to outside of the architecture."""
    known = {each.id for each in architecture.entities}
    for interface in marked:
        one, other = interface.between
        if one in known and other not in known:
            known.add(other)
            yield Entity(id=other, name=other, row=-1)
        elif other in known and one not in known:
            known.add(one)
            yield Entity(id=one, name=one, row=-1)


def _rows(entities: Sequence[Entity], architecture: Architecture) -> list[list[Entity]]:
    """The entities row by row; those without a row go by the sections in which they have interfaces."""
    order = {short: rank for rank, (short, _) in enumerate(architecture.sections)}
    rows: dict[int, list[Entity]] = {}
    for each in entities:
        ranks = [order[section] for section in architecture.sections_of(each) if section in order]
        row = each.row if each.row is not None else sum((min(ranks), max(ranks))) if ranks else 0
        rows.setdefault(row, []).append(each)
    return [rows[row] for row in sorted(rows)]


def _place(rows: Sequence[Sequence[Entity]], interfaces: Sequence[Interface]) -> tuple[dict[str, Placed], float]:
    """Columns of one width; an entity alone in its row is wide, unless interfaces pass beside it."""
    at = {each.id: index for index, row in enumerate(rows) for each in row}
    place = {each.id: column for row in rows for column, each in enumerate(row)}
    beside = [
        each
        for each in interfaces
        if at[each.between[0]] == at[each.between[1]] and abs(place[each.between[0]] - place[each.between[1]]) <= 1
    ]
    gap = max([_GAP, *(_label_width(each) + 2 * INSET for each in beside)])
    spans = [sorted(at[end] for end in each.between) for each in interfaces]
    passed = [any(first < index < last for first, last in spans) for index in range(len(rows))]
    sizes = {
        each.id: max(_BOX + 24 if len(row) == 1 else _BOX, _room_of_labels(each, interfaces, at))
        for row in rows
        for each in row
    }
    inner = max([2 * _BOX, *(sum(sizes[each.id] + gap for each in row) - gap for row in rows if len(row) > 1)])
    inner = max([inner, *(sizes[row[0].id] + 2 * INSET for row in rows if len(row) == 1)])
    offset = _MARGIN
    placed: dict[str, Placed] = {}
    for index, row in enumerate(rows):
        if len(row) == 1:
            size = sizes[row[0].id] if passed[index] else inner - 2 * INSET
            left = offset + (inner - size) / 2
            placed[row[0].id] = Placed(index, left, left + size)
            continue
        between = (inner - sum(sizes[each.id] for each in row)) / (len(row) - 1)
        left = float(offset)
        for each in row:
            placed[each.id] = Placed(index, left, left + sizes[each.id])
            left += sizes[each.id] + between
    return placed, 2 * offset + inner


def _room_of_labels(entity: Entity, interfaces: Sequence[Interface], at: Mapping[str, int]) -> float:
    """How wide a box is that has the labels of its interfaces beside each other, above it and below it."""
    row = at[entity.id]
    above, below = 0.0, 0.0
    for each in interfaces:
        if entity.id in each.between:
            other = at[each.between[each.between[0] == entity.id]]
            room = max(LANE, _label_width(each) + LABEL_CLEARANCE)
            above += room * (other < row)
            below += room * (other > row)
    return max(above, below) + 2 * INSET - LABEL_CLEARANCE


def _labels_beside(interface: Interface, placed: Mapping[str, Placed]) -> Iterator[tuple[int, Extent]]:
    """The row of an interface between neighbours, or of a loop, and from where to where its label stands."""
    left, right = sorted((placed[end] for end in interface.between), key=lambda box: box.left)
    if left.row == right.row and not is_divided(left, right, placed.values()):
        start = left.right + (_LOOP if left is right else _BESIDE)
        yield left.row, (start, start + _label_width(interface))


def _texts(entity: Entity, width: float, *, marked: bool) -> tuple[str, ...]:
    name = without_markup(entity.name) or without_markup(entity.id) or "?"
    name = name[:1].upper() + name[1:]
    short = without_markup(entity.id) if entity.abbreviated and entity.id != entity.name else ""
    return wrap(f"{name} ({short})" if short else name, NAME_SIZE, width - 2 * _PADDING, bold=marked)


def _levels(
    rows: Sequence[Sequence[Entity]], placed: Mapping[str, Placed], runs: Sequence[Level]
) -> list[tuple[float, float]]:
    """Top and bottom of each row."""
    levels: list[tuple[float, float]] = []
    top = float(_TOP)
    for row, run in zip(rows, runs, strict=True):
        lines = max(len(_texts(each, placed[each.id].right - placed[each.id].left, marked=True)) for each in row)
        height = max(_LOWEST_BOX, lines * NAME_LEADING + 2 * _PADDING, run.height)
        levels.append((top, top + height))
        top += height + _ROW_GAP + run.under
    return levels


def _box(entity: Entity, place: Placed, levels: Sequence[tuple[float, float]], *, marked: bool, outside: bool) -> Box:
    top, bottom = levels[place.row]
    texts = _texts(entity, place.right - place.left, marked=marked)
    x = (place.left + place.right) / 2
    first = (top + bottom - len(texts) * NAME_LEADING) / 2 + 12
    style = "title" if marked else "name"
    lines = tuple(Line(text, x, first + index * NAME_LEADING, style) for index, text in enumerate(texts))
    return Box(place.left, top, place.right - place.left, bottom - top, lines, marked, outside)


def _spans_rows(interface: Interface, placed: Mapping[str, Placed]) -> bool:
    one, other = interface.between
    return placed[one].row != placed[other].row


def _label(interface: Interface) -> str:
    return without_markup(interface.label) or "?"


def _label_width(interface: Interface) -> float:
    return max(LABEL_HEIGHT, text_width(_label(interface), NAME_SIZE, bold=True) + 2 * _LABEL_PADDING)


@dataclass(frozen=True)
class _Routes:
    """What lines have to keep to: boxes, lanes between the rows, heights within them."""

    boxes: Mapping[str, Box]
    placed: Mapping[str, Placed]
    tracks: Mapping[str, float]
    runs: Sequence[Level]
    levels: Sequence[tuple[float, float]]


def _wire(interface: Interface, routes: _Routes, *, marked: bool) -> Wire:
    one, other = interface.between
    run = routes.runs[routes.placed[one].row]
    if interface.id in routes.tracks:
        points, label = _down(interface, routes)
    elif interface.id in run.below:
        points, label = _below(interface, routes, run)
    else:
        y = routes.boxes[one].bottom - 13 - LABELLED * run.beside[interface.id]
        if one == other:
            points, label = _loop(routes.boxes[one], y, _label_width(interface))
        else:
            points, label = _across(routes.boxes[one], routes.boxes[other], y, _label_width(interface))
    return Wire(_label(interface), points, label, _label_width(interface), marked)


def _loop(box: Box, y: float, width: float) -> tuple[tuple[_Point, ...], _Point]:
    """An interface between two of one kind, at the lower right of its box: it lies in the section below."""
    x = box.right + _LOOP
    return ((box.right, y - 6), (x, y - 6), (x, y + 6), (box.right, y + 6)), (x + width / 2, y)


def _down(interface: Interface, routes: _Routes) -> tuple[tuple[_Point, ...], _Point]:
    placed, x, levels = routes.placed, routes.tracks[interface.id], routes.levels
    first, last = sorted(interface.between, key=lambda end: placed[end].row)
    upper, lower = routes.boxes[first], routes.boxes[last]
    edge = max(box.right for box in routes.boxes.values())
    if x > edge:
        around = sorted((track for track in routes.tracks.values() if track > edge), reverse=True)
        return _around(upper, lower, x, around.index(x) * min(8.0, 24 / len(around)))
    points: list[_Point] = []
    if upper.left <= x <= upper.right:
        points.append((x, upper.bottom))
    else:
        y = routes.runs[placed[first].row].entry((interface.id, first), upper.top, upper.bottom)
        points += [(upper.left if x < upper.left else upper.right, y), (x, y)]
    if lower.left <= x <= lower.right:
        points.append((x, lower.top))
    else:
        y = routes.runs[placed[last].row].entry((interface.id, last), lower.top, lower.bottom)
        points += [(x, y), (lower.left if x < lower.left else lower.right, y)]
    row = placed[first].row
    return tuple(points), (x, (levels[row][1] + routes.runs[row].under + levels[row + 1][0]) / 2)


def _around(upper: Box, lower: Box, x: float, shift: float) -> tuple[tuple[_Point, ...], _Point]:
    """An interface that found no room: between the rows to the right of everything, and back.

    Each has a ``shift`` of its own, the outer ones the lesser, so that no two of them coincide or cross.
    """
    start, end = upper.right - 4 - shift, lower.right - 4 - shift
    leave, come = upper.bottom + 4 + shift, lower.top - 4 - shift
    points = ((start, upper.bottom), (start, leave), (x, leave), (x, come), (end, come), (end, lower.top))
    return points, (x, (leave + come) / 2)


def _across(one: Box, other: Box, y: float, width: float) -> tuple[tuple[_Point, ...], _Point]:
    """An interface between neighbours in a row, in the half that belongs to the section below."""
    left, right = sorted((one, other), key=lambda box: box.left)
    return ((left.right, y), (right.left, y)), (left.right + _BESIDE + width / 2, y)


def _below(interface: Interface, routes: _Routes, run: Level) -> tuple[tuple[_Point, ...], _Point]:
    """An interface within a row, below it since a box is between; its label stands beside the lines that cross it."""
    left, right = sorted((routes.boxes[end] for end in interface.between), key=lambda box: box.left)
    place = run.below[interface.id]
    start, end, y = left.right - INSET, right.left + INSET, left.bottom + 16 + LABELLED * place
    start, end = start - 8 * place, end + 8 * place
    half = _label_width(interface) / 2 + 5
    crossing = [routes.tracks[each] for each in routes.tracks if start < routes.tracks[each] < end]
    middle = (start + end) / 2
    steps = sorted(
        (start + half + 4 * step for step in range(int((end - start - 2 * half) / 4) + 1)),
        key=lambda x: abs(x - middle),
    )
    x = next((x for x in (middle, *steps) if all(abs(x - lane) > half for lane in crossing)), middle)
    return ((start, left.bottom), (start, y), (end, y), (end, right.bottom)), (x, y)


def _sections(
    architecture: Architecture, interfaces: Sequence[Interface], placed: Mapping[str, Placed], rows: int
) -> list[str]:
    """The network section between each two rows: that of the interfaces which connect them, else the one above."""
    order = [short for short, _ in architecture.sections]
    sections: list[str] = []
    for row in range(rows - 1):
        spans = [(each.section, sorted(placed[end].row for end in each.between)) for each in interfaces]
        between = {section for section, span in spans if span == [row, row + 1]}
        begun = {section for section, span in spans if span[0] == row < span[1]}
        ranked = sorted(between & set(order) or begun & set(order), key=order.index)
        above = sections[-1] if sections else ""
        sections.append(above if above in ranked or not ranked else ranked[0])
    return sections


def _key(architecture: Architecture, named: Sequence[str], top: float, width: float) -> tuple[tuple[Line, ...], float]:
    """What thick lines and the short names of sections mean, and the height of the sample of a thick line."""
    lines = [
        Line(text, _MARGIN + 36, top + 8 + index * DETAIL_LEADING, "detail")
        for index, text in enumerate(wrap(say(MARKED), DETAIL_SIZE, width - _MARGIN - 40))
    ]
    y = lines[-1].y + 4
    for short, name in architecture.sections:
        if short in named and short != name:
            for text in wrap(f"{without_markup(short)}: {without_markup(name)}", DETAIL_SIZE, width - 2 * _MARGIN):
                y += DETAIL_LEADING
                lines.append(Line(text, _MARGIN, y, "detail"))
    return tuple(lines), top + 4
