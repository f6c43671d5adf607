"""The HDLC frame of the data link layer (IEC 62056-7-6, ISO/IEC 13239): frame format type 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.envelope import LLC_COMMAND, LLC_RESPONSE, Opened, Segment
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.model.apdu import Address, DecodeFault, FaultKind, Part, Side

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor

FLAG = 0x7E
_TYPE_3, _SEGMENTED, _LENGTH = 0xA000, 0x0800, 0x07FF
_ADDRESS_SIZES = (1, 2, 4)
_CHECK_OCTETS = 2
HDLC_TRAILER = _CHECK_OCTETS + 1
"""The octets after the information field: its check sequence and the flag."""

_POLL = 0x10
_MAX_PART = 1 << 14
_UNNUMBERED = {0x83: "SNRM", 0x43: "DISC", 0x63: "UA", 0x0F: "DM", 0x87: "FRMR", 0x03: "UI"}
_SUPERVISORY = {0x01: "RR", 0x05: "RNR"}
_SENDERS = {"SNRM": Side.CLIENT, "DISC": Side.CLIENT, "UA": Side.SERVER, "DM": Side.SERVER}
_PARAMETERS = {5: "max-information-transmit", 6: "max-information-receive", 7: "window-transmit", 8: "window-receive"}


def crc(octets: bytes) -> bytes:
    """The check sequence by ISO/IEC 13239 (CRC-16/X.25), as it is in the frame."""
    value = 0xFFFF
    for octet in octets:
        value ^= octet
        for _ in range(8):
            value = value >> 1 ^ (0x8408 if value & 1 else 0)
    return (value ^ 0xFFFF).to_bytes(2, "little")


class _Station(NamedTuple):
    """An address field: upper and lower address, and how it was written."""

    upper: int
    lower: int | None
    offset: int
    octets: int


def write_hdlc(information: bytes, destination: bytes, source: bytes, control: int) -> bytes:
    """A frame around an information field; the addresses as ``write_address`` makes them.

    Raises:
        UnfitError: the information is too long for one frame.
    """
    head = destination + source + bytes([control])
    checks = 2 * _CHECK_OCTETS if information else _CHECK_OCTETS
    length = 2 + len(head) + len(information) + checks
    if length > _LENGTH:
        raise UnfitError(expected=f"no more than {_LENGTH - length + len(information)} octets for one HDLC frame")
    frame = (_TYPE_3 | length).to_bytes(2) + head
    if information:
        frame += crc(frame) + information
    return bytes([FLAG]) + frame + crc(frame) + bytes([FLAG])


def write_address(upper: int, lower: int | None = None) -> bytes:
    """An address field: one octet; with a lower address two, or four if one of the two needs it.

    Raises:
        UnfitError: an address is out of range.
    """
    parts = [upper] if lower is None else [upper, lower]
    if lower is None and upper >= _MAX_PART >> 7:
        raise UnfitError(expected="an address up to 0x7F, or one with a lower address")
    if min(parts) < 0 or max(parts) >= _MAX_PART:
        raise UnfitError(expected="addresses up to 0x3FFF")
    size = 2 if max(parts) >= _MAX_PART >> 7 else 1
    octets = bytearray()
    for part in parts:
        octets += bytes((part >> 7 * index & 0x7F) << 1 for index in reversed(range(size)))
    octets[-1] |= 1
    return bytes(octets)


def read_hdlc(cursor: Cursor) -> Opened:
    """Read the frame up to its information field, which becomes what the cursor has left.

    Raises:
        DecodeError: the frame cannot be decoded.
    """
    cursor.part = Part.HDLC
    cursor.shortage = FaultKind.FRAME_LENGTH
    _flag(cursor)
    frame = cursor.position
    rest = _after(cursor)
    closed = cursor.left > 0 and cursor.octets[cursor.end - 1] == FLAG
    faults = []
    if rest:
        what = f"{len(rest)} more: {rest[:8].hex(' ').upper()}"
        at, path = cursor.end, ("hdlc", "flag")
        expected = "the end after the closing flag"
        faults = [DecodeFault(kind=FaultKind.TRAILING, offset=at, path=path, expected=expected, found=what)]
    if closed:
        cursor.end -= 1
    else:
        faults.append(_fault(FaultKind.FRAME_LENGTH, cursor.end, "flag", "the closing flag 7E", "the end"))
    segmented, wrong = _format(cursor, closed=closed)
    faults += wrong
    stations = [_station(cursor, "destination"), _station(cursor, "source")]
    kind = _control(cursor)
    if cursor.left > _CHECK_OCTETS:
        faults += _check(cursor, frame, "hcs")
    body = cursor.position
    if cursor.left < _CHECK_OCTETS:
        cursor.take(_CHECK_OCTETS, ("hdlc", "fcs"))
    cursor.position = cursor.end - _CHECK_OCTETS
    inner = len(cursor.fields)
    faults += _check(cursor, frame, "fcs")
    if closed:
        cursor.end += 1
        _flag(cursor)
    if rest:
        cursor.end += len(rest)
        cursor.take(len(rest), ("undecoded",))
        cursor.add(("undecoded",), "undecoded", len(rest), rest.hex().upper())
    trailer = cursor.fields[inner:]
    del cursor.fields[inner:]
    cursor.position, cursor.end = body, trailer[0].offset
    carries = kind in {"I", "UI"} and bool(cursor.left)
    begins = cursor.octets[body : body + len(LLC_COMMAND)] in {LLC_COMMAND, LLC_RESPONSE}
    starts = kind == "UI" or begins
    note = "" if carries else f"the frame ({kind}) carries no APDU"
    if carries and segmented:
        note = "the frame carries a segment of an APDU, which is not decoded"
    elif carries and not starts:
        note = "the frame has no LLC header: it carries a later segment of an APDU, which is not decoded"
    if not carries and cursor.left:
        _information(cursor)
    return Opened(
        part=Part.HDLC,
        addresses=_addresses(stations),
        # A wrong length makes the check sequences wrong, and what makes the HCS wrong does so with the FCS.
        faults=tuple(faults[:1]),
        trailer=tuple(trailer),
        sender=_SENDERS.get(kind) or _sender(kind, stations),
        opaque=note,
        segment=Segment(first=begins, last=not segmented) if carries and (segmented or not starts) else None,
    )


def _after(cursor: Cursor) -> bytes:
    """The octets after a frame that ends with a flag where its length says: the cursor's end is moved there."""
    head = cursor.octets[cursor.position : cursor.position + 2]
    end = cursor.position + (int.from_bytes(head) & _LENGTH) + 1
    if end <= cursor.position + 2 or end >= cursor.end or cursor.octets[end - 1] != FLAG:
        return b""
    rest = cursor.octets[end : cursor.end]
    cursor.end = end
    return rest


