"""What a form of a claim is, and what several forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

NUMBER = (
    r"(?<![\w.,:/-])(?:0[xX][0-9A-Fa-f]+|[-\u2212]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,[0-9]+)?)"
    r"(?![\w:/-]|[.,][0-9]| [0-9]{3}\b)"
)
"""A value: decimal with digits in groups or not, hexadecimal; no part of a designation, clause or address."""

UNITS = (
    "octets?|bytes?|bits?|ms|µs|us|s|min|h|days?|kbit/s|Mbit/s|bit/s|kHz|MHz|GHz|Hz|dBm|dB|kB|km|m|V|A|W|%|symbols?|"
    "blocks?|segments?|frames?|retries"
)
"""The units of quantities."""

INTEGER = r"(?P<v>0[xX][0-9A-Fa-f]+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,5})(?![\w/:-]|[.,][0-9]| [0-9]{3}\b)"
LINK = r"(?:is|are|shall be|should be|may be|can be|must be|will be)"
"""What joins a thing to what is said of it."""

HEX = r"(?P<v>0[xX][0-9A-Fa-f]+)\b"
OBIS = r"[0-9]{1,2}-(?:[0-9]{1,3}|[bx]):[0-9]{1,3}\.[0-9]{1,3}\.(?:[0-9]{1,3}|[ex])[.*&][0-9]{1,3}"


def near(kind: str, length: int) -> str:
    """What may stand between a name and what is said of it: no end of a sentence, no other name of the kind."""
    return rf"(?:(?!‹{kind})[^.;]){{0,{length}}}?"


class Row(NamedTuple):
    """A form of a claim.

    ``claim`` is what it claims. The pattern is tried in sentences that hold marks of all of ``kinds`` and the
    ``word``; ``alone`` are the kinds of which the sentence may have one name only, ``plain`` asks for a sentence
    without any negation. Its groups: "s" is the number of the mark of what is spoken of, or its words; "v" the value;
    "m" what else is needed.
    """

    claim: str
    kinds: str
    word: str
    pattern: re.Pattern[str]
    alone: str = ""
    plain: bool = False
    numeric: bool = False
    """Whether the pattern asks for a number."""


def row(claim: str, kinds: str, *pattern: str, word: str = "", alone: str = "", plain: bool = False) -> Row:
    """A form of a claim, whose pattern is given in pieces."""
    source = "".join(pattern)
    numeric = any(form in source for form in (NUMBER, INTEGER, HEX, OBIS))
    return Row(claim, kinds, word, regex(source), alone, plain, numeric)
