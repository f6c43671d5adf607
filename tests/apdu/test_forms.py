"""Octets in the forms in which people paste them."""

from __future__ import annotations

import base64
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.forms.ascii import TELEGRAM, characters, octets_are_telegram
from sphinx_dlmsprofile.apdu.forms.comments import without_comments
from sphinx_dlmsprofile.apdu.forms.read import read_octets, read_text
from sphinx_dlmsprofile.apdu.xml import as_xml
from tests.apdu.samples import VALID, Sample
from tests.growth import least

if TYPE_CHECKING:
    from collections.abc import Callable

_GET = bytes.fromhex("C001C100080000010000FF0200")
_ANSWER = bytes.fromhex("C401C1000600001391")
_HEX = _GET.hex(" ").upper()


def _each(form: str, separator: str) -> str:
    return separator.join(form % octet for octet in _GET)


_FORMS = {
    "words": (_HEX, ""),
    "0x before all": (f"0x{_GET.hex()}", ""),
    "0x before each": (_each("0x%02X", ", "), ""),
    "colons": (_each("%02X", ":"), ""),
    "dashes": (_each("%02X", "-"), ""),
    "typographic dashes": (_each("%02X", "\N{EN DASH}"), ""),
    "dots": (_each("%02X", "."), ""),
    "middle dots": (_each("0x%02X", "\N{MIDDLE DOT}"), ""),
    "digits of digits": (_GET.hex().upper().encode().hex(), "digits of characters"),
    "level before each": (f"(V) frame:\n(V) {_GET[:5].hex(' ')}\n(V) {_GET[5:].hex(' ')}", "a log"),
    "quoted dump": (f"> me@host $ hexdump -C f\n> 00000000  {_GET.hex(' ')}  |abc|", "a dump"),
    "semicolons": (_each("%02X", ";"), ""),
    "non-breaking spaces": (_each("%02X", "\u00a0"), ""),
    "zero-width spaces": (_each("%02X", "\u200b"), ""),
    "byte order mark": (f"\ufeff{_HEX}", ""),
    "quoted": (f'"{_GET.hex()}"', "in quotation marks"),
    "suffix h": (_each("%02Xh", " "), ""),
    "percent": (_each("%%%02X", ""), ""),
    "no leading zeros": (_each("%X", " "), "without leading zeros"),
    "C array": (f"const uint8_t frame[13] = {{\n  {_each('0x%02X', ', ')},\n}};", "an array of hexadecimal"),
    "Java array": (f"new byte[] {{ {_each('(byte)0x%02X', ', ')} }}", "an array of hexadecimal"),
    "signed": (f"{{{', '.join(str(octet - 256 if octet > 127 else octet) for octet in _GET)}}}", "an array of decimal"),
    "list": (str(list(_GET)), "an array of decimal"),
    "decimals": (" ".join(map(str, _GET)), "decimal numbers"),
    "escapes": (_each("\\x%02X", ""), "escapes"),
    "repr": (repr(_GET), "escapes"),
    "neighbouring strings": ('"\\xC0\\x01\\xC1" "\\0\\x08\\0\\0\\x01\\0\\0\\xFF\\2\\0"', "escapes"),
    "call": (f"bytes.fromhex('{_GET.hex()}')", "in quotation marks"),
    "JSON": (f'{{"frame": "{_GET.hex()}"}}', "in quotation marks"),
    "base64": (base64.b64encode(_GET).decode(), "base64"),
    "base64 with both marks": ("+/+/wAHBAAgAAAEAAP8CAA==", "base64"),
    "direction": (f"TX: {_HEX}", "a log"),
    "arrow": (f"-> {_HEX}", "a log"),
    "arrow to the left": (f"<- {_HEX}", "a log"),
    "time": (f"12:13:57.123 {_HEX}", "a log"),
    "time with a colon after it": (f"12:13:57.123 : {_HEX}", "a log"),
    "time and direction": (f"12:13:57 RX: {_HEX}", "a log"),
    "direction and time": (f"TX: 12:13:57\t{_HEX}", "a log"),
    "ISO 8601": (f"2026-01-14T12:13:57+01:00 {_HEX}", "a log"),
    "date": (f"14.01.2026 12:13:57 {_HEX}", "a log"),
    "date alone": (f"2026-01-14 {_HEX}", "a log"),
    "seconds since 1970": (f"1736850600.123 {_HEX}", "a log"),
    "level": (f"2026-01-14 12:13:57,123 DEBUG meter TX:\t{_HEX}", "a log"),
    "size after it": (f"[12:13:57][D][dlms:123]: Received: {_each('%02X', '.')} (13)", "a log"),
    "sentence before it": (f"The meter sent this today:\n{_HEX}", "a log"),
    "both directions": (f"<= {_HEX}", "a log"),
    "name and value": (f"12:13:57 DEBUG tx={_GET.hex()}", "a log"),
    "typographic quotes": (f"\u201c{_HEX}\u201d", "in quotation marks"),
    "angle brackets": (f"<{_HEX}>", ""),
    "parentheses": (f"({_GET.hex()})", ""),
    "bars": (f"|{_GET.hex()}|", ""),
    "Basic": (_each("&H%02X", " "), ""),
    "assembler": (_each("0%02Xh", ", "), ""),
    "over lines": (f"TX:\n{_HEX[:20]}\n{_HEX[20:]}", "a log"),
    "comments": ("C0 01 // get\nC1 00 08 /* class\n clock */ 00 00 01 # name\n00 00 FF ; more\n02 00", "hexadecimal"),
    "offset": (f"0000  {_HEX}", "a dump"),
    "hexdump": (f"00000000  {_HEX[:23]}  {_HEX[24:]}           |.............|\n0000000d\n", "a dump"),
    "offsets": ("0000  C0 01 C1 00 08 00 00 01   abcdefgh\n0008  00 00 FF 02 00            CDEF ", "a dump"),
    "xxd": ("00000000: c001 c100 0800 0001 0000 ff02 00         .............", "a dump"),
}


