"""Where a sentence ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_BEFORE_NUMBERS = "app art ch cl ed eq eqs ex fig figs item no nos p para pp ref refs sec sect tab tabs vol"
"""Abbreviations that are followed by what they count: "No. 3", "Fig. A.1"."""

_WORDS = "art ex item no para sec"
"""Those of them that are words or units too: "If the answer is no. A station …"."""

_BEFORE_MORE = "a.k.a amd approx ca cf cor e.g eg encl excl i.e ie incl viz vs w.r.t"
"""Abbreviations after which a sentence always continues; "etc." may end one, and is not among them."""

_BEHIND = "al co corp dept inc ltd max min resp"
"""Abbreviations that may be the last word of a sentence: "within 5 min.", "5 V max.", "Smith et al."."""

_BEHIND_FIGURES = "max min sec"
"""Those of all that are units, or stand after a quantity."""

_BEFORE_SMALL = frozenset({"etc", "misc", "spec", "temp", "freq", "orig", "opt", "def", "st"})
"""What else is an abbreviation where a small letter follows."""

_VERSION_OR_PAGE = frozenset({"v", "p"})
"""Before a figure: "v. 2", but not "5 V." """

_ALL = frozenset(f"{_BEFORE_NUMBERS} {_BEFORE_MORE} {_BEHIND}".split())
_ABBREVIATIONS = _ALL | _BEFORE_SMALL | _VERSION_OR_PAGE


# Looked for from its stops, which are few. The lookbehind avoids a search from each of many that follow one another.
# Sentences begin with a capital, a figure, a quotation, something opaque, or a name such as mac_address, xDLMS, α or x;
# and some with a small letter, where their author has overlooked it.
_SMALL = r"(?:it|they|the|an?|this|these|each|every|all|if|when|where|otherwise)\b"
_END = regex(
    r"(?<![.!?])[.!?]+[\"'”’»)\]]*\s+"
    rf"(?=[\"'“‘«„(\[]*(?:[A-Z\u00c0-\u00de\d{OPAQUE}{LABEL}\u0370-\u03ff]"
    rf"|[a-z]+[A-Z_]|[a-z]+\d|[b-z]\s+(?:shall|should|may|can|is)\b|{_SMALL}))"
)
_SMALL_WORD = regex(rf"[\"'“‘«„(\[]*{_SMALL}")
_STOPS = regex(r"[!?]|\.\.+")
_FIGURE = regex(rf"[\d{OPAQUE}]")
_LETTER = regex(r"[A-Z]\b")
_ARTICLE = regex(r"A\s+[a-z]")

_LOOK_BACK = 60
_BEGINNING = regex(
    r"[\"'“‘«„(\[]*(?:The|An?|It|Its|They|Their|This|That|These|Those|There|Each|Every|Any|All|Both|Either|Neither|No"
    r"|None|Not|Only|Some|Such|Other|If|When|Where|While|Unless|Until|Once|In|On|At|By|For|From|To|With|Without|As"
    r"|After|Before|During|Between|Upon|Then|Otherwise|However|Therefore|Thus|Also)\b"
)
"""A word that has a capital only where a sentence begins."""

_OPENING = " \t\r\n\"'“‘«„([" + LABEL


@remembered
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of a text, white space left out; without any for an empty text.

    A full stop in a number, a reference ("5.3.1") or an abbreviation ("e.g.", "No. 3") does not end a sentence, one
    after a quantity ("5 min.", "5 V max.") does. The identifier of a provision always begins a sentence.
    """
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if _continues(match):
            continue
        yield from _labelled(text, start, match.start() + len(match[0].rstrip()))
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield from _labelled(text, start, end)


def _labelled(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence, each with the identifiers before it."""
    place = text.find(LABEL, start, end)
    while place >= 0:
        before = text[start:place]
        if before.strip(_OPENING):
            yield start, start + len(before.rstrip())
            start = place
        place = text.find(LABEL, place + 1, end)
    yield start, end


def _ends_in_quantity(text: str) -> bool:
    """Whether a figure, and at most its unit, and white space are at the end of a text."""
    if not text[-1:].isspace():
        return False
    *before, last = text.split() or [""]
    figure = last if not before or _FIGURE.search(last) or "," in last or ";" in last else before[-1]
    return _FIGURE.search(figure) is not None


def _continues(stop: re.Match[str]) -> bool:
    """Whether a sentence goes on after what looks like its end."""
    text, end = stop.string, stop.end()
    if text[end] == LABEL:
        return False
    token = _token_before(text, stop.start())
    word = (token if token.isalnum() else _STOPS.split(token)[-1].lstrip("\"'“‘«„([")).casefold()
    return may_be_short(token, word) and _goes_on(text, end, stop.start() - len(token), token, word)


def may_be_short(token: str, word: str) -> bool:
    """Whether it is worth looking at what is around a word, as for few: quick, and always right when it says no."""
    return word in _ABBREVIATIONS or len(word) == 1 or "." in token


def _goes_on(text: str, end: int, start: int, token: str, word: str) -> bool:
    """Whether a sentence goes on at ``end``, behind a word that begins at ``start`` and may be an abbreviation."""
    before = text[max(0, start - _LOOK_BACK) : start]
    before_figure = _FIGURE.match(text, end) is not None
    if _SMALL_WORD.match(text, end) and _is_short(token, word, before):
        return True
    if token in _VERSION_OR_PAGE:
        return before_figure
    return word in _ALL and _abbreviates(word, before, before_figure, text, end)


def _is_short(token: str, word: str, before: str) -> bool:
    """Whether a word that a small letter follows is an abbreviation: "a.m. the", "type a. the", and not "5 V. the"."""
    return word in _BEFORE_SMALL or "." in token or (len(word) == 1 and not _ends_in_quantity(before))


def _abbreviates(word: str, before: str, before_figure: bool, text: str, end: int) -> bool:  # noqa: FBT001
    """Whether a known abbreviation does not end the sentence as well; ``text`` goes on at ``end``."""
    if word in _BEFORE_MORE.split():
        return True
    if word in _BEHIND_FIGURES.split() and _ends_in_quantity(before):
        return before_figure
    if word in _BEHIND.split():
        return _BEGINNING.match(text, end) is None
    is_article = word in _WORDS.split() and _ARTICLE.match(text, end) is not None
    return before_figure or (_LETTER.match(text, end) is not None and not is_article)


def _token_before(text: str, end: int) -> str:
    """What stands before a place without a blank between; of long ones the end."""
    before = text[max(0, end - _LOOK_BACK) : end]
    return before.split()[-1] if before and not before[-1].isspace() else ""
