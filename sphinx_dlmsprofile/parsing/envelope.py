"""The directive ``envelope``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.envelopes.check_sequences import CHECK_SEQUENCES, check_sequence
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.model.envelope import (
    ADDRESSES,
    BITS_IN_OCTET,
    ORDERS,
    SEGMENTS,
    Condition,
    Envelope,
    EnvelopeField,
    EnvelopeValue,
    FieldSpan,
)
from sphinx_dlmsprofile.model.sap import read_ranges
from sphinx_dlmsprofile.parsing.body import SPAN
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader, Fields
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("id", "name", "form", "figure", "figure-name", "file", "class")
BODY_KEYS = ("fields",)
FIELD_KEYS = (
    *("name", "octets", "bits", "order", "content", "value", "values", "default", "address"),
    *("counts", "plus", "check", "over", "same-as", "segment", "when", "meaning"),
)
FORMS = ("table", "figure")
VALUES = {"form": FORMS, "check": CHECK_SEQUENCES, "order": ORDERS, "address": ADDRESSES, "segment": SEGMENTS}
"""What options and keys can be."""
MAX_FIELDS, MAX_BITS, MAX_OCTETS = 100, 64, 2048
"""What a description can have: more is not a header, and would take time."""

_SEPARATOR = regex(r"[\s,;/]+")
_IDENTIFIER = regex(r"[A-Za-z][A-Za-z0-9_-]{0,31}")


def parse_envelope(source: DirectiveSource, reader: BodyReader) -> Envelope:
    """Read the fields of an envelope."""
    with reader.directive(source, OPTIONS) as directive:
        body = reader.fields(directive.body, BODY_KEYS, "an envelope")
        entries = reader.entries(body.get("fields"), '"fields"')
        if len(entries) > MAX_FIELDS:
            message = f"an envelope has {MAX_FIELDS} fields at most: these are {len(entries)}"
            reader.fault("body-value-type", entries[MAX_FIELDS][0].at, message)
            entries = entries[:MAX_FIELDS]
        fields = tuple(_each(entries, reader))
        directive.expect(fields, "the envelope has no fields: write fields: and below it a field a line")
    options = directive.options
    forms = _forms(options.get("form"), reader)
    figure = _given(options.get("figure"))
    return Envelope(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=options.get("name"),
        identifier=_identifier(options.get("id"), reader),
        forms=forms or (FORMS if figure else FORMS[:1]),
        figure=figure,
        figure_name=options.get("figure-name"),
        fields=fields,
    )


def _given(text: Text | None) -> Text | None:
    return text if text and text.value.strip() else None


def _identifier(text: Text | None, reader: BodyReader) -> Text | None:
    if text is None:
        return None
    if not _IDENTIFIER.fullmatch(text.value):
        message = f'the id of an envelope is a word of letters, digits and hyphens, not "{text}": examples use it'
        reader.fault("body-value-type", text.at, message)
        return None
    return text


def _forms(text: Text | None, reader: BodyReader) -> tuple[str, ...]:
    words = [word for word in _SEPARATOR.split(text.value.casefold()) if word] if text else []
    chosen = (reader.choice(Text(word, text.at), VALUES["form"], "a form") for word in words if text)
    return tuple(word for word in chosen if word)


def _each(entries: tuple[tuple[Scalar, Node], ...], reader: BodyReader) -> Iterator[EnvelopeField]:
    known: set[str] = set()
    for key, value in entries:
        if key.value in known:
            message = f'the field "{key.value}" is described twice: rename one of them'
            reader.fault("body-key-duplicate", key.at, message)
            continue
        known.add(key.value)
        yield _Field(key, value, reader).read()


class _Field:
    """One field, with the words that messages need."""

    def __init__(self, key: Scalar, node: Node, reader: BodyReader) -> None:
        self._key = key
        self._what = f'the field "{key.value}"'
        self._reader = reader
        with reader.part() as self._part:
            self._fields: Fields = reader.fields(node, FIELD_KEYS, self._what)

    def read(self) -> EnvelopeField:
        """The record of it."""
        with self._reader.part() as part:
            octets, sized_by = self._octets()
            bits = self._number("bits", 1, MAX_BITS)
            content = self._text("content")
            check = self._choice("check")
        if check and not octets and not self._text("octets"):
            octets = check_sequence(check).octets
        given = [name for name in ("octets", "bits", "content") if name in self._fields]
        if len(given) != 1 and not (check and not given) and not part.damaged and not self._part.damaged:
            advice = (
                "write octets: 2, bits: 4, octets: the name of a field with the number, or content: what it carries"
            )
            found = f"both {' and '.join(given)}" if given else "no length"
            self._fault(self._key.at, f"{self._what} has {found}: {advice}")
        return EnvelopeField(
            key=self._key.text,
            name=self._text("name"),
            bits=octets * BITS_IN_OCTET or bits or 0,
            in_octets=bool(octets or sized_by),
            order=self._choice("order") or ORDERS[0],
            sized_by=sized_by,
            content=content,
            values=tuple(self._values()),
            default=self._number("default", 0, None),
            address=self._choice("address"),
            counts=self._span("counts"),
            plus=self._number("plus", -MAX_OCTETS, MAX_OCTETS) or 0,
            check=check,
            check_octets=check_sequence(check).octets if check else 0,
            over=self._over(check),
            same_as=self._text("same-as"),
            segment=self._choice("segment"),
            when=self._condition(),
            meaning=self._text("meaning"),
        )

    def _fault(self, at: Location, message: str) -> None:
        self._reader.fault("body-value-type", at, message)

    def _text(self, name: str) -> Text | None:
        return self._reader.text(self._fields.get(name), f'"{name}" of {self._what}')

    def _choice(self, name: str) -> str:
        return self._reader.choice(self._text(name), VALUES[name], f'"{name}" of {self._what}') or ""

    def _number(self, name: str, least: int, most: int | None) -> int | None:
        text = self._text(name)
        if text is None:
            return None
        value = read_integer(text.value)
        if value is None or value < least or (most is not None and value > most):
            wanted = f"from {least} to {most}" if most is not None else f"of {least} or more"
            self._fault(text.at, f'"{name}" of {self._what} is a number {wanted}, not "{text}"')
            return None
        return value

    def _octets(self) -> tuple[int, Text | None]:
        """The number of octets, or the field that holds it."""
        text = self._text("octets")
        if text is None or read_integer(text.value) is None:
            return 0, text
        return self._number("octets", 1, MAX_OCTETS) or 0, None

    def _span(self, name: str) -> FieldSpan | None:
        text = self._text(name)
        if text is None:
            return None
        if found := SPAN.fullmatch(text.value.strip()):
            return FieldSpan(found[1], found[2], text.at)
        return FieldSpan(text.value.strip(), text.value.strip(), text.at)

    def _over(self, check: str) -> FieldSpan | None:
        span = self._span("over")
        if check and span is None and "over" not in self._fields:
            self._fault(self._key.at, f"{self._what} does not say what it checks: write over: first..last field")
        return span

    def _condition(self) -> Condition | None:
        node = self._fields.get("when")
        if node is None:
            return None
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            self._fault(node.at, f'"when" of {self._what} is written as {{field: value}}')
            return None
        ((key, value),) = node.entries
        text = self._reader.text(value, f'"when" of {self._what}')
        ranges, unread = read_ranges(text.value, None) if text else ((), "nothing")
        if unread or not ranges:
            self._fault(value.at, f'"when" of {self._what} names no value: write {{field: 1}}, {{field: 0x01..0x0F}}')
            return None
        return Condition(key.text, ranges)

    def _values(self) -> Iterator[EnvelopeValue]:
        if single := self._text("value"):
            yield from self._ranges(single, None)
        for key, value in self._reader.entries(self._fields.get("values"), f'"values" of {self._what}'):
            yield from self._ranges(key.text, self._reader.text(value, f'the value "{key.value}" of {self._what}'))

    def _ranges(self, text: Text, meaning: Text | None) -> Iterator[EnvelopeValue]:
        ranges, unread = read_ranges(text.value, None)
        if unread or not ranges:
            message = f'a value of {self._what} is a number or a range, 0x01 or 0x02..0x0F, not "{unread or text}"'
            self._fault(text.at, message)
            return
        if back := next((each for each in ranges if each.first > each.last), None):
            self._fault(text.at, f"a range of {self._what} runs backwards: write {back.last}..{back.first}")
            return
        yield EnvelopeValue(ranges, text.at, meaning)
