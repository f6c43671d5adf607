"""OBIS codes (IEC 62056-6-1): six value groups A-B:C.D.E.F."""

from __future__ import annotations

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

_GROUP = r"(?:[0-9]{1,3}(?:\s*(?:…|–|\.\.\.?)\s*[0-9]{1,3})?|[a-fA-F])"
_CODE_FORM = rf"(?P<a>{_GROUP})-(?P<b>{_GROUP}):(?P<c>{_GROUP})\.(?P<d>{_GROUP})\.(?P<e>{_GROUP})[.*](?P<f>{_GROUP})"
_CODE = regex(_CODE_FORM)
OBIS_CODE = regex(rf"(?<![\w.:-]){_CODE_FORM}(?![\w:*-]|\.\w)")
"""A code in a text."""

_NUMBERS = regex(r"[0-9]+")
MAXIMA = {"a": 15, "b": 255, "c": 255, "d": 255, "e": 255, "f": 255}
"""The largest value of each group."""


@frozen
class ObisCode:
    """A logical name; each group is the range of its values, the full range where a letter stands for it."""

    groups: tuple[tuple[int, int], ...]

    def overlaps(self, other: ObisCode) -> bool:
        """Whether the two have a logical name in common."""
        return not self.differing(other)

    def differing(self, other: ObisCode) -> tuple[int, ...]:
        """The value groups in which the two have no value in common: 0 for A, 5 for F."""
        pairs = zip(self.groups, other.groups, strict=True)
        return tuple(
            index
            for index, ((low, high), (other_low, other_high)) in enumerate(pairs)
            if low > other_high or other_low > high
        )

    def __str__(self) -> str:
        a, b, c, d, e, f = (str(low) if low == high else f"{low}..{high}" for low, high in self.groups)
        return f"{a}-{b}:{c}.{d}.{e}.{f}"


def read_obis(text: str) -> ObisCode | None:
    """Read "0-b:39.0.0.255", None if it is not six value groups in range.

    A group is a number, a range ("0..9") or its own letter (``b`` for the channel).
    """
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    groups = []
    for name, maximum in MAXIMA.items():
        written = match[name]
        if written.isalpha():
            if written.lower() != name:
                return None
            groups.append((0, maximum))
            continue
        numbers = [int(number) for number in _NUMBERS.findall(written)]
        if numbers != sorted(numbers) or numbers[-1] > maximum:
            return None
        groups.append((numbers[0], numbers[-1]))
    return ObisCode(tuple(groups))


def group_letters(text: str) -> tuple[str, ...]:
    """The letters that stand for value groups in a code that can be read, "" for a group with numbers."""
    match = _CODE.fullmatch(text.strip())
    return tuple(name if match and match[name].isalpha() else "" for name in MAXIMA)
