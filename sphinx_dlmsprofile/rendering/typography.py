"""What of a running text stays on one line: designations, numbers with what stands before or after them, names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.number_words import all_number_words
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESIGNATION = (
    r"(?:[A-Z]{2,10}/)?(?:IEC|ISO|IEEE|ITU-T|RFC|EN|CEN|CLC|ETSI|IETF|ANSI|DIN|BS|NIST|FIPS|OIML|CIE)"
    r"(?:/[A-Z]{2,5})?(?: (?:TR|TS|PAS|SP|Std|Rec\.|Guide|EN|IEC|ISO)){0,4} [A-Z]{0,2}\.?\d[\w.:-]*\w|\bRFC \d+"
)
_UNIT = (
    r"(?:[kMGTmµμnp]?(?:s|m|g|A|Ah|V|VA|VAh|W|Wh|J|Hz|bit|B|var|varh|Pa|Ω|H|F|C|T|S|cd|lm|lx|mol|l|bit/s|B/s|Bd"
    r"|m²|m³|m³/h|m/s|m/s²)|dB(?:m|i|d|c|µV)?|ppm|°C|°|K|%|‰|min|h|d)"
)
_SPACE = "[ \u00a0\u202f]"
_DIGITS = rf"\d[\d.,]*(?:{_SPACE}\d{{3}})*"
_SIGN = rf"(?:[±≤≥<>≈∼]{_SPACE}?)?[−+-]?"
"""What stands before a number and would else be left at the end of a line; a drawing has the hyphen as it is typed."""

_POWER = rf"{_SPACE}[×·]{_SPACE}10[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_AMOUNT = rf"(?<![\w.]){_SIGN}{_DIGITS}(?:{_POWER}(?:{_SPACE}{_UNIT}(?![\w/]))?|{_SPACE}{_UNIT}(?![\w/]))"
_THOUSANDS = rf"(?<![\w.,]){_SIGN}\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\w)"
_PAIR = r"(?<![\w/])[A-Z][A-Z0-9]{1,9}/[A-Z][A-Z0-9]{1,9}(?![\w/])"
_ALSO_BEFORE_NUMBERS = {"Part", "Subclause", "Section", "Step", "see", "See"}
_NAME = r"(?<![\w-])[A-Za-z]\w*(?:[a-z][A-Z]|_)\w+"
_MINUS = regex(r"(?<![\w.,:;)–−-])-(?=\d)")


def printed(text: str) -> str:
    """A text with the minus that its negative numbers have in print."""
    return _MINUS.sub("−", text)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it stays on one line."""
    place = 0
    for match in _pattern().finditer(text):
        if match.start() > place:
            yield text[place : match.start()], False
        yield match[0], True
        place = match.end()
    if place < len(text):
        yield text[place:], False


def joined(text: str) -> str:
    """A text in whose pieces that stay on one line no space ends a line."""
    return "".join(piece.replace(" ", "\u00a0") if stays else piece for piece, stays in runs(text))


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for all of them; the words before numbers are those of all languages."""
    words = sorted({word for words in all_number_words() for word in words} | _ALSO_BEFORE_NUMBERS)
    label = rf"\b(?:{'|'.join(words)}) (?:\d[\d.]*\d|\d|[A-Z](?:\.\d+)*)(?!\w)"
    return re.compile(f"{_DESIGNATION}|{label}|{_AMOUNT}|{_THOUSANDS}|{_PAIR}|{_NAME}")
