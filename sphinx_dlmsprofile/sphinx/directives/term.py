"""The directive ``term``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx import addnodes

from sphinx_dlmsprofile.model.terms import spellings
from sphinx_dlmsprofile.parsing.terms import parse_term
from sphinx_dlmsprofile.rendering.classes import TERM_CLASS
from sphinx_dlmsprofile.rendering.terms import term_parts
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.record_node import Target

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.terms import Term
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class TermDirective(RecordDirective["Term"]):
    """A terminological entry: a subclause with the term as its title."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Term:
        """Read the entry."""
        return parse_term(source, reader)

    def run(self) -> list[nodes.Node]:
        """Make a section of the entry, with its record and index entry in it.

        Where a section is not possible (in a list, before the first heading) it is a block without number.
        """
        entry, *rest = super().run()
        if isinstance(entry, nodes.section):
            if isinstance(self.state, RSTState):
                # As docutils counts the lines of headings: the harvest takes the line above.
                entry[0].line = (entry[0].line or self.lineno) + 1
            entry.extend(rest)
            return [entry]
        return [entry, *rest]

    def render(self, record: Term) -> Rendered:
        """Show the entry; the term and its other names are targets, the term is in the index."""
        name = record.term.value
        anchor = self.anchor("term", name)
        parent = getattr(self.state_machine, "node", None)
        title: nodes.TextElement
        entry: nodes.Element
        if isinstance(parent, nodes.section):
            entry, title = nodes.section(), nodes.title("", "", *self.inline(record.term))
        else:
            entry, title = nodes.container(), nodes.rubric("", "", *self.inline(record.term))
        entry.extend([title, *term_parts(record, self.inline)])
        entry["ids"], entry["classes"] = [anchor], [TERM_CLASS]
        self.set_source_info(entry)
        self.set_source_info(title)
        self.label(entry, record.name)
        names = [name, *(text.value for text in (*record.admitted, *record.deprecated))]
        targets = [Target("term", tuple(form for name in names for form in spellings(name)), anchor)]
        return Rendered([entry], targets if name else [], [title.astext()] if name else [])

    def _index(self, rendered: Rendered) -> list[nodes.Node]:
        """The principal entry of the term."""
        shown = super()._index(rendered)
        for node in shown:
            if isinstance(node, addnodes.index):
                node["entries"] = [(kind, text, target, "main", key) for kind, text, target, _, key in node["entries"]]
        return shown
