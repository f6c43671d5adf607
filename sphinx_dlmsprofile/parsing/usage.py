"""The directive ``standard-usage``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.usage import USES, StandardUsage
from sphinx_dlmsprofile.parsing.headed_texts import read_headings
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("caption", "name", "file", "class")
BODY_KEYS = USES


def parse_standard_usage(source: DirectiveSource, reader: BodyReader) -> StandardUsage:
    """Read how the standard of the argument is used."""
    with reader.directive(source, OPTIONS) as directive:
        uses = read_headings(directive, BODY_KEYS, "the use of a standard")
    if source.argument is None:
        message = "no standard is named: write its designation, for instance IEC 61334-5-1, after the colons"
        reader.fault("body-value-type", source.at, message)
    return StandardUsage(
        at=source.at,
        unread=directive.unread,
        designation=source.argument or Text("", source.at),
        caption=directive.options.get("caption"),
        name=directive.options.get("name"),
        uses=uses,
    )
