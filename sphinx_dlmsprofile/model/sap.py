"""Client and server service access points (IEC TS 62056-1-1, Clause 6, Table 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text

MIN_WIDTH, MAX_WIDTH, DEFAULT_WIDTH = 4, 32, 8
_SPACE = " \u00a0\u2009\u202f"
_GROUPED = rf"(?<![0-9A-Za-z])[0-9]{{1,3}}(?:[{_SPACE}][0-9]{{3}})+(?![0-9A-Za-z])"
_NUMBER = rf"(?:{_GROUPED}|0[xX][0-9A-Fa-f]+|[0-9]+)"
_COMMAS = regex(r"(?<![0-9A-Za-z.,…])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9A-Za-z])")
_RANGE = regex(rf"({_NUMBER})(?:\s*(?:\.\.\.?|…)\s*({_NUMBER}))?")
_TOO_LONG = regex(r"[0-9A-Fa-f]{100}")


class Side(Enum):
    """Who is addressed."""

    CLIENT = "client"
    SERVER = "server"


def written_address(address: int, width: int | None = None) -> str:
    """An address as it is written everywhere: hexadecimal, with all digits that ``width`` bits take.

    Where the width is not known, there are two digits at least: 0x10.
    """
    return f"0x{address:0{-(-(width or DEFAULT_WIDTH) // 4)}X}"


@dataclass(frozen=True, order=True)
class ValueRange:
    """The addresses from ``first`` to ``last``, both included; ``first`` > ``last`` runs backwards."""

    first: int
    last: int

    def overlap(self, other: ValueRange) -> ValueRange | None:
        """The addresses in both, None if there is none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return ValueRange(first, last) if first <= last else None

    def written(self, width: int | None = None, joint: str = "..") -> str:
        """The addresses in ``width`` bits: "0x02..0x0F", one alone "0x10"; ``joint`` stands between two.

        The default is what a body takes, an ellipsis what a page shows.
        """
        ends = dict.fromkeys((self.first, self.last))
        return joint.join(written_address(end, width) for end in ends)


@frozen(kw_only=True)
class SapRow:
    """A row of the table: ``values`` as written, the ``ranges`` read from it, and the name.

    ``unread`` is the part of ``values`` that is neither a number nor a range. ``reason`` says why
    a reserved name or value departs from the template. ``support`` is the demand on those who implement the profile.
    """

    side: Side
    values: Text
    name: Text
    ranges: tuple[ValueRange, ...] = ()
    unread: str = ""
    reason: Text | None = None
    support: Text | None = None


@frozen(kw_only=True)
class SapTable(Record):
    """The SAPs of one or several profiles.

    ``width`` is the address width in bits (4 to 32), None where what the author wrote is not such a
    number. ``scheme`` names a known address plan. ``profiles`` are the names of the profiles it
    holds for; none: for all. ``sides`` gives the place of each side's key.
    """

    caption: Text | None = None
    name: Text | None = None
    width: int | None = DEFAULT_WIDTH
    width_text: Text | None = None
    scheme: str = "template"
    profiles: tuple[Text, ...] = ()
    sides: tuple[tuple[Side, Location], ...] = ()
    rows: tuple[SapRow, ...] = ()

    def holds_for(self, profile: str) -> bool:
        """Whether it holds for the profile of a name, however that is spelled."""
        return not self.profiles or fold(profile) in {fold(name.value) for name in self.profiles}

    def side(self, side: Side) -> tuple[SapRow, ...]:
        """The rows of one side, in the author's order."""
        return tuple(row for row in self.rows if row.side is side)


def read_ranges(text: str, width: int | None = None) -> tuple[tuple[ValueRange, ...], str]:
    """Read "0x02..0x0F, 17 … 31": the ranges, and what could not be read.

    Values are hexadecimal or decimal, separated by commas or white space; ``..``, ``...`` and
    ``…`` make a range, with or without space around them. "16 383" is one number, with its digits in groups
    as ISO and IEC write them. "16,383" is not read where it can be one number, too: one of ``width`` bits.
    """
    if _TOO_LONG.search(text):
        return (), " ".join(text.split())
    if width and (grouped := next((match[0] for match in _COMMAS.finditer(text) if _is_number(match[0], width)), None)):
        return (), grouped
    ranges = tuple(ValueRange(_number(first), _number(last or first)) for first, last in _RANGE.findall(text))
    return ranges, " ".join(_RANGE.sub(" ", text).replace(",", " ").split())


def _is_number(grouped: str, width: int) -> bool:
    """Whether digits with commas can be one number of so many bits; nobody begins a number of its own with 0."""
    return ",0" in grouped or int(grouped.replace(",", "")) < 1 << width


def _number(text: str) -> int:
    return int(text, 16) if text[:2].lower() == "0x" else int("".join(text.split()))
