"""Reading an envelope by its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.cursor import show_octets
from sphinx_dlmsprofile.apdu.envelope import Opened, Segment
from sphinx_dlmsprofile.apdu.envelopes.check_sequences import check_sequence
from sphinx_dlmsprofile.apdu.envelopes.layout import layout_of
from sphinx_dlmsprofile.apdu.errors import DecodeError
from sphinx_dlmsprofile.model.apdu import Address, DecodeFault, FaultKind, Part, Side
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.apdu.cursor import Cursor
    from sphinx_dlmsprofile.apdu.envelopes.layout import Unit
    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField, FieldSpan

_NAMED_SIZES = (8, 16, 32, 64)
_ENDS = {"client": Side.CLIENT, "server": Side.SERVER}


class _Read(NamedTuple):
    """What was read: the value of each field, and where it begins and ends."""

    values: dict[str, int]
    places: dict[str, tuple[int, int]]

    def span(self, span: FieldSpan) -> tuple[int, int]:
        """Where the fields of a span begin and end."""
        return self.places[span.first][0], self.places[span.last][1]


def read_described(cursor: Cursor, envelope: Envelope, part: Part = Part.ENVELOPE) -> Opened:
    """Read an envelope up to its content, which becomes what the cursor has left; ``part`` is what it is.

    A wrong length or check sequence is a fault, of which the first is reported: the others follow from it.

    Raises:
        DecodeError: it is too short, or a field has a value that the description excludes.
    """
    cursor.part, cursor.shortage = part, FaultKind.FRAME_LENGTH
    layout, name = layout_of(envelope), envelope.identifier.value if envelope.identifier else ""
    read = _Read({}, {})
    for unit in layout.before:
        _unit(cursor, name, unit, read)
    body, key = cursor.position, layout.content.key.value
    after = _size(layout.after, read)
    if cursor.left < after:
        cursor.take(after, (name, layout.after[0].first.key.value))
    read.places[key] = body, cursor.end - after
    inner, cursor.position = len(cursor.fields), cursor.end - after
    try:
        for unit in layout.after:
            _unit(cursor, name, unit, read)
    except DecodeError:
        # What was read of the end would leave a gap before it.
        del cursor.fields[inner:]
        raise
    trailer = cursor.fields[inner:]
    del cursor.fields[inner:]
    cursor.position, cursor.end = read.places[key]
    faults = list(_faults(cursor.octets, envelope, name, read))
    segment = _segment(envelope, read.values)
    return Opened(
        part=part,
        name=name,
        addresses=tuple(_addresses(envelope, read, part)),
        faults=tuple(faults[:1]),
        trailer=tuple(trailer),
        opaque=segment.note if segment else "",
        segment=segment,
    )


def _size(units: Sequence[Unit], read: _Read) -> int:
    """How many octets units take; those whose size another of them says are not known yet, and have none."""
    return sum(unit.octets(read.values) for unit in units)


def _unit(cursor: Cursor, name: str, unit: Unit, read: _Read) -> None:
    """Read whole octets as one field, its value in words; of several fields of bits, each with its value."""
    start, size = cursor.position, unit.octets(read.values)
    path = (name, unit.first.key.value if len(unit.fields) == 1 else ", ".join(each.key.value for each in unit.fields))
    octets = cursor.take(size, path)
    for field in unit.fields:
        read.places[field.key.value] = start, start + size
    if not size:
        return
    number = int.from_bytes(octets, "little" if unit.first.order == "little" else "big")
    for field in reversed(unit.fields):
        bits = field.bits or 8 * size
        read.values[field.key.value] = number & (1 << bits) - 1
        number >>= bits
    cursor.add(path, _type(unit, size), size, *_shown(unit, octets, read.values))
    for field in unit.fields:
        value = read.values[field.key.value]
        if field.values and not any(named.holds(value) for named in field.values):
            wanted = ", ".join(each.written(field.bits) for named in field.values for each in named.ranges)
            raise cursor.fail((name, field.key.value), f"{unmarked(field.label)} {wanted}", field.written(value), start)


def _type(unit: Unit, size: int) -> str:
    if len(unit.fields) > 1:
        return "bits"
    if unit.first.check:
        return "check sequence"
    return f"Unsigned{8 * size}" if 8 * size in _NAMED_SIZES and not unit.first.sized_by else "octets"


def _shown(unit: Unit, octets: bytes, values: dict[str, int]) -> tuple[str, str]:
    if len(unit.fields) > 1:
        words = (_in_words(field, values[field.key.value]) for field in unit.fields)
        return octets.hex().upper(), ", ".join(words)
    field, value = unit.first, values[unit.first.key.value]
    meaning = _meaning(field, value)
    if field.counts:
        return str(value), meaning
    if field.check or not field.in_octets:
        return octets.hex().upper(), meaning
    return field.written(value), meaning


def _in_words(field: EnvelopeField, value: int) -> str:
    meaning = _meaning(field, value)
    return f"{unmarked(field.label)} {value}" + (f" ({meaning})" if meaning else "")


def _meaning(field: EnvelopeField, value: int) -> str:
    named = next((named for named in field.values if named.holds(value)), None)
    return unmarked(named.meaning.value) if named and named.meaning else ""


def _addresses(envelope: Envelope, read: _Read, part: Part) -> Iterator[Address]:
    for field in envelope.fields:
        if field.address and field.key.value in read.values:
            begin, end = read.places[field.key.value]
            yield Address(
                value=read.values[field.key.value],
                side=_ENDS.get(field.address),
                source=field.address == "source",
                offset=begin,
                octets=end - begin,
                part=part,
            )


def _faults(octets: bytes, envelope: Envelope, name: str, read: _Read) -> Iterator[DecodeFault]:
    for field in envelope.fields:
        key = field.key.value
        if key not in read.values:
            continue
        offset, end = read.places[key]
        value = read.values[key]
        if field.counts:
            first, last = read.span(field.counts)
            if fault := _miscounted(field, last - first + field.plus, value):
                yield DecodeFault(kind=FaultKind.FRAME_LENGTH, offset=offset, path=(name, key), **fault)
        if field.same_as and field.same_as.value in read.values:
            wanted = read.values[field.same_as.value]
            if value != wanted:
                told = f"{field.written(wanted)}, the same as {field.same_as.value}"
                found = field.written(value)
                kind = FaultKind.FRAME_LENGTH
                yield DecodeFault(kind=kind, offset=offset, path=(name, key), expected=told, found=found)
        if field.check and field.over:
            first, last = read.span(field.over)
            right = check_sequence(field.check).of(octets[first:last])
            if right != value:
                wanted_octets = right.to_bytes(end - offset, "little" if field.order == "little" else "big")
                yield DecodeFault(
                    kind=FaultKind.FRAME_CHECKSUM,
                    offset=offset,
                    path=(name, key),
                    expected=wanted_octets.hex(" ").upper(),
                    found=show_octets(octets[offset:end]),
                )


def _miscounted(field: EnvelopeField, actual: int, value: int) -> dict[str, str] | None:
    """What is wrong with a length, if it is: one that is too long for its field may have lost its upper bits."""
    if value == actual or field.counts is None:
        return None
    limit = (1 << field.bits) - 1 if field.bits else actual
    if actual > limit:
        lost = f", which is {actual} without the bits that do not fit" if value == actual & limit else ""
        return {"expected": f"a length up to {limit}, and {actual} octets are there", "found": f"{value}{lost}"}
    return {"expected": f"the length {actual}, the number of octets of {field.counts.written}", "found": str(value)}


def _segment(envelope: Envelope, values: dict[str, int]) -> Segment | None:
    """What the fields say of a segment; None where none does."""
    said = {field.segment: values[field.key.value] for field in envelope.fields
            if field.segment and field.key.value in values}  # fmt: skip
    if not said:
        return None
    number = said.get("number")
    first = bool(said["first"]) if "first" in said else not number
    last = bool(said["last"]) if "last" in said else not said.get("more", 0)
    return Segment(number=number, first=first, last=last, message=said.get("message"))
