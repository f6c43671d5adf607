"""How wide the columns of a table are: between the longest pieces, words and lines of their cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 12.0


@dataclass(frozen=True)
class Extent:
    """What a cell or column wants, in mm with padding: no part of a word broken, no word broken, no line broken."""

    piece: float
    word: float
    line: float

    def wider(self, other: Extent) -> Extent:
        """Enough for both."""
        return Extent(max(self.piece, other.piece), max(self.word, other.word), max(self.line, other.line))


def fits(columns: Sequence[Extent], width: float) -> bool:
    """Whether no column has to be narrower than the pieces of its words."""
    return sum(column.piece for column in columns) <= width


def share(columns: Sequence[Extent], width: float, given: Sequence[float] = ()) -> list[float]:
    """Widths of columns in mm for the room there is.

    ``given`` are the author's proportions: they hold as far as words have room. Words stay whole
    where they can, are broken at their joints where they must, and shrink alike where even that is too wide.
    """
    narrowest = _floor(columns, width)
    if given:
        total = sum(given) or 1
        return fit_words([width * part / total for part in given], narrowest)
    widest = [max(column.line, floor) for column, floor in zip(columns, narrowest, strict=True)]
    return share_width(narrowest, widest, width)


def _floor(columns: Sequence[Extent], width: float) -> list[float]:
    """The least widths: of words, where they have room together; else the words beyond a fair part are broken."""
    fair = width / max(len(columns), 1)
    words = [column.word for column in columns]
    some = [column.word if column.word <= fair else column.piece for column in columns]
    pieces = [column.piece for column in columns]
    return next((floor for floor in (words, some) if sum(floor) <= width), pieces)


def share_width(narrowest: Sequence[float], widest: Sequence[float], width: float) -> list[float]:
    """Widths of columns in mm between their longest words and their longest lines.

    A table that nearly fills the width fills it; a small one stays small. Where not even the
    longest words have room, all columns shrink alike and words break.
    """
    widest = [max(column, _LEAST) for column in widest]
    total = sum(widest)
    if total <= width:
        factor = width / total if total > width / 2 else 1.0
        return [column * factor for column in widest]
    floor = sum(narrowest)
    if floor >= width:
        return [column * width / floor for column in narrowest]
    # The square root keeps one long text from starving its neighbours.
    appetite = [max(wide - narrow, 0.0) ** 0.5 for narrow, wide in zip(narrowest, widest, strict=True)]
    spare, hunger = width - floor, sum(appetite)
    shares = [
        narrow + (spare * wish / hunger if hunger else 0.0) for narrow, wish in zip(narrowest, appetite, strict=True)
    ]
    return _give_back(shares, list(widest), width)


def fit_words(shares: Sequence[float], narrowest: Sequence[float]) -> list[float]:
    """Widen columns to their longest words, at the cost of those that have room to spare."""
    needed = [max(share, narrow) for share, narrow in zip(shares, narrowest, strict=True)]
    excess = sum(needed) - sum(shares)
    spare = [max(share - narrow, 0.0) for share, narrow in zip(shares, narrowest, strict=True)]
    if excess <= 0 or sum(spare) <= excess:
        return list(shares) if excess <= 0 else [need * sum(shares) / sum(needed) for need in needed]
    return [need - excess * room / sum(spare) for need, room in zip(needed, spare, strict=True)]


def _give_back(shares: list[float], widest: list[float], width: float) -> list[float]:
    """No column wider than its longest line: the rest goes to those that still wrap."""
    for _ in shares:
        excess = sum(max(share - wide, 0.0) for share, wide in zip(shares, widest, strict=True))
        wrapping = [index for index, share in enumerate(shares) if share < widest[index]]
        if excess < 0.01 or not wrapping:  # noqa: PLR2004  a hundredth of a millimetre
            break
        shares = [min(share, wide) for share, wide in zip(shares, widest, strict=True)]
        for index in wrapping:
            shares[index] += excess / len(wrapping)
    factor = width / sum(shares)
    return [share * factor for share in shares]
