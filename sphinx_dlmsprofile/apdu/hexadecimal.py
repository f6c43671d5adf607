"""Octets written as hexadecimal text."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

_WORD = regex(r"[^\s:,]+")
_PREFIX = regex(r"0[xX]")


class HexFault(NamedTuple):
    """Why a text is not a row of octets; ``line`` and ``column`` count from 0."""

    line: int
    column: int
    message: str


class HexText(NamedTuple):
    """The octets of a text, and the line and column (from 0) where each of them is written.

    Of a text with a fault, the octets up to it.
    """

    octets: bytes
    places: tuple[tuple[int, int], ...]
    fault: HexFault | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Where an octet is written; the last one if there are fewer."""
        return self.places[min(offset, len(self.places) - 1)] if self.places else (0, 0)


def parse_hex(text: str) -> HexText:
    """Read octets of two hexadecimal digits each, in words of one or more octets.

    White space, colons and commas separate words; a word may begin with ``0x``.
    """
    octets = bytearray()
    places: list[tuple[int, int]] = []

    def stop(line: int, column: int, message: str) -> HexText:
        return HexText(bytes(octets), tuple(places), HexFault(line, column, message))

    for number, line in enumerate(text.splitlines()):
        for match in _WORD.finditer(line):
            word, column = match[0], match.start()
            if _PREFIX.match(word):
                word, column = word[2:], column + 2
            for index in range(0, len(word), 2):
                pair = word[index : index + 2]
                wrong = next((digit for digit in pair if digit not in "0123456789abcdefABCDEF"), None)
                if wrong is not None:
                    return stop(number, column + index + pair.index(wrong), f'"{wrong}" is not a hexadecimal digit')
                if len(pair) == 1:
                    return stop(number, column + index, f'"{match[0]}" has an odd number of digits: an octet has two')
                octets.append(int(pair, 16))
                places.append((number, column + index))
            if not word:
                return stop(number, column, f'"{match[0]}" does not contain an octet')
    return HexText(bytes(octets), tuple(places))
