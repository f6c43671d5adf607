"""The directive ``constants``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.constants import Constant, Constants
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "file", "class")
ENTRY_KEYS = ("value", "unit", "reason", "also")

_WITH_UNIT = regex(
    r"(?P<value>[-\u2212]?[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?)[ \u00a0]+(?P<unit>[^\W\d].*|%)"
)
"""A number with its unit in one text: "30 s", "1 500 octets"."""


def parse_constants(source: DirectiveSource, reader: BodyReader) -> Constants:
    """Read a constant for each key: its value, or value, unit, reason and other names."""
    with reader.directive(source, OPTIONS) as directive:
        entries = reader.entries(directive.body, "the table of constants")
        directive.expect(entries, "the table of constants is empty: write one a line, Name: {value: 30, unit: s}")
    seen: set[str] = set()
    return Constants(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        entries=tuple(found for key, value in entries if (found := _constant(key, value, seen, reader))),
    )


def _constant(key: Scalar, node: Node, seen: set[str], reader: BodyReader) -> Constant | None:
    name = " ".join(key.value.split())
    if not name:
        reader.fault("body-value-type", key.at, "a constant has no name: write it before the colon")
        return None
    if name in seen:
        reader.fault("body-key-duplicate", key.at, f'the constant "{name}" is given twice: remove one of them')
        return None
    seen.add(name)
    unit = reason = None
    also: tuple[Text, ...] = ()
    with reader.part() as part:
        if isinstance(node, Mapping):
            fields = reader.fields(node, ENTRY_KEYS, f'the constant "{name}"')
            value = reader.text(fields.get("value"), f'the value of "{name}"')
            unit = reader.text(fields.get("unit"), f'the unit of "{name}"')
            reason = reader.text(fields.get("reason"), f'the reason of "{name}"')
            also = tuple(_names(fields.get("also"), f'another name of "{name}"', reader))
        else:
            value = reader.text(node, f'the value of "{name}"')
    if value is None:
        if not part.damaged:
            advice = f"write {name}: 30 s, or {name}: {{value: 30, unit: s}}"
            reader.fault("body-value-type", key.at, f'the constant "{name}" has no value: {advice}')
        return None
    if unit is None and (match := _WITH_UNIT.fullmatch(value.value.strip())):
        value, unit = Text(match["value"], value.at), Text(match["unit"], value.at)
    return Constant(name=Text(name, key.at), value=value, unit=unit, reason=reason, also=also)


def _names(node: Node | None, what: str, reader: BodyReader) -> Iterator[Text]:
    """The texts of a list; a single one needs no list."""
    for item in node.items if isinstance(node, Sequence) else (node,):
        if text := reader.text(item, what):
            yield text
