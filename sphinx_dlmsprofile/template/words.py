"""The words of a text, freed of all that typesetting and newer drafting change.

Two texts have the same wording if they have the same words. Case, white space, dashes, quotation
marks and all other punctuation do not count, nor does how the document calls itself: "this
International Standard", "this Technical Specification" and "this document" are one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DASHES = regex("[\u2010-\u2015\u2212]")
_ITSELF = regex(
    r"\bthis\s+(?:international\s+standard|technical\s+(?:specification|report)|publicly\s+available\s+specification"
    r"|document|standard|part\s+of\s+(?:the\s+)?IEC(?:\s+(?:TS|TR|PAS))?\s+62056(?:-\d+-\d+)?)\b",
    re.IGNORECASE,
)
_DOCUMENT = "This document"
_WORD = regex(r"\w+(?:(?<=\d)[-.](?=\d)\w+)*")
_SENTENCE = regex(r"[.!?:][\"'\u201d\u2019)]*\s+(?=\W{0,20}[A-Z0-9])")


class Words(NamedTuple):
    """A text and its words.

    ``plain`` is the text, cleaned, with one kind of dash and "This document" wherever it names itself,
    padded to the length of what stood there.
    """

    plain: str
    words: tuple[str, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places of the words in ``plain``; few ask for them, and they take more room than the words."""
        return tuple(match.span() for match in _WORD.finditer(self.plain))

    def sentence_starts(self) -> tuple[int, ...]:
        """The words with which a sentence begins, the first word among them."""
        ends = [match.end() for match in _SENTENCE.finditer(self.plain)]
        if not ends:
            return (0,) if self.words else ()
        begins = [begin for begin, _ in self.spans]
        starts = sorted({bisect_left(begins, end) for end in (0, *ends)})
        return tuple(start for start in starts if start < len(begins))


def clean(text: str) -> str:
    """A text without ligatures, soft hyphens and the like."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


@remembered
def read_words(text: str) -> Words:
    """Take a text apart into its words."""
    plain = _ITSELF.sub(lambda match: _DOCUMENT.ljust(len(match[0])), _DASHES.sub("-", clean(text)))
    return Words(plain, tuple(map(str.casefold, _WORD.findall(plain))))
