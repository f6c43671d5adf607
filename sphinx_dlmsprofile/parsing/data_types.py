"""Data types as bodies write them: a name, or a constructor with its parts, with elements described or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import ARRAYS, DataType, NamedValue
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.text.location import Text

ELEMENT_KEYS = ("name", "type", "values", "min", "max", "default", "description")
"""The keys of an element of a structure that is described."""

_ENUM = "enum"
_CONSTRUCTORS = frozenset({"structure", "choice", _ENUM, *ARRAYS})
_ADVICE = "write a name, {structure: [type, …]}, {array: type} or {choice: [type, …]}"


def read_type(node: Node, what: str, reader: BodyReader) -> DataType | None:
    """Read a type; None if it cannot be read, which is reported. ``what`` has it: "attribute 2"."""
    if isinstance(node, Scalar):
        return DataType(name=node.text)
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        reader.fault("body-value-type", node.at, f"the type of {what} cannot be read: {_ADVICE}")
        return None
    constructor, inner = node.entries[0]
    found = DataType(name=constructor.text)
    kind = constructor.value.casefold()
    if kind == _ENUM:
        return read_values(found, inner, what, reader)
    parts = tuple(_parts(inner, kind, f"the {kind} of {what}", reader))
    if kind in ARRAYS and len(parts) > 1:
        message = f"the {kind} of {what} holds one type: write {{{kind}: {{structure: [type, …]}}}} for several"
        reader.fault("body-value-type", constructor.at, message)
    return replace(found, parts=parts)


def read_values(found: DataType | None, node: Node, what: str, reader: BodyReader) -> DataType | None:
    """A type with the values that have a name."""
    entries = reader.entries(node, f"values of {what}")
    if found is None:
        if entries:
            reader.fault("body-value-type", node.at, f"{what} has values and no type: add type: enum")
        return None
    named = [(key, reader.text(value, f"the name of value {key.value} of {what}")) for key, value in entries]
    for key, value in entries:
        if is_empty(value):
            reader.fault("body-value-type", key.at, f"the value {key.value} of {what} has no name: write what it means")
    return replace(found, values=tuple(NamedValue(value=key.text, name=name) for key, name in named if name))


def is_empty(node: Node) -> bool:
    """Whether nothing is written."""
    return isinstance(node, Scalar) and not node.value.strip()


def _parts(node: Node, kind: str, what: str, reader: BodyReader) -> Iterator[DataType]:
    """The parts of a constructed type: a list, a mapping of names to types, or a single type."""
    is_single = _is_constructed(node) or (kind in ARRAYS and _has_type(node))
    if isinstance(node, Mapping) and not is_single:
        found = [_element(value, key.text, what, reader) for key, value in node.entries]
    else:
        items = node.items if isinstance(node, Sequence) else (node,)
        found = [_item(item, what, reader) for item in items if not is_empty(item)]
    return (part for part in found if part)


def _item(node: Node, what: str, reader: BodyReader) -> DataType | None:
    """A type in a list: bare, with its name ("scaler: integer"), or described by keys."""
    if isinstance(node, Mapping) and len(node.entries) == 1 and not _is_constructed(node):
        key, value = node.entries[0]
        return _element(value, key.text, what, reader)
    return _element(node, None, what, reader)


def _element(node: Node, label: Text | None, what: str, reader: BodyReader) -> DataType | None:
    here = f'"{label}" in {what}' if label else f"an element of {what}"
    is_described = _has_type(node) or (isinstance(node, Mapping) and len(node.entries) > 1)
    if not is_described:
        found = None if is_empty(node) else read_type(node, here if label else what, reader)
        return replace(found, label=label) if found else None
    fields = reader.fields(node, ELEMENT_KEYS, here)
    label = label or reader.text(fields.get("name"), f"the name of {here}")
    here = f'"{label}" in {what}' if label else here
    written, values = fields.get("type"), fields.get("values")
    if written is None or is_empty(written):
        reader.fault("body-value-type", node.at, f"{here} has no type: add type: …")
        return None
    found = read_type(written, here, reader)
    if found and values is not None:
        found = read_values(found, values, here, reader)
    return found and replace(
        found,
        label=label,
        minimum=reader.text(fields.get("min"), f"min of {here}"),
        maximum=reader.text(fields.get("max"), f"max of {here}"),
        default=reader.text(fields.get("default"), f"default of {here}"),
        description=reader.text(fields.get("description"), f"the description of {here}"),
    )


def _is_constructed(node: Node) -> bool:
    return isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][0].value.casefold() in _CONSTRUCTORS


def _has_type(node: Node) -> bool:
    """Whether a mapping describes one element, rather than name several."""
    return isinstance(node, Mapping) and any(key.value == "type" for key, _ in node.entries)
