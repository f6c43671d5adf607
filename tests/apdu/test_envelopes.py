"""Wrapper, HDLC and LLC: addresses, lengths, check sequences, from the outside in."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.dissect import dissect, recognise
from sphinx_dlmsprofile.apdu.hdlc import crc, write_address, write_hdlc
from sphinx_dlmsprofile.model.apdu import Part, Side
from tests.apdu.samples import VALID, Sample, assert_tiled, sample

_GET = sample("get-req-normal").octets
_WRAPPED = bytes.fromhex("0001 0010 0001 000D") + _GET


def _frame(addresses: str, control: str, information: bytes = b"", *, bits: int = 0xA000) -> bytes:
    head = bytes.fromhex(addresses + control)
    length = 2 + len(head) + 2 + (len(information) + 2 if information else 0)
    body = (bits | length).to_bytes(2) + head
    if information:
        body += crc(body) + information
    return b"\x7e" + body + crc(body) + b"\x7e"


def test_crc() -> None:
    """The check value of CRC-16/X.25."""
    assert crc(b"123456789") == bytes.fromhex("6e90")


def test_known_frame() -> None:
    """SNRM from client 0x10 to server 1, as it stands in many a recorded session."""
    found = dissect(bytes.fromhex("7EA0070321930F017E"), ["hdlc"])
    assert not found.faults
    assert found.names == ()
    assert found.content_note == "the frame (SNRM) carries no APDU"


def test_known_answer() -> None:
    """The UA with its parameters, as it stands in many a recorded session; only a server sends one."""
    found = dissect(bytes.fromhex("7EA01E210373C37A818012050180060180070400000001080400000001533B7E"), ["hdlc"])
    assert not found.faults
    client, server = found.address(Side.CLIENT), found.address(Side.SERVER)
    assert client
    assert server
    assert (client.value, server.value) == (0x10, 1)
    assert_tiled(found)


def test_wrapper() -> None:
    found = dissect(_WRAPPED, ["wrapper"])
    assert not found.faults
    assert found.name == "get-request-normal"
    client, server = found.address(Side.CLIENT), found.address(Side.SERVER)
    assert client
    assert server
    assert (client.value, client.offset, server.value, server.offset) == (0x10, 2, 1, 4)
    assert [field.part for field in found.fields[:5]] == [Part.WRAPPER] * 4 + [Part.APDU]
    assert_tiled(found)


def test_the_direction_comes_from_the_apdu() -> None:
    found = dissect(bytes.fromhex("0001 0001 0010 0009") + sample("get-rsp-normal").octets, ["wrapper"])
    server = found.address(Side.SERVER)
    assert server
    assert (server.value, server.source) == (1, True)


@pytest.mark.parametrize(
    ("octets", "kind", "offset"),
    [
        (_WRAPPED[:7] + b"\x0e" + _GET, "frame-length", 6),
        (_WRAPPED[:7] + b"\x0c" + _GET, "frame-length", 6),
        (_WRAPPED[:-1], "frame-length", 6),
        (_WRAPPED + b"\0", "frame-length", 6),
        (_WRAPPED[:5], "frame-length", 4),
        (b"\0\2" + _WRAPPED[2:], "apdu-invalid", 0),
        (b"", "frame-length", 0),
        (_WRAPPED[:8].replace(b"\x0d", b"\x0e") + _GET + b"\0", "apdu-trailing", 21),
        (bytes.fromhex("0001 0010 0001 0000"), "apdu-invalid", 8),
    ],
)
def test_wrapper_faults(octets: bytes, kind: str, offset: int) -> None:
    found = dissect(octets, ["wrapper"])
    (fault,) = found.faults
    assert (fault.kind.value, fault.offset) == (kind, offset)
    assert_tiled(found)


@pytest.mark.parametrize(
    ("addresses", "upper", "lower", "octets"),
    [("0321", 1, None, 1), ("022321", 1, 0x11, 2), ("0002002321", 1, 0x11, 4), ("FEFEFEFF21", 0x3FFF, 0x3FFF, 4)],
)
def test_hdlc(addresses: str, upper: int, lower: int | None, octets: int) -> None:
    found = dissect(_frame(addresses, "10", b"\xe6\xe6\0" + _GET), ["hdlc"])
    assert not found.faults
    assert found.name == "get-request-normal"
    assert found.envelopes == (Part.HDLC, Part.LLC)
    server, client = found.address(Side.SERVER), found.address(Side.CLIENT)
    assert server
    assert client
    assert (server.value, server.lower, server.octets, server.offset) == (upper, lower, octets, 3)
    assert (client.value, client.octets) == (0x10, 1)
    assert [field.name for field in found.fields[-2:]] == ["fcs", "flag"]
    assert_tiled(found)


def test_hdlc_response() -> None:
    found = dissect(_frame("210223", "30", b"\xe6\xe7\0" + sample("get-rsp-normal").octets), ["hdlc", "llc"])
    assert not found.faults
    server = found.address(Side.SERVER)
    assert server
    assert (server.value, server.lower) == (1, 0x11)


_FRAME = _frame("022321", "10", b"\xe6\xe6\0" + _GET)


@pytest.mark.parametrize(
    ("octets", "kind", "offset"),
    [
        (_FRAME[:2] + bytes([_FRAME[2] + 1]) + _FRAME[3:], "frame-length", 1),
        (_FRAME[:-1], "frame-length", len(_FRAME) - 1),
        (_FRAME[:-4] + _FRAME[-3:], "frame-length", 1),
        (_FRAME[:-2] + b"\0\x7e", "frame-checksum", len(_FRAME) - 3),
        (_FRAME[:12] + b"\xff" + _FRAME[13:], "frame-checksum", len(_FRAME) - 3),
        (b"\x7f" + _FRAME[1:], "apdu-invalid", 0),
        (b"\x7e\xb0" + _FRAME[2:], "apdu-invalid", 1),
        (_frame("02022321", "10", b"\xe6\xe6\0" + _GET), "apdu-invalid", 3),
        (_frame("0202020221", "10", b"\xe6\xe6\0" + _GET), "apdu-invalid", 3),
        (_frame("0321", "FF", b"\xe6\xe6\0" + _GET), "apdu-invalid", 5),
        (b"\x7e\xa0\x05\x03\x21\x93\x7e", "frame-length", 6),
        (b"\x7e\x7e", "frame-length", 1),
        (b"\x7e", "frame-length", 1),
    ],
)
def test_hdlc_faults(octets: bytes, kind: str, offset: int) -> None:
    found = dissect(octets, ["hdlc"])
    (fault,) = found.faults
    assert (fault.kind.value, fault.offset) == (kind, offset)
    assert_tiled(found)


def test_header_check_sequence() -> None:
    octets = bytearray(_FRAME)
    octets[7] ^= 1
    octets[-3:-1] = crc(bytes(octets[1:-3]))
    (fault,) = dissect(bytes(octets), ["hdlc"]).faults
    assert (fault.kind.value, fault.path, fault.offset) == ("frame-checksum", ("hdlc", "hcs"), 7)


def test_segment() -> None:
    found = dissect(_frame("0321", "10", _GET[:5], bits=0xA800), ["hdlc"])
    assert not found.faults
    assert "segment" in found.content_note
    assert_tiled(found)


def test_negotiated_parameters() -> None:
    found = dissect(_frame("2103", "73", bytes.fromhex("818007 05020080 060101")), ["hdlc"])
    assert not found.faults
    assert ("max-information-transmit", "128") in [(field.name, field.value) for field in found.fields]
    assert_tiled(found)


@pytest.mark.parametrize("header", ["E6E600", "E6E603", "E6E613", "FEFE03"])
def test_llc(header: str) -> None:
    found = dissect(bytes.fromhex(header) + _GET, ["llc"])
    assert not found.faults
    assert [field.name for field in found.fields[:2]] == ["dsap", "ssap"]
    assert_tiled(found)


@pytest.mark.parametrize(("header", "kind"), [("E6E6E3", "apdu-invalid"), ("E6E6", "frame-length")])
def test_llc_faults(header: str, kind: str) -> None:
    (fault,) = dissect(bytes.fromhex(header), ["llc"]).faults
    assert (fault.kind.value, fault.offset) == (kind, 0)


def test_a_forgotten_llc_header_is_no_gateway() -> None:
    (fault,) = dissect(bytes.fromhex("E6E600") + _GET).faults
    assert "LLC" in fault.expected


def test_gateway() -> None:
    found = dissect(bytes.fromhex("E6 01 02 AABB") + _GET)
    assert not found.faults
    assert found.name == "get-request-normal"
    assert found.mentions[0].class_id == 8


def test_recognise() -> None:
    assert recognise(_GET).envelopes == ()
    assert recognise(_WRAPPED).envelopes == (Part.WRAPPER,)
    assert recognise(_FRAME).envelopes == (Part.HDLC, Part.LLC)
    assert recognise(b"\xfe\0").faults


_SHORT = [known for known in VALID if len(known.octets) < 20]


@pytest.mark.parametrize("known", _SHORT, ids=[known.id for known in _SHORT])
def test_every_changed_bit_of_a_frame_is_found(known: Sample) -> None:
    frame = _frame("022321", "10", b"\xe6\xe6\0" + known.octets)
    for bit in range(len(frame) * 8):
        octets = bytearray(frame)
        octets[bit // 8] ^= 1 << bit % 8
        found = dissect(bytes(octets), ["hdlc"])
        assert len(found.faults) == 1
        assert_tiled(found)


@pytest.mark.parametrize(
    ("octets", "envelopes"),
    [(_WRAPPED, ["wrapper"]), (_FRAME, ["hdlc"]), (b"\xe6\xe6\x03" + _GET, ["llc"])],
    ids=["wrapper", "hdlc", "llc"],
)
def test_no_truncation_is_valid(octets: bytes, envelopes: list[str]) -> None:
    for length in range(len(octets)):
        found = dissect(octets[:length], envelopes)
        assert len(found.faults) == 1
        assert_tiled(found)


def test_a_second_frame() -> None:
    """Octets behind the closing flag are told as such, not as a wrong length."""
    found = dissect(_FRAME + _FRAME, ["hdlc"])
    (fault,) = found.faults
    assert (fault.kind.value, fault.offset) == ("apdu-trailing", len(_FRAME))
    assert found.name == "get-request-normal"
    assert_tiled(found)


def test_an_i_frame_without_llc_header_is_a_later_segment() -> None:
    """As a device sends a response in two frames: the segmentation bit is set in the first alone."""
    last = dissect(bytes.fromhex("7EA0102103520AE400FF0600000001DC667E"), ["hdlc"])
    assert last.valid
    assert last.element is None
    assert "later segment" in last.content_note
    assert [field.type for field in last.fields if field.path == ("information",)] == ["segment"]


def test_a_push_to_an_address_of_two_octets_does_not_say_who_sends() -> None:
    """Within a connection such an address is the server's; a UI frame may go to a client's."""
    block = write_hdlc(bytes.fromhex("E04000020000020900"), write_address(0x67, 0x7F), write_address(1), 0x13)
    pushed = dissect(block, ["hdlc"])
    assert pushed.valid
    assert pushed.names == ("general-block-transfer",)
    assert pushed.sender is None
    request = write_hdlc(
        bytes.fromhex("E6E600C001C100080000010000FF0200"), write_address(1, 0x11), write_address(0x10), 0x10
    )
    assert dissect(request, ["hdlc"]).sender is Side.CLIENT


def test_a_length_of_ber_need_not_be_the_shortest() -> None:
    aarq = "601DA109060760857405080101BE10040E01000000065F1F0400007E1F04B0"
    assert dissect(bytes.fromhex(aarq.replace("601D", "60811D"))).valid
    assert dissect(bytes.fromhex(aarq.replace("601DA109", "601EA18109"))).valid
    (fault,) = dissect(bytes.fromhex("C401C1000981020102")).faults
    assert "shortest form" in fault.expected
