"""Which xDLMS services a profile uses, and how (IEC TS 62056-1-1, 7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text


@frozen(kw_only=True)
class Mode:
    """Whether a service can be invoked in this way, and to whom; ``casts`` is empty where that is not said."""

    allowed: bool
    at: Location
    casts: tuple[Text, ...] = ()


@frozen(kw_only=True)
class ServiceUse:
    """A row of the table: one or several ``services`` with the same use.

    ``used`` is False where the row says that they are not used. ``confirmed`` and ``unconfirmed`` are
    None where nothing is said. ``support`` is the demand on those who implement the profile. ``damaged`` if a part of
    the row could not be read.
    """

    services: tuple[Text, ...]
    used: bool = True
    solicited: bool | None = None
    confirmed: Mode | None = None
    unconfirmed: Mode | None = None
    support: Text | None = None
    note: Text | None = None
    damaged: bool = False


@frozen(kw_only=True)
class XdlmsServices(Record):
    """The table of services."""

    caption: Text | None = None
    name: Text | None = None
    rows: tuple[ServiceUse, ...] = ()
