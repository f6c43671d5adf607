"""The tables of examples in described envelopes: filled when a page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_described_example
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.sphinx.building.described_examples import (
    described_envelopes,
    examples_in,
    exchange_chart,
    exchanges_in,
    shown_example,
    shown_exchange,
)
from sphinx_dlmsprofile.sphinx.building.print_apdu_references import PrintApduReferences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.exchange_example import Exchange


class PrintDescribedExamples(SphinxPostTransform):
    """Fills the tables of a document."""

    def run(self, **kwargs: Any) -> None:
        """Fill all of them; then what they refer to is printed."""
        places = list(self.document.findall(dlms_described_example))
        if not places:
            return
        # A document in one piece has the examples of all.
        inside = (part["docname"] for part in self.document.findall(start_of_file))
        docnames = dict.fromkeys((self.env.docname, *inside))
        examples = {example.at: example for name in docnames for example in examples_in(self.env, name)}
        titles = {
            name: without_markup(envelope.title)
            for docname in docnames
            for name, envelope in described_envelopes(self.env, docname).items()
        }
        exchanges = {each.at: each for name in docnames for each in exchanges_in(self.env, name)}
        for place in places:
            if exchange := exchanges.get(place["at"]):
                self._show(exchange, place, titles)
                continue
            record, table = examples.get(place["at"]), _table(place)
            if record is None or record.dissection is None:
                # A rule has said why, where rules look at the document.
                place["told"] = record is not None and self.config.dlms_standard
                continue
            draft = self.config.dlms_stage == "draft"
            made = shown_example(record, [], draft=draft, titles=titles)
            table.replace(next(table.findall(nodes.tgroup)), next(made.findall(nodes.tgroup)))
        PrintApduReferences(self.document, self.startnode).run(**kwargs)

    def _show(self, exchange: Exchange, place: nodes.Element, titles: Mapping[str, str]) -> None:
        """The chart where a figure waits, the messages where a table does."""
        if isinstance(place.parent, nodes.figure):
            place.replace_self(exchange_chart(exchange))
            return
        table = _table(place)
        made = shown_exchange(exchange, [], draft=self.config.dlms_stage == "draft", titles=titles)
        table.replace(next(table.findall(nodes.tgroup)), next(made.findall(nodes.tgroup)))


def _table(place: nodes.Element) -> nodes.table:
    node: Any = place
    while not isinstance(node, nodes.table):
        node = node.parent
    return node
