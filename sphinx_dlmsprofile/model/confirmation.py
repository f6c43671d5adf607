"""Who has looked at a provision with what shows and verifies it, when, and at which wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sphinx_dlmsprofile.text.location import Text


@frozen(kw_only=True)
class Confirmation(Record):
    """An entry of the file of ``dlms_confirmations``.

    ``text`` is the digest of the words of ``provision`` that were looked at, ``links`` are those of the test cases and
    examples by their identifiers. ``grounds`` is that of the changes since the previous edition on which the provision
    rested then, "" where there were none. Of several for one provision the last one counts.
    """

    provision: Text
    text: str
    links: Mapping[str, str]
    grounds: str = ""
    by: Text
    date: date
    reason: Text

    @property
    def told(self) -> str:
        """Who has confirmed it, when and why, in words."""
        return f"{self.by}, {self.date.isoformat()}: {self.reason}"
