"""A range and a default that one sentence or row gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPAN = (
    rf"(?P<low>{NUMBER})(?: (?P<first>{UNITS})(?![\w/-]))?(?: to | and |…|\.\.\.?|–)(?P<high>{NUMBER})"
    rf"(?: (?P<unit>{UNITS})(?![\w/-]))?"
)
_VALUE = rf"(?P<value>{NUMBER})(?: (?P<own>{UNITS})(?![\w/-]))?"
_AS = _VALUE.replace("value>", "as>").replace("own>", "its>")
_DEFAULT = r"[Dd]efaults?(?: value)?(?: is| of| being| are|:)? "
_BEHIND = regex(
    rf"{_SPAN}(?:(?![Dd]efault)[^.;0-9]){{0,40}}?(?:\b(?:by )?{_DEFAULT}{_VALUE}"
    rf"|(?:and|with) (?:is )?[-\u2212]?{_AS} (?:by default|as (?:the )?default))"
)
_BEFORE = regex(rf"\b(?:[Bb]y )?{_DEFAULT}{_VALUE}[^.;0-9]{{0,40}}?\b(?:range|from|between)\b[^.;0-9]{{0,12}}{_SPAN}")


class Default(NamedTuple):
    """A range, its unit, the default with its unit, and where that stands."""

    low: str
    high: str
    unit: str
    value: str
    own: str
    start: int


def defaults(sentence: str) -> Iterator[Default]:
    """The defaults of a sentence that gives a range beside."""
    for pattern in (_BEHIND, _BEFORE):
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            value = groups["value"] or groups.get("as") or ""
            own = groups["own"] or groups.get("its") or ""
            unit = groups["unit"] or groups["first"] or ""
            start = match.start("value" if groups["value"] else "as")
            yield Default(groups["low"], groups["high"], unit, value, own, start)
            return
