"""The directive ``sequence-chart``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.parsing.sequence_chart import parse_sequence_chart
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sequence_chart import SequenceChart
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class SequenceChartDirective(RecordDirective["SequenceChart"]):
    """Who sends what to whom, as a figure."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> SequenceChart:
        """Read the participants and the messages."""
        return parse_sequence_chart(source, reader)

    def render(self, record: SequenceChart) -> Rendered:
        """Draw the figure."""
        # Loaded where something is drawn: most builds of a day draw nothing anew.
        from sphinx_dlmsprofile.rendering.svg.sequence import draw_sequence  # noqa: PLC0415

        figure = nodes.figure("", dlms_diagram.of(draw_sequence(record)), classes=["dlms-sequence"])
        if record.caption:
            figure += nodes.caption(record.caption.value, "", *self.inline(record.caption))
        self.set_source_info(figure)
        self.label(figure, record.name)
        return Rendered([figure])
