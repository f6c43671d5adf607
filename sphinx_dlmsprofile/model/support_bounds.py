"""How many items of a choice are to be supported, in the words in which proformas say it."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_NUMBERS = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_NUMBER = rf"\(?((?:{'|'.join(_NUMBERS)}|\d{{1,3}})\b)\)?"
_FORMS = (
    (rf"at least {_NUMBER}\W+(?:and|but) (?:at most|not more than|no more than|up to) {_NUMBER}", (1, 2)),
    (rf"(?:between )?{_NUMBER} (?:to|and) {_NUMBER}|{_NUMBER}\s*(?:\.\.|…|–|-)\s*{_NUMBER}", (1, 2)),
    (rf"one and only one|(?:exactly|only|just|precisely) {_NUMBER}", (1, 1)),
    (rf"(?:at least|a minimum of|minimum|not less than|no fewer than|no less than|≥|>=) ?{_NUMBER}", (1, 0)),
    (rf"{_NUMBER} (?:or more|and more)", (1, 0)),
    (rf"(?:at most|not more than|no more than|up to|a maximum of|maximum|≤|<=) ?{_NUMBER}", (0, 1)),
    (rf"(?:either )?(?:any )?{_NUMBER}(?= (?:of|item|option)|$)", (1, 1)),
)
"""A form, and which of its numbers are the least and the most; 0 where it has none such."""
_LEADS_TO_NUMBER = regex(
    r"(?i)(?:^|[:,;(]|\b(?:support|supports|supported|implement|implements|provide|provides|use|uses|have|has|choose|select"
    r"|be|is|are|of|to|for|that|requires?|offers?))\W*$"
)
"""What may stand before a number alone: after "more than" or a misspelt "at least" it says something else."""
_PATTERNS = tuple((regex(rf"(?i)(?<!\w)(?:{form})"), bounds) for form, bounds in _FORMS)


def read_bounds(words: str) -> tuple[int, int | None] | None:
    """The least and the most that a phrase states, None for no limit; None where it states no number.

    The first form counts that the phrase has, wherever it stands: "It is mandatory to support at least one of these".
    """
    for pattern, places in _PATTERNS:
        match = pattern.search(words)
        if match and (pattern is not _PATTERNS[-1][0] or _LEADS_TO_NUMBER.search(words[: match.start()])):
            numbers = [_value(each) for each in match.groups() if each] or [1]
            least, most = (numbers[min(place, len(numbers)) - 1] if place else 0 for place in places)
            return least, most if places[1] else None
    return None


def _value(word: str) -> int:
    return _NUMBERS.get(word.casefold()) or int(word)
