"""New OBIS codes and the classes that they are tied to (IEC TS 62056-1-1, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


@frozen(kw_only=True)
class ObisRow:
    """A code as written, the class by name, class_id or both, and the name of the object."""

    code: Text
    interface_class: Text | None = None
    name: Text | None = None


@frozen(kw_only=True)
class ObisTable(Record):
    """A table of OBIS codes."""

    caption: Text | None = None
    name: Text | None = None
    rows: tuple[ObisRow, ...] = ()
