"""Named quantities that a standard states once: ports, timers, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text

_NO_BREAK = "\u00a0"


@frozen(kw_only=True)
class Constant:
    """A name with its value as written, its unit, and why it has this value; ``also`` are its other names in texts."""

    name: Text
    value: Text
    unit: Text | None = None
    reason: Text | None = None
    also: tuple[Text, ...] = ()

    @property
    def printed(self) -> str:
        """Value and unit as texts print them, on one line."""
        both = f"{self.value} {self.unit}" if self.unit else str(self.value)
        return " ".join(both.split()).replace(" ", _NO_BREAK)

    @property
    def called(self) -> tuple[str, ...]:
        """All names, the first one first."""
        return tuple(text.value for text in (self.name, *self.also))


@frozen(kw_only=True)
class Constants(Record):
    """A table of constants in its author's order."""

    caption: Text | None = None
    name: Text | None = None
    entries: tuple[Constant, ...] = ()
