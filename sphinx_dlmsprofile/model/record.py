"""What all records have in common."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.text.location import Location


@frozen(kw_only=True)
class Record:
    """A fact of the profile that an author has written down.

    ``clause`` is the clause it stands in; the project sets it when all documents have been read.
    ``unread`` says that its body could not be read, which was reported: no rule judges what it lacks.
    """

    at: Location
    unread: bool = False
    clause: Clause | None = field(default=None, compare=False, repr=False)


R = TypeVar("R", bound=Record)


def placed(record: R, clause: Clause | None) -> R:
    """The same record in its clause.

    A standard has tens of thousands, and :func:`dataclasses.replace` would take ten times as long.
    """
    twin = object.__new__(type(record))
    vars(twin).update(vars(record), clause=clause)
    return twin
