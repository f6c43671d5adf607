"""Where something is in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a source file.

    ``source`` is relative to the source directory, with forward slashes, so that records do not
    depend on the machine. ``line`` and ``column`` count from 1; ``column`` is None where only the
    line is known. There are tens of thousands: a tuple costs least to make, to keep and to read again.
    """

    source: str
    line: int
    column: int | None = None

    def __reduce__(self) -> tuple[type[Location], tuple[object, ...]]:
        """As it is kept: tuples do it in a way that takes twice as long."""
        return Location, tuple(self)


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
