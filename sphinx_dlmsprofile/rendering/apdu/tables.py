"""An example as one table: its octets in a row, then field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.apdu.parts import OCTET_RUN_CLASS, OCTETS_CLASS
from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, group_row, start_table, table_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.rendering.apdu.parts import Group, Part, ShownField

_HEADS = mark({"Offset": 8, "Octets": 24, "Field": 24, "Type": 19, "Meaning": 25})
_VALUE_HEADS = mark(("Offset", "Object", "Name", "Attribute", "Value"))
_NAME, _ATTRIBUTE = 2, 3
_PER_LINE = 8
_MOST_IN_CELL, _FIRST_OF_LONG = 24, 16
_EMPTY = mark("empty")
_GAP = "\u2003"


def example_table(
    title: Sequence[nodes.Node],
    parts: Sequence[Part],
    ends: Sequence[nodes.Node],
    forms: Sequence[str],
    xml: str = "",
) -> nodes.table:
    """The table of an example in some of its forms; ``ends`` are the ends of the communication."""
    wide = not any(value.attribute for part in parts for value in part.values)
    head = [*_head_rows(forms, wide=wide)]
    table, body = start_table(title, tuple(_HEADS.values()), head, classes=(APDU_CLASS,))
    if ends:
        body += table_row([_spanning(nodes.paragraph("", "", *ends))])
    number = 0
    for part in parts:
        if part.title:
            body += group_row((part.title, len(_HEADS)))
        body.extend(_part_rows(part, number, forms, wide=wide))
        number += len(part.fields)
    if xml and "xml" in forms:
        body += table_row([_spanning(nodes.literal_block(xml, xml, language="xml", classes=["dlms-xml"]))])
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)], span=len(_HEADS))])
    return table


def _head_rows(forms: Sequence[str], *, wide: bool) -> Iterator[nodes.row]:
    if "table" in forms:
        yield table_row([entry([nodes.Text(say(text))]) for text in _HEADS])
    elif "values" in forms:
        yield _row_of_values([say(text) for text in _VALUE_HEADS], wide=wide)


def _part_rows(part: Part, number: int, forms: Sequence[str], *, wide: bool) -> Iterator[nodes.row]:
    """The rows of a part whose first field has a number."""
    if "octets" in forms:
        yield table_row([_spanning(_octet_lines(part, number), _legend(part))])
    if "table" in forms:
        yield from _field_rows(part, number)
    if "values" in forms and part.values:
        if "table" in forms:
            yield group_row((say("Values"), len(_HEADS)))
        yield from _value_rows(part, wide=wide)
    if part.note:
        yield table_row([_spanning(nodes.paragraph("", part.note, classes=["dlms-reason"]))])


def _spanning(*content: nodes.Node) -> nodes.entry:
    cell = entry([], span=len(_HEADS))
    cell += [node for node in content if node.children]
    return cell


def _octet_lines(part: Part, number: int) -> nodes.literal_block:
    """The octets, eight to a line, the offset before each line; a field that is broken keeps its class."""
    # Sphinx takes a block for code, unless its raw source differs from its text.
    block = nodes.literal_block(" ", classes=[OCTETS_CLASS])
    lines: dict[int, nodes.inline] = {}
    for index, field in enumerate(part.fields, number):
        offset = field.offset
        while offset < field.end:
            first = offset - offset % _PER_LINE
            end = min(field.end, first + _PER_LINE)
            if first not in lines:
                lines[first] = nodes.inline(classes=["dlms-octet-line"])
                lines[first] += nodes.inline("", f"{first}", classes=["dlms-offset"])
            lines[first] += nodes.Text(" ")
            lines[first] += _octets(field.octets[offset - field.offset : end - field.offset], field.group, index)
            offset = end
    for first in sorted(lines):
        if first:
            block += nodes.Text("\n")
        block += lines[first]
    return block


def _octets(octets: bytes, group: Group, index: int) -> nodes.inline:
    classes = ["dlms-field", group.css_class, f"dlms-field-{index}"]
    return nodes.inline("", hexadecimal(octets), classes=classes)


def _legend(part: Part) -> nodes.paragraph:
    """The groups that occur, each as its fields look."""
    legend = nodes.paragraph(classes=["dlms-legend"])
    for group in dict.fromkeys(field.group for field in part.fields if field.octets):
        if legend.children:
            legend += nodes.Text(_GAP)
        legend += nodes.inline("", say(group.value), classes=["dlms-field", group.css_class])
    return legend


def _field_rows(part: Part, number: int) -> Iterator[nodes.row]:
    sections = dict(part.sections)
    for index, field in enumerate(part.fields, number):
        if title := sections.pop(field.offset, ""):
            yield group_row((title, len(_HEADS)))
        yield _field_row(field, index)


def _field_row(field: ShownField, index: int) -> nodes.row:
    cells = [
        entry([nodes.Text(str(field.offset))], "dlms-octet-offset"),
        entry([_cell_octets(field)]),
        entry([nodes.Text(field.name)], "dlms-field-name"),
        entry([nodes.Text(field.type)] if field.type else [], "dlms-field-type"),
        entry(list(field.meaning)),
    ]
    return table_row(cells, classes=[f"dlms-field-{index}"])


def _value_rows(part: Part, *, wide: bool) -> Iterator[nodes.row]:
    """A row for each object: where its value stands, its logical name, what it is, and the value with its unit."""
    for value in part.values:
        said = (str(value.offset), value.logical_name, value.name, value.attribute, value.shown)
        yield _row_of_values(said, wide=wide)


def _row_of_values(texts: Sequence[str], *, wide: bool) -> nodes.row:
    """A row; its name is ``wide`` where no attribute is named at all, as in most pushes."""
    cells = [
        entry([nodes.Text(text)] if text else [], span=2 if wide and column == _NAME else 1)
        for column, text in enumerate(texts)
    ]
    if wide:
        del cells[_ATTRIBUTE]
    return table_row(cells)


def _cell_octets(field: ShownField) -> nodes.Node:
    """The octets of a field; of a long one the first, and how many there are: all are in the row of octets."""
    if not field.octets:
        return nodes.Text(say(_EMPTY))
    long = len(field.octets) > _MOST_IN_CELL
    shown = hexadecimal(field.octets[:_FIRST_OF_LONG] if long else field.octets)
    run = nodes.literal("", "", classes=[OCTET_RUN_CLASS])
    run += nodes.inline("", shown + (" …" if long else ""), classes=["dlms-field", field.group.css_class])
    return run


def hexadecimal(octets: bytes) -> str:
    """Octets as they are written: "C0 01 C1"."""
    return octets.hex(" ").upper()
