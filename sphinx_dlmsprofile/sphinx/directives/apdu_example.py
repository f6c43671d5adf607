"""The directive ``apdu-example``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.keys import KeyFileError, Keys, read_keys
from sphinx_dlmsprofile.apdu.xml import as_xml
from sphinx_dlmsprofile.parsing.apdu_example import parse_apdu_example
from sphinx_dlmsprofile.rendering.apdu.fields import ends_of, parts_of
from sphinx_dlmsprofile.rendering.apdu.tables import example_table
from sphinx_dlmsprofile.sphinx.directives.base import RecordDirective, Rendered
from sphinx_dlmsprofile.sphinx.reading.registry import registry_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.location import Text


class ApduExampleDirective(RecordDirective["ApduExample"]):
    """An encoded APDU in its envelopes, shown field by field."""

    def parse(self, source: DirectiveSource, reader: BodyReader) -> ApduExample:
        """Read and dissect the octets."""
        option = next((value for name, value in source.options if name.value == "keys"), None)
        keys = self._keys(option, reader) if option else None
        return parse_apdu_example(source, reader, keys, registry_of(self.env))

    def _keys(self, option: Text, reader: BodyReader) -> Keys | None:
        """The keys of the file; None where it cannot be used, which is reported."""
        if read := self.read_file(option, reader, "body-value-type"):
            name, text = read
            try:
                return read_keys(text, name)
            except KeyFileError as error:
                reader.fault(error.kind, error.at, error.message)
        return None

    def render(self, record: ApduExample) -> Rendered:
        """Show the octets and their fields; the table has the caption and the label."""
        if record.dissection is None:
            return Rendered([])
        parts = parts_of(record, record.dissection, draft=self.config.dlms_stage == "draft")
        title = self.inline(record.caption) if record.caption else []
        table = example_table(title, parts, ends_of(record), record.forms, _xml(record.dissection))
        self.set_source_info(table)
        self.label(table, record.name)
        return Rendered([table])


def _xml(dissection: Dissection) -> str:
    """The APDU with tags, and below it what was deciphered of it; empty where it does not decode."""
    return "".join(as_xml(layer.element, layer.octets) for layer in dissection.layers() if layer.element).rstrip()