@pytest.mark.parametrize("form", _FORMS)
def test_forms(form: str) -> None:
    text, told = _FORMS[form]
    taken = read_text(text)
    assert taken.fault is None
    octets = b"".join(piece.octets for piece in taken.pieces)
    assert octets.removeprefix(b"\xfb\xff\xbf") == _GET
    assert (told in taken.told) if told else not taken.told


@pytest.mark.parametrize(
    "text",
    [
        f"TX: {_HEX}\nRX: {_ANSWER.hex(' ')}\n",
        f"12:13:57 TX:\n{_GET.hex()}\n12:13:58 RX:\n{_ANSWER.hex()}\n",
        f"[12:13:57.001] Sent {_HEX}\n[12:13:57.200] connection kept\n[12:13:57.300] Received {_ANSWER.hex('.')}",
        f"TX:\n0000  {_HEX[:23]}\n0008  {_HEX[24:]}\nRX:\n0000  {_ANSWER.hex(' ')}\n",
        f"{{{_each('0x%02X', ',')}}};\n{{{', '.join(f'0x{octet:x}' for octet in _ANSWER)}}};",
        f'"{_GET.hex()}", "{_ANSWER.hex()}"',
    ],
)
def test_several_messages(text: str) -> None:
    assert [piece.octets for piece in read_text(text).pieces] == [_GET, _ANSWER]


def _log(*parts: bytes) -> str:
    return "\n".join(f"[16:58:09.39{number}][VV][meter:030]: {part.hex().upper()}" for number, part in enumerate(parts))


_FRAME = bytes.fromhex("7EA0190321107FDAE6E600C001C100080000010000FF0200601A7E")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (_log(_FRAME[:10], _FRAME[10:20], _FRAME[20:], _FRAME), [_FRAME, _FRAME]),
        (_log(_FRAME[:10], _FRAME), [_FRAME[:10], _FRAME]),
        (_log(_FRAME[:10]), [_FRAME[:10]]),
        (f"TX: {_FRAME[:10].hex()}\nRX: {_FRAME[10:].hex()}", [_FRAME[:10], _FRAME[10:]]),
    ],
)
def test_frames_that_go_on_in_the_next_line_of_a_log(text: str, messages: list[bytes]) -> None:
    taken = read_text(text)
    assert [piece.octets for piece in taken.pieces] == messages
    assert ("go on in the next line" in taken.told) == (messages[0] == _FRAME)


def test_characters_are_told() -> None:
    assert characters(b"Debug: WiFi ps\r\n") == "Debug: WiFi ps"
    assert characters(_GET) == characters(b"short") == ""


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("C0 01\nC1xx", 1, 2, '"x" is not a hexadecimal digit'),
        ("C0 0", 0, 3, "odd number of digits"),
        ("C001C1O008000001", 0, 6, '"O" is not'),
        ("[12, 34, 56]", 0, 0, "decimal or hexadecimal"),
        ("hello C0 01", 0, 0, '"h" is not'),
        ("C0 01 … 00", 0, 6, "left out"),
        ("TX: C0 01 ... 00", 0, 10, "left out"),
        ("<GetRequest>", 0, 0, "the XML cannot be read"),
        ("<get-request><other /></get-request>", 0, 0, "has no <other>"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><get-request>&b;</get-request>', 0, 0, "document type"),
        ("<rlre><reason>never</reason></rlre>", 0, 0, "reason"),
        ("<get-response />", 0, 0, "has to hold one element"),
    ],
)
def test_faults(text: str, line: int, column: int, message: str) -> None:
    taken = read_text(text)
    assert taken.fault
    assert (taken.fault.line, taken.fault.column, taken.pieces) == (line, column, ())
    assert message in taken.fault.message


