"""How many there may be of a thing, or how often it happens in a row, by a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.counts import COUNT
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUN = r"(?P<{}>(?:[a-z]{{3,20}}s|children)\b(?!-)|‹[A-Z][0-9]+›)"
_OWN = r"(?:(?!of\b|to\b|per\b|and\b|or\b|the\b|in\b)[a-z-]+ ){0,2}?"
_MOST = regex(
    rf"\b(?:(?:[Aa]t|the) most|[Nn]o more than|not more than|[Uu]p to|[Mm]aximum of|(?:limited|restricted) to"
    rf"|(?:not|never|no)\b[^.;,]{{0,30}}? more than|not exceed) (?P<n>{COUNT}) {_OWN}{_NOUN.format('noun')}"
    rf"|(?P<before>[a-z]{{3,20}}s)(?: [a-z]+){{0,2}},? at most (?P<m>{COUNT})(?=[.;)\"]|$)"
    rf"|\b[Nn]umber of {_NOUN.format('of')}[^.;]{{0,60}}? (?:not exceed|is at most|is limited to) (?P<k>{COUNT})"
    r"(?![\w/-]|[.,][0-9])(?! [a-z]+s\b)"
    rf"|(?<![\w-])(?:[Oo]ne|[1-9]) to (?P<j>{COUNT}) {_OWN}{_NOUN.format('upto')}"
)
_IN_A_ROW = regex(
    rf"(?<![\w.,/-])(?P<n>{COUNT}) (?P<how>successive|consecutive|missed|lost|unanswered|failed) "
    rf"(?:[a-z]+ ){{0,2}}?{_NOUN.format('noun')}"
)
_SIGNS = ("most", "more than", "p to", "aximum of", "ed to", "exceed", " to ")
_ROW_SIGNS = ("successive", "consecutive", "missed", "lost", "unanswered", "failed")
_HALF = frozenset({"times", "is", "has", "was", "as", "its", "this", "always", "besides", "others", "less"})


class Amount(NamedTuple):
    """A number of things: "most" or "row", what they are as written, the number as written, where it stands."""

    kind: str
    noun: str
    written: str
    start: int


def amounts(sentence: str) -> Iterator[Amount]:
    """The limits and runs in a sentence; numbers may be in words."""
    if any(sign in sentence for sign in _SIGNS):
        for match in _MOST.finditer(sentence):
            noun = match["noun"] or match["before"] or match["of"] or match["upto"]
            group = next(group for group in "nmkj" if match[group])
            if noun not in _HALF:
                yield Amount("most", noun, match[group], match.start(group))
    if any(sign in sentence for sign in _ROW_SIGNS):
        for match in _IN_A_ROW.finditer(sentence):
            if match["noun"] not in _HALF:
                yield Amount("row", match["noun"], match["n"], match.start("n"))
