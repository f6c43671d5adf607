"""The directive ``cosem-class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.analysis.class_changes import superseded
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.rendering.class_changes import changes_table
from sphinx_dlmsprofile.rendering.class_tables import class_tables
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import CLASS_KEY, Target
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass, Method
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class CosemClassDirective(RecordDirective["InterfaceClass"]):
    """A new interface class with its attributes and methods."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> InterfaceClass:
        """Read attributes and methods."""
        return parse_cosem_class(source, reader)

    def render(self, record: InterfaceClass) -> Rendered:
        """Show the class tables; the class, its attributes and methods are targets, the class is in the index."""
        own_name = record.name.value
        class_anchor = self.anchor("class", own_name)
        names = (own_name, record.class_id.value) if record.class_id else (own_name,)
        targets = [Target("class", names, class_anchor)]

        def member_id(kind: str, member: Attribute | Method) -> str:
            name = member.name.value if member.name else member.number.value
            anchor = self.anchor(kind, own_name, name)
            targets.append(Target(kind, (f"{own_name}.{name}", f"{own_name}.{member.number}"), anchor))
            return anchor

        shown = class_tables(record, self.inline, class_anchor, member_id, title=self.inline(record.name))
        for table in (node for node in shown if isinstance(node, nodes.table)):
            self.set_source_info(table)
            self.label(table, record.label)
            if class_anchor in table["ids"] and (number := record.id_number) is not None:
                table[CLASS_KEY] = f"{number} {record.version_number}"
        superseding = superseded(registry_of(self.env), record)
        changed = superseding and changes_table(record, superseding, self.anchor("changes", own_name))
        if changed:
            self.set_source_info(changed)
            shown.append(changed)
        return Rendered(shown, targets, [own_name, f"interface class; {own_name}"])
