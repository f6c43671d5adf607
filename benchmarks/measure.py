"""Runs builds in processes of their own, the sides in turn, and keeps what they cost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.generate import write_empty, write_standard
from benchmarks.markup import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parent.parent
_TOUCHED = "07-services.rst"


class BrokenRunError(Exception):
    """A build that is to be measured failed; its text is what it said."""


@dataclass(frozen=True)
class Cost:
    """What one process used, with all its children: CPU and wall time in seconds, peak memory in MiB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Series:
    """The costs of one kind of run, one a pair."""

    costs: tuple[Cost, ...]

    @property
    def cpu(self) -> float:
        """Median CPU time, in seconds."""
        return median(cost.cpu for cost in self.costs)

    @property
    def wall(self) -> float:
        """Median wall time, in seconds."""
        return median(cost.wall for cost in self.costs)

    @property
    def memory(self) -> float:
        """Median peak memory, in MiB."""
        return median(cost.memory for cost in self.costs)


def run(*command: str, silent: bool = True) -> Cost:
    """Run a Python module to its end, as ``python -m`` does.

    Raises:
        BrokenRunError: it failed or, where it should be ``silent``, said something on standard error.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (silent and said.strip()):
        message = f"{' '.join(command)}\n{said}"
        raise BrokenRunError(message)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Ours is found without being installed, and compiled as installed packages are; all runs hash alike."""
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**rest, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Run:
    """A kind of run: what is measured, for which side, and how it is done once."""

    name: str
    side: Side
    action: Callable[[], Cost]


def measured(runs: Iterable[Run], pairs: int, tell: Callable[[str], None]) -> dict[tuple[str, Side], Series]:
    """Do all runs ``pairs`` times, each pair in one go, every second one from behind so that none is always first.

    Runs of one side keep their order: a no-op build needs the cold build before it.
    """
    costs: dict[tuple[str, Side], list[Cost]] = {}
    groups: dict[Side, list[Run]] = {}
    for one in runs:
        groups.setdefault(one.side, []).append(one)
    for pair in range(pairs):
        order = list(groups.values())
        for group in reversed(order) if pair % 2 else order:
            for one in group:
                cost = one.action()
                costs.setdefault((one.name, one.side), []).append(cost)
                tell(f"pair {pair + 1}, {one.side.value}, {one.name}: {cost.cpu:.2f} s CPU, {cost.memory:.0f} MiB")
    return {key: Series(tuple(values)) for key, values in costs.items()}


class Workshop:
    """The projects of one scale in a directory, and what can be done with them."""

    def __init__(self, directory: Path, scale: float) -> None:
        """Write the projects of all sides."""
        self._directory = directory
        self._scale = scale
        for side in Side:
            write_standard(directory / side.value, side, scale)
            write_empty(directory / f"empty-{side.value}", side)

    def runs(self) -> list[Run]:
        """Everything that is measured with each pair."""
        own = Side.OURS
        return [
            *(run for side in Side for run in self._html_runs(side)),
            Run("check", own, lambda: self.check(1)),
            Run("check -j2", own, lambda: self.check(2)),
            *(Run("start", side, lambda side=side: self._html(f"empty-{side.value}", cold=True))  # type: ignore[misc]
              for side in (Side.OURS, Side.NUMREF)),
        ]  # fmt: skip

    def _html_runs(self, side: Side) -> list[Run]:
        name = side.value
        return [
            Run("cold", side, lambda: self._html(name, cold=True)),
            Run("no-op", side, lambda: self._html(name)),
            Run("touched", side, lambda: self._touched(name)),
        ]

    def _html(self, name: str, *, cold: bool = False) -> Cost:
        output = self._directory / "html" / name
        if cold:
            shutil.rmtree(output, ignore_errors=True)
        return run("sphinx", "-q", "-b", "html", str(self._directory / name), str(output))

    def _touched(self, name: str) -> Cost:
        os.utime(self._directory / name / _TOUCHED)
        return self._html(name)

    def check(self, jobs: int) -> Cost:
        """One run of ``dlmsprofile check``."""
        return run("sphinx_dlmsprofile.cli", "check", f"-j{jobs}", str(self._directory / Side.OURS.value))

    def own_part(self) -> float:
        """CPU seconds that our own handlers, directives and references take in a cold build."""
        output = self._directory / "own"
        shutil.rmtree(output, ignore_errors=True)
        command = [sys.executable, "-m", "benchmarks.own", str(self._directory / Side.OURS.value), str(output)]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=_environment())
        if result.returncode:
            raise BrokenRunError(result.stderr)
        # The last line is the sum.
        return float(result.stdout.splitlines()[-1].split()[0])

    def pdf(self) -> Cost:
        """Our PDF, cold."""
        output = self._directory / "pdf"
        shutil.rmtree(output, ignore_errors=True)
        return run("sphinx", "-q", "-b", "dlmspdf", str(self._directory / Side.OURS.value), str(output))

    def tex(self) -> Cost:
        """The PDF of the same text by way of XeLaTeX, cold."""
        output = self._directory / "tex"
        shutil.rmtree(output, ignore_errors=True)
        source = self._directory / "for-tex"
        shutil.rmtree(source, ignore_errors=True)
        write_standard(source, Side.NUMREF, self._scale, drawings="png")
        options = ("-q", "-D", "latex_engine=xelatex")
        return run("sphinx", "-M", "latexpdf", str(source), str(output), *options, silent=False)
