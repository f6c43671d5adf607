"""The directive ``standard-usage``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.parsing.usage import parse_standard_usage
from sphinx_dlmsprofile.rendering.headed_texts import usage_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.usage import StandardUsage
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class StandardUsageDirective(RecordDirective["StandardUsage"]):
    """How the profile uses a lower-layer standard: options, parts left out, restrictions, addressing."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> StandardUsage:
        """Read the use of one standard."""
        return parse_standard_usage(source, reader)

    def render(self, record: StandardUsage) -> Rendered:
        """Show it as a table."""
        title = self.inline(record.caption or record.designation)
        if record.caption is None:
            title.insert(0, nodes.Text(say("Use of ")))
        table = usage_table(record, self.inline, title)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table])
