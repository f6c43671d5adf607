"""The directive ``sap-table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.sap import parse_sap_table
from sphinx_dlmsprofile.rendering.tables import sap_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sap import SapRow, SapTable
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class SapTableDirective(RecordDirective["SapTable"]):
    """Client and server SAPs, as Table 1 of the template."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> SapTable:
        """Read the rows of both sides."""
        return parse_sap_table(source, reader)

    def render(self, record: SapTable) -> Rendered:
        """Show the table; each row with a single address is a target and in the index."""
        targets: list[Target] = []
        index: list[str] = []

        def row_id(row: SapRow) -> str:
            side, name = row.side.value, row.name.value
            anchor = self.anchor("sap", side, name)
            names = [f"{side}.{name}", name]
            if record.name:
                names.append(f"{record.name}.{side}.{name}")
            values = tuple((values.first, values.last) for values in row.ranges)
            targets.append(Target("sap", tuple(names), anchor, values, record.width))
            if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last:
                index.append(name)
            return anchor

        table = sap_table(record, self.inline, row_id)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table], targets, list(dict.fromkeys(index)))
