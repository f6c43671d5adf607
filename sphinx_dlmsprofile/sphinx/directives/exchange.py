"""The directive ``exchange``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.exchange_example import Exchange, PendingExchange
from sphinx_dlmsprofile.parsing.exchange import parse_exchange
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_described_example
from sphinx_dlmsprofile.sphinx.building.described_examples import (
    exchange_chart,
    shown_exchange,
    waiting_table,
)
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.directives.keys import keys_of
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


class ExchangeDirective(RecordDirective["Exchange | PendingExchange"]):
    """Messages between client and server: a sequence chart, and each message field by field."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> Exchange | PendingExchange:
        """Read and take apart the messages."""
        keys, keys_file = keys_of(self, source, reader)
        return parse_exchange(source, reader, keys, registry_of(self.env), keys_file)

    def render(self, record: Exchange | PendingExchange) -> Rendered:
        """The chart as a figure, then the table of all messages."""
        waits = isinstance(record, PendingExchange)
        exchange = record.exchange if isinstance(record, PendingExchange) else record
        is_empty = not waits and not exchange.messages
        shown: list[nodes.Node] = []
        has_table = is_empty or set(exchange.forms) != {"chart"}
        if "chart" in exchange.forms and not is_empty:
            inside = dlms_described_example(at=record.at) if waits else exchange_chart(exchange)
            figure = nodes.figure("", inside, classes=["dlms-sequence"])
            caption = exchange.figure or exchange.caption
            if caption:
                figure += nodes.caption(caption.value, "", *self.inline(caption))
            self.set_source_info(figure)
            self.label(figure, exchange.figure_name or (None if has_table else exchange.name))
            shown.append(figure)
        if has_table:
            title = self.inline(exchange.caption) if exchange.caption else []
            draft = self.config.dlms_stage == "draft"
            table = waiting_table(title, record.at) if waits else shown_exchange(exchange, title, draft=draft)
            self.set_source_info(table)
            self.label(table, exchange.name)
            shown.append(table)
        return Rendered(shown, as_written=is_empty)
