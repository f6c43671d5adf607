"""Where something is in the source."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file.

    ``source`` is relative to the source directory, with forward slashes, so that records do not
    depend on the machine. ``line`` and ``column`` count from 1; ``column`` is None where only the
    line is known.
    """

    source: str
    line: int
    column: int | None = None

    def __reduce__(self) -> tuple[type[Location], tuple[str, int, int | None]]:
        """There are thousands: they are kept without the names of their fields, and read without a function for it."""
        return Location, (self.source, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of source text as its author wrote it, with its place.

    ``further`` is the line on which a second paragraph, a list or a table begins in it, where one does: names and
    captions are printed as one paragraph. Then the text keeps its own lines, and ``block`` is where these begin; None
    where they are not what is meant, as within quotation marks with escapes in them.
    """

    value: str
    at: Location
    further: Text | None = field(default=None, compare=False, repr=False)
    block: Location | None = field(default=None, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]:
        """Like places."""
        more = (self.further, self.block) if self.further or self.block else ()
        return Text, (self.value, self.at, *more)

    def __str__(self) -> str:
        return self.value
