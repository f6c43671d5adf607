"""How the time of a call grows with its text."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TURNS = 25


def least(
    shorter: Callable[[], object], longer: Callable[[], object], ratio: float, floor: float
) -> tuple[float, float]:
    """The least processor times of two calls, in seconds, measured in turn.

    A machine that does something else makes single calls slow, and none fast: so measuring ends as soon as the longer
    call was seen to take no more than ``floor`` seconds or ``ratio`` times the shorter one.
    """
    short = long = math.inf
    for turn in range(_TURNS):
        short, long = min(short, spent(shorter)), min(long, spent(longer))
        if turn and long <= max(floor, ratio * short):
            break
    return short, long


def spent(call: Callable[[], object]) -> float:
    """The processor time of one call in seconds."""
    began = time.process_time()
    call()
    return time.process_time() - began
