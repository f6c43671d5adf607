"""From the text of an ``apdu-example`` to its record: octets and their places, descriptions, faults."""

from __future__ import annotations

import pickle
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
from sphinx_dlmsprofile.parsing.apdu_example import parse_apdu_example
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.text.location import Location
from tests.apdu.samples import SAMPLES, sample

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.apdu import Dissection
    from tests.apdu.samples import Sample

GET = "C0 01 C1 00 08 00 00 01 00 00 FF 02 00"


def parse(body: str, *head: str, keys: Keys | None = None) -> tuple[ApduExample, list[tuple[str, int, int | None]]]:
    """The record, and kind, line and column of the faults; the body begins below the head, after a blank line."""
    lines = [Line(text, "index.rst", number) for number, text in enumerate((*head, "", *body.split("\n")), 1)]
    reader = BodyReader()
    source = read_directive(Location("index.rst", 1), lines[: len(head)], lines[len(head) :])
    record = parse_apdu_example(source, reader, keys, None)
    record = record.example if isinstance(record, PendingExample) else record
    return record, [(fault.kind, fault.at.line, fault.at.column) for fault in reader.faults]


def test_options() -> None:
    record, faults = parse(
        f"0001 0010 0001 000D {GET}", "Reading the clock", ":name: ex", ":apdu: get-request", ":client: 0x10",
        ":server: 1", ":profile: IP", ":envelope: wrapper", ":form: xml octets",
    )  # fmt: skip
    assert faults == []
    assert record.client
    assert record.server
    assert (str(record.caption), str(record.name), str(record.apdu), str(record.profile)) == (
        "Reading the clock", "ex", "get-request", "IP",
    )  # fmt: skip
    assert (record.client.value, record.server.value, record.envelopes) == (16, 1, ("wrapper",))
    assert record.forms == ("xml", "octets")
    assert record.dissection
    assert record.dissection.name == "get-request-normal"


@pytest.mark.parametrize("written", ["hdlc, llc", "hdlc llc", "HDLC/LLC", "hdlc,llc"])
def test_several_envelopes(written: str) -> None:
    record, faults = parse(GET, "Title", f":envelope: {written}")
    assert (record.envelopes, faults) == (("hdlc", "llc"), [])


@pytest.mark.parametrize("count", [12_000, 24_000])
def test_fields_beyond_the_limit_are_one(count: int) -> None:
    head = "C4 01 C1 00 01 82"
    record, _ = parse(f"{head} {count:04X}\n{'00 ' * count}", "A table that nobody prints")
    assert record.dissection
    assert len(record.dissection.fields) == 10_001
    (fault,) = record.dissection.faults
    assert fault.expected == "no more than 10000 fields in one APDU"
    assert record.dissection.fields[-1].end == len(record.dissection.octets)


def test_each_octet_has_its_place() -> None:
    record, _ = parse("C001 C1\n\n  0x00 08 00 00\n01 00 00 FF 02 00", "Title")
    places = [record.place(offset) for offset in range(13)]
    assert [place.line for place in places] == [3, 3, 3, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6]
    assert [place.column for place in places[:7]] == [1, 3, 6, 5, 8, 11, 14]
    assert record.place(99).line == 6


@pytest.mark.parametrize(
    ("body", "head", "fault"),
    [
        ("C0 0G", (), ("apdu-invalid", 3, 5)),
        ("C0 1", (), ("apdu-invalid", 3, 4)),
        ("", (), ("body-value-type", 1, None)),
        (GET, (":client: ten",), ("body-value-type", 2, None)),
        (GET, (":server: -1",), ("body-value-type", 2, None)),
        (GET, (":form: picture",), ("body-value-type", 2, None)),
        (GET, (":profil: IP",), ("option-unknown", 2, None)),
        ("", (":encode:",), ("body-value-type", 1, None)),
        ("get-request-normal: [", (":encode:",), ("body-syntax", 4, 22)),
        ("get-request-normal: {class: 8, instance: 0-0:1.0.0.255, atribute: 2}", (":encode:",),
         ("body-key-unknown", 4, 57)),
        ("get-request-norml: {}", (":encode:",), ("body-key-unknown", 4, 1)),
        ("get-request-norml", (":encode:",), ("body-value-type", 4, 1)),
        ("get-request-normal: {class: 8, class: 9, instance: 0-0:1.0.0.255, attribute: 2}", (":encode:",),
         ("body-key-duplicate", 4, 32)),
        ("get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}", (":encode:", ":envelope: wrapper"),
         ("body-value-type", 3, None)),
        ("get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}",
         (":encode:", ":envelope: wrapper", ":client: 0x10000", ":server: 1"), ("body-value-type", 3, None)),
        (GET, (":encode: perhaps",), ("body-value-type", 2, None)),
    ],
)  # fmt: skip
def test_one_fault(body: str, head: tuple[str, ...], fault: tuple[str, int, int | None]) -> None:
    _, faults = parse(body, "Title", *head)
    assert faults[:1] == [fault]
    assert len(faults) == 1 + (":encode: perhaps" in head)


