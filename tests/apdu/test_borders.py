"""Values next to a border, and words of faults: what a change of one sign in the code would alter."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.ciphering import Secured
from sphinx_dlmsprofile.apdu.cursor import Cursor
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.errors import DecodeError, UnfitError
from sphinx_dlmsprofile.apdu.hdlc import FLAG, crc, write_address


def frame(control: int) -> bytes:
    """A frame without information from client 0x10 to server 1."""
    body = bytes.fromhex("A007 03 21") + bytes([control])
    return bytes([FLAG]) + body + crc(body) + bytes([FLAG])


@pytest.mark.parametrize(
    ("control", "name"),
    [(0x93, "SNRM"), (0x53, "DISC"), (0x43, "DISC"), (0x1F, "DM"), (0x97, "FRMR"), (0x03, "UI"), (0x01, "RR"),
     (0x31, "RR"), (0x15, "RNR")],
)  # fmt: skip
def test_frames_that_carry_nothing(control: int, name: str) -> None:
    assert f"({name})" in dissect(frame(control), ["hdlc"]).content_note


@pytest.mark.parametrize(
    ("control", "authenticated", "encrypted"),
    [(0x10, True, False), (0x11, True, False), (0x20, False, True), (0x21, False, True), (0x32, True, True),
     (0x01, False, False)],
)  # fmt: skip
def test_bits_of_the_security_control(control: int, authenticated: bool, encrypted: bool) -> None:  # noqa: FBT001
    secured = Secured(control, 0, b"", b"", b"", b"", b"")
    assert (secured.authenticated, secured.encrypted) == (authenticated, encrypted)


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        ("40000001", "invoke-id 1, confirmed, normal priority"),
        ("80000002", "invoke-id 2, unconfirmed, high priority"),
        ("10FFFFFF", "invoke-id 16777215, unconfirmed, normal priority, self-descriptive"),
        ("20000000", "invoke-id 0, unconfirmed, normal priority, break on error"),
        ("01000000", "invoke-id 0, unconfirmed, normal priority, reserved bits set"),
    ],
)
def test_bits_of_the_long_invoke_id(octets: str, words: str) -> None:
    shown = dissect(bytes.fromhex(f"0F {octets} 00 00"))
    assert words in [field.meaning for field in shown.fields]


def test_what_follows_a_frame_is_named() -> None:
    faults = dissect(frame(0x93) + b"\x00\x01", ["hdlc"]).faults
    assert [(fault.expected, fault.found) for fault in faults] == [
        ("the end after the closing flag", "2 more: 00 01")
    ]


def test_addresses_of_hdlc() -> None:
    assert write_address(0) == b"\x01"
    assert write_address(0x7F) == b"\xff"
    assert write_address(0, 0) == b"\x00\x01"
    assert write_address(0x3FFF, 0) == b"\xfe\xfe\x00\x01"
    for wrong in ((0x80,), (-1,), (0x4000, 0), (0, -1)):
        with pytest.raises(UnfitError):
            write_address(*wrong)


@pytest.mark.parametrize("first", ["80", "85 01 00 00 00 00"])
def test_lengths_without_end(first: str) -> None:
    with pytest.raises(DecodeError) as caught:
        Cursor(bytes.fromhex(first), {}).length(())
    assert (caught.value.expected, caught.value.offset) == ("a definite length of 1 to 5 octets", 0)


def test_the_longest_length() -> None:
    assert Cursor(bytes.fromhex("84 01 00 00 00"), {}).length(()) == 1 << 24


@pytest.mark.parametrize(("octets", "count", "expected", "found"), [
    ("", 1, "1 octet", "none left"), ("", 2, "2 octets", "none left"), ("00", 2, "2 octets", "1 left"),
])  # fmt: skip
def test_octets_that_are_missing(octets: str, count: int, expected: str, found: str) -> None:
    with pytest.raises(DecodeError) as caught:
        Cursor(bytes.fromhex(octets), {}).take(count, ())
    assert (caught.value.expected, caught.value.found) == (expected, found)


@pytest.mark.parametrize(("octets", "found"), [("05", "none left"), ("05 00 00 00", "3 left")])
def test_contents_that_are_missing(octets: str, found: str) -> None:
    with pytest.raises(DecodeError) as caught:
        Cursor(bytes.fromhex(octets), {}).enter(())
    assert (caught.value.expected, caught.value.found) == ("5 octets", found)
