"""The demands of the template, from the data that the conformance report is made of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.template.demands import demands, part_label

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinx_dlmsprofile.model.demand import Demand


class DemandList(SphinxDirective):
    """A table of all demands, by clause of the template."""

    def run(self) -> list[Node]:
        """Make the table."""
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (13, 42, 15, 30)), cols=4)
        heads = ("Demand", "What is asked", "How firmly", "Judged by")
        group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", head)) for head in heads)))
        body = nodes.tbody()
        for clause, asked in groupby(demands(), key=lambda demand: demand.clause):
            head = nodes.paragraph("", "", nodes.strong("", part_label(clause)))
            body += nodes.row("", nodes.entry("", head, morecols=3))
            body.extend(self._row(demand) for demand in asked)
        group += body
        return [nodes.table("", group, classes=["demands"])]

    def _row(self, demand: Demand) -> nodes.row:
        rules = ", ".join(f":rule:`{name}`" for name in demand.rules if name in BY_NAME) or "a reader"
        texts = (demand.identifier, demand.text, demand.kind.value)
        cells = (nodes.entry("", nodes.paragraph("", text)) for text in texts)
        return nodes.row("", *cells, nodes.entry("", *self._parsed(rules)))

    def _parsed(self, text: str) -> list[Node]:
        inline, messages = self.parse_inline(text, lineno=self.lineno)
        return [nodes.paragraph("", "", *inline), *messages]
