"""The format of an envelope as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.envelope_words import field_name, notes, places, value_in_words, written
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, paragraphs, start_table, table_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField
    from sphinx_dlmsprofile.rendering.envelope_words import Place
    from sphinx_dlmsprofile.rendering.table_parts import Inline

_WIDTHS = mark({"Octet": 13, "Bits": 11, "Field": 25, "Value": 15, "Meaning": 36})


def envelope_table(record: Envelope, inline: Inline, row_id: Callable[[str], str] | None = None) -> nodes.table:
    """A row for each field: which octets and bits, its name, its values and what they mean.

    ``row_id`` gives the id of a field's row, for references to it.
    """
    found = places(record)
    heads = [
        head
        for head in _WIDTHS
        if (head != "Bits" or any(field.is_bits for field in record.fields))
        and (head != "Value" or any(_plain_values(field) for field in record.fields))
    ]
    head = table_row([entry([nodes.Text(say(text))]) for text in heads])
    title = inline(record.caption) if record.caption else []
    table, body = start_table(title, [_WIDTHS[each] for each in heads], [head], classes=("dlms-envelope-table",))
    for field in record.fields:
        cells = _cells(record, field, found[field.key.value], inline)
        anchor = row_id(field.key.value) if row_id else ""
        body += table_row([cells[each] for each in heads], anchor)
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in heads])
    return table


def _plain_values(field: EnvelopeField) -> str:
    """Its values, where their meanings do not stand beside them."""
    return "" if any(named.meaning for named in field.values) else value_in_words(field)


def _cells(record: Envelope, field: EnvelopeField, place: Place, inline: Inline) -> dict[str, nodes.entry]:
    value = _plain_values(field)
    meaning = entry([])
    meaning.extend(_meaning(record, field, inline))
    return {
        "Octet": entry([nodes.Text(place.octets)]),
        "Bits": entry([nodes.Text(place.bits or NOTHING)]),
        "Field": entry(inline(field.name) if field.name else [nodes.Text(field_name(field))]),
        "Value": entry([nodes.Text(value or NOTHING)]),
        "Meaning": meaning if meaning.children else entry([nodes.Text(NOTHING)]),
    }


def _meaning(record: Envelope, field: EnvelopeField, inline: Inline) -> Iterator[nodes.Node]:
    """The author's words, then what the description says by itself, then what each value means."""
    if field.content:
        yield nodes.paragraph("", "", *inline(field.content))
    if field.meaning:
        yield from paragraphs(field.meaning, inline)
    said = "; ".join(notes(record, field))
    if said:
        yield nodes.paragraph("", said)
    for named in field.values:
        if named.meaning:
            values = ", ".join(written(each, field) for each in named.ranges)
            yield nodes.paragraph("", "", nodes.Text(f"{values}{say(': ')}"), *inline(named.meaning))
