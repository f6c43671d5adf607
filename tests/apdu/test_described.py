"""Envelopes that are described: read, written and judged by one description."""

from __future__ import annotations

import time
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.analysis.envelopes import envelope_faults
from sphinx_dlmsprofile.apdu.dissect import dissect, recognise
from sphinx_dlmsprofile.apdu.envelopes.built_in import mbus_frame
from sphinx_dlmsprofile.apdu.envelopes.check_sequences import check_sequence
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.hdlc import crc
from sphinx_dlmsprofile.apdu.wrap import enclose
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.envelope import parse_envelope
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rendering.svg.frame import draw_envelope
from sphinx_dlmsprofile.text.location import Location
from tests.apdu.samples import assert_tiled

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.envelope import Envelope

GET = bytes.fromhex("C001C100080000010000FF0200")


def described(fields: str, *, faults: int = 0) -> Envelope:
    """The envelope "own" with these fields."""
    head = [Line(":id: own", "index.rst", 1), Line("", "index.rst", 2), Line("fields:", "index.rst", 3)]
    body = [Line(f"  {text}", "index.rst", number) for number, text in enumerate(dedent(fields).strip().split("\n"), 4)]
    reader = BodyReader()
    envelope = parse_envelope(read_directive(Location("index.rst", 1), [], [*head, *body]), reader)
    assert len([*reader.faults, *envelope_faults(envelope)]) == faults, reader.faults
    return envelope


FULL = """
dispatch: {octets: 1, value: 0x01}
last: {bits: 1, segment: last}
number: {bits: 7, segment: number}
kind: {octets: 1, values: {0: short, 1: long}, default: 0}
token-size: {octets: 1, when: {kind: 1}, default: 2}
token: {octets: token-size}
source: {octets: 2, address: source, order: little}
destination: {octets: 2, address: destination}
length: {octets: 2, counts: payload, plus: 2}
payload: {content: APDU}
fcs: {check: CRC-16/X-25, order: little, over: dispatch..payload}
end: {octets: 1, same-as: dispatch}
"""


# The catalogue of parametrised CRC algorithms gives these for "123456789".
@pytest.mark.parametrize(
    ("name", "value"),
    {
        "CRC-8/SMBUS": 0xF4,
        "CRC-8/MAXIM-DOW": 0xA1,
        "CRC-16/ARC": 0xBB3D,
        "CRC-16/MODBUS": 0x4B37,
        "CRC-16/X-25": 0x906E,
        "CRC-16/CCITT-FALSE": 0x29B1,
        "CRC-16/XMODEM": 0x31C3,
        "CRC-16/KERMIT": 0x2189,
        "CRC-16/GENIBUS": 0xD64E,
        "CRC-16/DNP": 0xEA82,
        "CRC-16/EN-13757": 0xC2B7,
        "CRC-24/OPENPGP": 0x21CF02,
        "CRC-32": 0xCBF43926,
        "CRC-32/BZIP2": 0xFC891918,
        "CRC-32/MPEG-2": 0x0376E6E7,
        "CRC-32C": 0xE3069283,
    }.items(),
)
def test_check_sequences(name: str, value: int) -> None:
    assert check_sequence(name).of(b"123456789") == value


def test_the_check_sequence_of_hdlc_is_one_of_them() -> None:
    assert crc(GET) == check_sequence("CRC-16/X-25").of(GET).to_bytes(2, "little")


def test_written_and_read() -> None:
    own = described(FULL)
    values = {"kind": 1, "token": 0xBEEF}
    octets, start = enclose(GET, [own, "llc"], client=0x10, server=1, values=values)
    assert octets.hex(" ").upper().startswith("01 80 01 02 BE EF 10 00 00 01 00 12 E6 E6 00 C0")
    assert octets[start:].startswith(GET)
    found = dissect(octets, [own, "llc"])
    assert (found.faults, found.name, found.envelope_names) == ((), "get-request-normal", ("own", "llc"))
    assert [(each.side, each.value) for each in found.addresses] == [(Side.CLIENT, 0x10), (Side.SERVER, 1)]
    assert_tiled(found)


def test_what_is_absent_on_a_condition() -> None:
    octets, _ = enclose(GET, [described(FULL)], client=0x10, server=1)
    assert octets.hex(" ").upper().startswith("01 80 00 10 00 00 01 00 0F C0")


@pytest.mark.parametrize(
    ("change", "kind", "expected"),
    [
        ((0, 0x02), "apdu-invalid", "Dispatch 0x01"),
        ((2, 0x05), "apdu-invalid", "Kind 0x00, 0x01"),
        ((8, 0x10), "frame-length", "the length 15, the number of octets of payload"),
        ((-2, 0x00), "frame-checksum", ""),
        ((-1, 0x03), "frame-length", "0x01, the same as dispatch"),
    ],
)
def test_what_is_wrong(change: tuple[int, int], kind: str, expected: str) -> None:
    own = described(FULL)
    octets = bytearray(enclose(GET, [own], client=0x10, server=1).octets)
    octets[change[0]] = change[1]
    found = dissect(bytes(octets), [own])
    assert found.faults[0].kind.value == kind
    assert expected in found.faults[0].expected
    assert_tiled(found)


