"""The directive ``apdu-example``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.exchanges.meaning import Before
from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
from sphinx_dlmsprofile.parsing.apdu_example import parse_apdu_example
from sphinx_dlmsprofile.sphinx.building.described_examples import shown_example, waiting_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.directives.keys import keys_of
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

_BEFORE = "dlmsprofile-apdu-examples"
"""What the examples before it in the document have said."""


class ApduExampleDirective(RecordDirective["ApduExample | PendingExample"]):
    """An encoded APDU in its envelopes, shown field by field."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ApduExample | PendingExample:
        """Read and dissect the octets."""
        keys, keys_file = keys_of(self, source, reader)
        registry = registry_of(self.env)
        record = parse_apdu_example(source, reader, keys, registry, keys_file)
        if isinstance(record, PendingExample) or record.dissection is None:
            return record
        before: Before = self.env.current_document.get(_BEFORE) or Before(registry)
        self.env.current_document[_BEFORE] = before
        return replace(record, dissection=before.follow(record.dissection))

    def render(self, record: ApduExample | PendingExample) -> Rendered:
        """Show the octets and their fields; the table has the caption and the label."""
        waits = isinstance(record, PendingExample)
        example = record.example if isinstance(record, PendingExample) else record
        title = self.inline(example.caption) if example.caption else []
        draft = self.config.dlms_stage == "draft"
        table = waiting_table(title, record.at) if waits else shown_example(example, title, draft=draft)
        self.set_source_info(table)
        self.label(table, example.name)
        return Rendered([table], as_written=example.dissection is None and not waits)
