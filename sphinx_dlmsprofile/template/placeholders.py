"""What the template and its users put where a text is still to come."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.text.patterns import contains_any, regex

PLACEHOLDER = regex(
    # Each begins with one of these: to look first is three times as fast.
    r"(?=[<\[(tTxXYfFwW])(?:"
    r"(?i:<\s*(?:add|insert|fill in|enter|to be (?:added|completed|defined|specified|written))\b[^<>]*>"
    r"|\[\s*(?:add|insert|fill in|to be (?:added|completed|defined|specified|written))\b[^\[\]]*\]"
    r"|\(to be (?:added|completed|defined|specified|written|deleted\b[^()]*)\)|\b(?:tbd|tbc)\b|\bt\.b\.[dc]\.)"
    # Not the parts of an address, a version or a code, as in "xxx.xxx.xxx.xxx", nor bits, as in "0000 xxxx".
    r"|(?<![\w.:-])(?<![01xX]{4} )(?:x{3,}|X{3,})(?!\w|[.:-]\w| [01xX]{4}\b)"
    # Not a date, "YYYY-MM-DD".
    r"|(?<![\w.:-])(?<!(?:MM|DD|mm|dd)/)Y{4,}(?!\w|[-/. ]?(?:MM|DD|mm|dd)|[-.:]\w)"
    # Not a series of parts, "62056-8-x".
    r"|(?<![\w-])x\s?[-\u2010-\u2013]\s?x(?![\w-])"
    r"|\b(?:TODO|FIXME)\b"
    r"|\b(?:[Ff]or|[Ww]here)\s+(?:term|definition)\s+\d\b"
    r")"
)
"""A placeholder within a text. No placeholder spans two sentences of a text."""

TO_WRITE = "(to be written)"
"""What a tool puts where the text is the author's to write."""

WHOLE = regex(r"(?:term|definition)\s+\d+|\?{2,}", re.IGNORECASE)
"""A placeholder that is a whole paragraph, title, term or cell."""


_SIGNS = ("<", "[", "(to be", "tbd", "tbc", "t.b.", "xxx", "yyyy", "todo", "fixme", "term", "def", "??")
_SERIES = regex(r"x\s?[-\u2010-\u2013]")
"""A text without any of them, and without the beginning of a series, "x-x", in small letters holds none of either."""

_PATTERN = regex(r"[A-Za-z_]{2}X{3}\b|\bX{3,}[a-z_]")


def may_hold_placeholder(text: str) -> bool:
    """Whether it is worth looking for placeholders of either kind: quick, and always right when it says no."""
    lowered = text.lower()
    return contains_any(lowered, _SIGNS) or _SERIES.search(lowered) is not None


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in a text, each once, in order."""
    if not may_hold_placeholder(text):
        return ()
    if WHOLE.fullmatch(text.strip()):
        return (text.strip(),)
    found = dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(text))
    # "getXXX", where XXX is a name, is a pattern.
    return tuple(each for each in found if not (each.strip("X") == "" and _PATTERN.search(text)))
