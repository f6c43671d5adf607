"""How the tables of interface classes write values, data types and short names (IEC 62056-6-2).

Each reader answers None where it cannot be sure: authors also write "see 5.2" or "10 s".
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite

from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex

_NOT_GIVEN = frozenset({"", "-", "\u2013", "\u2014", "\u2212", "n/a", "none", "n.a.", "not applicable"})
_MARKUP = " \t\n`*"
_LEADING_ZEROS = regex(r"\s*[+-]?0[0-9]")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_NUMBER = regex(
    r"""(?P<open>\()?
        (?P<sign>[+-])?\s*
        (?:(?P<hex>0[xX][0-9A-Fa-f]{1,40})
          |(?P<grouped>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+)
          |(?P<decimal>[0-9]{1,400}(?:[.,][0-9]{1,400})?(?:[eE][+-]?[0-9]{1,4})?))
        (?(open)\)(?:\s.*)?|(?:\s*\(.*\))?)""",
    re.VERBOSE | re.DOTALL,
)
_THOUSANDS = regex(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_OFFSET = regex(r"(?:[A-Za-z]|(?:[A-Za-z]\s*\+\s*)?(?P<number>0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9}))")
_SIZE = regex(r"(?<!\s)(?:\s*[(\[{<].*|\s+[0-9].*|\s*[:,;].*)$", re.DOTALL)
BETWEEN = regex(r"(?<!\s)\s*(?:…|\.{2,3})\s*")
"""The dots between the ends of a range."""

_LARGE = 2.0**64
_ALTERNATIVES = regex(r"(?<!\s)(?:\s*[|/]\s*|\s+or\s+)", re.IGNORECASE)
_OF = regex(r"(?<!\s)\s+of\s+", re.IGNORECASE)


def is_given(text: str) -> bool:
    """Whether a cell says anything: a dash, "none" and "n/a" do not."""
    return text.strip(_MARKUP).casefold() not in _NOT_GIVEN


_UNDEFINED = regex(r"(?i)[+−-]?\.?(?:nan|inf(?:inity)?|∞)")


def read_value(text: str) -> Decimal | None:
    """Read a number: "16", "0x10", "65 535", "−5", "0,5", "(1) active", "0 (passive)".

    None where it is not certainly a number, as in "10 s", "1,500" (a fraction or thousands) or "see 5.2".
    """
    cleaned = text.strip(_MARKUP).translate(_SIGNS)
    match = _NUMBER.fullmatch(cleaned)
    if match is None or (match["decimal"] and _THOUSANDS.fullmatch(match["decimal"])):
        return None
    if match["hex"]:
        value = Decimal(int(match["hex"], 16))
    elif match["grouped"]:
        value = Decimal("".join(match["grouped"].split()))
    else:
        value = Decimal(match["decimal"].replace(",", "."))
    return -value if match["sign"] == "-" else value


def is_no_number(text: str) -> bool:
    """Whether a text is what programs write where a number is not defined or not finite: "NaN", ".nan", "-.inf"."""
    return _UNDEFINED.fullmatch(text.strip(_MARKUP)) is not None


def read_span(text: str) -> tuple[Decimal, Decimal] | None:
    """The first and the last of the values that a name is given to: of "2..255", or of one alone, "(7)"; else None."""
    numbers = [read_value(part) for part in BETWEEN.split(text.strip(" ()"))]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) not in {1, 2} or known[0] > known[-1]:
        return None
    return known[0], known[-1]


def read_number(text: str) -> float | None:
    """A value as other programs take it, an integer if it is one.

    None for one that has words beside it, "(1) active", for one that no number of 64 bits holds, and for digits that
    begin with zeros: "000102" are octets.
    """
    value = None if "(" in text or _LEADING_ZEROS.match(text) else read_value(text)
    if value is None or not isfinite(found := float(value)):
        return None
    return int(value) if abs(found) < _LARGE and value == int(value) else found


def read_offset(text: str) -> int | None:
    """The offset of a short name from the base name: "x" is 0, "x + 0x08", "x+8" and "0x08" are 8; else None."""
    match = _OFFSET.fullmatch(text.strip(_MARKUP))
    if match is None:
        return None
    number = match["number"]
    if number is None:
        return 0
    return int(number, 16) if number[:2].lower() == "0x" else int(number)


def write_offset(offset: int) -> str:
    """An offset as the tables write it: "x", "x + 0x08"."""
    return f"x + 0x{offset:02X}" if offset else "x"


def type_names(text: str) -> tuple[str, ...]:
    """The names of data types in the notation of a class table, without sizes and contents.

    "octet-string (6)" is octet-string; "array of structure" and "unsigned | long-unsigned" are two.
    What stands in brackets or after a comma is the author's explanation.
    """
    names = []
    for alternative in _ALTERNATIVES.split(_SIZE.sub("", text.strip(_MARKUP))):
        outer, *inner = _OF.split(alternative.strip(_MARKUP), maxsplit=1)
        names.append(outer)
        # "array of up to ten entries" names no second type.
        names += [word for word in inner if " " not in word.strip()]
    return tuple(name.strip(_MARKUP) for name in names if is_given(name))


_QUOTES = " \"'`*\u201c\u201d\u2018\u2019\u201e"

_IN_PARENTHESES = regex(r"(?P<name>.+?)\s*\(\s*(?:class[ _-]?id\s*[:=]?\s*)?(?P<id>[0-9]{1,9})\s*\)")

_BESIDE = regex(r"(?:class[ _-]?id\s*[:=]?\s*)?(?P<id>[0-9]{1,9})\s*[,:;–-]\s*(?P<name>\D.*)")

_AFTER = regex(r"(?P<name>.*\D)[,;]\s*(?:class[ _-]?id\s*[:=]?\s*)?(?P<id>[0-9]{1,9})")

_ROLE = regex(r"(?:(?<!:):[\w:]+:|\{[\w:]+\})`(?:[^`<]*<(?P<target>[^`<>]+)>|(?P<plain>[^`]+))`")


def written_class(text: str) -> tuple[str, int | None]:
    """Take "180, IEEE 802.11ah setup", "Clock (8)", "8" apart into name and class_id."""
    named = _ROLE.sub(lambda match: (match["target"] or match["plain"] or "").strip(), text)
    plain = unmarked(named).strip(_QUOTES)
    number = read_integer(plain)
    if number is not None:
        return "", number
    for pattern in (_IN_PARENTHESES, _BESIDE, _AFTER):
        if match := pattern.fullmatch(plain):
            return match["name"].strip(_QUOTES), int(match["id"])
    return plain, None
