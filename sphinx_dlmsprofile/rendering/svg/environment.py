"""Figure 1 as a picture: the architecture as SVG, what implements the profile emphasised.

What is marked has thick lines and bold letters, so that it can be distinguished without colour. As in
Figure 2 presentation attributes give the colours of print, and the style sheet those of a page;
there are no ids.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg import Diagram
from sphinx_dlmsprofile.rendering.svg.draw import FONT
from sphinx_dlmsprofile.rendering.svg.environment_layout import LABEL_HEIGHT, Box, Map, Wire, lay_out_environment
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE, Line
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.environment import CommunicationEnvironment, Interface

CAPTION = mark("Entities and interfaces of a smart metering system using the terminology of IEC 62056-1-0")
"""The form that the template gives this caption."""

_INK, _SOFT_INK, _LINE, _FAINT = "#16202b", "#3d4a57", "#3d4a57", "#8a949e"
_FILL = {True: "#dbe7f5", False: "#ffffff"}
_STROKE = {True: 3, False: 1}
_HOP = 5
_TEXT = {
    "title": f'font-size="{NAME_SIZE}" font-weight="bold" fill="{_INK}"',
    "name": f'font-size="{NAME_SIZE}" fill="{_INK}"',
    "detail": f'font-size="{DETAIL_SIZE}" fill="{_SOFT_INK}"',
    "section": f'font-size="{DETAIL_SIZE}" font-weight="bold" fill="{_SOFT_INK}"',
}


def draw_environment(record: CommunicationEnvironment) -> Diagram:
    """Draw the architecture of a record with its marks. Any record can be drawn."""
    record = _in_language(record)
    layout = lay_out_environment(record)
    alternative = describe_environment(record)
    title = without_markup(record.caption.value) if record.caption else ""
    svg = "\n".join(_elements(layout, title or say(CAPTION), alternative)) + "\n"
    labels = tuple(Text(line, record.at) for line in alternative.split("\n"))
    return Diagram(svg, alternative, labels, layout.width, layout.height)


def _in_language(record: CommunicationEnvironment) -> CommunicationEnvironment:
    """The record with the names of entities and sections that we know in the language of the document."""
    known = record.architecture
    entities = tuple(replace(each, name=say(each.name)) for each in known.entities)
    sections = tuple((short, say(name)) for short, name in known.sections)
    return replace(record, architecture=replace(known, entities=entities, sections=sections))


def describe_environment(record: CommunicationEnvironment) -> str:
    """The figure in words: the interfaces section by section, then what is marked; a sentence a line."""
    architecture = _in_language(record).architecture
    names = {each.id: without_markup(each.id if each.abbreviated else each.name) for each in architecture.entities}
    lines = (
        [say("Entities: {}.", say("; ").join(without_markup(each.label) for each in architecture.entities))]
        if names
        else []
    )
    sections = [*architecture.sections, ("", "")]
    for short, name in sections:
        inside = [each for each in architecture.interfaces if each.section == short and set(each.between) <= set(names)]
        if inside:
            shown = without_markup(name)
            heading = f"{shown[:1].upper()}{shown[1:]} ({without_markup(short)})" if short else say("Other interfaces")
            lines.append(f"{heading}{say(': ')}{say('; ').join(_in_words(each, names) for each in inside)}.")
    has_marks = not record.own or record.marked_entities or record.marked_interfaces
    return "\n".join((*lines, *([_marks(record)] if has_marks else [])))


def _in_words(interface: Interface, names: dict[str, str]) -> str:
    one, other = interface.between
    return say("{} between {} and {}", without_markup(interface.label), names[one], names[other])


def _marks(record: CommunicationEnvironment) -> str:
    entities = [without_markup(each.id if each.abbreviated else each.name) for each in record.marked_entities]
    interfaces = list(dict.fromkeys(without_markup(each.label) for each in record.marked_interfaces))
    if not entities and not interfaces:
        return say("Nothing is marked as implementing the profile.")
    parts = [", ".join(entities)] if entities else []
    parts += (
        [say("interfaces {}" if len(interfaces) > 1 else "interface {}", ", ".join(interfaces))] if interfaces else []
    )
    return say("Marked as implementing the profile: {}.", say("; ").join(parts))


def _elements(layout: Map, title: str, description: str) -> Iterator[str]:
    width, height = layout.width, layout.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dlms-environment" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONT}" text-anchor="middle">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<desc>{escape(description)}</desc>"
    for y in layout.borders:
        yield _border(y, layout)
    for wire in sorted(layout.wires, key=lambda wire: wire.marked):
        yield from _wire(wire, layout.wires)
    for box in layout.boxes:
        yield from _box(box)
    for wire in layout.wires:
        yield from _label(wire)
    if layout.swatch is not None:
        yield (
            f'<rect class="dlms-entity dlms-marked" x="3" y="{_number(layout.swatch - 7)}" width="28" height="14"'
            f' rx="2" fill="{_FILL[True]}" stroke="{_LINE}" stroke-width="{_STROKE[True]}"/>'
        )
    for line in (*layout.sections, *layout.key):
        yield _text(line, anchor="start")
    for line in layout.notice:
        yield _text(line)
    yield "</svg>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(line: Line, *, anchor: str = "") -> str:
    place = f'x="{_number(line.x)}" y="{_number(line.y)}"' + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text class="dlms-{line.style}" {place} {_TEXT[line.style]}>{escape(line.text)}</text>'


def _border(y: float, layout: Map) -> str:
    """A dashed line across the figure, beside the boxes and labels that lie on it."""
    half = LABEL_HEIGHT / 2
    blocked = [(box.left, box.right) for box in layout.boxes if box.top < y < box.bottom]
    blocked += [
        (wire.label[0] - wire.label_width / 2, wire.label[0] + wire.label_width / 2)
        for wire in layout.wires
        if wire.label[1] - half < y < wire.label[1] + half
    ]
    start, path = 0.0, ""
    for left, right in [*sorted(blocked), (float(layout.width), 0.0)]:
        if left - start > 1:
            path += f"M{_point((start, y))}L{_point((left, y))}"
        start = max(start, right)
    return f'<path class="dlms-border" d="{path}" fill="none" stroke="{_FAINT}" stroke-dasharray="5 4"/>'


def _wire(wire: Wire, others: Sequence[Wire]) -> Iterator[str]:
    path = "".join(_segments(wire, others))
    yield (
        f'<path class="dlms-interface{" dlms-marked" if wire.marked else ""}" d="{path}" fill="none"'
        f' stroke="{_LINE}" stroke-width="{_STROKE[wire.marked]}" stroke-linejoin="round"/>'
    )


def _segments(wire: Wire, others: Sequence[Wire]) -> Iterator[str]:
    """The line, with a gap for its label; where it runs level across another it hops over that one."""
    yield f"M{_point(wire.points[0])}"
    for start, end in pairwise(wire.points):
        level = start[1] == end[1]
        ahead = end > start if level else end[1] > start[1]
        crossings = _crossings(wire, others, start[0], end[0], start[1]) if level else ()
        breaks: dict[float, float] = dict.fromkeys(crossings, _HOP)
        if _passes_label(wire, start, end):
            breaks[wire.label[0 if level else 1]] = (wire.label_width if level else LABEL_HEIGHT) / 2
        for place in sorted(breaks, reverse=not ahead):
            half = breaks[place] if ahead else -breaks[place]
            points = [(x, start[1]) if level else (start[0], x) for x in (place - half, place + half)]
            hop = f"A{_HOP} {_HOP} 0 0 {int(ahead)} " if level and breaks[place] == _HOP else "M"
            yield f"L{_point(points[0])}{hop}{_point(points[1])}"
        yield f"L{_point(end)}"


def _passes_label(wire: Wire, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether the label sits on this piece of the line."""
    (x, y), across = wire.label, wire.label_width / 2
    if start[1] == end[1]:
        left, right = sorted((start[0], end[0]))
        return y == start[1] and left <= x - across and x + across <= right
    top, bottom = sorted((start[1], end[1]))
    return x == start[0] and top <= y - LABEL_HEIGHT / 2 and y + LABEL_HEIGHT / 2 <= bottom


