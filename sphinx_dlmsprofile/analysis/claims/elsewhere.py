"""The words by which a sentence speaks of something else than what it refers to."""

from __future__ import annotations

ELSEWHERE = (
    r"not|never|none|neither|nor|without|cannot|except|unless|unlike|instead|otherwise|rather|other|another"
    r"|if|were|would|while|whereas|contrary"
)
"""Negations, comparisons and conditions, for a pattern that takes capital letters for small ones.

"No" is for those that need it: "the request is unconfirmed; no station answers".
"""
