"""The directive ``obis-codes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.obis_table import ObisRow, ObisTable
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "file", "class")
ROW_KEYS = ("class", "name")


def parse_obis_codes(source: DirectiveSource, reader: BodyReader) -> ObisTable:
    """Read a row for each code: its class, or class and name of the object."""
    with reader.directive(source, OPTIONS) as directive:
        entries = reader.entries(directive.body, "the table of OBIS codes")
        advice = "write a code a line, 0-b:39.0.0.255: {class: …, name: …}"
        directive.expect(entries, f"the table of OBIS codes is empty: {advice}")
    seen: set[str] = set()
    return ObisTable(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        rows=tuple(row for key, value in entries if (row := _row(key, value, seen, reader))),
    )


def _row(key: Scalar, value: Node, seen: set[str], reader: BodyReader) -> ObisRow | None:
    if key.value in seen:
        reader.fault("body-key-duplicate", key.at, f'the code "{key.value}" is listed twice: remove one of them')
        return None
    seen.add(key.value)
    what = f"the code {key.value}"
    with reader.part() as part:
        if isinstance(value, Mapping):
            fields = reader.fields(value, ROW_KEYS, what)
            interface_class = reader.text(fields.get("class"), f"the class of {what}")
            name = reader.text(fields.get("name"), f"the name of {what}")
        else:
            interface_class, name = reader.text(value, f"the class of {what}"), None
    if interface_class is None and not part.damaged:
        reader.fault("body-value-type", key.at, f"{what} has no class: write {{class: …, name: …}}")
    return ObisRow(code=key.text, interface_class=interface_class, name=name)
