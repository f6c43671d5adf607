"""The directives of 5.3 to 5.5: ``layer-list``, ``service-mapping``, ``adaptation-layer`` and ``registration``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.parsing.lower_layers import (
    parse_adaptation_layer,
    parse_layer_list,
    parse_registration,
    parse_service_mapping,
)
from sphinx_dlmsprofile.rendering.headed_texts import (
    ADAPTATION_TITLES,
    REGISTRATION_TITLES,
    heading_list,
    mapping_table,
)
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_layer_list
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, LayerList, Registration, ServiceMapping
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class LayerListDirective(RecordDirective["LayerList"]):
    """The layers of the stack as a list, which is filled when the page is written."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> LayerList:
        """Read for which profiles."""
        return parse_layer_list(source, reader)

    def render(self, record: LayerList) -> Rendered:
        """Leave its place."""
        place = dlms_layer_list(profiles=tuple(name.value for name in record.profiles))
        self.set_source_info(place)
        return Rendered([place])


class ServiceMappingDirective(RecordDirective["ServiceMapping"]):
    """How the upper layers of a profile use the services of a lower layer."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ServiceMapping:
        """Read what is mapped to what."""
        return parse_service_mapping(source, reader)

    def render(self, record: ServiceMapping) -> Rendered:
        """Show it as a table."""
        lower = record.lower.value if record.lower and " " in record.lower.value else ""
        table = mapping_table(record, self.inline, self._title(record), lower)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table])

    def _title(self, record: ServiceMapping) -> list[nodes.Node]:
        if record.caption:
            return self.inline(record.caption)
        title: list[nodes.Node] = [nodes.Text(say("Service mapping"))]
        for index, name in enumerate(record.profiles):
            title += [nodes.Text(say(" and the ") if index else say(" of the ")), *self.inline(name)]
        return title


class AdaptationLayerDirective(RecordDirective["AdaptationLayer"]):
    """The services of an adaptation layer, and their protocol."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> AdaptationLayer:
        """Read services and protocol."""
        return parse_adaptation_layer(source, reader)

    def render(self, record: AdaptationLayer) -> Rendered:
        """Show them as a list of both."""
        listed = heading_list(record.parts, ADAPTATION_TITLES, self.inline)
        self.set_source_info(listed)
        self.label(listed, record.name)
        return Rendered([listed] if listed.children else [])


class RegistrationDirective(RecordDirective["Registration"]):
    """How devices join and leave the network, and who is informed of it."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Registration:
        """Read the parts."""
        return parse_registration(source, reader)

    def render(self, record: Registration) -> Rendered:
        """Show them as a list."""
        listed = heading_list(record.parts, REGISTRATION_TITLES, self.inline)
        self.set_source_info(listed)
        self.label(listed, record.name)
        return Rendered([listed] if listed.children else [])
