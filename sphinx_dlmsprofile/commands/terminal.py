"""What a command prints for a reader at a terminal: colours, places to click on, how far it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import TextIO

_COLOURS = {"error": "31", "warning": "33", "advice": "36", "fixed": "32"}
_WIDTH = 30
"""Characters of a bar."""


def add_color(parser: argparse.ArgumentParser) -> None:
    """Declare when a command writes in colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the severities (auto: on a terminal, unless NO_COLOR is set)",
    )


def painter(choice: str, stream: TextIO | None = None) -> Callable[[str], str]:
    """A function that colours the name of a severity; ``choice`` is that of ``--color``."""
    stream = stream or sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty()
    if choice == "never" or (choice == "auto" and plain):
        return str
    return lambda word: f"\x1b[{_COLOURS.get(word, '1')}m{word}\x1b[0m"


def base_of(sourcedir: Path) -> str:
    """The source directory as seen from the working directory, absolute where it is not below that; "" for itself."""
    directory, here = sourcedir.resolve(), Path.cwd()
    base = directory.relative_to(here) if directory.is_relative_to(here) else directory
    return "" if base == Path() else base.as_posix()


class Bar:
    """How far long work is, on standard error, if that is a terminal; it leaves nothing there."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._done = 0

    def step(self, whole: int) -> None:
        """One more of ``whole`` is done."""
        self._done += 1
        if self._shown and whole:
            filled = _WIDTH * min(self._done, whole) // whole
            bar = "#" * filled + " " * (_WIDTH - filled)
            print(f"\r{self._what} [{bar}] {self._done}/{whole}", end="", file=sys.stderr, flush=True)  # noqa: T201

    def end(self) -> None:
        """Take it away."""
        if self._shown and self._done:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201
