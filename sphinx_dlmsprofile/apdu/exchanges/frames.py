"""Where one frame ends and the next begins, in octets that hold several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.axdr import read_apdu
from sphinx_dlmsprofile.apdu.coding import READERS
from sphinx_dlmsprofile.apdu.cursor import Cursor
from sphinx_dlmsprofile.apdu.dissect import looks_like
from sphinx_dlmsprofile.apdu.envelope import LLC_COMMAND, LLC_RESPONSE
from sphinx_dlmsprofile.apdu.envelopes.layout import layout_of
from sphinx_dlmsprofile.apdu.errors import DecodeError
from sphinx_dlmsprofile.apdu.hdlc import FLAG, crc
from sphinx_dlmsprofile.apdu.types import EncodedApdu
from sphinx_dlmsprofile.model.envelope import Envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FORMAT_3, _LENGTH, _LEAST = 0xA0, 0x07FF, 7
_WRAPPER_OCTETS, _MBUS_START, _MBUS_AROUND = 8, 0x68, 6
_END_OF_LINE = bytes([FLAG]) + b"\r\n"
_MOST_TRIED, _MOST_STRANGE, _MOST_SHOWN = 8, 2048, 12
MAX_FRAMES = 10_000
"""More in one input are one last frame, which is not taken apart."""


class Frame(NamedTuple):
    """The octets of one frame, where they begin, and the envelopes around its APDU; ``note`` says what was added."""

    offset: int
    octets: bytes
    envelopes: tuple[str | Envelope, ...]
    note: str = ""


def split_frames(octets: bytes, envelopes: Sequence[str | Envelope] | None = None) -> list[Frame]:
    """The frames of an input, in their order; with flags between HDLC frames and what notes tell, they are all of it.

    Without ``envelopes``, those that the first octets of each look like, and before a frame of HDLC may stand the end
    of a line, or what was left of another when the recording began. What does not end where a length says is one
    frame with all that follows.
    """
    frames: list[Frame] = []
    position = 0
    while position < len(octets):
        begin = _after_strange(octets, position) if envelopes is None else position
        strange, position = octets[position:begin], _after_idle_flags(octets, begin, envelopes)
        chosen = tuple(envelopes) if envelopes is not None else _looks_like(octets[position:])
        outer = chosen[0] if chosen else ""
        find = _ENDS.get(outer) if isinstance(outer, str) else _end_of_described(outer)
        end = find(octets, position) if find and len(frames) < MAX_FRAMES - 1 else None
        end = min(end or len(octets), len(octets))
        frames.append(_frame(octets, position, end, chosen, strange))
        position = end
        if outer == "hdlc" and not octets[position:].strip(_END_OF_LINE):
            break
    return frames


def _frame(octets: bytes, start: int, end: int, envelopes: tuple[str | Envelope, ...], strange: bytes = b"") -> Frame:
    """A frame; one of HDLC gets the flags that it shares with its neighbours, or that were left out."""
    taken = octets[start:end]
    note = f"before a frame, these octets are left out: {_shown(strange)}" if strange else ""
    if not envelopes or envelopes[0] != "hdlc":
        return Frame(start, taken, envelopes, note)
    opens, closes = taken[:1] == bytes([FLAG]), _is_closed(taken)
    if not opens and not (start and octets[start - 1] == FLAG):
        note = "the flags are not there: they were added"
    flag = bytes([FLAG])
    return Frame(start, (b"" if opens else flag) + taken + (b"" if closes else flag), envelopes, note)


def _is_closed(taken: bytes) -> bool:
    """Whether a frame ends with its flag: its check sequence may end with the same octet."""
    start = 1 if taken[:1] == bytes([FLAG]) else 0
    return len(taken) - start > _length(taken, start)


def _length(octets: bytes, at: int) -> int:
    return int.from_bytes(octets[at : at + 2]) & _LENGTH


def _after_idle_flags(octets: bytes, position: int, envelopes: Sequence[str | Envelope] | None) -> int:
    """Past flags between frames but the one that begins the next (ISO/IEC 13239: they fill the time)."""
    if envelopes is not None and list(envelopes[:1]) != ["hdlc"]:
        return position
    while octets[position : position + 2] == bytes([FLAG, FLAG]) and position + 2 < len(octets):
        position += 1
    return position


def _after_strange(octets: bytes, position: int) -> int:
    """Where the first frame of HDLC begins, if nothing that is known begins before it.

    Its check sequence proves it, or that it begins a line.
    """
    if _looks_like(octets[position:]) or _read_to(octets, position):
        return position
    begin = position + len(octets[position:]) - len(octets[position:].lstrip(b"\r\n"))
    if position < begin and octets[begin : begin + 1] == bytes([FLAG]):
        return begin
    for _ in range(_MOST_TRIED):
        begin = octets.find(bytes([FLAG]), begin + 1, position + _MOST_STRANGE)
        if begin < 0:
            break
        if _is_bare_hdlc(octets[begin + 1 :]):
            return begin
    return position


def _shown(octets: bytes) -> str:
    return octets.hex(" ").upper() if len(octets) <= _MOST_SHOWN else f"{octets[:_MOST_SHOWN].hex(' ').upper()} …"


def _looks_like(octets: bytes) -> tuple[str, ...]:
    """The envelopes that the first octets look like; the check sequence proves an HDLC frame without flags."""
    return ("hdlc",) if _is_bare_hdlc(octets) else looks_like(octets)


def _is_bare_hdlc(octets: bytes) -> bool:
    if octets[:1] == b"" or octets[0] & 0xF0 != _FORMAT_3:
        return False
    length = _length(octets, 0)
    return _LEAST <= length <= len(octets) and crc(octets[: length - 2]) == octets[length - 2 : length]


def _end_of_hdlc(octets: bytes, start: int) -> int | None:
    begin = start + 1 if octets[start] == FLAG else start
    if begin + 2 > len(octets) or octets[begin] & 0xF0 != _FORMAT_3 or not _length(octets, begin):
        return None
    end = begin + _length(octets, begin)
    if end < len(octets) and octets[end] != FLAG and octets[end] & 0xF0 != _FORMAT_3:
        return None
    # A flag that is followed by the format of the next frame both ends this one and begins that.
    closes = octets[end : end + 1] == bytes([FLAG])
    shared = closes and end + 1 < len(octets) and octets[end + 1] & 0xF0 == _FORMAT_3
    return end + 1 if closes and not shared else end


def _end_of_wrapper(octets: bytes, start: int) -> int | None:
    head = octets[start : start + _WRAPPER_OCTETS]
    end = start + _WRAPPER_OCTETS + int.from_bytes(head[6:8])
    follows = octets[end : end + 2]
    return end if len(head) == _WRAPPER_OCTETS and follows in {b"", b"\x00\x01"} else None


def _end_of_mbus(octets: bytes, start: int) -> int | None:
    end = start + octets[start + 1] + _MBUS_AROUND if start + 1 < len(octets) else None
    return end if end and octets[end : end + 1] in {b"", bytes([_MBUS_START])} else None


def _end_of_apdu(octets: bytes, start: int) -> int | None:
    """An APDU says itself where it ends; what follows and is none belongs to it, and is reported as too much."""
    end = _read_to(octets, start)
    return end if end and (end == len(octets) or _read_to(octets, end)) else None


def _read_to(octets: bytes, start: int) -> int | None:
    cursor = Cursor(octets[start:], READERS)
    try:
        read_apdu(cursor, EncodedApdu(), ())
    except DecodeError:
        return None
    return start + cursor.position


def _end_of_llc(octets: bytes, start: int) -> int | None:
    end = _read_to(octets, start + 3)
    return end if end and (end == len(octets) or octets[end : end + 3] in {LLC_COMMAND, LLC_RESPONSE}) else None


def _end_of_described(envelope: Envelope | str) -> Callable[[bytes, int], int | None] | None:
    """The end of a described envelope, where a length says it before the content."""
    if not isinstance(envelope, Envelope):
        return None

    def find(octets: bytes, start: int) -> int | None:
        return _described_end(envelope, octets, start)

    return find


def _described_end(envelope: Envelope, octets: bytes, start: int) -> int | None:
    layout = layout_of(envelope)
    values: dict[str, int] = {}
    places: dict[str, int] = {}
    position = start
    for unit in layout.before:
        size = unit.octets(values)
        number = int.from_bytes(octets[position : position + size], "little" if unit.first.order == "little" else "big")
        for field in reversed(unit.fields):
            bits = field.bits or 8 * size
            places[field.key.value], values[field.key.value] = position, number & (1 << bits) - 1
            number >>= bits
        position += size
    key = layout.content.key.value
    places[key] = position
    after = {unit.first.key.value: unit.octets(values) for unit in layout.after}
    for field in envelope.fields:
        span = field.counts
        if span and field.key.value in values and span.first in places and (span.last == key or span.last in after):
            end = places[span.first] + values[field.key.value] - field.plus
            keys = list(after)
            rest = keys if span.last == key else keys[keys.index(span.last) + 1 :]
            end += sum(after[name] for name in rest)
            return end if start < end <= len(octets) else None
    return None


_ENDS: dict[str, Callable[[bytes, int], int | None]] = {
    "hdlc": _end_of_hdlc,
    "wrapper": _end_of_wrapper,
    "mbus": _end_of_mbus,
    "llc": _end_of_llc,
    "": _end_of_apdu,
}


def frames_of(inputs: Sequence[bytes], envelopes: Sequence[str | Envelope] | None = None) -> Iterator[Frame]:
    """The frames of several inputs, each of which begins anew."""
    for octets in inputs:
        yield from split_frames(octets, envelopes)
