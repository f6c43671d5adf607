"""The directive ``guidance``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.template_text import Guidance
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import GUIDANCE_CLASS

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class GuidanceDirective(RecordDirective["Guidance"]):
    """What the author has to write in a clause: shown in a draft, and not part of the text of the standard."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Guidance:  # noqa: ARG002
        """Rules need only its place."""
        self._first_line = source.argument
        return Guidance(at=source.at)

    def render(self, record: Guidance) -> Rendered:  # noqa: ARG002
        """A marked box; a final document is published without it."""
        box = nodes.container(classes=[GUIDANCE_CLASS])
        head = nodes.strong("", say("For the author"))
        box += nodes.paragraph("", "", head, classes=[f"{GUIDANCE_CLASS}-title"])
        if self._first_line:
            box += nodes.paragraph("", "", *self.inline(self._first_line))
        box += self.parse_content_to_nodes()
        self.set_source_info(box)
        return Rendered([box])
