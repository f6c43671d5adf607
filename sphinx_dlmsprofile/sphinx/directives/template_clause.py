"""The directives ``template-clause`` and ``template-clauses``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.parsing.deviations import parse_template_clause, parse_template_clauses
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.deviation import Skeleton, TemplateClauses
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class TemplateClauseDirective(RecordDirective["TemplateClauses"]):
    """Says which clauses of the template its clause answers."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> TemplateClauses:
        """Read numbers and reason."""
        return parse_template_clause(source, reader)

    def render(self, record: TemplateClauses) -> Rendered:  # noqa: ARG002
        """Show nothing: readers of the standard need not know; the conformance report lists it."""
        return Rendered([])


class TemplateClausesDirective(RecordDirective["Skeleton"]):
    """Says for all clauses at once which of the template they answer."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Skeleton:
        """Read the rows."""
        return parse_template_clauses(source, reader)

    def render(self, record: Skeleton) -> Rendered:  # noqa: ARG002
        """Show nothing."""
        return Rendered([])
