"""When lines of the sources have changed last, by the history of a git repository."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.git import ask_git
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.text.location import Location

_HEAD = regex(r"(?P<commit>[0-9a-f]{40,64}) [0-9]+ (?P<line>[0-9]+)(?: [0-9]+)?")
_NOT_COMMITTED = "0" * 40


class SourceDates:
    """The dates of lines, asked of git once a file; ``otherwise`` where it does not know."""

    def __init__(self, srcdir: Path, otherwise: datetime) -> None:
        self._srcdir, self._otherwise = srcdir, otherwise
        self._files: dict[str, dict[int, datetime]] = {}

    def __call__(self, at: Location) -> datetime:
        """When the line of a place was committed."""
        if not self._has_history:
            return self._otherwise
        if at.source not in self._files:
            self._files[at.source] = dict(_blamed(self._git("blame", "--porcelain", "--", at.source)))
        return self._files[at.source].get(at.line, self._otherwise)

    @cached_property
    def _has_history(self) -> bool:
        return self._git("rev-parse", "--verify", "--quiet", "HEAD") != ""

    def _git(self, *arguments: str) -> str:
        return ask_git(self._srcdir, *arguments) or ""


def _blamed(text: str) -> list[tuple[int, datetime]]:
    """The lines of a file with the dates of their commits; a commit says its date where it comes first."""
    dates: dict[str, datetime] = {}
    lines: list[tuple[str, int]] = []
    for line in text.split("\n"):
        if match := _HEAD.fullmatch(line):
            lines.append((match["commit"], int(match["line"])))
        elif line.startswith("committer-time ") and lines:
            dates[lines[-1][0]] = datetime.fromtimestamp(int(line.split()[1]), UTC)
    return [
        (number, dates[commit]) for commit, number in lines if commit in dates and not commit.startswith(_NOT_COMMITTED)
    ]
