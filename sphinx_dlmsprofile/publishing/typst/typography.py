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
    r"(?:/[A-Z]{2,5})?(?: (?:TR|TS|PAS|SP|Std|Rec\.|Guide|EN|IEC|ISO))* [A-Z]{0,2}\.?\d[\w.:-]*\w|\bRFC \d+"
)
_UNIT = r"(?:[kMGTmµμnp]?(?:s|m|g|A|V|W|Wh|J|Hz|bit|B|VA|var|Pa|Ω|mol|l|bit/s|B/s|Bd|m³|m²)|dBm?|dBi|°C|K|%|‰|min|h|d)"
_AMOUNT = rf"(?<![\w.])\d[\d.,]*(?:[  ]\d{{3}})*(?:[  ]{_UNIT}(?![\w/]))"
_THOUSANDS = r"(?<![\w.,])\d{1,3}(?:[  ]\d{3})+(?![\w])"
_PAIR = r"(?<![\w/])[A-Z][A-Z0-9]{1,9}/[A-Z][A-Z0-9]{1,9}(?![\w/])"
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


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for all of them; the words before numbers are those of all languages."""
    words = sorted({word for words in all_number_words() for word in words} | {"Part", "Subclause", "Section", "Step"})
    label = rf"\b(?:{'|'.join(words)}) (?:\d[\d.]*\d|\d|[A-Z](?:\.\d+)*)(?!\w)"
    return re.compile(f"{_DESIGNATION}|{label}|{_AMOUNT}|{_THOUSANDS}|{_PAIR}|{_NAME}")
