"""Examples in envelopes that a profile describes itself, perhaps in another document.

They are taken apart when all documents have been read.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.envelopes import usable_envelopes
from sphinx_dlmsprofile.apdu.keys import KeyFileError, Keys, read_keys
from sphinx_dlmsprofile.apdu.xml import as_xml
from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.exchange_example import Exchange, PendingExchange
from sphinx_dlmsprofile.parsing.apdu_example import complete
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.exchange import complete_exchange
from sphinx_dlmsprofile.rendering.apdu.exchange import chart_of, exchange_parts
from sphinx_dlmsprofile.rendering.apdu.fields import ends_of, parts_of
from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.apdu.tables import example_table
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_described_example
from sphinx_dlmsprofile.rendering.table_parts import entry, start_table, table_row
from sphinx_dlmsprofile.sphinx.building.record_query import records_in, records_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of
from sphinx_dlmsprofile.text.foreign import UnreadError, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.body import BodyFault
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location


class Completed(NamedTuple):
    """An example that was taken apart, and what could not be made of it."""

    example: ApduExample
    faults: tuple[BodyFault, ...] = ()


def file_digest(text: str) -> str:
    """What distinguishes a file with keys from another, without saying anything of the keys."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def described_envelopes(env: BuildEnvironment, docname: str | None = None) -> dict[str, Envelope]:
    """The envelopes that examples of a document can use: of the standard, or where there is none, of the document."""
    if env.config.dlms_standard or docname is None:
        return once(env, _all_envelopes)
    return usable_envelopes(records_in(env, docname, Envelope))


def _all_envelopes(env: BuildEnvironment) -> dict[str, Envelope]:
    return usable_envelopes(records_of(env, Envelope))


def completed(env: BuildEnvironment, pending: PendingExample, envelopes: Mapping[str, Envelope]) -> Completed:
    """An example that waits for an envelope, taken apart."""
    reader = BodyReader()
    example = complete(pending, envelopes, reader, _keys(env, pending.keys), registry_of(env))
    return Completed(replace(example, clause=pending.clause), tuple(reader.faults))


class CompletedExchange(NamedTuple):
    """An exchange that was taken apart, and what could not be made of it."""

    exchange: Exchange
    faults: tuple[BodyFault, ...] = ()


def completed_exchange(
    env: BuildEnvironment, pending: PendingExchange, envelopes: Mapping[str, Envelope]
) -> CompletedExchange:
    """An exchange that waits for an envelope, taken apart."""
    reader = BodyReader()
    keys = _keys(env, next((message.example.keys for message in pending.messages), ""))
    exchange = complete_exchange(pending, envelopes, reader, keys, registry_of(env))
    return CompletedExchange(replace(exchange, clause=pending.clause), tuple(reader.faults))


def exchanges_in(env: BuildEnvironment, docname: str) -> tuple[Exchange, ...]:
    """The exchanges of a document, all of them taken apart."""
    pending = records_in(env, docname, PendingExchange)
    envelopes = described_envelopes(env, docname) if pending else {}
    finished = (completed_exchange(env, each, envelopes).exchange for each in pending)
    return (*records_in(env, docname, Exchange), *finished)


def with_examples(env: BuildEnvironment, records: Iterable[Record]) -> Iterator[Record]:
    """The records of a project, its waiting examples taken apart, and what could not be made of them.

    One that waits for an envelope that nobody describes stays beside the example without octets.
    """
    for record in records:
        if isinstance(record, PendingExchange):
            exchange = completed_exchange(env, record, described_envelopes(env))
            yield exchange.exchange
            yield from exchange.faults
            yield from (message.example for message in record.messages if exchange.exchange.unread)
            continue
        if not isinstance(record, PendingExample):
            yield record
            continue
        found = completed(env, record, described_envelopes(env))
        yield found.example
        yield from found.faults
        if found.example.dissection is None and not found.faults:
            yield record


def examples_in(env: BuildEnvironment, docname: str) -> tuple[ApduExample, ...]:
    """The examples of a document, all of them taken apart."""
    pending = records_in(env, docname, PendingExample)
    envelopes = described_envelopes(env, docname) if pending else {}
    finished = (completed(env, example, envelopes).example for example in pending)
    messages = (message.example for exchange in exchanges_in(env, docname) for message in exchange.messages)
    return (*records_in(env, docname, ApduExample), *finished, *messages)


def _keys(env: BuildEnvironment, name: str) -> Keys | None:
    """The keys of a file that was read with the document: what is wrong with it was reported there."""
    if not name:
        return None
    try:
        return read_keys(read_text(Path(env.srcdir, name)), name)
    except (KeyFileError, UnreadError):
        return None


def waiting_table(title: Sequence[nodes.Node], at: Location) -> nodes.table:
    """The table of an example that is filled when all documents have been read."""
    table, body = start_table(title, (100,), classes=(APDU_CLASS,))
    cell = entry([])
    cell += dlms_described_example(at=at)
    body += table_row([cell])
    return table


def shown_example(
    record: ApduExample, title: Sequence[nodes.Node], *, draft: bool, titles: Mapping[str, str] | None = None
) -> nodes.table:
    """The table of an example, empty where it could not be read; ``titles`` are those of described envelopes."""
    if record.dissection is None:
        return example_table(title, (), ends_of(record), ())
    parts = parts_of(record, record.dissection, draft=draft, titles=titles or {})
    xml = "".join(as_xml(layer.element, layer.octets) for layer in record.dissection.layers() if layer.element).rstrip()
    return example_table(title, parts, ends_of(record), record.forms, xml)


def shown_exchange(
    record: Exchange, title: Sequence[nodes.Node], *, draft: bool, titles: Mapping[str, str] | None = None
) -> nodes.table:
    """The table of all messages of an exchange."""
    parts = list(exchange_parts(record, draft=draft, titles=titles or {}))
    return example_table(title, parts, [], record.forms)


def exchange_chart(record: Exchange) -> dlms_diagram:
    """The sequence chart of an exchange."""
    # Loaded where something is drawn: most builds of a day draw nothing anew.
    from sphinx_dlmsprofile.rendering.svg.sequence import draw_sequence  # noqa: PLC0415

    return dlms_diagram.of(draw_sequence(chart_of(record)))


def shown_envelopes(env: BuildEnvironment, docname: str) -> list[Envelope]:
    """The envelopes that the examples of a document show."""
    waiting = [
        *records_in(env, docname, PendingExample),
        *(message.example for each in records_in(env, docname, PendingExchange) for message in each.messages),
    ]
    names = {name for pending in waiting for name in pending.example.envelopes}
    return [envelope for name, envelope in described_envelopes(env, docname).items() if name in names] if names else []
