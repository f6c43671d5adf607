"""Where a sentence ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_NUMBERS = "app art ch cl ed eq eqs ex fig figs item no nos p para pp ref refs sec sect tab tabs vol"
"""Abbreviations that are followed by what they count: "No. 3", "Fig. A.1"."""

_ABBREVIATIONS = (
    "a.k.a al amd approx ca cf co cor corp dept dr e.g eg encl excl i.e ie inc incl ltd max min mr mrs ms"
    " prof resp st viz vs w.r.t"
)
"""Abbreviations after which a sentence continues; "etc." may end one, and is not among them."""


# The lookbehind avoids a search from within each word, which would take the square of its length.
# Sentences begin with a capital, a figure, a quotation, something opaque, or a name such as mac_address or xDLMS.
_END = regex(
    rf"(?<!\S)(?P<word>[^\s.!?]*(?:[.!?]+[^\s.!?]+)*)[.!?]+[\"'”’»)\]]*\s+"
    rf"(?=[\"'“‘«„(\[]*(?:[A-Z\u00c0-\u00de\d{OPAQUE}{LABEL}]|[a-z]+[A-Z_]|[a-z]+\d))"
)
_STOPS = regex(r"[!?]|\.\.+")
_COUNTED = regex(rf"[\d{OPAQUE}]|[A-Z]\b")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text, white space left out; without any for an empty text.

    A full stop in a number, a reference ("5.3.1") or an abbreviation ("e.g.", "No. 3") does not end a sentence.
    """
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.start() < start or _is_abbreviation(match["word"], text, match.end()):
            continue
        yield start, match.start() + len(match[0].rstrip())
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _is_abbreviation(word: str, text: str, end: int) -> bool:
    bare = _STOPS.split(word)[-1].lstrip("\"'“‘«„([").casefold()
    if bare in _ABBREVIATIONS.split():
        return True
    return bare in _BEFORE_NUMBERS.split() and _COUNTED.match(text, end) is not None
