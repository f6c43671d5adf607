"""Codes in hexadecimal that a sentence names together: two of one kind, a range, four digits alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX = r"0x[0-9A-Fa-f]{2,8}\b"
_PAIR = regex(rf"(?<![\w-])(?P<noun>[A-Z][A-Za-z]*[A-Z]s|endpoints?|addresses) (?P<a>{_HEX}) (?:and|or) (?P<b>{_HEX})")
_RANGE = regex(
    r"(?<![\w-])(?P<noun>[A-Za-z]+ (?:address|port|SAP|identifier|number|code))(?:e?s)?"
    rf"(?: (?!0x)[^.;,]{{1,50}}?)? (?:from|between) (?P<a>{_HEX}) (?:to|and) (?P<b>{_HEX})"
)
_OTHERS = regex(r"(?i)\b(?:reserved|others?|another|free|unused|not|neither|nor|no|never|except|beside|formerly)\b")
"""What makes a pair one of further codes."""

_ALONE = regex(r"(?<![\w.])0x[0-9A-Fa-f]{4,8}(?!\w)")


class Codes(NamedTuple):
    """The kind ("hex-pair", "hex-range", "hex-code"), the noun, the codes as written, and where they stand."""

    kind: str
    noun: str
    first: str
    last: str
    start: int


def codes(sentence: str) -> Iterator[Codes]:
    """The codes of a sentence."""
    for kind, pattern in (("hex-pair", _PAIR), ("hex-range", _RANGE)):
        for match in pattern.finditer(sentence):
            if kind == "hex-pair" and _OTHERS.search(sentence):
                continue
            noun = match["noun"].removesuffix("s") if kind == "hex-pair" else match["noun"]
            yield Codes(kind, noun.casefold(), match["a"], match["b"], match.start("a"))
    for match in _ALONE.finditer(sentence):
        yield Codes("hex-code", "", match[0], "", match.start())
