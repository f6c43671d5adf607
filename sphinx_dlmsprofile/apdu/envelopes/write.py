"""Writing an envelope by its description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.envelopes.check_sequences import check_sequence
from sphinx_dlmsprofile.apdu.envelopes.layout import Unit, is_present, layout_of
from sphinx_dlmsprofile.apdu.errors import UnfitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.apdu.envelopes.layout import Layout
    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField, FieldSpan

_WHOLE = {"first": 1, "last": 1, "more": 0, "number": 0, "message": 0}
"""What the fields of a segment say of a message in one."""


def write_described(
    content: bytes, envelope: Envelope, addresses: Mapping[str, int], given: Mapping[str, int]
) -> tuple[bytes, int]:
    """The envelope around a content, and the offset at which the content begins in it.

    ``addresses`` are those of source, destination, client and server, ``given`` the values of other fields by their
    keys. What is given neither there nor by the description as the only value or the default is an error; lengths,
    check sequences and segments are made.

    Raises:
        UnfitError: a value is not known, or does not fit into its field.
    """
    layout = layout_of(envelope)
    values: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for unit in (*layout.before, *layout.after):
        for field in unit.fields:
            if is_present(field, values):
                values[field.key.value] = _value(field, addresses, given, values)
        sizes[unit.first.key.value] = unit.octets(values)
    sizes[layout.content.key.value] = len(content)
    places = _places(layout, sizes)
    for field in envelope.fields:
        if field.counts and field.key.value in values and field.key.value not in given:
            first, last = _span(places, field.counts)
            values[field.key.value] = last - first + field.plus
    for field in envelope.fields:
        if field.same_as and field.key.value in values and field.key.value not in given:
            values[field.key.value] = values.get(field.same_as.value, 0)
    octets = bytearray(_octets(layout.before, values, sizes))
    start = len(octets)
    octets += content + _octets(layout.after, values, sizes)
    for field in envelope.fields:
        if field.check and field.over and field.key.value in values and field.key.value not in given:
            first, last = _span(places, field.over)
            begin, end = places[field.key.value]
            made = check_sequence(field.check).of(bytes(octets[first:last]))
            octets[begin:end] = _bytes(made, end - begin, field)
    return bytes(octets), start


def _value(
    field: EnvelopeField, addresses: Mapping[str, int], given: Mapping[str, int], values: Mapping[str, int]
) -> int:
    key = field.key.value
    made = field.counts or field.check or field.same_as or (field.sized_by and not values.get(field.sized_by.value))
    known = (
        given.get(key),
        addresses.get(field.address),
        field.only_value,
        field.default,
        _WHOLE.get(field.segment),
        0 if made else None,
    )
    found = next((value for value in known if value is not None), None)
    if found is None:
        ways = f":fields: {key} = … in an example, --field {key}=… on the command line"
        raise UnfitError(expected=f"a value of {key}: give it ({ways}), or as default: in the envelope")
    return found


def _places(layout: Layout, sizes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Where each field begins and ends: fields of bits where their octets do."""
    places: dict[str, tuple[int, int]] = {}
    position = 0
    for unit in (*layout.before, Unit((layout.content,)), *layout.after):
        size = sizes[unit.first.key.value]
        for field in unit.fields:
            places[field.key.value] = position, position + size
        position += size
    return places


def _span(places: Mapping[str, tuple[int, int]], span: FieldSpan) -> tuple[int, int]:
    return places[span.first][0], places[span.last][1]


def _octets(units: Sequence[Unit], values: Mapping[str, int], sizes: Mapping[str, int]) -> bytes:
    written = bytearray()
    for unit in units:
        size = sizes[unit.first.key.value]
        if not size:
            continue
        number = 0
        for field in unit.fields:
            bits = field.bits or 8 * size
            value = values[field.key.value]
            if not 0 <= value < 1 << bits:
                expected = f"{field.key.value} in {bits} bits, up to {field.written((1 << bits) - 1)}"
                raise UnfitError(expected=f"{expected}, not {value}")
            number = number << bits | value
        written += _bytes(number, size, unit.first)
    return bytes(written)


def _bytes(number: int, size: int, field: EnvelopeField) -> bytes:
    return number.to_bytes(size, "little" if field.order == "little" else "big")
