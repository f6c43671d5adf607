"""How a profile uses a lower-layer standard (IEC TS 62056-1-1, 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.headed_texts import Heading, heading
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text

USES = ("selected", "unused", "restricted", "addressing", "extended", "modified")
"""Options chosen, parts left out, restrictions, addressing; extensions and modifications, which are to be avoided."""


@frozen(kw_only=True)
class StandardUsage(Record):
    """The use of one standard; ``designation`` as written, empty if it is missing."""

    designation: Text
    caption: Text | None = None
    name: Text | None = None
    uses: tuple[Heading, ...] = ()

    def use(self, key: str) -> Heading | None:
        """What is said under one of ``USES``."""
        return heading(self.uses, key)
