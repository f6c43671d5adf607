"""The lines of the files that a standard is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.encodings import guessed

if TYPE_CHECKING:
    from pathlib import Path


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends, of which there are three; a last one without an end counts."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class SourceFiles:
    """Source files below a directory, each read once, when it is first asked for."""

    def __init__(self, srcdir: Path) -> None:
        self._srcdir = srcdir
        self._lines: dict[str, list[str]] = {}

    def lines(self, source: str) -> list[str]:
        """The lines of a file, without their ends; none where it cannot be read, or where they end in other ways.

        Readers of Markdown and of reStructuredText do not count alike where a form feed or the like is in a text.
        """
        if source not in self._lines:
            try:
                text = guessed((self._srcdir / source).read_bytes())
            except OSError:
                text = ""
            lines = split_lines(text)
            self._lines[source] = lines if len(f"{text}.".splitlines()) == len(lines) else []
        return self._lines[source]