def test_a_segment_is_not_an_apdu() -> None:
    own = described(FULL)
    octets, _ = enclose(GET, [own], client=0x10, server=1, values={"last": 0, "number": 3})
    found = dissect(octets, [own])
    assert (found.faults, found.name) == ((), "")
    assert "segment 3" in found.content_note


def test_a_length_without_its_upper_bits_is_named() -> None:
    own = described("length: {octets: 1, counts: payload}\npayload: {content: APDU}")
    (fault,) = dissect(b"\x01" + bytes(257), [own]).faults
    assert "257 without the bits that do not fit" in fault.found


def test_what_cannot_be_written() -> None:
    with pytest.raises(UnfitError, match="a value of kind"):
        enclose(GET, [described("kind: {octets: 1}\npayload: {content: APDU}")], client=1, server=1)
    with pytest.raises(UnfitError, match="up to 0xFF"):
        enclose(GET, [described("kind: {octets: 1, address: client}\npayload: {content: APDU}")], client=256, server=1)


def test_mbus_of_the_field() -> None:
    """The second of two frames that an operator publishes."""
    frame = "6826266853FF110167B46961CE962B2C78050C96598C7E4D26658043F9CBCA78189BD01B139F8AE0F7391116"
    found = dissect(bytes.fromhex(frame), ["mbus"])
    assert (found.faults, [each.value for each in found.addresses]) == ((), [0x01, 0x67])
    assert "segment 1 " in found.content_note


def test_mbus() -> None:
    assert recognise(enclose(GET, ["mbus"], client=0x10, server=1).octets).name == "get-request-normal"
    octets, _ = enclose(GET, ["mbus"], client=0x10, server=1)
    assert octets.hex(" ").upper() == "68 12 12 68 53 FF 10 10 01 C0 01 C1 00 08 00 00 01 00 00 FF 02 00 FF 16"
    assert dissect(octets, ["mbus"]).name == "get-request-normal"
    assert draw_envelope(mbus_frame()).svg == draw_envelope(mbus_frame()).svg


OWN = described(FULL)


@given(st.binary(max_size=60), st.integers(0, 59), st.integers(0, 255))
def test_any_octets(octets: bytes, place: int, value: int) -> None:
    own = OWN
    assert_tiled(dissect(octets, [own]))
    made = bytearray(enclose(GET, [own], client=1, server=2, values={"kind": 1, "token": 1}).octets)
    made[place % len(made)] = value
    assert_tiled(dissect(bytes(made), [own, "llc"]))


_NAMES = st.sampled_from(["a", "b", "c", "d", "payload"])
_PROPERTIES = st.fixed_dictionaries(
    {},
    optional={
        "octets": st.one_of(st.sampled_from(["1", "2", "2048", "9999999"]), _NAMES),
        "bits": st.sampled_from(["1", "4", "7", "64"]),
        "content": st.just("APDU"),
        "value": st.sampled_from(["0x01", "0..255", "5..1", "x", "0x" + "F" * 90]),
        "default": st.sampled_from(["0", "300"]),
        "counts": st.one_of(_NAMES, st.just("a..payload"), st.just("payload..a")),
        "check": st.sampled_from(["CRC-32", "SUM-8"]),
        "over": st.one_of(_NAMES, st.just("a..payload")),
        "same-as": _NAMES,
        "segment": st.sampled_from(["first", "last", "more", "number", "message"]),
        "when": st.sampled_from(["{a: 0..9}", "{b: 1}", "{d: 2}"]),
        "order": st.sampled_from(["big", "little"]),
        "address": st.sampled_from(["source", "client"]),
        "plus": st.sampled_from(["-2048", "3"]),
    },
)


@given(st.dictionaries(_NAMES, _PROPERTIES, min_size=1), st.binary(max_size=40))
def test_any_description(fields: dict[str, dict[str, str]], octets: bytes) -> None:
    """What a hostile author describes is refused with a finding, or read and written in bounded time."""
    lines = [
        f"{key}: {{{', '.join(f'{name}: {value}' for name, value in told.items())}}}" for key, told in fields.items()
    ]
    head = [Line(text, "index.rst", number) for number, text in enumerate([":id: own", "", "fields:"], 1)]
    body = [Line(f"  {text}", "index.rst", number) for number, text in enumerate(lines, 4)]
    reader = BodyReader()
    own = parse_envelope(read_directive(Location("index.rst", 1), [], [*head, *body]), reader)
    started = time.process_time()
    assert draw_envelope(own).svg.startswith("<svg")
    if own.unread or list(envelope_faults(own)):
        return
    assert_tiled(dissect(octets, [own]))
    try:
        made, _ = enclose(GET, [own], client=1, server=2)
    except UnfitError:
        return
    found = dissect(made, [own])
    assert_tiled(found)
    assert time.process_time() - started < 5
