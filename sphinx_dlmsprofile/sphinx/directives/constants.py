"""The directive ``constants``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.constants import parse_constants
from sphinx_dlmsprofile.rendering.constants import constants_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.constants import Constant, Constants
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ConstantsDirective(RecordDirective["Constants"]):
    """Named quantities that are stated once."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Constants:
        """Read the constants."""
        return parse_constants(source, reader)

    def render(self, record: Constants) -> Rendered:
        """Show the table; each constant is a target."""
        targets: list[Target] = []

        def row_id(constant: Constant) -> str:
            anchor = self.anchor("constant", constant.name.value)
            targets.append(Target("const", constant.called, anchor))
            return anchor

        table = constants_table(record, self.inline, row_id)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table], targets)
