"""Places in a text as editors count them: lines from 0, and in a line UTF-16 code units or what was agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.text.location import Location

_OCTETS = {types.PositionEncodingKind.Utf8: ("utf-8", 1), types.PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class Positions:
    """Translates columns for one agreed encoding."""

    def __init__(self, encoding: types.PositionEncodingKind | str | None = None) -> None:
        kind = types.PositionEncodingKind(encoding or types.PositionEncodingKind.Utf16)
        self._codec, self._size = _OCTETS.get(kind, ("utf-32-le", 4))

    def units(self, text: str) -> int:
        """How long a text is for the editor."""
        return len(text.encode(self._codec, "surrogatepass")) // self._size

    def position(self, lines: Sequence[str], line: int, column: int | None) -> types.Position:
        """The position of a line and column that count from 1; without a column, the first sign that is not a blank."""
        text = lines[line - 1] if line <= len(lines) else ""
        before = text[: (column or len(text) - len(text.lstrip()) + 1) - 1]
        return types.Position(line=line - 1, character=self.units(before))

    def column(self, line: str, character: int) -> int:
        """The index in a line of what an editor has at ``character``."""
        if line.isascii():
            return min(character, len(line))
        units = 0
        for index, sign in enumerate(line):
            if units >= character:
                return index
            units += self.units(sign)
        return len(line)

    def between(self, lines: Sequence[str], start: Location, end: Location) -> types.Range:
        """The range from a place up to another one, both with columns."""
        return types.Range(
            self.position(lines, start.line, start.column or 1), self.position(lines, end.line, end.column or 1)
        )

    def rest_of_line(self, lines: Sequence[str], at: Location) -> types.Range:
        """From a place to the end of its line, without blanks at either end."""
        text = lines[at.line - 1].rstrip() if at.line <= len(lines) else ""
        start = self.position(lines, at.line, at.column)
        return types.Range(start, types.Position(at.line - 1, max(self.units(text), start.character)))
