"""New OBIS codes and the classes that they are tied to (IEC TS 62056-1-1, Annex B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


@dataclass(frozen=True, kw_only=True)
class ObisRow:
    """A code as written, the class by name, class_id or both, and the name of the object."""

    code: Text
    interface_class: Text | None = None
    name: Text | None = None


@dataclass(frozen=True, kw_only=True)
class ObisTable(Record):
    """A table of OBIS codes."""

    caption: Text | None = None
    name: Text | None = None
    rows: tuple[ObisRow, ...] = ()
