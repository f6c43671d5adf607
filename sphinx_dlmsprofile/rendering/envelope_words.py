"""What a field of an envelope is in words: its length, its values, and what it counts, checks and carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.plain_text import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField, FieldSpan
    from sphinx_dlmsprofile.model.sap import ValueRange

_ADDRESSES = mark(
    {
        "source": "source address",
        "destination": "destination address",
        "client": "address of the client",
        "server": "address of the server",
    }
)
_SEGMENTS = mark(
    {
        "first": "1 in the first segment",
        "last": "1 in the last or only segment",
        "more": "1 while more segments follow",
        "number": "number of the segment",
        "message": "number of the message",
    }
)
_VARIABLE = "jklmpqrstuvwxyz"


class Place(NamedTuple):
    """Which octets and which bits of them a field takes: "2 to 3", "5 to n"; "6 to 0"."""

    octets: str
    bits: str


def field_name(field: EnvelopeField) -> str:
    """How it is called, in plain words."""
    return without_markup(field.label) or field.key.value


def places(envelope: Envelope) -> dict[str, Place]:
    """The place of each field, by key; what follows a field of unknown length counts from its end."""
    found: dict[str, Place] = {}
    letters = iter(_VARIABLE)
    base, offset = "", 0
    for unit in octet_units(envelope.fields):
        first = unit[0]
        size = sum(field.bits for field in unit) // 8
        begin = f"{base} + {offset}" if base else str(offset)
        if size and not first.when:
            end = f"{base} + {offset + size - 1}" if base else str(offset + size - 1)
            octets, offset = begin if size == 1 else say("{} to {}", begin, end), offset + size
        else:
            end = "n" if first.content else next(letters, "?")
            octets, base, offset = say("{} to {}", begin, end), end, 1
        left = 8 * size
        for field in unit:
            left -= field.bits
            found[field.key.value] = Place(octets, _bits(left, field.bits) if field.is_bits else "")
    return found


def _bits(low: int, count: int) -> str:
    return str(low) if count == 1 else say("{} to {}", low + count - 1, low)


def octet_units(fields: Sequence[EnvelopeField]) -> Iterator[list[EnvelopeField]]:
    """The fields, those of bits together that share octets; bits that do not fill octets, too."""
    waiting: list[EnvelopeField] = []
    for field in fields:
        if field.is_bits:
            waiting.append(field)
            if sum(each.bits for each in waiting) % 8 == 0:
                yield waiting
                waiting = []
            continue
        if waiting:
            yield waiting
            waiting = []
        yield [field]
    if waiting:
        yield waiting


def length_in_words(field: EnvelopeField) -> str:
    """As "1 octet", "4 bits", "any number of octets"."""
    if field.is_bits:
        return say("1 bit") if field.bits == 1 else say("{} bits", field.bits)
    if field.octets:
        length = say("1 octet") if field.octets == 1 else say("{} octets", field.octets)
        return say("{} or none", length) if field.when else length
    return say("any number of octets")


def short_length(unit: Sequence[EnvelopeField]) -> str:
    """The number of octets above a box of the figure: "2", "n", "0 or 2"."""
    size = sum(field.bits for field in unit) // 8
    if not size:
        return "n"
    return say("0 or {}", size) if unit[0].when else str(size)


def value_in_words(field: EnvelopeField) -> str:
    """The values without a meaning, in digits: "0x01", "0x00…0x0F"; empty where any is allowed."""
    return ", ".join(written(each, field) for named in field.values for each in named.ranges)


def written(values: ValueRange, field: EnvelopeField) -> str:
    """A value or range in the digits of the field."""
    return "…".join(field.written(end) for end in dict.fromkeys((values.first, values.last)))


def notes(envelope: Envelope, field: EnvelopeField) -> Iterator[str]:
    """What the description says beside values: each a part of a sentence.

    What a field is for is left to the author's words, where there are some.
    """
    if field.address and not field.meaning:
        yield say(_ADDRESSES[field.address])
    if field.segment and not field.meaning:
        yield say(_SEGMENTS[field.segment])
    if field.counts:
        more = say(", plus {}", field.plus) if field.plus > 0 else say(", less {}", -field.plus) if field.plus else ""
        yield say("number of octets of {}", _span(envelope, field.counts)) + more
    if field.check and field.over:
        yield say("{} over {}", field.check, _span(envelope, field.over))
    if field.same_as:
        yield say("the same as {}", _called(envelope, field.same_as.value))
    if field.sized_by:
        yield say("as many octets as {} says", _called(envelope, field.sized_by.value))
    if field.when:
        other = envelope.field(field.when.field.value)
        shown = ", ".join(written(each, other) if other else each.written() for each in field.when.ranges)
        yield say("only where {} is {}", _called(envelope, field.when.field.value), shown)
    if field.order == "little":
        yield say("lowest octet first")


def _called(envelope: Envelope, key: str) -> str:
    field = envelope.field(key)
    return field_name(field) if field else key


def _span(envelope: Envelope, span: FieldSpan) -> str:
    first, last = _called(envelope, span.first), _called(envelope, span.last)
    return first if span.first == span.last else say("{} to {}", first, last)


def describe_envelope(envelope: Envelope) -> str:
    """The figure in words: a sentence that names the fields in their order."""
    parts = []
    for field in envelope.fields:
        what = [length_in_words(field)]
        what += [say("carries {}", without_markup(field.content.value))] if field.content else []
        what += [shown] if (shown := value_in_words(field)) else []
        parts.append(f"{field_name(field)} ({', '.join((*what, *notes(envelope, field)))})")
    return (
        say("Fields in the order of transmission: {}.", say("; ").join(parts)) if parts else say("No fields are given.")
    )
