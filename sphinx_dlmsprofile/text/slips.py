"""Numbers that differ like a slip of the pen."""

from __future__ import annotations


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers of as many digits differ in one of them, or have two neighbours swapped."""
    if one == other or len(one) != len(other):
        return False
    differing = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 1:
        return True
    return len(differing) == 2 and differing[1] - differing[0] == 1 and sorted(one) == sorted(other)  # noqa: PLR2004
