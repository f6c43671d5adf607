"""The layout of an envelope as a figure: its fields as boxes in the order of transmission."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.envelope_words import (
    describe_envelope,
    field_name,
    octet_units,
    places,
    short_length,
    value_in_words,
)
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg import Diagram
from sphinx_dlmsprofile.rendering.svg.canvas import Canvas
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE
from sphinx_dlmsprofile.rendering.svg.measure import text_width, word_width, wrap
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField

_WIDTH, _LEAST, _MOST, _MARGIN = 660, 44, 132, 6
_ROW_GAP, _LENGTHS, _BITS = 16, 18, 16
_LINE = NAME_SIZE + 3
_NOTHING = mark("No fields are given.")
_OCTETS = mark("Numbers above the boxes: octets")
_OCTETS_AND_BITS = mark("Numbers above the boxes: octets; below: bits")


class _Cell(NamedTuple):
    """A field as it is drawn."""

    lines: tuple[str, ...]
    value: str
    bits: str
    looks: str
    width: float
    dash: str


class _Group(NamedTuple):
    """The fields that share octets, and the number of these."""

    cells: tuple[_Cell, ...]
    length: str

    @property
    def width(self) -> float:
        return sum(cell.width for cell in self.cells)


def draw_envelope(envelope: Envelope) -> Diagram:
    """Draw the fields of an envelope. Any record can be drawn."""
    canvas = Canvas("dlms-frame")
    alternative = describe_envelope(envelope)
    rows = list(_rows(_groups(envelope)))
    y, right = 2.0, 0.0
    has_bits = any(cell.bits for row in rows for group in row for cell in group.cells)
    for row in rows:
        height = max(_height(cell) for group in row for cell in group.cells)
        x = 1.0
        for group in row:
            canvas.text(x + group.width / 2, y + DETAIL_SIZE, group.length, "detail")
            for cell in group.cells:
                _draw(canvas, cell, x, y + _LENGTHS, height)
                x += cell.width
        right = max(right, x)
        y += _LENGTHS + height + (_BITS if any(cell.bits for group in row for cell in group.cells) else 0) + _ROW_GAP
    if not rows:
        canvas.text(1, NAME_SIZE + 2, say(_NOTHING), "name", "start")
        y, right = NAME_SIZE + 12.0, text_width(say(_NOTHING), NAME_SIZE)
    else:
        foot = say(_OCTETS_AND_BITS if has_bits else _OCTETS)
        canvas.text(1, y, foot, "detail", "start")
        y, right = y + 6, max(right, text_width(foot, DETAIL_SIZE))
    width, height = int(right + 2), int(y + 1)
    caption = envelope.figure or envelope.caption
    title = without_markup(caption.value) if caption else say("Layout of a frame")
    labels = tuple(Text(field_name(field), field.key.at) for field in envelope.fields)
    return Diagram(canvas.svg(width, height, title, alternative), alternative, labels, width, height)


def _groups(envelope: Envelope) -> Iterator[_Group]:
    found = places(envelope)
    for unit in octet_units(envelope.fields):
        cells = tuple(_cell(field, found[field.key.value].bits) for field in unit)
        yield _Group(cells, short_length(unit))


def _cell(field: EnvelopeField, bits: str) -> _Cell:
    name = field_name(field)
    value = "" if any(named.meaning for named in field.values) else value_in_words(field)
    if text_width(value, DETAIL_SIZE) > _MOST - _MARGIN:
        value = ""
    wanted = max(word_width(name, NAME_SIZE), text_width(value, DETAIL_SIZE), text_width(bits, DETAIL_SIZE))
    inner = min(max(wanted, min(text_width(name, NAME_SIZE) / 2, _MOST)), _MOST)
    inner = ceil(inner) + 1
    lines = wrap(name, NAME_SIZE, inner) or ("?",)
    looks = "upper" if field.content else "note" if field.check or field.counts else "lower"
    return _Cell(lines, value, bits, looks, max(inner + 2 * _MARGIN, _LEAST), "4 3" if field.when else "")


def _height(cell: _Cell) -> float:
    return 14 + len(cell.lines) * _LINE + (DETAIL_SIZE + 2 if cell.value else 0)


def _rows(groups: Iterator[_Group]) -> Iterator[Sequence[_Group]]:
    """The groups in rows of the page's width; one that is wider has a row of its own."""
    row: list[_Group] = []
    for group in groups:
        if row and sum(each.width for each in row) + group.width > _WIDTH:
            yield row
            row = []
        row.append(group)
    if row:
        yield row


def _draw(canvas: Canvas, cell: _Cell, left: float, top: float, height: float) -> None:
    canvas.box(left, top, cell.width, height, looks=cell.looks, dash=cell.dash)
    middle = left + cell.width / 2
    first = top + (height - _height(cell)) / 2 + 5 + NAME_SIZE
    canvas.lines(middle, first, cell.lines)
    if cell.value:
        canvas.text(middle, first + len(cell.lines) * _LINE, cell.value, "detail")
    if cell.bits:
        canvas.text(middle, top + height + DETAIL_SIZE + 1, cell.bits, "detail")
