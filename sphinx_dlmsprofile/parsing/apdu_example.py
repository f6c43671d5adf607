"""The directive ``apdu-example``."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import MAX_DEPTH, Encoded, encode
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.hexadecimal import parse_hex
from sphinx_dlmsprofile.apdu.wrap import enclose, has_addresses, unknown_field
from sphinx_dlmsprofile.model.apdu import ENVELOPES, Side
from sphinx_dlmsprofile.model.apdu_example import FORMS, ApduExample, NamedSap, OctetLine, PendingExample
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.parsing.body import YES_NO
from sphinx_dlmsprofile.parsing.lists import read_identifiers
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Reads
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.apdu.hexadecimal import HexText
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.envelope import Envelope
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line
    from sphinx_dlmsprofile.text.yaml_nodes import Node

OPTIONS = (
    *("name", "apdu", "client", "server", "lower", "sender", "profile", "envelope", "fields"),
    *("keys", "encode", "form", "shows", "file", "class"),
)
VALUES = {"form": FORMS, "sender": tuple(side.value for side in Side), "encode": YES_NO}
"""What an option can be."""

_MAX_FIELDS = 10_000
"""More are refused in an example: each is a row of a table, which takes far more time than to decode it."""
_SEPARATOR = regex(r"[\s,;/]+")


def parse_apdu_example(
    source: DirectiveSource,
    reader: BodyReader,
    keys: Keys | None,
    lookup: Names | None,
    keys_file: tuple[str, str] = ("", ""),
) -> ApduExample | PendingExample:
    """Read the options, and the octets or the description that is encoded to octets; decode them.

    Where an envelope is not built in, the octets wait for its description: see :func:`complete`. ``keys_file`` is the
    name of the file with the keys, and its digest.
    """
    options = reader.options(source, OPTIONS)
    envelopes = envelope_names(options.get("envelope"))
    client, server = (read_sap(options.get(side), side, reader) for side in ("client", "server"))
    flag = options.get("encode")
    described = bool(flag and reader.boolean(Text(flag.value or "yes", flag.at), "encode") is not False)
    sender = None
    if described:
        octets, lines, sender = _encoded(source, options, reader, keys)
    else:
        octets, lines = _octets(source, reader)
    lower = read_sap(options.get("lower"), "server, lower HDLC address", reader)
    example = ApduExample(
        at=source.at,
        unread=not octets,
        caption=source.argument,
        name=options.get("name"),
        apdu=given_text(options.get("apdu")),
        client=client,
        server=server,
        profile=given_text(options.get("profile")),
        shows=read_identifiers(options.get("shows")),
        envelopes=envelopes,
        forms=words_of(options.get("form"), VALUES["form"], "a form", reader) or FORMS[:2],
        lines=lines,
    )
    values = tuple(field_values(options.get("fields"), reader))
    if not octets:
        return example
    pending = PendingExample(
        at=source.at,
        example=example,
        octets=octets,
        described=described,
        envelope_at=options["envelope"].at if "envelope" in options else source.at,
        sender=sender,
        lower=lower.value if lower else None,
        values=values,
        keys=keys_file[0],
        digest=keys_file[1],
    )
    if not set(envelopes) <= set(ENVELOPES):
        return pending
    example = complete(pending, {}, reader, keys, lookup)
    if keys and example.dissection and (note := _unopened(example.dissection)):
        reader.fault("body-value-type", options["keys"].at, note)
    return example


def complete(
    pending: PendingExample,
    described: Reads[str, Envelope],
    reader: BodyReader,
    keys: Keys | None,
    lookup: Names | None,
) -> ApduExample:
    """The example with its octets taken apart, by the envelopes that are built in and those ``described``.

    Where one is neither, it is unread: a rule reports that.
    """
    example = pending.example
    known: list[str | Envelope] = [
        name if name in ENVELOPES else described[name] for name in example.envelopes if name in {*ENVELOPES, *described}
    ]
    if len(known) != len(example.envelopes):
        return replace(example, unread=True)
    report_unknown_fields(pending, known, reader)
    octets, lines = pending.octets, example.lines
    if pending.described and known:
        made = enclosed(pending, known, reader, keys)
        if made is None:
            return replace(example, unread=True)
        octets, lines = made
    return replace(example, lines=lines, dissection=dissect(octets, known, keys, lookup, _MAX_FIELDS))


def envelope_names(text: Text | None) -> tuple[str, ...]:
    """The names of envelopes from the outside in; whether each is known is not asked."""
    words = _SEPARATOR.split(text.value.casefold()) if text else []
    return tuple(word for word in words if word and word != "none")


def field_values(text: Text | None, reader: BodyReader) -> Iterator[tuple[Text, int]]:
    """The values of fields of envelopes, as "mn = 42, ls = 1"."""
    for part in text.value.split(",") if text else ():
        name, equals, value = (piece.strip() for piece in part.partition("="))
        number = read_integer(value)
        if text and (not name or not equals or number is None or number < 0):
            reader.fault(
                "body-value-type", text.at, f'a value of a field is written as name = 42, not "{part.strip()}"'
            )
        elif text and number is not None:
            yield Text(name, text.at), number


def report_unknown_fields(pending: PendingExample, known: Several[str | Envelope], reader: BodyReader) -> None:
    """Report values of fields that none of the envelopes has."""
    for name, _ in pending.values:
        if message := unknown_field(name.value, known):
            reader.fault("body-value-type", name.at, message)


def _unopened(dissection: Dissection) -> str:
    """Why the innermost content is not opened, although there are keys; empty if it is, or is not ciphered."""
    (*_, inner) = dissection.layers()
    return inner.content_note if inner.content_octets else ""


def given_text(text: Text | None) -> Text | None:
    """A text that is not empty."""
    return text if text and text.value else None


def words_of(text: Text | None, known: Several[str], what: str, reader: BodyReader) -> tuple[str, ...]:
    """The known words of an option, separated by commas or spaces."""
    if text is None:
        return ()
    words = [word for word in _SEPARATOR.split(text.value.casefold()) if word]
    chosen = (reader.choice(Text(word, text.at), known, what) for word in words if word != "none")
    return tuple(word for word in chosen if word)


def read_sap(text: Text | None, side: str, reader: BodyReader) -> NamedSap | None:
    """A SAP, decimal or hexadecimal."""
    if text is None:
        return None
    value = read_integer(text.value)
    if value is None or value < 0:
        reader.fault("body-value-type", text.at, f'the SAP of the {side} is a number, 0x10 or 16, not "{text}"')
        return None
    return NamedSap(value=value, at=text.at)


def _octets(source: DirectiveSource, reader: BodyReader) -> tuple[bytes, tuple[OctetLine, ...]]:
    """The octets of the body and their places; nothing where they could not be read, which is reported."""
    if reader.unreadable:
        return b"", ()
    read = parse_hex("\n".join(line.text for line in source.body))
    if read.fault:
        at = source.body[read.fault.line].at(read.fault.column + 1)
        reader.fault("apdu-invalid", at, f"{read.fault.message}: write two digits for each octet")
        return b"", ()
    if not read.octets:
        message = "the example has no octets: write them below a blank line, C0 01 C1 …"
        reader.fault("body-value-type", source.at, message)
    return read.octets, tuple(_lines(read, source.body))


def _lines(read: HexText, body: Several[Line]) -> Iterator[OctetLine]:
    first = 0
    for number, row in groupby(read.places, key=lambda place: place[0]):
        columns = [column for _, column in row]
        steps = tuple(column - columns[0] for column in columns)
        yield OctetLine(first, body[number].at(columns[0] + 1), steps)
        first += len(steps)


def _description(source: DirectiveSource, reader: BodyReader) -> Node | None:
    body = reader.body(source.body, MAX_DEPTH)
    if body is None and not reader.unreadable:
        reader.fault("body-value-type", source.at, "the example has no description: write an APDU into the body")
    return body


def _encoded(
    source: DirectiveSource, options: dict[str, Text], reader: BodyReader, keys: Keys | None
) -> tuple[bytes, tuple[OctetLine, ...], Side | None]:
    """The octets of a description, what they were written from, and who sends it; nothing after a fault."""
    description = _description(source, reader)
    encoded = encode(description, keys=keys) if description else Encoded(b"")
    for (at, kind), faults in groupby(encoded.faults, key=lambda fault: (fault.at, fault.kind)):
        reader.fault(kind, at, "; ".join(fault.message for fault in faults))
    said = options.get("sender")
    sender = reader.choice(said, VALUES["sender"], "the sender") if said else None
    lines = tuple(OctetLine(first, at) for first, at in encoded.places)
    return encoded.octets, lines, Side(sender) if sender else encoded.sender


def enclosed(
    pending: PendingExample, known: Several[str | Envelope], reader: BodyReader, keys: Keys | None
) -> tuple[bytes, tuple[OctetLine, ...]] | None:
    """The octets in their envelopes, and what they were written from; None after a fault."""
    example, place = pending.example, pending.envelope_at
    client, server = example.client, example.server
    if (client is None or server is None) and any(map(has_addresses, known)):
        reader.fault("body-value-type", place, "the addresses in the envelope are missing: add :client: and :server:")
        return None
    try:
        octets, start = enclose(
            pending.octets,
            known,
            client=client.value if client else 0,
            server=server.value if server else 0,
            lower=pending.lower,
            sender=pending.sender,
            keys=keys,
            values={name.value: number for name, number in pending.values},
        )
    except UnfitError as error:
        reader.fault("body-value-type", place, f"the envelope cannot be made: expected {error.expected}")
        return None
    written = (replace(line, first=start + line.first) for line in example.lines)
    end = start + len(pending.octets)
    trailer = (OctetLine(end, place),) if end < len(octets) else ()
    return octets, (OctetLine(0, place), *written, *trailer)
