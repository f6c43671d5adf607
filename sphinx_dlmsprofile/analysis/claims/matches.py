"""What a marked sentence claims, by the table of forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.rows import ROWS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.row import Row

NOT = regex(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|except|unless|instead|rather|other than|if|whether|until"
    r"|unlike)\b",
    re.IGNORECASE,
)


_PART = regex(r";(?! (?:it|they|this|these|both|which|what)\b)|, and ‹V[0-9]+› ")
"""Where another thing is spoken of: "…; it is not used" still is on the first."""


class Match(NamedTuple):
    """A claim as it was found: the groups of its row, marks still by number, and the words."""

    claim: str
    subject: str
    value: str
    more: str
    name: str
    start: int
    words: str


def matches(sentence: str, marks: str, *, has_digit: bool = True) -> Iterator[Match]:
    """What a marked sentence claims; ``marks`` are the letters of its marks, one for each.

    ``has_digit`` says whether it has a digit beside those of its marks: without one, no form of a number is tried.
    """
    taken: set[tuple[str, int]] = set()
    negated: bool | None = None
    for word, row in _candidates(marks, has_digit=has_digit):
        if word not in sentence or any(marks.count(kind) != 1 for kind in row.alone):
            continue
        for match in row.pattern.finditer(sentence):
            if row.plain:
                if negated is None:
                    negated = NOT.search(sentence) is not None
                if negated and _is_denied(sentence, match.start(), match.end()):
                    continue
            groups = match.groupdict()
            place = (row.claim, match.start(next((group for group in "vms" if groups.get(group)), 0)))
            if place in taken:
                continue
            taken.add(place)
            yield Match(
                row.claim,
                groups.get("s") or "",
                groups.get("v") or "",
                groups.get("m") or "",
                groups.get("n") or "",
                place[1],
                match[0],
            )


def _is_denied(sentence: str, start: int, end: int) -> bool:
    """Whether a negation stands in the part of a sentence that a match is in; a service after "and" begins another."""
    first = sentence.rfind(";", 0, start) + 1
    last = _PART.search(sentence, end)
    return NOT.search(sentence, first, last.start() if last else len(sentence)) is not None


def _candidates(marks: str, *, has_digit: bool) -> list[tuple[str, Row]]:
    """Each form beside its word, by which most are left out."""
    known = frozenset(marks), has_digit
    if known not in _BY_MARKS:
        rows = (row for row in ROWS if known[0].issuperset(row.kinds) and (has_digit or not row.numeric))
        _BY_MARKS[known] = [(row.word, row) for row in rows]
    return _BY_MARKS[known]


_BY_MARKS: dict[tuple[frozenset[str], bool], list[tuple[str, Row]]] = {}
