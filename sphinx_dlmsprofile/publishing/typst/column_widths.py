"""How wide the columns of a table are: between the longest pieces, words and lines of their cells."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PADDING = 3.4
"""Left and right of what a cell holds, in mm."""

_LEAST = 12.0
_WORDS_PART, _WIDE = 0.75, 100.0
"""The part that the longest words may take of a width in mm that is no cell's: the longest are broken beyond it."""

_LONG_WORD = 1.3
"""How many times its fair part a column is for words that are broken then."""

_ROUNDS = 12
_POWER = 1.5
"""How much more than its lines a high row costs: a text of one word a line is not read."""

_FILLED = 1.1
"""How much longer a text in lines is than in one, since lines end with words."""


@dataclass(frozen=True)
class Extent:
    """What a cell or column wants, in mm with padding: no part of a word broken, no word broken, no line broken.

    ``text`` is the length of all lines one after the other.
    """

    piece: float
    word: float
    line: float
    text: float = 0.0

    def wider(self, other: Extent) -> Extent:
        """Enough for both, of which one stands below the other."""
        return Extent(
            max(self.piece, other.piece),
            max(self.word, other.word),
            max(self.line, other.line),
            self.text + other.text,
        )


def fits(columns: Sequence[Extent], width: float) -> bool:
    """Whether no column has to be narrower than the pieces of its words."""
    return sum(column.piece for column in columns) <= width


def share(
    columns: Sequence[Extent], width: float, given: Sequence[float] = (), rows: Sequence[Mapping[int, float]] = ()
) -> list[float]:
    """Widths of columns in mm for the room there is.

    ``given`` are the author's proportions: they hold as far as words have room. Words stay whole
    where they can, are broken at their joints where they must, and shrink alike where even that is too wide.
    Without proportions, the table is as low as it can be; ``rows`` say how long the text of their cells is.
    """
    narrowest = _floor(columns, width)
    if given:
        total = sum(given) or 1
        return fit_words([width * part / total for part in given], narrowest)
    widest = [max(column.line, floor) for column, floor in zip(columns, narrowest, strict=True)]
    shares = share_width(narrowest, widest, width)
    return shares if sum(widest) <= width or width <= _WIDE else lowered(shares, narrowest, rows)


def _floor(columns: Sequence[Extent], width: float) -> list[float]:
    """The least widths: of words, where they have room together; else the words beyond a fair part are broken."""
    fair = width / max(len(columns), 1)
    words = [column.word for column in columns]
    most = [column.word if column.word <= _LONG_WORD * fair else column.piece for column in columns]
    some = [column.word if column.word <= fair else column.piece for column in columns]
    pieces = [column.piece for column in columns]
    if width > _WIDE and sum(words) > _WORDS_PART * width:
        words = most
    return next((floor for floor in (words, some) if sum(floor) <= width), pieces)


def lowered(shares: Sequence[float], narrowest: Sequence[float], rows: Sequence[Mapping[int, float]]) -> list[float]:
    """Widths in mm with which a table is lower than with ``shares``, if there are any; else these.

    ``rows`` say how long the text of their cells is, by column. A row is as high as its highest cell: of the
    columns that make rows high, each gets room by a root of what it has to hold, with which the cost is least, again
    and again, since others make rows high then.
    """
    room = sum(shares) - sum(narrowest)
    if room <= 0:
        return list(shares)
    best, least = list(shares), _cost(rows, shares)
    widths = list(shares)
    for _ in range(_ROUNDS):
        texts = [0.0] * len(shares)
        for row in rows:
            highest = max(row, key=lambda column: row[column] / widths[column], default=None)
            if highest is not None and row[highest] + PADDING > widths[highest]:
                texts[highest] += row[highest] ** _POWER
        wishes = [text ** (1 / (_POWER + 1)) for text in texts]
        if not any(wishes):
            break
        wanted = [narrow + room * wish / sum(wishes) for narrow, wish in zip(narrowest, wishes, strict=True)]
        widths = [(width + wish) / 2 for width, wish in zip(widths, wanted, strict=True)]
        for part in (0.5, 1.0):
            mixed = [share + part * (width - share) for share, width in zip(shares, widths, strict=True)]
            if (cost := _cost(rows, mixed)) < least:
                best, least = mixed, cost
    return best


def _cost(rows: Sequence[Mapping[int, float]], widths: Sequence[float]) -> float:
    """How high the rows of a table are with these widths; one high row costs more than several low ones."""
    rooms = [max(width - PADDING, 1.0) for width in widths]
    lines = (max((_in_lines(text / rooms[column]) for column, text in row.items()), default=0) for row in rows)
    return fsum(count**_POWER for count in lines)


def _in_lines(filled: float) -> int:
    """How many lines a text takes that would fill so many."""
    return 1 if filled <= 1 else ceil(_FILLED * filled)


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
