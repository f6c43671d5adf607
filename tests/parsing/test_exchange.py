"""From the text of an ``exchange`` to its record: messages, who sends them, faults at their lines."""

from __future__ import annotations

import pickle
from textwrap import dedent

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.model.exchange_example import Exchange, PendingExchange
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.exchange import MAX_MESSAGES, complete_exchange, parse_exchange
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rendering.apdu.exchange import chart_of, exchange_parts
from sphinx_dlmsprofile.rendering.apdu.tables import example_table
from sphinx_dlmsprofile.rendering.svg.sequence import draw_sequence
from sphinx_dlmsprofile.text.location import Location
from tests.apdu.test_described import described

GET = "C0 01 C1 00 08 00 00 01 00 00 FF 02 00"
CLOCK = "C4 01 C1 00 16 05"


def parse(body: str, *head: str) -> tuple[Exchange | PendingExchange, list[tuple[int, str]]]:
    """The record, and line and message of the faults; the body begins below the head, after a blank line."""
    text = [*head, "", *dedent(body).split("\n")]
    lines = [Line(line, "index.rst", number) for number, line in enumerate(text, 1)]
    reader = BodyReader()
    source = read_directive(Location("index.rst", 1), [], lines)
    record = parse_exchange(source, reader, None, None)
    return record, [(fault.at.line, fault.message) for fault in reader.faults]


def test_messages() -> None:
    record, faults = parse(f"- client: {GET}\n- server: {CLOCK}\n  text: the time\n  after: 1.5 s", ":client: 0x10")
    assert faults == []
    assert isinstance(record, Exchange)
    first, second = record.messages
    assert (first.sender, first.receiver, first.answers) == (Side.CLIENT, Side.SERVER, None)
    assert (second.answers, second.after and second.after.milliseconds) == (0, 1500)
    assert [step.text.value for step in chart_of(record).steps if step.text] == [
        "get-request-normal",
        "the time (after 1.5 s)",
    ]


def test_values() -> None:
    """A response says which attribute it is of: the request does."""
    record, faults = parse(f"- client: {GET}\n- server: {CLOCK}", ":form: values")
    assert faults == []
    assert isinstance(record, Exchange)
    assert record.forms == ("values",)
    table = example_table([], list(exchange_parts(record, draft=False, titles={})), [], record.forms)
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    assert [row[1:] for row in rows if row[0] in {"5", "4"}] == [
        ["0-0:1.0.0.255", "clock", "attribute 2", ""],
        ["0-0:1.0.0.255", "clock", "attribute 2", "5"],
    ]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("client: C0", 2, "is a list: write - client:"),
        (f"- {GET}", 2, "who sends it"),
        ("- client: C0 0", 2, "two digits"),
        ("- client: |\n    C0 01\n    C1 0X", 4, "two digits"),
        ("- clients: C0", 2, 'has no key "clients"'),
        ("- {client: C0, server: C4}", 2, "the client or the server"),
        ("- text: nothing", 2, "the client or the server"),
        (f"- client: {GET}\n  after: soon", 3, "is a time"),
        ("- client: []", 2, "as octets, or as the description"),
        ("- client: {get-request-norm: {}}", 2, "get-request-normal"),
        ("", 1, "has no messages"),
        (f"- client: {GET}\n" * (MAX_MESSAGES + 1), MAX_MESSAGES + 2, "at most"),
    ],
)
def test_faults(body: str, line: int, message: str) -> None:
    _, faults = parse(body)
    assert faults
    assert faults[0][0] == line
    assert message in faults[0][1]


def test_a_message_that_is_no_message_is_of_the_wrong_type() -> None:
    reader = BodyReader()
    lines = [Line(line, "index.rst", number) for number, line in enumerate(["", "- client: []"], 1)]
    parse_exchange(read_directive(Location("index.rst", 1), [], lines), reader, None, None)
    assert [fault.kind for fault in reader.faults] == ["body-value-type"]


def test_a_described_envelope_is_waited_for() -> None:
    record, faults = parse(f"- client: 07 {GET}\n- server: 07 {CLOCK}", ":envelope: own")
    assert faults == []
    assert isinstance(record, PendingExchange)
    assert pickle.loads(pickle.dumps(record)) == record
    own = described("kind: {octets: 1, value: 7}\npayload: {content: APDU}")
    made = complete_exchange(record, {"own": own}, BodyReader(), None, None)
    assert [message.example.dissection and message.example.dissection.name for message in made.messages] == [
        "get-request-normal",
        "get-response-normal",
    ]
    assert complete_exchange(record, {}, BodyReader(), None, None).unread


def test_a_field_that_no_envelope_has() -> None:
    described_get = "{get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}}"
    record, _ = parse(f"- client: {described_get}\n  fields: kind = 7, kin = 3", ":envelope: own")
    assert isinstance(record, PendingExchange)
    own = described("kind: {octets: 1, value: 7}\npayload: {content: APDU}")
    reader = BodyReader()
    complete_exchange(record, {"own": own}, reader, None, None)
    message = '"kin" is not a field of the envelope: did you mean "kind"?'
    assert [(fault.at.line, fault.message) for fault in reader.faults] == [(4, message)]


_VALUES = st.one_of(
    st.sampled_from(
        [GET, CLOCK, "", "E0 C3 00 01 00 00 02 16 05", "{get-request-normal: {class: 8}}", "[1]", "'x: y'"]
    ),
    st.binary(max_size=20).map(bytes.hex),
)
_KEYS = st.sampled_from(["client", "server", "text", "after", "within", "envelope", "fields", "other"])
_MESSAGES = st.lists(st.dictionaries(_KEYS, _VALUES, max_size=4), max_size=5)


@given(_MESSAGES, st.sampled_from(["", ":envelope: wrapper", ":envelope: hdlc", ":envelope: own"]))
def test_any_body(messages: list[dict[str, str]], head: str) -> None:
    body = "\n".join(f"- {{{', '.join(f'{key}: {value}' for key, value in each.items())}}}" for each in messages)
    record, _ = parse(body, *filter(None, [head]))
    exchange = record.exchange if isinstance(record, PendingExchange) else record
    assert draw_sequence(chart_of(exchange)).svg.startswith("<svg")
    assert all(part.fields for part in exchange_parts(exchange, draft=True, titles={}))
