"""Which characters the fonts of the PDF have: Arimo, which comes with this package, and those of Typst.

``glyphs.txt`` holds them as ranges; ``tools/glyph_coverage.py`` writes it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE

_NO_GLYPH_NEEDED = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_MARKS = frozenset({OPAQUE, LABEL, *map(chr, range(0xFE00, 0xFE10))})


@cache
def _ranges() -> tuple[tuple[str, str], ...]:
    """The first and the last character of each range; all of the characters would take a MiB."""
    lines = files(__package__).joinpath("glyphs.txt").read_text("ascii").split()
    bounds = (line.partition("-") for line in lines)
    return tuple((chr(int(first, 16)), chr(int(last or first, 16))) for first, _, last in bounds)


def is_covered(sign: str) -> bool:
    """Whether a font has a glyph for a character beyond ASCII."""
    place = bisect_right(_ranges(), sign, key=lambda known: known[0])
    return place > 0 and sign <= _ranges()[place - 1][1]


def beyond_ascii(text: str) -> str:
    """The characters of a text that not every font has, each once, in their order."""
    return "" if text.isascii() else "".join(sign for sign in dict.fromkeys(text) if not sign.isascii())


def lacking(text: str) -> str:
    """The characters of a text that no font has, each once, in their order."""
    return "".join(filter(_is_lacking, beyond_ascii(text)))


@cache
def _is_lacking(sign: str) -> bool:
    return not (is_covered(sign) or sign in _MARKS or unicodedata.category(sign) in _NO_GLYPH_NEEDED)
