"""The directive ``xdlms-services``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.parsing.xdlms import parse_xdlms_services
from sphinx_dlmsprofile.rendering.value_tables import service_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.xdlms import XdlmsServices
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class XdlmsServicesDirective(RecordDirective["XdlmsServices"]):
    """Which xDLMS services can be used, and how."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> XdlmsServices:
        """Read the services."""
        return parse_xdlms_services(source, reader)

    def render(self, record: XdlmsServices) -> Rendered:
        """Show the table; each service is a target."""
        targets: list[Target] = []

        def row_id(name: str) -> str:
            anchor = self.anchor("service", name)
            targets.append(Target("service", (name,), anchor))
            return anchor

        table = service_table(record, self.inline, row_id)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table], targets, [say("xDLMS services")])
