"""The directive ``abbreviations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.terms import parse_abbreviations
from sphinx_dlmsprofile.rendering.terms import abbreviation_list
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.terms import Abbreviation, AbbreviationList
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class AbbreviationsDirective(RecordDirective["AbbreviationList"]):
    """The list of abbreviations."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> AbbreviationList:
        """Read the entries."""
        return parse_abbreviations(source, reader)

    def render(self, record: AbbreviationList) -> Rendered:
        """Show the list in two columns; each abbreviation is a target."""
        targets: list[Target] = []

        def anchor(entry: Abbreviation) -> str:
            name = entry.abbreviation.value
            found = self.anchor("abbreviation", name)
            targets.append(Target("abbreviation", (name, f"{name}s"), found))
            return found

        shown = abbreviation_list(record, self.inline, anchor)
        self.set_source_info(shown)
        return Rendered([shown], targets)
