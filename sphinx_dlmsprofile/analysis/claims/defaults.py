"""A range and a default that one sentence or row gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPAN = regex(
    rf"(?P<low>{NUMBER})(?: (?P<first>{UNITS})(?![\w/-]))?(?: to | and |…|\.\.\.?|–)(?P<high>{NUMBER})"
    rf"(?: (?P<unit>{UNITS})(?![\w/-]))?"
)
_DEFAULT = regex(
    rf"(?P<said>\b[Dd]efaults?(?: value)?(?: is| of| being| are|:)? |\b(?:and|with) (?:is )?[-\u2212]?)"
    rf"(?P<value>{NUMBER})(?: (?P<unit>{UNITS})(?![\w/-]))?(?P<after> (?:by default|as (?:the )?default)\b)?"
)
_BETWEEN = regex(r"(?:(?!efault)[^.;0-9]){0,48}")
_TO_RANGE = regex(r"[^.;0-9]{0,40}?\b(?:range|from|between)\b[^.;0-9]{0,12}")


class Default(NamedTuple):
    """A range, its unit, the default with its unit, and where that stands."""

    low: str
    high: str
    unit: str
    value: str
    own: str
    start: int


def defaults(sentence: str) -> Iterator[Default]:
    """The first default of a sentence that gives a range beside."""
    spans = list(_SPAN.finditer(sentence))
    for value in _DEFAULT.finditer(sentence) if spans else ():
        is_named = "efault" in value["said"]
        if is_named == bool(value["after"]):
            continue
        for span in spans:
            before = _BETWEEN.fullmatch(sentence, span.end(), value.start())
            after = is_named and _TO_RANGE.fullmatch(sentence, value.end(), span.start())
            if before or after:
                unit = span["unit"] or span["first"] or ""
                own, start = value["unit"] or "", value.start("value")
                yield Default(span["low"], span["high"], unit, value["value"], own, start)
                return
