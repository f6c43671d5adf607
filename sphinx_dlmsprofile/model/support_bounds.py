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
_PATTERNS = tuple((regex(rf"(?i)(?<!\w)(?:{form})"), bounds) for form, bounds in _FORMS)
_AROUND = """
a an the this these those them it is are be shall may must has have to that of for from in by out and at
mandatory required requires require necessary following listed above below same numeral number
support supports supported implement implements implemented provide provides provided use uses used
offer offers offered choose chosen select selected marked labelled numbered
item items option options choice choices alternative alternatives group set service services
feature features function functions capability capabilities mechanism mechanisms method methods
"""
_ADDS_NOTHING = frozenset(_AROUND.split())
"""What may stand around a number of items; any other word says more than that, or something else."""
_SYMBOL = r"(?i)o\.?<?\d+>?"
_WORD, _CHOICE = regex(rf"{_SYMBOL}|\w+|[^\w\s.,:;()\"'“”–-]"), regex(_SYMBOL)


def read_bounds(words: str) -> tuple[int, int | None] | None:
    """The least and the most that a phrase states, None for no limit; None where it states no number, or more than one.

    A form counts wherever it stands, "It is mandatory to support at least one of these", but nothing that is not
    printed may stand beside it: "more than one of", "at least one of the first three".
    """
    for pattern, places in _PATTERNS:
        match = pattern.search(words)
        if match and _adds_nothing(words[: match.start()]) and _adds_nothing(words[match.end() :]):
            numbers = [_value(each) for each in match.groups() if each] or [1]
            least, most = (numbers[min(place, len(numbers)) - 1] if place else 0 for place in places)
            return least, most if places[1] else None
    return None


def _adds_nothing(words: str) -> bool:
    return all(word.casefold() in _ADDS_NOTHING or _CHOICE.fullmatch(word) for word in _WORD.findall(words))


def _value(word: str) -> int:
    return _NUMBERS.get(word.casefold()) or int(word)
