"""What was measured beside what is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.markup import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measure import Series

_LONG = 10
"""The scale from which the goals for long standards hold."""


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
        return f"{self.name:52} {self.value:6.2f}  {goal}".rstrip()


def ratios(found: dict[tuple[str, Side], Series], scale: float) -> Iterator[Ratio]:
    """All ratios of one scale. "cpu" of a run is that of its process and its children."""
    own, numref, ref = Side.OURS, Side.NUMREF, Side.REF
    long = scale >= _LONG

    def cpu(name: str, side: Side) -> float:
        return found[name, side].cpu

    def memory(name: str, side: Side) -> float:
        return found[name, side].memory

    def pair(name: str, run: str, other: Side, goal: float | None, of: Callable[[str, Side], float] = cpu) -> Ratio:
        return Ratio(f"{name}, ours / {other.value} twin", of(run, own) / of(run, other), goal)

    yield pair("HTML cold", "cold", numref, 0.45 if long else 0.65)
    yield pair("HTML cold", "cold", ref, 1.05)
    for other in (numref, ref):
        yield pair("HTML no-op", "no-op", other, 1.05)
    for other in (numref, ref):
        yield pair("HTML one file touched", "touched", other, 1.08)
    yield Ratio("check / HTML cold of numref twin", cpu("check", own) / cpu("cold", numref), 0.30 if long else 0.40)
    yield Ratio("check / HTML cold of ref twin", cpu("check", own) / cpu("cold", ref), None)
    yield Ratio("check -j2 / -j1, wall time", found["check -j2", own].wall / found["check", own].wall, 0.65)
    yield Ratio("start of an empty project, ours / plain", cpu("start", own) / cpu("start", numref), 1.12)
    for other in (numref, ref):
        yield pair("peak memory, HTML cold", "cold", other, 1.10, memory)


def growth(short: float, long: float) -> Ratio:
    """The exponent by which our own part grows from scale 1 to 10."""
    return Ratio("growth of our own part, exponent", math.log10(long / short), 1.05)