@pytest.mark.parametrize("text", ["", " \n", "# nothing", "//", "/* */"])
def test_nothing(text: str) -> None:
    assert read_text(text).pieces == ()


@pytest.mark.parametrize(
    "text",
    [
        "/ISK5\\2M550T-1012\r\n\r\n1-3:0.2.8(50)\r\n0-0:1.0.0(101209113020W)\r\n!\r\n",
        "1-0:1.8.0*255(0000123.4*kWh)\r\n",
        "\x02F.F(00)\r\n0.0.0(12345678)\r\n",
    ],
)
def test_telegrams_are_named(text: str) -> None:
    assert read_text(text).form == TELEGRAM
    assert octets_are_telegram(text.encode())
    # With even parity.
    assert octets_are_telegram(bytes(octet | (octet.bit_count() % 2) << 7 for octet in text.encode()))
    assert not octets_are_telegram(_GET)


def test_files() -> None:
    for octets in (_HEX.encode(), _HEX.encode("utf-16"), b"\xef\xbb\xbf" + _HEX.encode(), _GET):
        assert [piece.octets for piece in read_octets(octets).pieces] == [_GET]
    assert read_octets(_GET).form == "a binary file"


@pytest.mark.parametrize("known", VALID, ids=[known.id for known in VALID])
def test_xml_is_read_again(known: Sample) -> None:
    found = dissect(known.octets)
    assert found.element
    text = as_xml(found.element, known.octets)
    if "compact-array" in text:
        pytest.skip("compact-arrays are not read from XML")
    for written in (text, f'<?xml version="1.0"?>\n{text}', text.replace("x:", "")):
        taken = read_text(written)
        assert taken.fault is None
        assert [piece.octets for piece in taken.pieces] == [known.octets]


def test_xml_of_translators() -> None:
    """Names in capitals, values in hexadecimal in an attribute."""
    text = """<GetRequest><GetRequestNormal><InvokeIdAndPriority Value="C1" /><AttributeDescriptor>
    <ClassId Value="0008" /><InstanceId Value="0000010000FF" /><AttributeId Value="02" />
    </AttributeDescriptor></GetRequestNormal></GetRequest>
    <GetResponse><GetResponseNormal><InvokeIdAndPriority Value="C1" /><Result><Data>
    <Structure Qty="02"><Int8 Value="FF" /><UInt32 Value="00001391" /></Structure></Data></Result>
    </GetResponseNormal></GetResponse>"""
    for written in (text, text.replace("<Data>", "").replace("</Data>", "")):
        pieces = [piece.octets for piece in read_text(written).pieces]
        assert pieces == [_GET, bytes.fromhex("C401C100 0202 0FFF 0600001391")]


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    taken = read_text(text)
    assert taken.fault is None or not taken.pieces
    assert "\n" not in taken.told
    assert all(piece.octets for piece in taken.pieces) or taken.form == TELEGRAM


_PIECES = [*(text for text, _ in _FORMS.values()), "\n", " ", "TX", "12:13:57", "{", "}", '"', "\\", "<a>", ";", "#"]


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
def test_mixtures(text: str) -> None:
    read_text(text)


@given(st.binary(max_size=100))
def test_any_file(octets: bytes) -> None:
    read_octets(octets)


_LONG: dict[str, Callable[[int], str]] = {
    "octets": lambda count: "C0 " * count,
    "lines": lambda count: "TX: C0\n" * count,
    "brackets": lambda count: "(" * count,
    "braces": lambda count: "{0x01,0x02}" * count,
    "quotes": lambda count: '\\"' * count,
    "strings": lambda count: '"\\x01' * count,
    "comments": lambda count: "/*" * count,
    "spaces": lambda count: "C0" + " " * count + "x",
    "dump": lambda count: "".join(f"{16 * line:06X}  {'00 ' * 16}\n" for line in range(count // 16)),
    "times": lambda count: "12:13:57 " * count,
    "elements": lambda count: "<a>" * count,
    "one word": lambda count: "C0" * count + "x",
    "semicolons": lambda count: "; " * count,
}


@pytest.mark.parametrize("kind", _LONG)
def test_time_grows_with_the_text(kind: str) -> None:
    """Ten times the text takes about ten times as long, and not a hundred times."""
    shorter, longer = (partial(read_text, _LONG[kind](count)) for count in (1_000, 10_000))
    short, long = least(shorter, longer, ratio=40, floor=0.2)
    assert long <= max(0.2, 40 * short)


def test_of_several_names_none_is_taken_for_that_of_the_octets() -> None:
    assert read_text(f"frame={_GET.hex()} len=13").fault


def test_comments_become_blanks_and_lines_stay() -> None:
    assert without_comments("C0 /**/ 01 /* a\nb */ 02 // c\n") == (
        ["C0      01     ", "     02 "],
        ("/**/", "/* a\nb */", "// c"),
    )
