"""What the numbers in a sentence are of: rates, quantities, counts, codes, limits and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.amounts import amounts
from sphinx_dlmsprofile.analysis.claims.asides import is_aside
from sphinx_dlmsprofile.analysis.claims.claim import Claim
from sphinx_dlmsprofile.analysis.claims.codes import codes
from sphinx_dlmsprofile.analysis.claims.defaults import defaults
from sphinx_dlmsprofile.analysis.claims.names import Kind, named
from sphinx_dlmsprofile.analysis.claims.quantities import quantities
from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS
from sphinx_dlmsprofile.analysis.claims.sizes import sized, sizes
from sphinx_dlmsprofile.analysis.word_runs import words as words_of
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.names import Name

_OF_SIZES = regex(r"octet|byte|bits?\b|EUI-")
_ASSIGNED = ("SAP", "service access point")
"""Whose width depends on the profile that the sentence speaks of."""

_RATE = regex(rf"(?P<value>{NUMBER}) (?P<unit>[kM]?bit/s|[kMG]?Hz)(?![\w/-])")
_COUNTED = regex(
    r"(?P<known>\b(?:[Aa]ll|[Tt]he|[Tt]hese)(?: of the)? )?"
    rf"(?P<number>{NUMBER}) (?:(?P<unit>{UNITS})(?![\w/-])|(?P<noun>[a-z]{{4,20}}s)\b)"
)
_THINGS = frozenset({"segments", "blocks", "frames", "symbols", "retries"})
"""What is counted with a number as if it were a unit."""


def numbers_in(sentence: str, names: list[Name], *, has_digit: bool) -> Iterator[tuple[Claim, int]]:
    """The claims of a sentence whose names are marked that are on its numbers, each with its place."""
    for rate in _RATE.finditer(sentence) if "bit/s" in sentence or "Hz" in sentence else ():
        yield Claim("rate", "", rate["value"], rate["unit"], ""), rate.start()
    for each in quantities(sentence, names) if has_digit else ():
        yield (
            Claim("quantity", named(each.name, names), each.value, each.unit, f"{each.value} {each.unit}"),
            each.start,
        )
    for counted in _COUNTED.finditer(sentence) if has_digit else ():
        kind = "measured" if counted["unit"] and counted["unit"] not in _THINGS else "counted"
        yield (
            Claim(kind, counted["unit"] or counted["noun"], counted["number"], counted["known"] or "", ""),
            counted.start(),
        )
    for default in defaults(sentence) if has_digit and "efault" in sentence else ():
        # That of an attribute is compared with its class.
        if not any(name.kind is Kind.MEMBER for name in names):
            span = f"{default.low} to {default.high}"
            yield Claim("default-in", span, f"{default.value} {default.own}", default.unit, ""), default.start
    if not is_aside(sentence):
        yield from _compared(sentence, names)
    for size in sizes(sentence) if _OF_SIZES.search(sentence) else ():
        name = sized(named(size.words, names))
        # "Server SAPs of two octets" may be those of HDLC, whose octets have other bits, too.
        if name and (has_digit or not name.endswith(_ASSIGNED)):
            words = named(sentence, names) if name.endswith((*_ASSIGNED, "header")) else ""
            yield Claim("size", name, size.written, size.unit, words), size.start


def _compared(sentence: str, names: list[Name]) -> Iterator[tuple[Claim, int]]:
    """Codes and limits, which are compared with those of other sentences."""
    for code in codes(sentence) if " 0x" in sentence else ():
        yield Claim(code.kind, code.noun, code.first, code.last, ""), code.start
    for amount in amounts(sentence):
        noun = named(amount.noun, names)
        # "Secondary stations" may have a limit of their own.
        yield Claim(amount.kind, " ".join(words_of(noun)), amount.written, "", noun), amount.start
