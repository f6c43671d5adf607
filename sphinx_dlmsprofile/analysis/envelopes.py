"""What is wrong in the description of an envelope: several rules report it, and what is wrong is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.envelope import BITS_IN_OCTET
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField, FieldSpan
    from sphinx_dlmsprofile.text.location import Location, Text

BITS_UNEVEN, CONTENT_MISSING, FIELD_UNKNOWN, VALUE_UNFIT = (
    "envelope-bits-uneven",
    "envelope-content-missing",
    "envelope-field-unknown",
    "envelope-value-unfit",
)


class EnvelopeFault(NamedTuple):
    """What is wrong, where, and the rule that reports it."""

    rule: str
    at: Location
    message: str


def usable_envelopes(envelopes: Iterable[Envelope]) -> dict[str, Envelope]:
    """The envelopes that are described without a fault, by their identifiers; of two with one, the first."""
    found: dict[str, Envelope] = {}
    for envelope in envelopes:
        if envelope.identifier and not envelope.unread and not next(envelope_faults(envelope), None):
            found.setdefault(envelope.identifier.value.casefold(), envelope)
    return found


def envelope_faults(envelope: Envelope) -> Iterator[EnvelopeFault]:
    """All that is wrong in a description whose body could be read."""
    yield from _bits(envelope)
    yield from _content(envelope)
    places = {field.key.value: number for number, field in enumerate(envelope.fields)}
    for number, field in enumerate(envelope.fields):
        yield from _references(envelope, field, number, places)
        yield from _values(field)


def _bits(envelope: Envelope) -> Iterator[EnvelopeFault]:
    """Fields of bits that follow each other have to fill octets."""
    waiting: list[EnvelopeField] = []
    for field in (*envelope.fields, None):
        if field is not None and field.is_bits:
            waiting.append(field)
            if sum(each.bits for each in waiting) % BITS_IN_OCTET == 0:
                yield from _parted(waiting)
                waiting = []
            continue
        if waiting:
            names = ", ".join(f"{each.key.value} {each.bits}" for each in waiting)
            bits = sum(each.bits for each in waiting)
            advice = f"{-bits % BITS_IN_OCTET} more fill the octet: add a field, reserved or not"
            yield EnvelopeFault(BITS_UNEVEN, waiting[-1].key.at, f"{bits} bits do not fill octets ({names}): {advice}")
            waiting = []


def _parted(fields: list[EnvelopeField]) -> Iterator[EnvelopeFault]:
    """Fields of one octet come and go together."""
    for field in fields[1:]:
        if field.when != fields[0].when or field.order != fields[0].order:
            both = f'"{fields[0].key.value}" and "{field.key.value}" share an octet'
            message = f"{both}, and one has another when: or order: than the other: give both the same"
            yield EnvelopeFault(BITS_UNEVEN, field.key.at, message)


def _content(envelope: Envelope) -> Iterator[EnvelopeFault]:
    contents = [field for field in envelope.fields if field.content]
    if not contents and envelope.fields:
        message = "no field says what is carried: add one with content: APDU, where the next layer begins"
        yield EnvelopeFault(CONTENT_MISSING, envelope.at, message)
    for field in contents[1:]:
        message = f'"{field.key.value}" has content:, and so has "{contents[0].key.value}": one envelope carries one'
        yield EnvelopeFault(CONTENT_MISSING, field.key.at, message)


def _references(
    envelope: Envelope, field: EnvelopeField, number: int, places: Mapping[str, int]
) -> Iterator[EnvelopeFault]:
    earlier = [each.key.value for each in envelope.fields[:number] if not each.content]
    named = [("octets", field.sized_by), ("same-as", field.same_as), ("when", field.when.field if field.when else None)]
    for what, text in named:
        if text and text.value not in earlier:
            yield _unknown(field, what, text, earlier, is_later=text.value in places)
    content = next((each for each, found in enumerate(envelope.fields) if found.content), len(envelope.fields))
    if field.sized_by and number > content and places.get(field.sized_by.value, 0) > content:
        message = f'"{field.key.value}" ends the envelope, and its size stands after the content: put that before it'
        yield EnvelopeFault(FIELD_UNKNOWN, field.sized_by.at, message)
    for what, span in (("counts", field.counts), ("over", field.over)):
        if span:
            yield from _span(field, what, span, number, envelope, places)


def _unknown(
    field: EnvelopeField, what: str, text: Text, known: Iterable[str], *, is_later: bool = False
) -> EnvelopeFault:
    if is_later:
        message = f'"{what}" of "{field.key.value}" names "{text}", which is read later: name a field before it'
        return EnvelopeFault(FIELD_UNKNOWN, text.at, message)
    known = list(known)
    fields = f"the fields are {', '.join(known)}" if known else "no field stands before it"
    advice = suggest(closest_word(text.value, known), fields)
    return EnvelopeFault(FIELD_UNKNOWN, text.at, f'"{what}" of "{field.key.value}" names no field "{text}": {advice}')


def _span(  # noqa: PLR0913, PLR0917  what a message says
    field: EnvelopeField, what: str, span: FieldSpan, number: int, envelope: Envelope, places: Mapping[str, int]
) -> Iterator[EnvelopeFault]:
    for name in dict.fromkeys((span.first, span.last)):
        if name not in places:
            advice = suggest(closest_word(name, list(places)), f"the fields are {', '.join(places)}")
            message = f'"{what}" of "{field.key.value}" names no field "{name}": {advice}'
            yield EnvelopeFault(FIELD_UNKNOWN, span.at, message)
            return
    first, last = places[span.first], places[span.last]
    if first > last:
        message = f'"{what}" of "{field.key.value}" runs backwards: write {span.last}..{span.first}'
        yield EnvelopeFault(FIELD_UNKNOWN, span.at, message)
        return
    over = envelope.fields[first : last + 1]
    if what == "over" and any(each.check and place >= number for place, each in enumerate(over, first)):
        message = f'"{field.key.value}" checks itself, or a check sequence after it: end over: before it'
        yield EnvelopeFault(FIELD_UNKNOWN, span.at, message)
    if any(each.is_bits for each in (over[0], over[-1])) and not _whole(envelope, first, last):
        message = f'"{what}" of "{field.key.value}" begins or ends within an octet: name the outer fields of it'
        yield EnvelopeFault(FIELD_UNKNOWN, span.at, message)


def _whole(envelope: Envelope, first: int, last: int) -> bool:
    """Whether the fields of bits before these, and those up to their end, fill octets."""

    def bits_before(place: int) -> int:
        bits = 0
        for field in reversed(envelope.fields[:place]):
            if not field.is_bits:
                break
            bits += field.bits
        return bits

    return bits_before(first) % BITS_IN_OCTET == 0 and bits_before(last + 1) % BITS_IN_OCTET == 0


def _values(field: EnvelopeField) -> Iterator[EnvelopeFault]:
    most = (1 << field.bits) - 1
    if field.check and field.bits and field.check_octets not in {0, field.octets}:
        message = f'{field.check} has {field.check_octets} octets, and "{field.key.value}" {field.octets}'
        yield EnvelopeFault(VALUE_UNFIT, field.key.at, f"{message}: change one of them")
    for named in field.values if field.bits else ():
        for each in named.ranges:
            if each.last > most:
                message = f'{each.written()} does not fit into the {field.bits} bits of "{field.key.value}"'
                yield EnvelopeFault(VALUE_UNFIT, named.at, f"{message}: the highest value is {field.written(most)}")
    if field.default is not None and field.bits:
        if field.default > most:
            message = f'the default {field.default} does not fit into the {field.bits} bits of "{field.key.value}"'
            yield EnvelopeFault(VALUE_UNFIT, field.key.at, f"{message}: the highest value is {field.written(most)}")
        elif field.values and not any(named.holds(field.default) for named in field.values):
            message = f'the default of "{field.key.value}" is none of its values: take one of them, or add it'
            yield EnvelopeFault(VALUE_UNFIT, field.key.at, message)
