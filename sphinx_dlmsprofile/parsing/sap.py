"""The directive ``sap-table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.sap import DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, SapRow, SapTable, Side, read_ranges
from sphinx_dlmsprofile.parsing.lists import read_names
from sphinx_dlmsprofile.parsing.support import checked_support
from sphinx_dlmsprofile.registry.address_plans import SCHEMES
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "width", "scheme", "profile", "file", "class")
BODY_KEYS = tuple(side.value for side in Side)
ROW_KEYS = ("name", "support", "reason")
VALUES = {"scheme": SCHEMES}
"""What an option can be."""

_WIDTH = regex(r"[0-9]{1,4}")


def parse_sap_table(source: DirectiveSource, reader: BodyReader) -> SapTable:
    """Read a table of SAPs: what it holds for from the options, a row a key from the body."""
    with reader.directive(source, OPTIONS) as directive:
        fields = reader.fields(directive.body, BODY_KEYS, "a SAP table")
        entries = {side: reader.entries(fields.get(side.value), f'"{side.value}"') for side in Side}
    options = directive.options
    width = options.get("width")
    bits = _width(width, reader) if width else DEFAULT_WIDTH
    return SapTable(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=options.get("name"),
        width=bits,
        width_text=width,
        scheme=_scheme(options.get("scheme"), reader),
        profiles=read_names(options.get("profile")),
        sides=tuple((side, at) for side in Side if (at := fields.at(side.value))),
        rows=tuple(_row(side, key, value, bits, reader) for side in Side for key, value in entries[side]),
    )


def _width(text: Text, reader: BodyReader) -> int | None:
    if _WIDTH.fullmatch(text.value) and MIN_WIDTH <= int(text.value) <= MAX_WIDTH:
        return int(text.value)
    written = f'not "{text}"' if text.value else "and is empty"
    message = f"the width is a number of bits from {MIN_WIDTH} to {MAX_WIDTH}, {written}"
    reader.fault("body-value-type", text.at, message)
    return None


def _scheme(text: Text | None, reader: BodyReader) -> str:
    """The address plan; an unknown one reserves nothing, so that the slip has no further effect."""
    if text is None:
        return "template"
    return reader.choice(text, VALUES["scheme"], "the scheme") or "none"


def _row(side: Side, key: Scalar, value: Node, width: int | None, reader: BodyReader) -> SapRow:
    ranges, unread = read_ranges(key.value, width)
    name, support, reason = _of_row(key, value, reader)
    return SapRow(
        side=side,
        values=key.text,
        name=name or Text("", key.at),
        ranges=ranges,
        unread=unread,
        reason=reason,
        support=support,
    )


def _of_row(key: Scalar, value: Node, reader: BodyReader) -> tuple[Text | None, Text | None, Text | None]:
    """Name, demanded support, and reason."""
    what = f"the SAP {key.value}"
    support = reason = None
    with reader.part() as part:
        if isinstance(value, Mapping):
            fields = reader.fields(value, ROW_KEYS, what)
            name = reader.text(fields.get("name"), f"the name of {what}")
            written = reader.text(fields.get("support"), f"the support of {what}")
            support = checked_support(written, f"the support of {what}", reader)
            reason = reader.text(fields.get("reason"), f"the reason of {what}")
        else:
            name = reader.text(value, what)
    if name is None and not part.damaged:
        reader.fault("body-value-type", key.at, f"{what} has no name: write one, or {{name: …, reason: …}}")
    return name, support, reason
