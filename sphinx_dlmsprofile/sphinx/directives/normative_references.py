"""The directives ``normative-references`` and ``informative-references``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_dlmsprofile.parsing.references import parse_references
from sphinx_dlmsprofile.rendering.references import reference_list
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.standards import reference_target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.references import Reference, ReferenceList
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target


class NormativeReferencesDirective(RecordDirective["ReferenceList"]):
    """The list of Clause 2."""

    normative: ClassVar[bool] = True

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ReferenceList:
        """Read the entries."""
        return parse_references(source, reader, normative=self.normative)

    def render(self, record: ReferenceList) -> Rendered:
        """Show a paragraph for each entry; each is a target."""
        targets: list[Target] = []

        def entry_id(reference: Reference) -> str:
            anchor = self.anchor("ref", reference.designation.value)
            targets.append(reference_target(reference.designation.value, anchor))
            return anchor

        shown = reference_list(record, self.inline, entry_id)
        self.set_source_info(shown)
        self.label(shown, record.name)
        return Rendered([shown], targets)


class InformativeReferencesDirective(NormativeReferencesDirective):
    """The list of the bibliography."""

    normative: ClassVar[bool] = False
