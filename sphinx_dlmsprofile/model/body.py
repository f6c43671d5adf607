"""Faults of a directive's body or options, found while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Change


@frozen(kw_only=True)
class BodyFault(Record):
    """A fault that only the reader of the text can see, as the record by which a rule reports it.

    ``kind`` is the name of that rule, for instance ``body-key-unknown``; ``message`` is what the
    author reads, ``edit`` what to write, where that is known.
    """

    kind: str
    message: str
    edit: Change | None = None
