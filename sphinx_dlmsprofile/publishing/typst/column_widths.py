"""How wide the columns of a table are, estimated from the widths of Arial's glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT_WIDTH = 160.0
"""Width of the text block in mm: A4 less two margins of 25."""

FONT_SIZE = 8.0
"""Size of table text in pt."""

_CELL_PADDING = 3.4
_LIST_INDENT = 5.0
_BOLD, _SAFETY = 1.12, 1.04
_LEAST = 12.0
_NARROW, _MIDDLE, _WIDE, _WIDEST = 0.28, 0.556, 0.70, 0.88
_MONO = 0.602


class _Widths(dict[str, float]):
    def __missing__(self, character: str) -> float:
        return _MIDDLE


_WIDTHS = _Widths(
    {
        **dict.fromkeys("ijlI.,;:'|!ft()[]/ -", _NARROW),
        **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&≤≥=+<>×", _WIDE),
        **dict.fromkeys("mwMW@%—…", _WIDEST),
    }
)
_BREAKS = regex(r"\s+|(?<=[-–/])")
_MM_PER_PT = 25.4 / 72


def text_width(text: str, *, mono: bool = False) -> float:
    """Estimated width of a line of table text in mm."""
    em = len(text) * _MONO if mono else sum(map(_WIDTHS.__getitem__, text))
    return em * FONT_SIZE * _MM_PER_PT


def cell_extent(entry: nodes.Element) -> tuple[float, float]:
    """Width of the longest word and of the longest line of a cell in mm, with padding."""
    narrowest = widest = 0.0
    for block in _blocks(entry):
        marks = _LIST_INDENT * sum(isinstance(parent, nodes.list_item) for parent in _ancestors(block, entry))
        mono = any(isinstance(child, nodes.literal) for child in block.children) or isinstance(
            block, nodes.literal_block
        )
        for line in block.astext().split("\n"):
            words = [text_width(word, mono=mono) for word in _BREAKS.split(line) if word]
            narrowest = max(narrowest, marks + max(words, default=0.0))
            widest = max(widest, marks + text_width(line, mono=mono))
    bold = _BOLD if isinstance(entry.parent.parent, nodes.thead) or "stub" in entry["classes"] else _SAFETY
    return narrowest * bold + _CELL_PADDING, widest * bold + _CELL_PADDING


def cell_lines(entry: nodes.Element, width: float) -> float:
    """How many lines a cell needs in a column of this width in mm."""
    room = max(width - _CELL_PADDING, 1.0)
    lines = [line for block in _blocks(entry) for line in block.astext().split("\n")]
    return sum(max(1.0, -(-text_width(line) * _BOLD // room)) for line in lines)


def share_width(narrowest: Sequence[float], widest: Sequence[float], width: float = TEXT_WIDTH) -> list[float]:
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


def _ancestors(node: nodes.Element, end: nodes.Element) -> Iterator[nodes.Element]:
    while node is not end:
        yield node
        node = node.parent


def _blocks(entry: nodes.Element) -> list[nodes.Element]:
    kinds = (nodes.paragraph, nodes.literal_block, nodes.term)
    return [node for node in entry.findall(nodes.Element) if isinstance(node, kinds)]
