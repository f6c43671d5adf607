"""The writer's half of ``data`` and ``compact_array``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu import compact_array, data, date_times
from sphinx_dlmsprofile.apdu.codecs import LogicalName, Number, Octets
from sphinx_dlmsprofile.apdu.compact_array import Description, is_empty
from sphinx_dlmsprofile.apdu.lengths import write_length
from sphinx_dlmsprofile.apdu.types import DataType, Leaf
from sphinx_dlmsprofile.apdu.unfit import UnfitError
from sphinx_dlmsprofile.text.yaml_nodes import Scalar

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.encode import Writer
    from sphinx_dlmsprofile.text.yaml_nodes import Node

NAMES = frozenset(data.TAGS)
_DATA = DataType()
_TIMES_OCTETS = 2


@cache
def unsigned(octets: int) -> Leaf:
    """An unsigned number."""
    return Leaf(f"Unsigned{8 * octets}", Number(octets), octets)


@cache
def hexadecimal(name: str) -> Leaf:
    """Octets."""
    return Leaf(name, Octets())


def write_data(writer: Writer, _: DataType, node: Node, what: str, depth: int = 0) -> bytes:
    """Tag and value."""
    if depth >= data.MAX_DEPTH:
        return writer.fault(node.at, f"{what} has more than {data.MAX_DEPTH} levels of arrays and structures")
    entry = writer.single(node, what)
    if entry is None:
        return b""
    key, value = entry
    tag = data.TAGS.get(key.value)
    if tag is None:
        return writer.unknown(key, data.TAGS, f"{what}, a Data value,", node)
    kind = data.DATA_KINDS[tag]
    return bytes([tag]) + _write_value(writer, kind, value, depth)


def _write_value(writer: Writer, kind: data.DataKind, node: Node, depth: int) -> bytes:
    if kind.shape is data.Shape.COMPACT:
        return _write_compact(writer, node)
    if kind.shape is not data.Shape.ITEMS:
        return _write_plain(writer, kind, node, kind.name)
    items = writer.items(node, kind.name)
    octets = [write_data(writer, _DATA, item, f"an item of the {kind.name}", depth + 1) for item in items]
    return write_length(len(items)) + b"".join(octets)


def _write_plain(writer: Writer, kind: data.DataKind, node: Node, what: str) -> bytes:
    if kind.shape is data.Shape.BITS:
        return _write_bits(writer, node, what)
    if kind.leaf is None:
        return writer.fault(node.at, f"{kind.name} has no value") if not _is_blank(node) else b""
    held = _held(writer, node) if kind.name == "octet-string" else None
    if held is not None:
        return write_length(len(held)) + held
    return writer.leaf(kind.leaf, node, what)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value.strip()


def _held(writer: Writer, node: Node) -> bytes | None:
    """What an octet-string holds that is not written in hexadecimal; None if it is."""
    if isinstance(node, Scalar):
        if "." not in node.value:
            return None
        try:
            return LogicalName().parse(node.value)
        except UnfitError:
            return None
    known = {kind.value: kind for kind in date_times.Kind}
    entry = writer.single(node, "an octet-string")
    if entry is None:
        return b""
    key, value = entry
    if key.value not in known:
        return writer.unknown(key, known, "an octet-string", node)
    leaf = data.DATA_KINDS[data.TAGS[key.value]].leaf
    return (leaf and writer.value(leaf, value, key.value)) or b""


def _write_bits(writer: Writer, node: Node, what: str) -> bytes:
    scalar = writer.scalar(node, what)
    if scalar is None:
        return b""
    try:
        octets, count = data.parse_bits(scalar.value)
    except UnfitError as error:
        return writer.fault(node.at, f'{what}: expected {error.expected}, found "{scalar.value}"')
    return write_length(count) + octets


def _write_compact(writer: Writer, node: Node) -> bytes:
    names = ("contents-description", "array-contents")
    found = writer.fields(node, {name: name for name in names}, "compact-array")
    if found is None:
        return b""
    for name in names:
        if name not in found:
            return writer.fault(node.at, f"compact-array lacks {name}")
    head, described = _write_description(writer, found["contents-description"], 0)
    if described is None:
        return b""
    items = writer.items(found["array-contents"], "array-contents")
    if items and is_empty(described):
        return writer.fault(
            found["array-contents"].at, "array-contents has items, and the described type takes no octet"
        )
    contents = b"".join(_write_item(writer, described, item) for item in items)
    return head + write_length(len(contents)) + contents


def _write_description(writer: Writer, node: Node, depth: int) -> tuple[bytes, Description | None]:
    what = "contents-description"
    entry = writer.single(node, what) if depth < data.MAX_DEPTH else None
    if entry is None:
        if depth >= data.MAX_DEPTH:
            writer.fault(node.at, f"{what} has more than {data.MAX_DEPTH} levels")
        return b"", None
    key, value = entry
    tag = data.TAGS.get(key.value)
    if tag is None or not data.DATA_KINDS[tag].described:
        known = [kind.name for kind in data.DATA_KINDS.values() if kind.described]
        return writer.unknown(key, known, what, node), None
    if data.DATA_KINDS[tag].shape is not data.Shape.ITEMS:
        return bytes([tag]), Description(tag)
    if key.value == "array":
        return _write_array_description(writer, tag, value, depth)
    parts = [_write_description(writer, item, depth + 1) for item in writer.items(value, what)]
    head = bytes([tag]) + write_length(len(parts)) + b"".join(octets for octets, _ in parts)
    inner = [described for _, described in parts if described]
    return head, compact_array.filled(tag, inner) if len(inner) == len(parts) else None


def _write_array_description(writer: Writer, tag: int, node: Node, depth: int) -> tuple[bytes, Description | None]:
    names = ("number-of-elements", "type-description")
    found = writer.fields(node, {name: name for name in names}, "the description of an array")
    if found is None or set(found) != set(names):
        if found is not None:
            writer.fault(node.at, f"the description of an array has {' and '.join(names)}")
        return b"", None
    times = writer.value(unsigned(_TIMES_OCTETS), found[names[0]], names[0]) or bytes(_TIMES_OCTETS)
    head, inner = _write_description(writer, found[names[1]], depth + 1)
    described = compact_array.filled(tag, [inner], int.from_bytes(times)) if inner else None
    return bytes([tag]) + times + head, described


def _write_item(writer: Writer, described: Description, node: Node) -> bytes:
    if described.kind.shape is not data.Shape.ITEMS:
        return _write_plain(writer, described.kind, node, described.kind.name)
    items = writer.items(node, f"an item of the type {described.kind.name}")
    count = len(described.items) * (described.times if described.is_array else 1)
    if len(items) != count:
        return writer.fault(node.at, f"the {described.kind.name} has {len(items)} items, and {count} are described")
    several = described.items * described.times if described.is_array else described.items
    return b"".join(_write_item(writer, part, item) for part, item in zip(several, items, strict=True))
