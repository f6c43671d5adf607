"""The words of a text, freed of all that typesetting and newer drafting change.

Two texts have the same wording if they have the same words. Case, white space, dashes, quotation
marks and all other punctuation do not count, nor does how the document calls itself: "this
International Standard", "this Technical Specification" and "this document" are one. Nor do the
edition of a part of the suite, the body that has adopted it, and whether there are several profiles.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.designations import NATIONAL_BODIES
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_INVISIBLE = regex("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_DASHES = regex("[\u2010-\u2015\u2212]")
_SUITE = r"(?:62056|62051|60050)"
_ADOPTED = regex(
    rf"\b(?:(?:{NATIONAL_BODIES})[ -]+)?"
    rf"(?:EN[ -]+(?:IEC[ -]+)?|IEC[ /]+|BS[ -]+IEC[ -]+)(?:(?:TS|TR|PAS)[ -]+)?(?={_SUITE}\b)"
)
_EDITION = regex(r"(?<=\d):(?:19|20)\d\d(?:\s?\+\s?A(?:MD)?\s?\d+(?::\d{4})?)*(?:\s(?:CSV|RLV)\b)?|\s\((?:19|20)\d\d\)")
_PART = regex(rf"\b{_SUITE}(?:[-\u2011]\d+)*(?P<edition>{_EDITION.pattern})")
_PROFILE = regex(r"\b(?P<article>an? |the )?(?P<name>DLMS/COSEM\s+communication\s+profile)s?\b", re.IGNORECASE)
_NATIONS = (
    "european|british|german|french|austrian|belgian|croatian|czech|danish|dutch|finnish|hungarian|irish|italian|norwegian"
    "|polish|portuguese|romanian|slovak|slovenian|spanish|swedish|swiss|australian|indian"
)
_ITSELF = regex(
    rf"\bthis\s+(?:(?:international|{_NATIONS})\s+standard|technical\s+(?:specification|report)"
    r"|publicly\s+available\s+specification"
    r"|document|standard|part\s+of\s+(?:the\s+)?IEC(?:\s+(?:TS|TR|PAS))?\s+62056(?:-\d+-\d+)?)\b",
    re.IGNORECASE,
)
_DOCUMENT = "This document"
_WORD = regex(r"\w+(?:(?<=\d)[-.](?=\d)\w+)*")
_SENTENCE = regex(r"[.!?:][\"'\u201d\u2019)]*\s+(?=\W{0,20}[A-Z0-9])")


def _blank(match: re.Match[str], text: str) -> str:
    return text.ljust(len(match[0]))


_COMMON: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("6", _ADOPTED, lambda match: _blank(match, "IEC ")),
    ("6", _PART, lambda match: _blank(match, match[0].removesuffix(match["edition"]))),
    ("profile", _PROFILE, lambda match: _blank(match, match["name"])),
    ("this", _ITSELF, lambda match: _blank(match, _DOCUMENT)),
)
"""What may be said in several ways, and the one that stands for all of them, in the room of what was there.

Each after letters that it has in any case: most texts are without.
"""


class Words(NamedTuple):
    """A text and its words.

    ``plain`` is the text, cleaned, with one kind of dash and "This document" wherever it names itself,
    padded to the length of what stood there. ``sentence_starts`` are the words with which a sentence begins,
    the first word among them.
    """

    plain: str
    words: tuple[str, ...]
    sentence_starts: tuple[int, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places of the words in ``plain``; few ask for them, and they take more room than the words."""
        return tuple(match.span() for match in _WORD.finditer(self.plain))


def clean(text: str) -> str:
    """A text without ligatures, soft hyphens and the like."""
    return text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def letters_of(words: Iterable[str]) -> str:
    """Words without what may be divided at the end of a line: spaces and hyphens."""
    return "".join(words).replace("-", "")


@remembered
def read_words(text: str) -> Words:
    """Take a text apart into its words."""
    plain = clean(text)
    if not plain.isascii():
        plain = _DASHES.sub("-", plain)
    folded = plain.casefold()
    for letters, pattern, common in _COMMON:
        if letters in folded:
            plain = pattern.sub(common, plain)
    words: list[str] = []
    starts: list[int] = []
    ends = [match.end() for match in _SENTENCE.finditer(plain)]
    for begin, end in pairwise((0, *ends, len(plain))):
        if found := _WORD.findall(plain, begin, end):
            starts.append(len(words))
            words += map(str.casefold, found)
    return Words(plain, tuple(words), tuple(starts))
