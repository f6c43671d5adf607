"""What the file of a TrueType or OpenType font, or of a collection of them, says of it.

Which characters it has (table ``cmap``), what it is called (``name``), and whether it may be embedded (``OS/2``).
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLLECTION = b"ttcf"
_MOST = 0x110000
_SEGMENTS, _GROUPS = 4, 12
"""The formats of ``cmap`` for the characters of today: up to U+FFFF, and all."""

_FORBIDDEN = {
    0x0002: "its licence does not allow to embed it (fsType 2): ask for another one",
    0x0100: "its licence does not allow to embed a part of it (fsType 256), which the PDF does",
    0x0200: "its licence allows to embed bitmaps of it only (fsType 512)",
}
_TYPOGRAPHIC, _FAMILY = 16, 1
_UNICODE = (0, 3)
"""The platforms whose names are in Unicode."""


class FontError(Exception):
    """The file is not a font that can be read."""


def characters_of(content: bytes) -> frozenset[int]:
    """The code points with a glyph.

    Raises:
        FontError: it is not a TrueType or OpenType font, or is damaged.
    """
    try:
        found = {code for offset in _fonts(content) for code in _characters(content, offset)}
    except (struct.error, IndexError, OverflowError) as error:
        raise FontError(str(error)) from None
    if not found:
        message = "it has no table of characters"
        raise FontError(message)
    return frozenset(found)


def _fonts(content: bytes) -> list[int]:
    """Where the fonts of a file begin."""
    if not content.startswith(_COLLECTION):
        return [0]
    (count,) = struct.unpack_from(">I", content, 8)
    return list(struct.unpack_from(f">{min(count, 256)}I", content, 12))


def _tables(content: bytes, font: int) -> Iterator[tuple[bytes, int]]:
    """The names of the tables of a font, and where they begin."""
    (tables,) = struct.unpack_from(">H", content, font + 4)
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", content, font + 12 + 16 * number)
        yield tag, offset


def _characters(content: bytes, font: int) -> Iterator[int]:
    for tag, offset in _tables(content, font):
        if tag == b"cmap":
            (count,) = struct.unpack_from(">H", content, offset + 2)
            starts = {struct.unpack_from(">I", content, offset + 8 + 8 * index)[0] for index in range(count)}
            for start in sorted(starts):
                yield from _mapped(content, offset + start)


def why_not_embedded(content: bytes) -> str:
    """What of its licence forbids to embed a part of a font in a PDF, as ``fsType`` says it; "" if nothing does."""
    try:
        kinds = [
            struct.unpack_from(">H", content, offset + 8)[0]
            for font in _fonts(content)
            for tag, offset in _tables(content, font)
            if tag == b"OS/2"
        ]
    except (struct.error, OverflowError):
        return ""
    return next((words for kind in kinds for bit, words in _FORBIDDEN.items() if kind & bit), "")


def family_of(content: bytes) -> str:
    """What the first font of a file is called; "" where it does not say."""
    try:
        (font, *_) = _fonts(content)
        names = [name for tag, offset in _tables(content, font) if tag == b"name" for name in _names(content, offset)]
    except (struct.error, OverflowError, UnicodeDecodeError, ValueError):
        return ""
    return next((name for number in (_TYPOGRAPHIC, _FAMILY) for kind, name in names if kind == number), "")


def _names(content: bytes, table: int) -> Iterator[tuple[int, str]]:
    """The names in Unicode, each with its number."""
    count, texts = struct.unpack_from(">HH", content, table + 2)
    for index in range(count):
        platform, _, _, number, length, offset = struct.unpack_from(">6H", content, table + 6 + 12 * index)
        if platform in _UNICODE:
            start = table + texts + offset
            yield number, content[start : start + length].decode("utf-16-be")


def _mapped(content: bytes, start: int) -> Iterator[int]:
    """The code points of one subtable; formats for the characters of old systems are passed over."""
    (form,) = struct.unpack_from(">H", content, start)
    if form == _GROUPS:
        (count,) = struct.unpack_from(">I", content, start + 12)
        for index in range(min(count, _MOST)):
            first, last, _ = struct.unpack_from(">III", content, start + 16 + 12 * index)
            yield from range(first, min(last + 1, _MOST))
    elif form == _SEGMENTS:
        (double,) = struct.unpack_from(">H", content, start + 6)
        ends = struct.unpack_from(f">{double // 2}H", content, start + 14)
        firsts = struct.unpack_from(f">{double // 2}H", content, start + 16 + double)
        for first, last in zip(firsts, ends, strict=True):
            yield from range(first, min(last + 1, 0xFFFF))


def as_ranges(codes: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Code points as ranges, both ends included."""
    ordered = sorted(codes)
    breaks = [index for index, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    bounds = [0, *breaks, len(ordered)]
    return tuple((ordered[first], ordered[last - 1]) for first, last in pairwise(bounds) if last > first)
