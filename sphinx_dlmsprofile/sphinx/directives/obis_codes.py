"""The directive ``obis-codes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.obis_table import parse_obis_codes
from sphinx_dlmsprofile.rendering.value_tables import obis_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.obis_table import ObisTable
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ObisCodesDirective(RecordDirective["ObisTable"]):
    """New OBIS codes with their classes."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ObisTable:
        """Read the codes."""
        return parse_obis_codes(source, reader)

    def render(self, record: ObisTable) -> Rendered:
        """Show the table; each code is a target and in the index."""
        targets: list[Target] = []

        def row_id(code: str) -> str:
            anchor = self.anchor("obis", code)
            targets.append(Target("obis", (code,), anchor))
            return anchor

        table = obis_table(record, self.inline, row_id)
        self.set_source_info(table)
        self.label(table, record.name)
        index = [f"OBIS codes; {row.code}" for row in record.rows if ";" not in row.code.value]
        return Rendered([table], targets, index)
