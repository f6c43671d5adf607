"""What was taken of a text, and what was left out."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.apdu.hexadecimal import HexFault

PLAIN = "hexadecimal"
_MOST_SHOWN = 3
_MOST_CHARACTERS = 40


class Piece(NamedTuple):
    """A message: its octets, the line (from 0) where it begins, and the label before it, as "12:13:57 TX:"."""

    octets: bytes
    line: int = 0
    label: str = ""


class Taken(NamedTuple):
    """The messages of a text in their order, what form they have, and what else stood there.

    ``form`` is said in words ("a C array"), ``left`` are the pieces of text that are not octets. With a ``fault``,
    the text could not be read to its end, and nothing of it counts.
    """

    pieces: tuple[Piece, ...] = ()
    form: str = PLAIN
    left: tuple[str, ...] = ()
    fault: HexFault | None = None

    @property
    def told(self) -> str:
        """How the text was read, in one line; empty for plain hexadecimal of which nothing was left out."""
        if self.form == PLAIN and not self.left:
            return ""
        count = len(self.pieces)
        octets = sum(len(piece.octets) for piece in self.pieces)
        told = f"read as {self.form}: {f'{count} messages of ' if count > 1 else ''}{octets} octets"
        shown = ", ".join(f'"{_shortened(text)}"' for text in self.left[:_MOST_SHOWN])
        more = f" and {len(self.left) - _MOST_SHOWN} more" if len(self.left) > _MOST_SHOWN else ""
        return f"{told}; left out: {shown}{more}" if shown else told


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST_CHARACTERS else f"{words[: _MOST_CHARACTERS - 2]} …"


def failed(line: int, column: int, message: str) -> Taken:
    """A text that cannot be read, and where and why."""
    return Taken(fault=HexFault(line, column, message))
