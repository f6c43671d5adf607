"""Where a token may be broken that is longer than the line it stands in: an identifier, octets, a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import combining

from sphinx_dlmsprofile.publishing.picture_size import MM_PER_PT
from sphinx_dlmsprofile.rendering.svg import measure
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = regex(r"(?:[^\s\u200b]|[\u00a0\u202f]){5,}")
_NATURAL = regex(r"(?<=[_./\\\-–:,;=&+|)\]@])(?=\w)|(?<=[a-z])(?=[A-Z])")
_JOINED = regex(r"(?<=[\u00a0\u202f])")
"""Where a line ends only if there is no other place: after a space at which it must not."""

_HEX = regex(r"(?:0[xX])?[0-9A-Fa-f]{9,}")
_MONO, _MONO_SIZE = 0.602, 0.88
_ROUNDING = 0.02
"""What a word may be wider than its room in mm: a column that was made for it differs from it in its last digits."""

_NARROW = 60.0
"""Room in mm below which every token that fits stays whole: a cell has no long lines to fill."""
_BEYOND_READING = 4000
"""Characters of a token from which it may be broken after each eighth only: nobody reads it, but it must be set."""


@dataclass(frozen=True)
class Room:
    """What a line of text has: its width in mm and its type, in pt and bold or not."""

    width: float
    size: float = 10.0
    bold: bool = False

    def less(self, indent: float, size: float | None = None, *, bold: bool = False) -> Room:
        """The room within an indented block, perhaps in another type."""
        return Room(max(self.width - indent, 1.0), size or self.size, bold or self.bold)


def text_width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """The width of a line in mm, in a type of so many pt; literals are set a little smaller."""
    if mono:
        return len(text) * _MONO * _MONO_SIZE * size * MM_PER_PT
    return measure.text_width(text, size, bold=bold) * MM_PER_PT


def natural_pieces(token: str) -> list[str]:
    """A token cut where a reader expects it: after signs, between the humps of a name, octets by fours."""
    return [
        piece
        for part in _NATURAL.split(token)
        for piece in (_steps(part, 8) if _HEX.fullmatch(part) else [part])
        if piece
    ]


def split_text(text: str, room: Room, *, mono: bool = False) -> list[str]:
    """A text in the pieces between which lines may end; all tokens that have room stay whole."""
    limit = room.width if room.width < _NARROW else room.width / 2
    cuts = [0]
    for match in _TOKEN.finditer(text):
        token = match[0]
        if text_width(token, room.size, bold=room.bold, mono=mono) > limit + _ROUNDING:
            place = match.start()
            for piece in _cut(token, room, mono=mono):
                place += len(piece)
                cuts.append(place)
            cuts.pop()
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _cut(token: str, room: Room, *, mono: bool) -> Iterator[str]:
    """The pieces of a token that is too long; those that are too long themselves are cut anywhere."""
    for part in _NATURAL.split(token):
        if not part:
            continue
        if _HEX.fullmatch(part):
            yield from _steps(part, 2)
        else:
            yield from _cut_joined(part, room, mono=mono)


def _cut_joined(part: str, room: Room, *, mono: bool) -> Iterator[str]:
    """A piece as it is, if it has room; else its words, or what has room of these."""

    def is_short(text: str) -> bool:
        return text_width(text, room.size, bold=room.bold, mono=mono) <= room.width + _ROUNDING

    for word in [part] if is_short(part) else filter(None, _JOINED.split(part)):
        yield from [word] if is_short(word) else _steps(word, 1)


def _steps(part: str, step: int) -> Iterator[str]:
    """Pieces of so many characters, marks above a letter left with it."""
    if len(part) > _BEYOND_READING:
        step = 8
    start = 0
    for end in range(step, len(part), step):
        if not combining(part[end]):
            yield part[start:end]
            start = end
    yield part[start:]
