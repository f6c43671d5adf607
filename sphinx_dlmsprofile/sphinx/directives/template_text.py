"""The directive ``template-text``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.parsing.template_text import parse_template_text
from sphinx_dlmsprofile.rendering.template_text import SUBSTITUTES, mandated_paragraphs
from sphinx_dlmsprofile.sphinx.building.template_values import template_wording
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.template_text import TemplateText
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class TemplateTextDirective(RecordDirective["TemplateText"]):
    """Paragraphs that the template orders, from the author's own copy of it."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> TemplateText:
        """Read which paragraphs are wanted."""
        self._wording = template_wording(self.env)
        return parse_template_text(source, reader, self._wording)

    def render(self, record: TemplateText) -> Rendered:
        """Show them, with the profile's own description and kind of deliverable."""
        wanted = {*record.inserted, *record.absent}
        shown = mandated_paragraphs([name for name in SUBSTITUTES if name in wanted], self._wording)
        for node in shown:
            if isinstance(node, nodes.Element):
                self.set_source_info(node)
        return Rendered(shown)
