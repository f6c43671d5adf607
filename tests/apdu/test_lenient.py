"""A lenient reading goes on after what deviates, and lists all of it; the strict one is the default."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu import decode
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from tests.apdu.samples import VALID, Sample, assert_tiled
from tests.support import run_command

_DATA = "C401C100"
_NOTIFICATION = "0F00000001"
_DATE = "07EA010E030A1E0000FFC400"

_DEVIATIONS = {
    "tag before a date-time": (
        f"{_NOTIFICATION} 090C{_DATE} 1105",
        "OCTET STRING without the tag of a data type",
        "2026-01-14 10:30:00.00 wed +01:00 ok",
    ),
    "weekday": (f"{_DATA} 19 07EA010E010A1E0000FFC400", "the weekday wed", "weekday mon, that date is a wed"),
    "weekday in the head": (
        f"{_NOTIFICATION} 0C07EA010E010A1E0000FFC400 1105",
        "the weekday wed",
        "that date is a wed",
    ),
    "line feed in a visible-string": (f"{_DATA} 0A03410A42", "printing characters", "A\\x0aB"),
    "letter of 8 bits": (f"{_DATA} 0A0341FC42", "printing characters", "A\\xfcB"),
    "no UTF-8": (f"{_DATA} 0C0241FC", "UTF-8", "A\N{REPLACEMENT CHARACTER}"),
    "unused bits": (f"{_DATA} 0403FF", "unused bits of 0", "111"),
    "length not shortest": (f"{_DATA} 0981024142", "shortest form", "4142"),
    "length of a ciphered content without 82": (
        f"DB084D4D4D0000BC614E 0101 3000000001 {'00' * 252}",
        "82 before a length of two octets",
        "0" * 480,
    ),
    "usage flag": ("C001C1 0008 0000010000FF 02 02 01 00", "00 or 01", "access-selector"),
    "enumeration": ("C401C101FF", "one of 0 (success)", "255"),
    "octets after the end": ("C401C1001105 0000", "the end of the APDU", "0000"),
    "suite": ("C805 2F00000001", "a security suite", "suite 15 (not defined)"),
}


@pytest.mark.parametrize("kind", _DEVIATIONS)
def test_deviations(kind: str) -> None:
    octets, expected, shown = _DEVIATIONS[kind]
    found = dissect(bytes.fromhex(octets), lenient=True)
    assert_tiled(found)
    assert found.element
    assert not found.valid
    assert expected in found.faults[0].expected
    assert any(shown in f"{field.name} {field.value} {field.meaning}" for field in found.fields)
    strict = dissect(bytes.fromhex(octets))
    # The weekday alone does not keep octets from being a date-time of the encoding.
    assert strict.valid == kind.startswith("weekday")
    assert strict.faults[:1] == (() if strict.valid else found.faults[:1])


def test_all_are_listed() -> None:
    octets = bytes.fromhex(f"{_NOTIFICATION} 090C{_DATE} 0203 0A01FC 0403FF 19 07EA010E010A1E0000FFC400")
    assert [fault.path[-1] for fault in dissect(octets, lenient=True).faults] == ["tag", "[0]", "[1]", "[2]"]
    assert len(dissect(octets).faults) == 1


def test_what_leaves_doubt_ends_the_reading() -> None:
    for octets in ("C401C100 05", "C401C100 9F", "C401C100 0205 1101", "FE"):
        found = dissect(bytes.fromhex(octets), lenient=True)
        assert found.element is None
        assert_tiled(found)


def test_a_frame_with_a_fault_is_read_within() -> None:
    framed = bytes.fromhex("000100100001000C C401C101FF")
    assert [fault.kind.value for fault in dissect(framed, ("wrapper",), lenient=True).faults] == [
        "frame-length",
        "apdu-invalid",
    ]
    assert len(dissect(framed, ("wrapper",)).faults) == 1


@pytest.mark.parametrize("known", VALID, ids=[known.id for known in VALID])
def test_what_is_valid_is_read_alike(known: Sample) -> None:
    strict, lenient = decode(known.octets), decode(known.octets, lenient=True)
    assert strict.fields == lenient.fields
    assert all("weekday" in fault.expected for fault in lenient.faults)


@given(st.sampled_from(VALID), st.integers(0, 10_000), st.integers(0, 255))
def test_any_octet_changed(known: Sample, place: int, octet: int) -> None:
    octets = bytearray(known.octets)
    octets[place % len(octets)] = octet
    strict, lenient = dissect(bytes(octets)), dissect(bytes(octets), lenient=True)
    assert_tiled(lenient)
    assert bool(lenient.faults) >= bool(strict.faults)
    if strict.faults:
        # What the strict reading ends with is the first that the lenient one lists.
        assert lenient.faults[0].offset <= strict.faults[0].offset


def test_the_command() -> None:
    octets = f"{_NOTIFICATION} 090C{_DATE} 1105"
    status, out, _ = run_command("decode", "--lenient", octets)
    assert status == 1
    assert "data-notification, 21 octets" in out
    assert "2026-01-14 10:30" in out
    status, out, _ = run_command("decode", octets)
    assert status == 1
    assert "2026-01-14 10:30" not in out
    assert run_command("decode", "--lenient", "C401C1001105")[0] == 0


@pytest.mark.parametrize(("octet", "value"), [("93", "93"), ("07", "7"), ("00", "0"), ("9A", "0x9A"), ("FF", "0xFF")])
def test_bcd(octet: str, value: str) -> None:
    """Two digits; another octet keeps its number."""
    octets = bytes.fromhex(f"{_DATA} 0D{octet}")
    found = dissect(octets)
    assert found.fields[-1].value == value
    for written in (value, f"0x{octet}"):
        text = f"get-response-normal: {{result: {{data: {{bcd: {written}}}}}}}"
        assert encode_text(text).octets == octets
    assert encode_text("get-response-normal: {result: {data: {bcd: -1}}}").octets[-1] == 0xFF
    assert encode_text("get-response-normal: {result: {data: {bcd: 100}}}").octets[-1:] == b"\x64"
    assert encode_text("get-response-normal: {result: {data: {bcd: 300}}}").faults
