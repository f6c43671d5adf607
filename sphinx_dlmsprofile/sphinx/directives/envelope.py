"""The directive ``envelope``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.parsing.envelope import parse_envelope
from sphinx_dlmsprofile.rendering.envelope_table import envelope_table
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.envelope import Envelope
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class EnvelopeDirective(RecordDirective["Envelope"]):
    """The format of a header that the profile itself specifies."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Envelope:
        """Read the fields."""
        return parse_envelope(source, reader)

    def render(self, record: Envelope) -> Rendered:
        """Show the table and the figure."""
        shown: list[nodes.Node] = []
        if "table" in record.forms:
            table = envelope_table(record, self.inline)
            self.set_source_info(table)
            self.label(table, record.name)
            shown.append(table)
        if "figure" in record.forms:
            shown.append(self._figure(record))
        return Rendered(shown)

    def _figure(self, record: Envelope) -> nodes.figure:
        # Loaded where something is drawn: most builds of a day draw nothing anew.
        from sphinx_dlmsprofile.rendering.svg.frame import draw_envelope  # noqa: PLC0415

        figure = nodes.figure("", dlms_diagram.of(draw_envelope(record)), classes=["dlms-frame"])
        caption = record.figure or (None if "table" in record.forms else record.caption)
        if caption:
            figure += nodes.caption(caption.value, "", *self.inline(caption))
        self.set_source_info(figure)
        self.label(figure, record.figure_name or (None if "table" in record.forms else record.name))
        return figure
