"""References that are typed by hand where a role could follow its target, and what they may lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location


@frozen(kw_only=True)
class TypedPlace(Record):
    """A typed reference where its source reads as the text does: from ``at`` to ``end``, both with columns.

    ``kind`` and ``numbers`` are what it names, ``words`` how. ``markdown`` says that the source takes roles as MyST
    does.
    """

    end: Location
    kind: str
    numbers: tuple[str, ...]
    words: str
    markdown: bool = False


@frozen(kw_only=True)
class NumberedLabel(Record):
    """A label that leads to something with a number.

    ``kind`` is "section", "displaymath" or the type of a figure, as ``numfig_format`` names it; ``printed`` is how a
    reference to it reads.
    """

    label: str
    kind: str
    number: str
    printed: str
