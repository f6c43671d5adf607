"""The directive ``communication-environment``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.parsing.architecture import read_architecture, read_architecture_file
from sphinx_dlmsprofile.parsing.environment import parse_environment
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.registry.architecture import default_architecture
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.rendering.svg.environment import CAPTION, draw_environment
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.text.foreign import UnreadError
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class CommunicationEnvironmentDirective(RecordDirective["CommunicationEnvironment"]):
    """The smart metering architecture with what implements the profile, as Figure 1 of the template."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> CommunicationEnvironment:
        """Read what is marked in the architecture, or in that of the figure's own file."""
        option = next((value for name, value in source.options if name.value == "architecture"), None)
        if option is None:
            return parse_environment(source, reader, self._architecture(reader))
        name, text = self.read_file(option, reader) or ("", "")
        lines = [Line(line, name, number) for number, line in enumerate(text.splitlines(), 1)]
        return parse_environment(source, reader, read_architecture(lines, reader), own=True)

    def render(self, record: CommunicationEnvironment) -> Rendered:
        """Draw the figure; without a caption of the author's it has the one that the template gives it."""
        figure = nodes.figure("", dlms_diagram.of(draw_environment(record)), classes=["dlms-environment"])
        caption = record.caption or (None if record.own else Text(say(CAPTION), record.at))
        if caption:
            figure += nodes.caption(caption.value, "", *self.inline(caption))
        self.set_source_info(figure)
        self.label(figure, record.name)
        return Rendered([figure])

    def _architecture(self, reader: BodyReader) -> Architecture:
        """That of IEC 62056-1-0, or the project's own, which is one more file the page depends on.

        Who judges ``conf.py`` reports one that cannot be read.
        """
        name = self.config.dlms_architecture
        if not name:
            return default_architecture()
        self.env.note_dependency(name)
        try:
            return read_architecture_file(Path(self.env.srcdir), name, reader)
        except UnreadError:
            return default_architecture()