def _crossings(wire: Wire, others: Sequence[Wire], x0: float, x1: float, y: float) -> set[float]:
    left, right = sorted((x0, x1))
    return {
        start[0]
        for other in others
        if other is not wire
        for start, end in pairwise(other.points)
        if start[0] == end[0] and left + 6 < start[0] < right - 6 and min(start[1], end[1]) < y < max(start[1], end[1])
    }


def _point(point: tuple[float, float]) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _box(box: Box) -> Iterator[str]:
    kind = "dlms-entity" + (" dlms-marked" if box.marked else "") + (" dlms-outside" if box.outside else "")
    dashes = ' stroke-dasharray="3 3"' if box.outside else ""
    yield (
        f'<rect class="{kind}" x="{_number(box.left)}" y="{_number(box.top)}" width="{_number(box.width)}"'
        f' height="{_number(box.height)}" rx="3" fill="{_FILL[box.marked]}" stroke="{_LINE}"'
        f' stroke-width="{_STROKE[box.marked]}"{dashes}/>'
    )
    for line in box.lines:
        yield _text(line)


def _label(wire: Wire) -> Iterator[str]:
    x, y = wire.label
    left, top = x - wire.label_width / 2, y - LABEL_HEIGHT / 2
    yield (
        f'<rect class="dlms-label{" dlms-marked" if wire.marked else ""}" x="{_number(left)}" y="{_number(top)}"'
        f' width="{_number(wire.label_width)}" height="{LABEL_HEIGHT}" rx="{LABEL_HEIGHT // 2}"'
        f' fill="{_FILL[wire.marked]}" stroke="{_LINE}" stroke-width="{2 if wire.marked else 1}"/>'
    )
    yield _text(Line(wire.name, x, y + 4.5, "title" if wire.marked else "name"))
