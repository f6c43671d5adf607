"""The directive ``not-applicable``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.parsing.deviations import parse_not_applicable
from sphinx_dlmsprofile.rendering.table_parts import paragraphs
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.source_language import source_words

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.deviation import NotApplicable
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Text

_CLASS = "dlms-not-applicable"


class NotApplicableDirective(RecordDirective["NotApplicable"]):
    """States that a clause does not apply; it is kept, so that all standards have the same numbers."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> NotApplicable:
        """Read the reason."""
        return parse_not_applicable(source, reader)

    def render(self, record: NotApplicable) -> Rendered:
        """One short paragraph: the statement, and the reason as its end or as a sentence of its own."""
        statement = say("This annex is not used") if self._in_annex() else say("Not applicable")
        lead = nodes.Text(f"{statement}{_joint(record.reason)}")
        shown: list[nodes.Node] = [nodes.paragraph("", "", lead, classes=[_CLASS])]
        if record.reason:
            has_end = bool(record.reason.further) or record.reason.value.endswith((".", "!", "?"))
            end = [] if has_end else [nodes.Text(".")]
            shown = paragraphs(record.reason, self.inline, lead=[lead], end=end, classes=[_CLASS])
        for paragraph in shown:
            self.set_source_info(paragraph)
        return Rendered(shown)

    def _in_annex(self) -> bool:
        """Whether the heading above is that of an annex; it is not yet rewritten for print."""
        section = getattr(self.state_machine, "node", None)
        if not isinstance(section, nodes.section):
            section = self.state.parent if isinstance(self.state.parent, nodes.section) else None
        title = section.next_node(nodes.title) if section is not None else None
        return title is not None and read_heading(source_words(title)).kind is SectionKind.ANNEX


def _joint(reason: Text | None) -> str:
    if reason is None:
        return "."
    return say(": ") if reason.value[:1].islower() else ". "
