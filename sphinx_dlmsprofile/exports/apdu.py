"""A dissected APDU as data for JSON, and as lines of text for a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.apdu.describe import describe
from sphinx_dlmsprofile.model.apdu import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_dlmsprofile.model.apdu import Address, DecodeFault, Dissection, Field, ObjectValue

ADDRESSED = (Part.WRAPPER, Part.HDLC, Part.ENVELOPE)
"""The parts that have addresses."""

_OCTETS_A_LINE = 12


def dissection_data(dissection: Dissection) -> dict[str, Any]:
    """All of a dissection; ``content`` is that of the protected APDU, with offsets of its own."""
    return {
        "apdu": dissection.name or None,
        "valid": dissection.valid,
        "octets": dissection.octets.hex().upper(),
        "envelopes": list(dissection.envelope_names),
        "sender": dissection.sender.value if dissection.sender else None,
        "addresses": [_address(address) for address in dissection.addresses],
        "services": list(dissection.services),
        "confirmed": dissection.confirmed,
        "fields": [_field(field, dissection.octets) for field in dissection.fields],
        "faults": [_fault(fault) for fault in dissection.faults],
        "values": [_value(value) for value in dissection.values],
        "description": describe(dissection.element) if dissection.element else None,
        "content": dissection_data(dissection.content) if dissection.content else None,
        "content_note": dissection.content_note or None,
    }


def _value(value: ObjectValue) -> dict[str, Any]:
    return {
        "offset": value.offset,
        "logical_name": value.logical_name or None,
        "name": value.name or None,
        "attribute": value.attribute or None,
        "value": value.value or None,
        "unit": value.unit or None,
    }


def with_address_names(dissection: Dissection, name: Callable[[Address], str]) -> Dissection:
    """With what a function calls the addresses as the meanings of their fields."""
    names = {address.offset: name(address) for address in dissection.addresses}
    fields = (
        replace(field, meaning=known) if (known := names.get(field.offset)) and field.part in ADDRESSED else field
        for field in dissection.fields
    )
    return replace(dissection, fields=tuple(fields))


def _address(address: Address) -> dict[str, Any]:
    return {
        "value": address.value,
        "lower": address.lower,
        "side": address.side.value if address.side else None,
        "source": address.source,
        "offset": address.offset,
    }


def _field(field: Field, octets: bytes) -> dict[str, Any]:
    return {
        "offset": field.offset,
        "length": field.length,
        "octets": octets[field.offset : field.end].hex().upper(),
        "part": field.part.value,
        "path": list(field.path),
        "type": field.type,
        "value": field.value,
        "meaning": field.meaning or None,
    }


def _fault(fault: DecodeFault) -> dict[str, Any]:
    return {
        "rule": fault.kind.value,
        "offset": fault.offset,
        "path": list(fault.path),
        "expected": fault.expected,
        "found": fault.found,
    }


def dissection_text(dissection: Dissection, *, values: bool = False) -> str:
    """A line for each field: offset, octets, name, type, value and meaning; the faults last.

    With ``values`` a line for each object instead: offset, logical name, name, attribute, value with its unit.
    """
    return "\n".join(_lines(dissection, values=values)) + "\n"


def _lines(dissection: Dissection, *, values: bool) -> Iterator[str]:
    count = len(dissection.octets)
    kind = dissection.name or ("not a valid APDU" if dissection.faults else "no APDU")
    around = f" in {', '.join(dissection.envelope_names)}" if dissection.envelopes else ""
    yield f"{kind}{around}, {count} octet{'' if count == 1 else 's'}"
    if not values:
        yield from ("", *_columns(_field_rows(dissection)))
    elif dissection.values:
        yield from ("", *_columns(_value_rows(dissection)))
    elif not dissection.content:
        yield from ("", "no values")
    for fault in dissection.faults:
        yield ""
        yield f"{fault.message} [{fault.kind.value}]"
    if dissection.content_note:
        yield ""
        yield dissection.content_note
    if dissection.content:
        yield ""
        yield "the content:"
        yield from _lines(dissection.content, values=values)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns, the first of numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for first, *rest in rows:
        cells = [first.rjust(widths[0]), *(cell.ljust(width) for cell, width in zip(rest, widths[1:], strict=False))]
        yield "  ".join([*cells, rest[-1]]).rstrip()


def _value_rows(dissection: Dissection) -> list[tuple[str, ...]]:
    """Its values; a push often names no attribute, and a list no object: such a column is left out."""
    rows: list[tuple[str, ...]] = [("offset", "object", "name", "attribute", "value")]
    for value in dissection.values:
        said = (str(value.offset), value.logical_name, value.name, value.attribute, value.shown)
        rows.append(tuple(_visible(text) for text in said))
    said_of = {"object", "attribute"}
    kept = [
        number for number, head in enumerate(rows[0]) if head not in said_of or any(row[number] for row in rows[1:])
    ]
    return [tuple(row[number] for number in kept) for row in rows]


def _visible(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _field_rows(dissection: Dissection) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("offset", "octets", "field", "type", "value")]
    for field in dissection.fields:
        rows += _rows(field, dissection.octets)
    return rows


def _rows(field: Field, octets: bytes) -> Iterator[tuple[str, str, str, str, str]]:
    """The row of a field, and rows of octets alone where it is long."""
    content = octets[field.offset : field.end]
    # Long strings are their octets, which are already shown.
    value = "" if field.value == content.hex().upper() and field.length > 1 else field.value
    meaning = f"{value} ({field.meaning})" if value and field.meaning else value or field.meaning
    yield (
        str(field.offset),
        content[:_OCTETS_A_LINE].hex(" ").upper(),
        field.label,
        field.type,
        _visible(meaning),
    )
    for start in range(_OCTETS_A_LINE, len(content), _OCTETS_A_LINE):
        yield "", content[start : start + _OCTETS_A_LINE].hex(" ").upper(), "", "", ""
