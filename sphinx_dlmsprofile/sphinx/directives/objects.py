"""The directive ``objects``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.parsing.objects import parse_objects
from sphinx_dlmsprofile.registry.cosem_names import part_of
from sphinx_dlmsprofile.rendering.objects import objects_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.objects import CosemObject, ObjectPart, Objects
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ObjectsDirective(RecordDirective["Objects"]):
    """The objects of a device."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Objects:
        """Read the objects."""
        return parse_objects(source, reader)

    def render(self, record: Objects) -> Rendered:
        """Show the table; each object is a target."""
        targets: list[Target] = []

        def row_id(each: CosemObject) -> str:
            anchor = self.anchor("object", each.code.value)
            targets.append(Target("object", (each.code.value, *([each.name.value] if each.name else [])), anchor))
            return anchor

        table = objects_table(record, self.inline, row_id, self._part_name)
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table], targets, [say("COSEM objects")])

    def _part_name(self, each: CosemObject, part: ObjectPart) -> str:
        """The number and name of a part of a class that exists already; as written of one that the profile defines."""
        kind = "" if part.kind == "attribute" else "method "
        name, class_id = written_class(each.interface_class.value) if each.interface_class else ("", None)
        registry = registry_of(self.env)
        known = registry.class_by_name(name) if name else registry.class_by_id(class_id or 0)
        layout = known.layout(read_integer(each.version.value) if each.version else None) if known else None
        wanted = part.key.value if part.kind == "attribute" else f"{part.key}()"
        found = part_of(layout, wanted) if layout else None
        return f"{kind}{found.number}. {found.name}" if found else f"{kind}{part.key}"
