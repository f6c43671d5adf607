"""Where something is in the source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file.

    ``source`` is relative to the source directory, with forward slashes, so that records do not
    depend on the machine. ``line`` and ``column`` count from 1; ``column`` is None where only the
    line is known.
    """

    source: str
    line: int
    column: int | None = None


@dataclass(frozen=True)
class Text:
    """A piece of source text as its author wrote it, with its place."""

    value: str
    at: Location

    def __str__(self) -> str:
        return self.value
