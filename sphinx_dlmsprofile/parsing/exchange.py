"""The directive ``exchange``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.encoder import MAX_DEPTH, encode
from sphinx_dlmsprofile.apdu.exchanges.conversation import read_frames
from sphinx_dlmsprofile.apdu.exchanges.frames import Frame
from sphinx_dlmsprofile.apdu.hexadecimal import parse_hex
from sphinx_dlmsprofile.model.apdu import ENVELOPES, Side
from sphinx_dlmsprofile.model.apdu_example import ApduExample, OctetLine, PendingExample
from sphinx_dlmsprofile.model.exchange_example import (
    EXCHANGE_FORMS,
    Duration,
    Exchange,
    ExchangeMessage,
    PendingExchange,
    PendingMessage,
    read_duration,
)
from sphinx_dlmsprofile.parsing.apdu_example import (
    enclosed,
    envelope_names,
    field_values,
    given_text,
    read_sap,
    report_unknown_fields,
    words_of,
)
from sphinx_dlmsprofile.parsing.lists import read_identifiers
from sphinx_dlmsprofile.text.nodes import Mapping, Node, Scalar, Sequence
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Reads

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu_example import NamedSap
    from sphinx_dlmsprofile.model.envelope import Envelope
    from sphinx_dlmsprofile.model.exchange import Message
    from sphinx_dlmsprofile.parsing.body import BodyReader, Fields
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Location, Text

OPTIONS = (
    *("name", "figure", "figure-name", "client", "server", "lower", "profile", "envelope", "keys", "form", "shows"),
    *("file", "class"),
)
MESSAGE_KEYS = ("client", "server", "text", "after", "within", "envelope", "fields")
MAX_MESSAGES, _MAX_FIELDS = 200, 2_000
"""An exchange of more is not legible; each field is a row of its table."""

_NAME = regex(r"[^\W\d]\w*(?:[ -]\w+)*")


def parse_exchange(
    source: DirectiveSource,
    reader: BodyReader,
    keys: Keys | None,
    lookup: Names | None,
    keys_file: tuple[str, str] = ("", ""),
) -> Exchange | PendingExchange:
    """Read the messages, and take them apart where all of their envelopes are built in."""
    with reader.directive(source, OPTIONS, MAX_DEPTH) as directive:
        options = directive.options
        messages = _Messages(options, reader, keys, keys_file)
        found = tuple(messages.read(directive.body))
        directive.expect(found, "the exchange has no messages: write - client: and its octets, a list item each")
    exchange = Exchange(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=options.get("name"),
        figure=given_text(options.get("figure")),
        figure_name=options.get("figure-name"),
        forms=words_of(options.get("form"), EXCHANGE_FORMS, "a form", reader) or ("chart", "table"),
        shows=read_identifiers(options.get("shows")),
    )
    pending = PendingExchange(at=source.at, exchange=exchange, messages=found)
    if all(set(each.example.example.envelopes) <= set(ENVELOPES) for each in found):
        return complete_exchange(pending, {}, reader, keys, lookup)
    return pending


class _Messages:
    """Reads the items of the body; options hold for all of them."""

    def __init__(
        self, options: Reads[str, Text], reader: BodyReader, keys: Keys | None, keys_file: tuple[str, str]
    ) -> None:
        self._reader = reader
        self._keys = keys
        self._file = keys_file
        self._saps: dict[str, NamedSap | None] = {
            side.value: read_sap(options.get(side.value), side.value, reader) for side in Side
        }
        lower = read_sap(options.get("lower"), "server, lower HDLC address", reader)
        self._lower = lower.value if lower else None
        self._envelope = options.get("envelope")
        self._profile = given_text(options.get("profile"))

    def read(self, body: Node | None) -> Iterator[PendingMessage]:
        """The messages; what cannot be read is reported and left out."""
        if body and not isinstance(body, Sequence):
            message = "an exchange is a list: write - client: or - server: and the octets, a list item each"
            self._reader.fault("body-value-type", body.at, message)
        for number, item in enumerate(body.items if isinstance(body, Sequence) else ()):
            if number == MAX_MESSAGES:
                message = f"an exchange has {MAX_MESSAGES} messages at most: divide it"
                self._reader.fault("body-value-type", item.at, message)
                return
            if found := self._message(item):
                yield found

    def _message(self, item: Node) -> PendingMessage | None:
        if isinstance(item, Scalar):
            message = "the message does not say who sends it: write client: or server: before the octets"
            self._reader.fault("body-value-type", item.at, message)
            return None
        with self._reader.part() as part:
            fields = self._reader.fields(item, MESSAGE_KEYS, "a message")
        sides = [side for side in Side if side.value in fields]
        if len(sides) != 1:
            if not part.damaged:
                message = "a message is sent by the client or the server: write client: or server:, and its octets"
                self._reader.fault("body-value-type", item.at, message)
            return None
        side = sides[0]
        at = fields.at(side.value) or item.at
        octets, lines, described = self._octets(fields[side.value], at)
        if not octets:
            return None
        text = self._reader.text(fields.get("envelope"), '"envelope" of a message') or self._envelope
        example = ApduExample(
            at=at,
            client=self._saps["client"],
            server=self._saps["server"],
            profile=self._profile,
            envelopes=envelope_names(text),
            lines=lines,
        )
        values = field_values(self._reader.text(fields.get("fields"), '"fields" of a message'), self._reader)
        pending = PendingExample(
            at=at,
            example=example,
            octets=octets,
            described=described,
            envelope_at=text.at if text else at,
            sender=side,
            lower=self._lower,
            values=tuple(values),
            keys=self._file[0],
            digest=self._file[1],
        )
        return PendingMessage(
            example=pending,
            sender=side,
            text=self._reader.text(fields.get("text"), '"text" of a message'),
            after=self._duration(fields, "after"),
            within=self._duration(fields, "within"),
        )

    def _octets(self, node: Node, at: Location) -> tuple[bytes, tuple[OctetLine, ...], bool]:
        """The octets, given or made of a description, and what they were written from."""
        if isinstance(node, Mapping):
            encoded = encode(node, keys=self._keys)
            for fault in encoded.faults[:1]:
                self._reader.fault(fault.kind, fault.at, fault.message)
            return encoded.octets, tuple(OctetLine(first, place) for first, place in encoded.places), True
        if not isinstance(node, Scalar):
            message = "a message is written as octets, or as the description of an APDU"
            self._reader.fault("body-value-type", node.at, message)
            return b"", (), False
        read = parse_hex(node.value)
        if read.fault:
            message = f"{read.fault.message}: write two digits for each octet"
            self._reader.fault("body-value-type", self._line(node, read.fault.line), message)
            return b"", (), False
        if not read.octets:
            self._reader.fault("body-value-type", at, "the message has no octets: write them, C0 01 C1 …")
        return read.octets, tuple(self._lines(node, read.places)), False

    def _line(self, node: Scalar, line: int) -> Location:
        """Where a line of octets stands: a text below "|" keeps its lines, others begin where they do."""
        keeps_lines = not node.plain and "\n" in node.value.rstrip("\n")
        return node.at._replace(line=node.at.line + 1 + line, column=None) if keeps_lines else node.at

    def _lines(self, node: Scalar, places: tuple[tuple[int, int], ...]) -> Iterator[OctetLine]:
        before = None
        for offset, (line, _) in enumerate(places):
            if line != before:
                yield OctetLine(offset, self._line(node, line))
            before = line

    def _duration(self, fields: Fields, name: str) -> Duration | None:
        text = self._reader.text(fields.get(name), f'"{name}" of a message')
        if text is None:
            return None
        milliseconds = read_duration(text.value)
        if milliseconds is None and not (name == "within" and _NAME.fullmatch(text.value.strip())):
            constant = ", or the name of a constant" if name == "within" else ""
            message = f'"{name}" of a message is a time, as 200 ms, 5 s, 2 min{constant}, not "{text}"'
            self._reader.fault("body-value-type", text.at, message)
            return None
        return Duration(text=text, milliseconds=milliseconds)


def complete_exchange(
    pending: PendingExchange,
    described: Reads[str, Envelope],
    reader: BodyReader,
    keys: Keys | None,
    lookup: Names | None,
) -> Exchange:
    """The exchange with its messages taken apart and joined; what is wrong in one is reported at its place."""
    frames: list[Frame] = []
    kept: list[tuple[PendingMessage, ApduExample]] = []
    for each in pending.messages:
        found = _frame(each.example, described, reader, keys)
        if found:
            frames.append(found[0])
            kept.append((each, found[1]))
    read = read_frames(frames, keys, lookup, _MAX_FIELDS)
    messages = [_message(waiting, example, message) for (waiting, example), message in zip(kept, read, strict=True)]
    unread = pending.exchange.unread or len(kept) < len(pending.messages)
    return replace(pending.exchange, unread=unread, messages=tuple(messages))


def _frame(
    pending: PendingExample, described: Reads[str, Envelope], reader: BodyReader, keys: Keys | None
) -> tuple[Frame, ApduExample] | None:
    example = pending.example
    known = tuple(
        name if name in ENVELOPES else described[name] for name in example.envelopes if name in {*ENVELOPES, *described}
    )
    if len(known) != len(example.envelopes):
        return None  # a rule reports it
    report_unknown_fields(pending, known, reader)
    octets, lines = pending.octets, example.lines
    if pending.described and known:
        made = enclosed(pending, known, reader, keys)
        if made is None:
            return None
        octets, lines = made
    return Frame(0, octets, known), replace(example, lines=lines)


def _message(waiting: PendingMessage, example: ApduExample, message: Message) -> ExchangeMessage:
    return ExchangeMessage(
        example=replace(example, dissection=message.frame),
        sender=waiting.sender,
        text=waiting.text,
        after=waiting.after,
        within=waiting.within,
        whole=message.whole,
        parts=message.parts,
        joined=message.joined,
        answers=message.answers,
        notes=message.notes,
        lacks=message.lacks,
        unproved=message.unproved,
    )
