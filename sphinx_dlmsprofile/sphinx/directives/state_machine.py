"""The directive ``state-machine``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.parsing.state_machine import parse_state_machine
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.state_machine import StateMachine
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class StateMachineDirective(RecordDirective["StateMachine"]):
    """The states of an entity and what leads from one to another, as a figure."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> StateMachine:
        """Read the states and the transitions."""
        return parse_state_machine(source, reader)

    def render(self, record: StateMachine) -> Rendered:
        """Draw the figure."""
        # Loaded where something is drawn: most builds of a day draw nothing anew.
        from sphinx_dlmsprofile.rendering.svg.states import draw_states  # noqa: PLC0415

        figure = nodes.figure("", dlms_diagram.of(draw_states(record)), classes=["dlms-states"])
        if record.caption:
            figure += nodes.caption(record.caption.value, "", *self.inline(record.caption))
        self.set_source_info(figure)
        self.label(figure, record.name)
        return Rendered([figure])
