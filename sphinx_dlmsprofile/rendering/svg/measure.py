"""How wide a text is, and where it breaks: from a table, so that every machine draws the same."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from sphinx_dlmsprofile.text.patterns import regex

_UNKNOWN_WIDTH = 1000
_SLACK = 1.04  # sans-serif fonts that stand in for Arial run up to this much wider
_DIGIT = regex(r"\d")
_PIECES = regex(r"[^/\-_.,:;–—]+[/\-_.,:;–—]*|[/\-_.,:;–—]+")


@cache
def _widths(style: str) -> dict[str, int]:
    data = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="utf-8"))
    return {character: int(width) for width, characters in data[style].items() for character in characters}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is in the unit of ``size``; a character that the table lacks counts as one em."""
    widths = _widths("bold" if bold else "regular")
    return _SLACK * size * sum(widths.get(character, _UNKNOWN_WIDTH) for character in text) / 1000


def word_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the widest word of a text is, which wrapping should not tear."""
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


@lru_cache(maxsize=1024)
def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most that width and of much the same length.

    It breaks at white space, else after a slash, hyphen or point, else anywhere: a line always
    holds at least one character, so that every text ends. An empty text has no lines. A number and
    its unit, and a designation, stay on one line if it has room for them.
    """
    words = _words(text, size, width, bold=bold)
    widest = max((text_width(word, size, bold=bold) for word in words), default=0.0)
    lines = _fill(words, size, width, bold=bold)
    narrow, wide = 0, int(width)
    while len(lines) > 1 and wide - narrow > 1:  # the narrowest measure with no more lines reads best
        middle = (narrow + wide) // 2
        if middle >= widest and len(_fill(words, size, middle, bold=bold)) == len(lines):
            wide = middle
        else:
            narrow = middle
    return _fill(words, size, wide if wide < int(width) else width, bold=bold) if len(lines) > 1 else lines


def _words(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """The words of a text, a number with its unit as one where that fits."""
    if not _DIGIT.search(text):  # only what has a number is held together, and few names have
        return text.split()
    from sphinx_dlmsprofile.rendering.typography import joined  # noqa: PLC0415

    words: list[str] = []
    for word in joined(" ".join(text.split())).split(" "):
        plain = word.replace("\u00a0", " ")
        words += [plain] if text_width(plain, size, bold=bold) <= width else plain.split()
    return words


def _fill(words: list[str], size: float, width: float, *, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in words:
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, bold=bold) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _tear(word, size, width, bold=bold)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _tear(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Break a word into parts that fit, if it does not fit as it is."""
    if text_width(word, size, bold=bold) <= width:
        return [word]
    parts = [""]
    for piece in _PIECES.findall(word):
        fits = text_width(piece, size, bold=bold) <= width
        for part in [piece] if fits else piece:
            if parts[-1] and text_width(parts[-1] + part, size, bold=bold) > width:
                parts.append("")
            parts[-1] += part
    return parts
