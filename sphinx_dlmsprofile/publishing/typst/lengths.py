"""Lengths as authors write them: "60%", "8cm", "120"."""

from __future__ import annotations

from sphinx_dlmsprofile.publishing.picture_size import MM_PER_PT
from sphinx_dlmsprofile.text.patterns import regex

_LENGTH = regex(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%|[a-z]*)\s*")
POINTS = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "em": 10.0,
    "ex": 5.0,
}
"""The points of each unit; what has none, or one that is not known, is in pixels."""


def length(text: object) -> tuple[float, str] | None:
    """A length as a number of points, "pt", or of hundredths of the width that there is, "%"; None if it is none."""
    match = _LENGTH.fullmatch(str(text))
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    return (number, unit) if unit == "%" else (number * POINTS.get(unit, POINTS["px"]), "pt")


def part_of(text: object, width: float) -> float:
    """How much of a width in mm a length takes: all of it where it says nothing, or more."""
    read = length(text)
    if read is None or read[0] <= 0:
        return width
    number, unit = read
    return min(width * number / 100 if unit == "%" else number * MM_PER_PT, width)