def test_a_description_in_an_envelope() -> None:
    body = dedent("""\
        set-request-normal:
          class: 180
          instance: 0-0:39.0.0.255
          attribute: 12
          value:
            structure:
              - boolean: true
              - double-long-unsigned: 900""")
    record, faults = parse(body, "Title", ":encode:", ":client: 0x10", ":server: 0x01", ":envelope: wrapper")
    assert faults == []
    assert record.dissection
    assert record.dissection.valid
    assert record.dissection.octets.hex(" ", 2).upper() == (
        "0001 0010 0001 0016 C101 C100 B400 0027 0000 FF0C 0002 0203 0106 0000 0384"
    )
    (mention,) = record.dissection.mentions
    offsets = (mention.class_offset, mention.name_offset, mention.number_offset, mention.number_offset + 2)
    assert [record.place(offset).line for offset in offsets] == [8, 9, 10, 11]
    # The last number.
    assert record.place(29).line == 14


def test_a_described_plaintext_is_enciphered() -> None:
    body = dedent("""\
        glo-get-request:
          security-control: 0x30
          invocation-counter: 0x01234567
          plaintext:
            get-request-normal: {invoke-id: 0, class: 8, instance: 0-0:1.0.0.255, attribute: 2}""")
    record, faults = parse(body, "Title", ":encode:", keys=sample("glo-get-req").keys)
    assert faults == []
    assert record.dissection
    assert record.dissection.octets == sample("glo-get-req").octets
    assert record.dissection.content
    assert record.dissection.content.mentions[0].class_id == 8


def test_octets_of_an_envelope_come_from_its_option() -> None:
    body = (
        "event-notification-request:\n  class: 8\n  logical-name: 0-0:1.0.0.255\n  attribute: 2\n  value:\n    enum: 1"
    )
    record, faults = parse(body, "Title", ":encode:", ":client: 0x10", ":server: 0x01", ":envelope: hdlc")
    assert faults == []
    assert record.dissection
    assert record.dissection.valid
    assert record.described
    lines = [record.place(offset).line for offset in range(len(record.dissection.octets))]
    # Flag, format, addresses, control, HCS and LLC header; the APDU; FCS and flag.
    assert lines == [*[5] * 11, 7, 7, 8, 8, *[9] * 6, 10, 11, 12, *[5] * 3]


def test_the_plaintext_says_who_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The octets are taken apart once, with what they hold."""
    body = dedent("""\
        general-glo-ciphering:
          system-title: 4D4D4D0000BC614E
          ciphered-content:
            security-control: 0x30
            invocation-counter: 1
            plaintext:
              get-response-normal: {result: {enum: 1}}""")
    runs: list[bytes] = []

    def counted(octets: bytes, *arguments: Any) -> Dissection:
        runs.append(octets)
        return dissect(octets, *arguments)

    for module in ("parsing.apdu_example", "apdu.wrap"):
        monkeypatch.setattr(f"sphinx_dlmsprofile.{module}.dissect", counted)
    head = ("Title", ":encode:", ":client: 0x10", ":server: 0x01", ":envelope: wrapper")
    record, faults = parse(body, *head, keys=sample("glo-get-req").keys)
    assert faults == []
    assert record.dissection
    assert record.dissection.content
    assert record.dissection.octets[:6].hex() == "000100010010"
    assert len(runs) == 1


@pytest.mark.parametrize("known", [each for each in SAMPLES if each.valid], ids=lambda each: each.id)
def test_a_record_is_small(known: Sample) -> None:
    """The record is kept in the environment of Sphinx: no more than a few hundred bytes for each field."""
    written = known.octets.hex()
    record, faults = parse("\n".join(written[start : start + 32] for start in range(0, len(written), 32)))
    assert faults == []
    assert record.dissection
    pickled = pickle.dumps(record)
    assert pickle.loads(pickled) == record
    assert len(pickled) < 3000 + 400 * len(record.dissection.fields) + 4 * len(record.dissection.octets)


OCTETS = st.text(alphabet="0123456789ABCDEFabcdefx \n\t,:-{}[]g\u00e9\x00")


@given(OCTETS, st.sampled_from(["", "wrapper", "hdlc", "llc"]))
def test_no_text_raises(body: str, envelope: str) -> None:
    record, faults = parse(body, "Title", f":envelope: {envelope}")
    assert record.dissection is None or record.dissection.octets
    assert len(faults) == (record.dissection is None)


@given(st.text(alphabet="abcdegilmnoqrstu-: \n[]{}0x,1", max_size=60))
def test_no_description_raises(body: str) -> None:
    record, faults = parse(f"get-request-normal:\n {body}", "Title", ":encode:")
    assert faults or record.dissection
