"""The directive ``profile-title``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.title import DELIVERABLES, ProfileTitle
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("series", "deliverable", "edition", "description")
VALUES = {"deliverable": DELIVERABLES}
"""What an option can be."""


def parse_profile_title(source: DirectiveSource, reader: BodyReader) -> ProfileTitle:
    """Read the title block; it has options and no body."""
    options = reader.options(source, OPTIONS)
    deliverable = options.get("deliverable")
    reader.nothing_below(source, "a title block takes no text below it: it has options, such as :edition: 1.0")
    reader.choice(deliverable, VALUES["deliverable"], "the deliverable")
    return ProfileTitle(
        at=source.at,
        title=source.argument or Text("", source.at),
        deliverable=deliverable,
        edition=options.get("edition"),
        description=options.get("description"),
        series=options.get("series"),
    )
