"""How many: a number in words or in digits."""

from __future__ import annotations

_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_COUNTED = {**{word: number for number, word in enumerate(_WORDS)}, "both": 2, "single": 1}
_LONGEST = 18
"""In characters: no longer number counts anything."""

COUNT = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,5}|(?:" + "|".join(_WORDS[1:]) + r")\b)"
"""A number as ``read_count`` reads it, in a pattern."""


def read_count(text: str) -> int | None:
    """The number of "three", "Both", "12", "1 200" or "0x10"; None where it is none of these."""
    plain = text.strip().casefold().replace("\u00a0", "").replace(" ", "")
    if plain in _COUNTED:
        return _COUNTED[plain]
    if len(plain) > _LONGEST or not plain.isascii():
        return None
    if plain.startswith("0x"):
        return int(plain, 16) if all(each in "0123456789abcdef" for each in plain[2:]) and len(plain) > 2 else None  # noqa: PLR2004
    return int(plain) if plain.isdecimal() else None
