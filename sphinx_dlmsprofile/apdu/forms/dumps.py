"""Dumps: lines that begin with the offset of their first octet, as hexdump, xxd and od write them."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.apdu.forms.taken import Piece, Taken
from sphinx_dlmsprofile.apdu.forms.words import Word, words_of
from sphinx_dlmsprofile.text.patterns import regex

_OFFSET = regex(r"\s*(?:>\s?){0,9}(?:0[xX])?([0-9A-Fa-f]{4,8})(:?)(\s+)(?=\S)")
_MOST_IN_LINE = 64


class _Row(NamedTuple):
    """A line with an offset: what it says, whether its punctuation shows that it is one, and the words after it."""

    number: int
    offset: int
    sure: bool
    words: list[Word]


def read_dump(lines: list[str]) -> Taken | None:
    """Octets after offsets, which have to count them; None if the lines are none of a dump.

    An offset 0 begins a message; lines between are its label.
    """
    pieces: list[Piece] = []
    left: list[str] = []
    label: list[str] = []
    dump: list[_Row] = []
    for number, line in enumerate((*lines, "")):
        row = _row(number, line)
        if dump and (row is None or row.offset == 0):
            octets = _octets(dump)
            if octets is None:
                return None
            pieces.append(Piece(octets, dump[0].number, " ".join(label)))
            left += label
            label, dump = [], []
        if row is not None:
            if not dump and row.offset:
                return None
            dump.append(row)
        elif line.strip():
            label.append(line.strip())
    return Taken(tuple(pieces), "a dump with offsets", (*left, *label)) if pieces else None


def _row(number: int, line: str) -> _Row | None:
    match = _OFFSET.match(line)
    if match is None:
        return None
    words = [word for word in words_of(line) if word.column >= match.end()]
    return _Row(number, int(match[1], 16), bool(match[2]) or len(match[3]) > 1 or "\t" in match[3], words)


def _octets(rows: list[_Row]) -> bytes | None:
    """The octets of a dump; None if the offsets do not count them."""
    step = rows[1].offset if len(rows) > 1 else None
    if step is None and not rows[0].sure:
        return None
    if step is not None and not 0 < step <= _MOST_IN_LINE:
        return None
    octets = bytearray()
    edge = 0
    for index, row in enumerate(rows):
        if row.offset != len(octets):
            return None
        last = index == len(rows) - 1
        found, end = _taken(row, step or _MOST_IN_LINE, edge if last else 0)
        if not found or (not last and len(found) != step):
            return None
        edge = max(edge, end)
        octets += found
    return bytes(octets)


def _taken(row: _Row, most: int, edge: int) -> tuple[bytes, int]:
    """The first octets of a row and the column after them: ``most``, up to a wide gap or the column ``edge``.

    After them come the characters that the octets stand for.
    """
    octets = bytearray()
    end = row.words[0].column if row.words else 0
    for word in row.words:
        runs = word.digits
        gap = word.column - end
        if not runs or (edge and word.end > edge) or (octets and gap > 2 and not edge):  # noqa: PLR2004
            break
        digits = "".join(runs)
        if len(digits) % 2 or len(octets) + len(digits) // 2 > most:
            break
        octets += bytes.fromhex(digits)
        end = word.end
    return bytes(octets), end
