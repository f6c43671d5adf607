"""The directive ``profile-title``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.title import parse_profile_title
from sphinx_dlmsprofile.rendering.tables import title_block
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.title import ProfileTitle
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ProfileTitleDirective(RecordDirective["ProfileTitle"]):
    """The title block of the standard."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ProfileTitle:
        """Read it; it has no body."""
        return parse_profile_title(source, reader)

    def render(self, record: ProfileTitle) -> Rendered:
        """Show it as a block at the top of the HTML; the PDF has a title page."""
        return Rendered(title_block(record, self.inline))
