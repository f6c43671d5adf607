"""Values of Data that hold no other: the reader and the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.axdr import read_leaf, write_leaf
from sphinx_dlmsprofile.apdu.codecs import LogicalName
from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS, TAGS, Shape
from sphinx_dlmsprofile.apdu.errors import UnfitError

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.data.kinds import DataKind
    from sphinx_dlmsprofile.apdu.writer import Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.nodes import Node


def read_plain(cursor: Cursor, kind: DataKind, name: str, path: Path) -> Element:
    """A value without its tag."""
    if kind.shape is Shape.BITS:
        return _read_bits(cursor, name, path)
    if kind.leaf is None:
        return cursor.element(name, kind.name, cursor.position)
    return read_leaf(cursor, kind.leaf, name, path)


def write_plain(writer: Writer, kind: DataKind, node: Node) -> None:
    """A value without its tag."""
    if kind.shape is Shape.BITS:
        _write_bits(writer, node, kind.name)
    elif kind.leaf is None:
        if not writer.is_blank(node):
            writer.fault(node.at, f"{kind.name} has no value")
    elif kind.name != "octet-string" or not _write_held(writer, node):
        write_leaf(writer, kind.leaf, node, kind.name)


def _write_held(writer: Writer, node: Node) -> bool:
    """Write the value that an octet-string holds, unless it is written in hexadecimal; then False."""
    if (text := writer.text(node)) is not None:
        try:
            held = LogicalName().parse(text) if "." in text else None
        except UnfitError:
            held = None
    else:
        held = _date_or_time(writer, node)
    if held is None:
        return False
    writer.put_length(len(held))
    writer.put(held)
    return True


def _date_or_time(writer: Writer, node: Node) -> bytes:
    known = {kind.value: kind for kind in date_times.Kind}
    entry = writer.single(node, "an octet-string")
    if entry is None:
        return b""
    name = entry.key.value
    if name not in known:
        writer.unknown(entry.key, known, "an octet-string", node)
        return b""
    leaf = DATA_KINDS[TAGS[name]].leaf
    return (leaf and writer.value(leaf, entry.value, name)) or b""


def _read_bits(cursor: Cursor, name: str, path: Path) -> Element:
    begin = cursor.position
    count = cursor.length(path, kind="length in bits")
    start = cursor.position
    octets = cursor.take((count + 7) // 8, path)
    digits = "".join(f"{octet:08b}" for octet in octets)
    if "1" in digits[count:]:
        unused = len(octets) * 8 - count
        at = start + len(octets) - 1
        cursor.tolerate(cursor.fail(path, f"{unused} unused bits of 0 at the end", f"{octets[-1]:02X}", at))
    cursor.add(path, "bit-string", len(octets), digits[:count])
    return cursor.element(name, "bit-string", begin, value=digits[:count])


def _write_bits(writer: Writer, node: Node, what: str) -> None:
    scalar = writer.scalar(node, what)
    if scalar is None:
        return
    digits = "".join(scalar.value.split())
    if set(digits) - {"0", "1"}:
        writer.fault(node.at, f'{what}: expected digits 0 and 1, found "{scalar.value}"')
        return
    size = (len(digits) + 7) // 8
    writer.put_length(len(digits))
    writer.put((int(digits.ljust(size * 8, "0"), 2) if digits else 0).to_bytes(size))
