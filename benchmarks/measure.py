"""Runs builds in processes of their own, the sides in turn, and keeps what they cost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.generate import write_empty, write_standard
from benchmarks.markup import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parent.parent
TOUCHED = "07-services.rst"
"""The document that is changed, or seems to be, wherever one is."""

_ADDED = "\nThe meter answers each of these requests.\n"

TYPED = "from a keystroke to the diagnostics of the language server"
AGAIN = "judge again after one file changed, in the same process"
THEMED = "cold, in the theme of its own line"
_PLAIN_THEME = "basic"
_TEX_PASSES = 3
"""The references, the table of contents, and the pages that it moved."""


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


def edit(document: Path) -> None:
    """Change the words of a document: add a paragraph, or take it away again."""
    text = document.read_text("utf-8")
    document.write_text(text.removesuffix(_ADDED) if text.endswith(_ADDED) else text + _ADDED, "utf-8")


def run(*command: str, silent: bool = True) -> Cost:
    """Run a Python module to its end, as ``python -m`` does.

    Raises:
        BrokenRunError: it failed or, where it should be ``silent``, said something on standard error.
    """
    cost, said = _run(Path.cwd(), sys.executable, "-m", *command)
    if silent and said.strip():
        message = f"{' '.join(command)}\n{said}"
        raise BrokenRunError(message)
    return cost


def _run(directory: Path, *command: str) -> tuple[Cost, str]:
    """Run any program: its cost, and what it said on standard error."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(command)}\n{said}"
        raise BrokenRunError(message)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024), said


def _printed(*command: str) -> str:
    """The last line that a Python module of ours prints.

    Raises:
        BrokenRunError: it failed.
    """
    result = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, env=_environment()
    )
    if result.returncode:
        raise BrokenRunError(result.stderr)
    return result.stdout.splitlines()[-1]


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
    """Do all runs ``pairs`` times, every second time with the sides in reverse order so that no side is always first.

    What is compared runs close together: the sides of one kind of run. The kinds keep their order: a no-op build
    needs the cold build before it.
    """
    costs: dict[tuple[str, Side], list[Cost]] = {}
    kinds: dict[str, list[Run]] = {}
    for one in runs:
        kinds.setdefault(one.name, []).append(one)
    for pair in range(pairs):
        for kind in kinds.values():
            for one in reversed(kind) if pair % 2 else kind:
                cost = one.action()
                costs.setdefault((one.name, one.side), []).append(cost)
                tell(f"pair {pair + 1}, {one.side.value}, {one.name}: {cost.cpu:.2f} s CPU, {cost.memory:.0f} MiB")
    return {key: Series(tuple(values)) for key, values in costs.items()}


class Workshop:
    """The projects of one scale in a directory, and what can be done with them."""

    def __init__(self, directory: Path, scale: float, theme: str | None = None) -> None:
        """Write the projects of all sides; ``theme`` is one whose cost has a line of its own."""
        self._directory = directory
        self._scale = scale
        self._theme = theme
        for side in Side:
            write_standard(directory / side.value, side, scale)
            write_empty(directory / f"empty-{side.value}", side)

    def runs(self) -> list[Run]:
        """Everything that is measured with each pair."""
        own = Side.OURS
        return [
            *(run for side in Side for run in self._html_runs(side)),
            *([Run(THEMED, own, partial(self._themed, self._theme))] if self._theme else ()),
            Run("check", own, partial(self._check, 1)),
            Run("check -j2", own, partial(self._check, 2)),
            Run(AGAIN, own, self._again),
            *([Run(TYPED, own, self._typed)] if sys.platform == "linux" else ()),
            *(Run("start", side, partial(self._html, f"empty-{side.value}", cold=True)) for side in (own, Side.REF)),
            Run("PDF", own, self._pdf),
            *([Run("PDF", Side.NUMREF, self._tex)] if shutil.which("xelatex") else ()),
        ]  # fmt: skip

    def _html_runs(self, side: Side) -> list[Run]:
        name = side.value
        return [
            Run("cold", side, partial(self._html, name, cold=True)),
            Run("no-op", side, partial(self._html, name)),
            Run("touched", side, partial(self._touched, name)),
            Run("edited", side, partial(self._edited, name)),
        ]

    def _html(self, name: str, *, cold: bool = False) -> Cost:
        """A build in the theme that costs least: no side is measured by its looks."""
        output = self._emptied("html", name) if cold else self._directory / "html" / name
        return self._build(name, output, _PLAIN_THEME)

    def _touched(self, name: str) -> Cost:
        (self._directory / name / TOUCHED).touch()
        return self._html(name)

    def _edited(self, name: str) -> Cost:
        edit(self._directory / name / TOUCHED)
        return self._html(name)

    def _themed(self, theme: str) -> Cost:
        return self._build(Side.OURS.value, self._emptied("themed"), theme)

    def _build(self, name: str, output: Path, theme: str) -> Cost:
        options = ("-q", "-b", "html", "-D", f"html_theme={theme}")
        return run("sphinx", *options, str(self._directory / name), str(output))

    def _check(self, jobs: int) -> Cost:
        return run("sphinx_dlmsprofile.cli", "check", f"-j{jobs}", str(self._directory / Side.OURS.value))

    def _again(self) -> Cost:
        output = self._emptied("again")
        printed = _printed("benchmarks.again", str(self._directory / Side.OURS.value), str(output))
        return Cost(**json.loads(printed))

    def _typed(self) -> Cost:
        """The CPU of the server; it is a process that goes on, and its memory is that of judging again."""
        taken: float = json.loads(_printed("benchmarks.typing", str(self._directory / Side.OURS.value)))["cpu"]
        return Cost(taken, taken, 0)

    def own_part(self) -> float:
        """CPU seconds that our own handlers, directives and references take in a cold build."""
        output = self._emptied("own")
        # The last line is the sum.
        return float(_printed("benchmarks.own", str(self._directory / Side.OURS.value), str(output)).split()[0])

    def _pdf(self) -> Cost:
        output = self._emptied("pdf")
        return run("sphinx", "-q", "-b", "dlmspdf", str(self._directory / Side.OURS.value), str(output))

    def _tex(self) -> Cost:
        """The passes of XeLaTeX alone: reading the text and writing LaTeX are not counted."""
        source, output = self._emptied("for-tex"), self._emptied("tex")
        write_standard(source, Side.NUMREF, self._scale, drawings="png")
        run("sphinx", "-q", "-b", "latex", "-D", "latex_engine=xelatex", str(source), str(output), silent=False)
        text = next(output.glob("*.tex")).name
        try:
            passes = [
                _run(output, "xelatex", "-interaction=nonstopmode", "-halt-on-error", text)[0]
                for _ in range(_TEX_PASSES)
            ]
        except BrokenRunError as error:  # it says why in its log alone: a package or font that is not installed
            log = (output / text).with_suffix(".log")
            lines = log.read_text("utf-8", "replace").splitlines() if log.is_file() else []
            reasons = [line for line in lines if line.startswith("!")]
            raise BrokenRunError("\n".join([str(error), *reasons])) from None
        return Cost(
            sum(each.cpu for each in passes), sum(each.wall for each in passes), max(each.memory for each in passes)
        )

    def _emptied(self, *names: str) -> Path:
        """A directory to write in that does not exist yet."""
        directory = self._directory.joinpath(*names)
        shutil.rmtree(directory, ignore_errors=True)
        return directory