def _fault(kind: FaultKind, offset: int, name: str, expected: str, found: str) -> DecodeFault:
    return DecodeFault(kind=kind, offset=offset, path=("hdlc", name), expected=expected, found=found)


def _flag(cursor: Cursor) -> None:
    start = cursor.position
    octet = cursor.take(1, ("hdlc", "flag"))[0]
    if octet != FLAG:
        raise cursor.fail(("hdlc", "flag"), "the flag 7E", f"{octet:02X}", start)
    cursor.add(("hdlc", "flag"), "flag", 1, f"{octet:02X}")


def _format(cursor: Cursor, *, closed: bool) -> tuple[bool, list[DecodeFault]]:
    path = ("hdlc", "frame-format")
    start = cursor.position
    value = int.from_bytes(cursor.take(2, path))
    if value & 0xF000 != _TYPE_3:
        raise cursor.fail(path, "the frame format type 3 (A…)", f"{value:04X}", start)
    length, actual = value & _LENGTH, cursor.end - start
    segmented = bool(value & _SEGMENTED)
    meaning = f"type 3, {'segmented, ' if segmented else ''}length {length}"
    cursor.add(path, "frame format", 2, f"{value:04X}", meaning)
    if length == actual or not closed:
        return segmented, []
    expected = f"the length {actual}, the number of octets between the flags"
    return segmented, [_fault(FaultKind.FRAME_LENGTH, start, "frame-format", expected, str(length))]


