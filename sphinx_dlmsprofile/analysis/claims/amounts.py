"""How many there may be of a thing, or how often it happens in a row, by a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.counts import COUNT
from sphinx_dlmsprofile.text.patterns import contains_any, regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUN = r"(?P<noun>(?:[a-z]{3,20}s|children)\b(?!-)|‹[A-Z][0-9]+›)"
_OWN = r"(?:(?!of\b|to\b|per\b|and\b|or\b|the\b|in\b)[a-z-]+ ){0,2}?"
_MOST = regex(
    r"\b(?:(?:[Aa]t|the|is at) most|[Nn]o more than|not more than|[Uu]p to|[Mm]aximum of|(?:limited|restricted) to"
    r"|(?:not|never|no)\b[^.;,]{0,30}? more than|not exceed|(?<![\w-])(?:[Oo]ne|1) to) "
    rf"(?P<n>{COUNT})(?: (?P<own>{_OWN}){_NOUN}|(?=[.;)\"]|$))"
)
_BEFORE = regex(
    rf"\b[Nn]umber of {_NOUN}[^.;]{{0,60}}? $|\b(?P<short>[a-z]{{3,20}}s)(?: [a-z]+){{0,2}},? $",
)
"""What has the limit that follows, where that has no noun."""

_IN_A_ROW = regex(
    rf"(?<![\w.,/-])(?P<n>{COUNT}) (?:successive|consecutive|missed|lost|unanswered|failed) (?:[a-z]+ ){{0,2}}?{_NOUN}"
)
_SIGNS = ("most", "more than", "p to", "aximum of", "ed to", "exceed", "ne to", "1 to")
_ROW_SIGNS = ("successive", "consecutive", "missed", "lost", "unanswered", "failed")
_REACH = 100
"""In characters: how far before a limit its noun is."""

_CASES = regex(r"\b(?i:if|when|where|whereas|while|unless|except|only|during|as long as|in case)\b| mode\b")
"""What makes a limit one of some cases."""

_HALF = frozenset({"times", "is", "has", "was", "as", "its", "this", "always", "besides", "others", "less"})


class Amount(NamedTuple):
    """A number of things: "most" or "row", what they are as written, the number as written, where it stands."""

    kind: str
    noun: str
    written: str
    start: int


def amounts(sentence: str) -> Iterator[Amount]:
    """The limits and runs in a sentence; numbers may be in words. Two of one noun are of two cases."""
    found = list(_found(sentence))
    nouns = [each[:2] for each in found]
    for each in found:
        if nouns.count(each[:2]) == 1 and not (each.kind == "most" and _CASES.search(sentence)):
            yield each


def _found(sentence: str) -> Iterator[Amount]:
    if contains_any(sentence, _SIGNS):
        for match in _MOST.finditer(sentence):
            noun = match["noun"] or _noun_before(sentence, match.start())
            if noun and noun not in _HALF:
                yield Amount("most", f"{match['own'] or ''}{noun}", match["n"], match.start("n"))
    if contains_any(sentence, _ROW_SIGNS):
        for match in _IN_A_ROW.finditer(sentence):
            if match["noun"] not in _HALF:
                yield Amount("row", match["noun"], match["n"], match.start("n"))


def _noun_before(sentence: str, end: int) -> str | None:
    match = _BEFORE.search(sentence, max(0, end - _REACH), end)
    return (match["noun"] or match["short"]) if match else None
