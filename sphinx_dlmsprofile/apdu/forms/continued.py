"""Frames of which a log prints the octets as they come: a part in one line, the rest in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.forms.taken import Piece

_CHANGING = regex(r"[\d\s.,:]+")
_FLAG, _FORMAT_3, _LENGTH, _AROUND_HDLC = 0x7E, 0xA0, 0x07FF, 2
_MBUS_START, _AROUND_MBUS, _WRAPPER, _WRAPPER_OCTETS = 0x68, 6, b"\x00\x01", 8
_FEWEST = 3


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those put together that are one frame, by its length.

    They come from one end, by a label that differs in the time at most. What does not end with a piece stays as it is.
    """
    whole: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece, last = pieces[index], _last(pieces, index)
        octets = b"".join(each.octets for each in pieces[index : last + 1])
        whole.append(piece._replace(octets=octets))
        index = last + 1
    return whole


def _last(pieces: Sequence[Piece], first: int) -> int:
    """The index of the piece that ends the frame which begins in another; that itself if it has no end."""
    missing = _size(pieces[first].octets) - len(pieces[first].octets)
    origin, index = _origin(pieces[first]), first
    while missing > 0 and index + 1 < len(pieces) and _origin(pieces[index + 1]) == origin:
        index += 1
        missing -= len(pieces[index].octets)
    return first if missing else index


def _origin(piece: Piece) -> str:
    return _CHANGING.sub("", piece.label)


def _size(octets: bytes) -> int:
    """How many octets the frame has that begins here, by its length; 0 if that is not known."""
    if len(octets) < _FEWEST:
        return 0
    if octets[0] == _FLAG and octets[1] & 0xF0 == _FORMAT_3:
        return (int.from_bytes(octets[1:3]) & _LENGTH) + _AROUND_HDLC
    if octets[0] == octets[3:4].ljust(1)[0] == _MBUS_START and octets[1] == octets[2]:
        return octets[1] + _AROUND_MBUS
    if octets[:2] == _WRAPPER and len(octets) >= _WRAPPER_OCTETS:
        return int.from_bytes(octets[6:8]) + _WRAPPER_OCTETS
    return 0