def _station(cursor: Cursor, name: str) -> _Station:
    """The address field: 7 bits an octet, the last with its lowest bit set; lower address if two or four octets."""
    start = cursor.position
    octets = bytearray()
    while True:
        octets += cursor.take(1, ("hdlc", f"{name}-address"))
        if octets[-1] & 1:
            break
        if len(octets) == max(_ADDRESS_SIZES):
            expected = "an address of 1, 2 or 4 octets, the last of them odd"
            raise cursor.fail(("hdlc", f"{name}-address"), expected, octets.hex(" ").upper(), start)
    size = len(octets)
    if size not in _ADDRESS_SIZES:
        found = f"{size}: {octets.hex(' ').upper()}"
        raise cursor.fail(("hdlc", f"{name}-address"), "an address of 1, 2 or 4 octets", found, start)
    if size == 1:
        value = octets[0] >> 1
        cursor.add(("hdlc", f"{name}-address"), "address", 1, f"0x{value:02X}")
        return _Station(value, None, start, 1)
    half = size // 2
    values = []
    cursor.position = start
    for what, part in (("upper", octets[:half]), ("lower", octets[half:])):
        value = part[0] >> 1 if half == 1 else part[0] >> 1 << 7 | part[1] >> 1
        cursor.position += half
        cursor.add(("hdlc", f"{name}-{what}-address"), "address", half, f"0x{value:0{2 * half}X}")
        values.append(value)
    return _Station(values[0], values[1], start, size)


def _control(cursor: Cursor) -> str:
    path = ("hdlc", "control")
    start = cursor.position
    value = cursor.take(1, path)[0]
    poll = ", poll/final" if value & _POLL else ""
    if not value & 1:
        name, meaning = "I", f"I, N(S) = {value >> 1 & 7}, N(R) = {value >> 5}{poll}"
    elif value & 0x0F in _SUPERVISORY:
        name = _SUPERVISORY[value & 0x0F]
        meaning = f"{name}, N(R) = {value >> 5}{poll}"
    elif value & ~_POLL in _UNNUMBERED:
        name = _UNNUMBERED[value & ~_POLL]
        meaning = name + poll
    else:
        raise cursor.fail(path, "the control field of an I, RR, RNR, SNRM, DISC, UA, DM, FRMR or UI frame", "", start)
    cursor.add(path, "control", 1, f"{value:02X}", meaning)
    return name


def _check(cursor: Cursor, frame: int, name: str) -> list[DecodeFault]:
    start = cursor.position
    wanted = crc(cursor.octets[frame:start])
    found = cursor.take(_CHECK_OCTETS, ("hdlc", name))
    cursor.add(("hdlc", name), "check sequence", _CHECK_OCTETS, found.hex().upper())
    if found == wanted:
        return []
    kind = FaultKind.FRAME_CHECKSUM
    return [_fault(kind, start, name, wanted.hex(" ").upper(), found.hex(" ").upper())]


def _information(cursor: Cursor) -> None:
    """The parameters that SNRM and UA negotiate, or one field with other contents."""
    octets = cursor.octets[cursor.position : cursor.end]
    path = ("hdlc", "information")
    split = _parameters(octets)
    if split is None:
        cursor.take(len(octets), path)
        cursor.add(path, "information", len(octets), octets.hex().upper())
        return
    for name, size in (("format-identifier", 1), ("group-identifier", 1), ("group-length", 1), *split):
        value = cursor.take(size, (*path, name))
        cursor.add((*path, name), "parameter", size, str(int.from_bytes(value)) if size > 1 else f"0x{value.hex()}")


def _parameters(octets: bytes) -> list[tuple[str, int]] | None:
    head = 3
    if octets[:2] != b"\x81\x80" or len(octets) < head or octets[2] != len(octets) - head:
        return None
    split: list[tuple[str, int]] = []
    position = head
    while position + 1 < len(octets):
        name, size = _PARAMETERS.get(octets[position], "parameter"), octets[position + 1]
        split += [(f"{name}-identifier", 1), (f"{name}-length", 1), *([(name, size)] if size else [])]
        position += 2 + size
    return split if position == len(octets) else None


def _sender(kind: str, stations: list[_Station]) -> Side | None:
    """Within a connection, only a server has addresses of more than one octet; a push may go to a client's, too."""
    if kind == "UI":
        return None
    destination, source = (station.octets > 1 for station in stations)
    if destination == source:
        return None
    return Side.CLIENT if destination else Side.SERVER


def _addresses(stations: list[_Station]) -> tuple[Address, ...]:
    return tuple(
        Address(
            value=station.upper,
            lower=station.lower,
            side=None,
            source=source,
            offset=station.offset,
            octets=station.octets,
            part=Part.HDLC,
        )
        for station, source in zip(stations, (False, True), strict=True)
    )
