"""Several messages in one input: where each ends, what is joined of them, and what one tells the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu.ciphering import Secured, encipher
from sphinx_dlmsprofile.apdu.envelopes.built_in import mbus_frame
from sphinx_dlmsprofile.apdu.exchanges.conversation import read_messages
from sphinx_dlmsprofile.apdu.exchanges.frames import split_frames
from sphinx_dlmsprofile.apdu.hdlc import write_address, write_hdlc
from sphinx_dlmsprofile.apdu.keys import Keys
from sphinx_dlmsprofile.apdu.wrap import enclose
from sphinx_dlmsprofile.model.apdu import Side
from tests.apdu.samples import assert_tiled
from tests.apdu.test_described import FULL, described

GET = bytes.fromhex("C001C100080000010000FF0200")
RESPONSE = bytes.fromhex("C401C10009060000190900FF")
FRAME = bytes.fromhex("7EA0190321107FDAE6E600C001C100080000010000FF0200601A7E")


def segment(content: bytes, *, more: bool, control: int = 0x30) -> bytes:
    """An HDLC frame from server 1 to client 0x10, with the bit of a segment."""
    frame = bytearray(write_hdlc(content, write_address(0x10), write_address(1), control))
    if not more:
        return bytes(frame)
    frame[1] |= 0x08
    from sphinx_dlmsprofile.apdu.hdlc import crc  # noqa: PLC0415

    head = bytes(frame[1:6])
    body = head + crc(head) + content
    return b"\x7e" + body + crc(body) + b"\x7e"


@pytest.mark.parametrize(
    ("octets", "starts"),
    [
        (FRAME + FRAME, [0, 27]),
        (FRAME[:-1] + FRAME, [0, 26]),
        (b"\x7e\x7e" + FRAME + b"\x7e\x7e" + FRAME + b"\x7e", [2, 31]),
        (FRAME + b"\r\n" + FRAME + b"\r\n", [0, 29]),
        (b"\n\0\n" + FRAME, [3]),
        (FRAME[20:] + FRAME, [7]),
        (FRAME[1:-1], [0]),
        (FRAME[1:-1] + FRAME[1:-1], [0, 25]),
        (bytes.fromhex("000100100001000D") + GET + bytes.fromhex("000100010010000C") + RESPONSE, [0, 21]),
        (enclose(GET, ["mbus"], client=1, server=2).octets * 3, [0, 24, 48]),
        (GET + RESPONSE, [0, 13]),
        (b"\xe6\xe6\x00" + GET + b"\xe6\xe7\x00" + RESPONSE, [0, 16]),
    ],
)
def test_where_frames_begin(octets: bytes, starts: list[int]) -> None:
    messages = read_messages(octets)
    assert [message.offset for message in messages] == starts
    assert all(message.valid for message in messages)


def test_frames_of_a_described_envelope() -> None:
    own = described(FULL)
    octets = enclose(GET, [own], client=1, server=2).octets + enclose(RESPONSE, [own], client=1, server=2).octets
    assert [message.frame.name for message in read_messages(octets, [own])] == [
        "get-request-normal",
        "get-response-normal",
    ]


def test_segments_of_hdlc() -> None:
    whole = b"\xe6\xe7\x00" + RESPONSE
    octets = segment(whole[:7], more=True) + segment(whole[7:10], more=True) + segment(whole[10:], more=False)
    messages = read_messages(octets)
    assert [message.valid for message in messages] == [True] * 3
    assert messages[-1].whole
    assert (messages[-1].whole.octets, messages[-1].parts) == (RESPONSE, (0, 1, 2))


def test_a_segment_that_is_not_there() -> None:
    first, last = (segment(b"\xe6\xe7\x00" + RESPONSE[:4], more=True), segment(RESPONSE[4:], more=False))
    assert read_messages(first)[0].lacks == "the last segment of its message is not there"
    assert read_messages(last)[0].lacks == "the first segment of its message is not there"


@pytest.mark.parametrize(
    ("order", "notes"),
    [
        ((0, 1, 2), ["", "", ""]),
        ((0, 1, 1, 2), ["", "", "segment 1 comes twice", ""]),
        ((0, 2), ["", "segment 2 follows where segment 1 should"]),
        ((1, 2), ["the first segment of its message is not there"] * 2),
    ],
)
def test_segments_of_mbus(order: tuple[int, ...], notes: list[str]) -> None:
    cut = (RESPONSE[:4], RESPONSE[4:8], RESPONSE[8:])
    octets = b"".join(
        enclose(
            cut[number],
            [mbus_frame()],
            client=0x10,
            server=1,
            sender=Side.SERVER,
            values={"segment-number": number, "last-segment": int(number == 2)},
        ).octets
        for number in order
    )
    messages = read_messages(octets)
    assert ["; ".join([*message.notes, message.lacks]).strip("; ") for message in messages] == notes
    joined = messages[-1].whole
    assert (joined is not None and joined.octets == RESPONSE) is (order[0] == 0 and 1 in order)


def general(number: int, data: bytes, *, last: bool) -> bytes:
    head = bytes([0xE0, 0xC3 if last else 0x43]) + number.to_bytes(2) + bytes(2)
    return head + bytes([len(data)]) + data


@pytest.mark.parametrize(
    ("order", "notes"),
    [
        ((1, 2, 3), ["", "", ""]),
        ((1, 2, 2, 3), ["", "", "block 2 comes twice", ""]),
        ((1, 3), ["the last block of its message is not there", "block 3 follows where block 2 should"]),
        (
            (2, 3),
            [
                "block 2 comes first: those before it are not there",
                "block 3 comes first: those before it are not there",
            ],
        ),
    ],
)
def test_general_block_transfer(order: tuple[int, ...], notes: list[str]) -> None:
    cut = {1: RESPONSE[:4], 2: RESPONSE[4:8], 3: RESPONSE[8:]}
    octets = b"".join(general(number, cut[number], last=number == 3) for number in order)
    messages = read_messages(octets)
    assert ["; ".join([*message.notes, message.lacks]).strip("; ") for message in messages] == notes
    joined = messages[-1].whole
    assert (joined is not None and joined.octets == RESPONSE) is (len(order) > 2)


@pytest.mark.parametrize(
    ("blocks", "whole"),
    [
        # Of a clock, and of a list.
        (["C402C10000000001000409060000", "C402C101000000020004190900FF"], RESPONSE.hex()),
        (["C402C100000000010003020016", "C402C10100000002000405001606"], "C403C102001605001606"),
        (
            ["C102C100080000010000FF0200000000000103090601", "C103C10100000002050203040506"],
            "C101C100080000010000FF02000906010203040506",
        ),
        (["C304C100280000190900FF010000000001010F", "C306C101000000020100"], "C301C100280000190900FF01010F00"),
        (["C702C10100000001020000"], "C701C10000"),
        # With lists.
        (
            ["C105C1 02 00080000010000FF0200 00030100000A00FF0200 00 00000001 04 02160311", "C103C1 01 00000002 01 05"],
            "C104C1 02 00080000010000FF0200 00030100000A00FF0200 02 1603 1105",
        ),
        (
            ["C305C1 02 000F0000280000FF01 0046000060030AFF01 00 00000001 03 020F00", "C306C1 01 00000002 02 0F00"],
            "C303C1 02 000F0000280000FF01 0046000060030AFF01 02 0F00 0F00",
        ),
        (["C702C1 01 00000001 05 0200000000"], "C703C1 02 0000 0000"),
        # With short names.
        (["0C0102 00 0001 04 01000600", "0C0102 01 0002 03 001391"], "0C 01 00 06 00001391"),
        (["050106 00 0001 02 0202", "050106 01 0002 05 FA0802FA10"], "05 02 02FA08 02FA10"),
        (["060107 00 0001 01 0903 0102FA", "060107 01 0002 01 0904 08011105"], "06 01 02FA08 01 1105"),
    ],
)
def test_blocks_of_services(blocks: list[str], whole: str) -> None:
    messages = read_messages([bytes.fromhex(block) for block in blocks])
    assert [fault.message for message in messages for fault in message.frame.faults] == []
    assert messages[-1].whole
    assert messages[-1].whole.faults == ()
    assert messages[-1].whole.octets.hex().upper() == whole.replace(" ", "").upper()


def test_a_response_answers_its_request() -> None:
    other = GET[:2] + b"\xc2" + GET[3:]
    messages = read_messages([GET, other, RESPONSE])
    assert [message.answers for message in messages] == [None, None, 0]


def test_titles_of_the_association_open_what_follows() -> None:
    title, key, authentication = b"MMM\x00\x00\xbc\x61\x4e", bytes(range(16)), bytes(range(0xD0, 0xE0))
    secured = Secured(0x30, 5, GET, b"", title, key, authentication)
    content, tag = encipher(secured)
    protected = b"\x30" + (5).to_bytes(4) + content + tag
    request = bytes([0xC8, len(protected)]) + protected
    aarq = (
        bytes.fromhex("6029A109060760857405080103A60A0408")
        + title
        + bytes.fromhex("BE10040E01000000065F1F0400007E1F04B0")
    )
    keys = Keys(encryption={"unicast": key}, authentication=authentication)
    (alone,) = read_messages(request, keys=keys)
    assert "system title" in alone.frame.content_note
    _, after = read_messages([aarq, request], keys=keys)
    assert after.frame.content
    assert after.frame.content.name == "get-request-normal"


@given(
    st.lists(st.sampled_from([FRAME, FRAME[1:], GET, RESPONSE, b"\x7e", b"\x68", general(1, GET, last=False)])),
    st.binary(max_size=30),
)
def test_any_input(parts: list[bytes], end: bytes) -> None:
    octets = b"".join(parts) + end
    for frame in split_frames(octets):
        assert frame.octets
    for message in read_messages(octets):
        assert_tiled(message.frame)
        if message.whole:
            assert_tiled(message.whole)


def test_many_frames_in_time_that_grows_with_them() -> None:
    octets = b"".join(general(1 + number, bytes(100), last=False) for number in range(300))
    assert len(read_messages(octets)) == 300


@pytest.mark.parametrize("last", ["B7", "00"])
def test_the_answers_of_high_level_security(last: str) -> None:
    """Pass 1 to 4 with GMAC, with the values of the Green Book."""
    client, server = "4D4D4D0000BC614E", "4D4D4D0000000001"
    aarq = f"6036A1090607608574050801 01A60A0408{server}8A0207808B0760857405080205AC0A80084B35366956616759"
    aare = (
        f"61{0:02X}A109060760857405080101A203020100A305A10302010EA40A0408{client}"
        "88020780890760857405080205AA0A8008503677524A323146"
    )
    octets_of = [bytes.fromhex(aarq.replace(" ", "")), bytes.fromhex(aare)]
    octets_of = [each[:1] + bytes([len(each) - 2]) + each[2:] for each in octets_of]
    pass_3 = bytes.fromhex("C301C1000F0000280000FF0101091110000000011A52FE7DD3E72748973C1E28")
    pass_4 = bytes.fromhex("C701C100010009111001234567FE1466AFB3DBCD4F9389E2B7")
    pass_4 = pass_4[:-1] + bytes.fromhex(last)
    keys = Keys(encryption={"unicast": bytes(range(16))}, authentication=bytes(range(0xD0, 0xE0)))
    messages = read_messages([*octets_of, pass_3, pass_4], keys=keys)
    assert [fault.message for message in messages for fault in message.frame.faults] == []
    told = "" if last == "B7" else "its answer to the challenge of the client is not that of HLS mechanism 5"
    assert [message.unproved for message in messages] == ["", "", "", told]
    assert all(not message.unproved for message in read_messages([*octets_of, pass_3, pass_4]))
