"""The directive ``layer-stack``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.parsing.layers import parse_layer_stack
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import LayerStack
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class LayerStackDirective(RecordDirective["LayerStack"]):
    """The layers of the profiles and how they are stacked, as Figure 2 of the template."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> LayerStack:
        """Read the layers and the profiles."""
        return parse_layer_stack(source, reader)

    def render(self, record: LayerStack) -> Rendered:
        """Draw the figure; its profiles and layers are targets, the profiles are in the index."""
        # Loaded where something is drawn: most builds of a day draw nothing anew.
        from sphinx_dlmsprofile.rendering.svg import draw_stack  # noqa: PLC0415

        figure = nodes.figure("", dlms_diagram.of(draw_stack(record)), classes=["dlms-stack"])
        if record.caption:
            figure += nodes.caption(record.caption.value, "", *self.inline(record.caption))
        self.set_source_info(figure)
        self.label(figure, record.name)
        targets = [
            Target("profile", (profile.name.value,), self.anchor("profile", profile.name.value))
            for profile in record.profiles
        ]
        targets += [
            Target("layer", (layer.key, layer.name), self.anchor("layer", layer.key)) for layer in record.layers
        ]
        figure["ids"] += [target.anchor for target in targets]
        return Rendered([figure], targets, [profile.name.value for profile in record.profiles])
