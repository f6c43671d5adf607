"""What was measured beside what is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.markup import Side
from benchmarks.measure import AGAIN, THEMED, TYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from benchmarks.measure import Cost, Series

_WHOLE = 1
"""The scale from which there are goals: shorter builds are all start."""

_LONG = 10
"""The scale from which the goals for long standards hold."""


_cpu: Callable[[Cost], float] = attrgetter("cpu")
_wall: Callable[[Cost], float] = attrgetter("wall")
_memory: Callable[[Cost], float] = attrgetter("memory")


@dataclass(frozen=True)
class Ratio:
    """One line of the result: a measured ratio (or exponent), and the most it should be; None if there is no goal."""

    name: str
    value: float
    goal: float | None

    @property
    def met(self) -> bool:
        """Whether it is at most its goal."""
        return self.goal is None or self.value <= self.goal

    def __str__(self) -> str:
        """As a line of a table."""
        goal = "" if self.goal is None else f"goal {self.goal:.2f}  {'met' if self.met else 'MISSED'}"
        return f"{self.name:66} {self.value:6.2f}  {goal}".rstrip()


def between(ours: Series, others: Series, of: Callable[[Cost], float] = _cpu) -> float:
    """The median ratio over the pairs: what slows one pair down slows both of its runs."""
    return median(of(one) / of(other) for one, other in zip(ours.costs, others.costs, strict=True))


def ratios(found: Mapping[tuple[str, Side], Series], scale: float) -> Iterator[Ratio]:
    """All ratios of one scale. "cpu" of a run is that of its process and its children."""
    own, numref, ref = Side.OURS, Side.NUMREF, Side.REF

    def goal(whole: float | None, long: float | None = None) -> float | None:
        """What is asked for at this scale; in long standards the same, where nothing else is said."""
        if scale < _WHOLE:
            return None
        return whole if scale < _LONG or long is None else long

    def beside(run: str, base: str, other: Side, of: Callable[[Cost], float] = _cpu) -> float:
        return between(found[run, own], found[base, other], of)

    def twin(name: str, run: str, other: Side, goal: float | None, of: Callable[[Cost], float] = _cpu) -> Ratio:
        return Ratio(f"{name}, ours / {other.value} twin", beside(run, run, other, of), goal)

    yield twin("HTML cold", "cold", numref, goal(0.28))
    yield twin("HTML one file touched", "touched", numref, goal(0.65))
    yield twin("HTML no-op", "no-op", numref, goal(1.00))
    yield twin("HTML cold", "cold", ref, goal(1.22, long=1.20))
    yield twin("HTML one file touched", "touched", ref, goal(1.25, long=1.30))
    # Of what was only touched, no word has changed; an author changes some.
    yield twin("HTML one file edited", "edited", ref, goal(1.25, long=1.30))
    yield twin("HTML no-op", "no-op", ref, goal(1.05))
    yield twin("start of an empty project", "start", ref, goal(1.15))
    yield twin("peak memory, HTML cold", "cold", numref, goal(1.10), _memory)
    yield twin("peak memory, HTML cold", "cold", ref, goal(1.15, long=1.30), _memory)
    yield twin("peak memory, HTML one file touched", "touched", ref, goal(1.15, long=1.30), _memory)
    yield twin("peak memory, HTML one file edited", "edited", ref, goal(1.15, long=1.30), _memory)
    yield Ratio("check / HTML cold of numref twin", beside("check", "cold", numref), goal(0.40, long=0.30))
    yield Ratio("check / HTML cold of ref twin", beside("check", "cold", ref), None)
    # Short standards are not worth a second process; two cores have to be free.
    yield Ratio("check -j2 / -j1, wall time", beside("check -j2", "check", own, _wall), goal(None, long=0.65))
    yield Ratio(f"{AGAIN} / check", beside(AGAIN, "check", own), goal(0.15, long=0.10))
    if (TYPED, own) in found:
        yield Ratio(f"{TYPED} / check", beside(TYPED, "check", own), goal(0.25, long=0.10))
    yield from pdf_ratios(found, scale)
    if (THEMED, own) in found:
        yield Ratio("HTML cold, ours, the theme / basic", beside(THEMED, "cold", own), None)


def pdf_ratios(found: Mapping[tuple[str, Side], Series], scale: float) -> Iterator[Ratio]:
    """What the PDF costs beside that of XeLaTeX, where that is installed."""
    theirs = found.get(("PDF", Side.NUMREF))
    if theirs is not None:
        value = between(found["PDF", Side.OURS], theirs)
        yield Ratio("PDF, ours / three passes of XeLaTeX", value, 0.45 if scale >= _WHOLE else None)


def growth(short: float, long: float, scale: float) -> Ratio:
    """The exponent by which our own part grows from a scale to one ten times as long."""
    goal = 1.05 if scale >= _WHOLE else None
    return Ratio("growth of our own part, exponent", math.log10(long / short), goal)
