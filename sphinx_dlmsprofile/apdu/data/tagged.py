"""Data: the reader and the writer of a value with its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.data.compact_array import read_compact, write_compact
from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS, MAX_DEPTH, TAGS, Shape
from sphinx_dlmsprofile.apdu.data.plain import read_plain, write_plain
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.data.kinds import DataKind
    from sphinx_dlmsprofile.apdu.types import DataType
    from sphinx_dlmsprofile.apdu.writer import Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.nodes import Node


def read_data(cursor: Cursor, kind: DataType, name: str, path: Path, depth: int = 0) -> Element:
    """Tag and value; the path of the value is that of the Data."""
    begin = cursor.position
    tag = cursor.take(1, (*path, "tag"))[0]
    taken = DATA_KINDS.get(tag)
    if taken is None:
        raise cursor.fail((*path, "tag"), "the tag of a data type (0 to 6, 9, 10, …)", f"{tag:02X}", begin)
    cursor.add((*path, "tag"), "Data tag", 1, str(tag), taken.name)
    if depth >= MAX_DEPTH:
        raise cursor.fail(path, f"no more than {MAX_DEPTH} levels of arrays and structures", taken.name, begin)
    start = cursor.position
    match taken.shape:
        case Shape.ITEMS:
            count = cursor.count(path)
            items = [read_data(cursor, kind, "item", (*path, f"[{index}]"), depth + 1) for index in range(count)]
            value = cursor.element(taken.name, taken.name, start, tuple(items), form=Form.LIST)
        case Shape.COMPACT:
            value = read_compact(cursor, path)
        case _:
            value = read_plain(cursor, taken, taken.name, path)
    return cursor.element(name, kind.name, begin, (value,), form=Form.CHOICE)


def write_data(writer: Writer, kind: DataType, node: Node, what: str) -> None:
    """Tag and value; the value has the place of the name of its type."""
    _write_data(writer, kind, node, what, 0)


def _write_data(writer: Writer, kind: DataType, node: Node, what: str, depth: int) -> None:
    if depth >= MAX_DEPTH:
        writer.fault(node.at, f"{what} has more than {MAX_DEPTH} levels of arrays and structures")
        return
    entry = writer.single(node, what)
    if entry is None:
        return
    tag = TAGS.get(entry.key.value)
    if tag is None:
        writer.unknown(entry.key, TAGS, f"{what}, a Data value,", node)
        return
    writer.put(bytes([tag]))
    with writer.at(entry.at):
        _write_value(writer, kind, DATA_KINDS[tag], entry.value, depth)


def _write_value(writer: Writer, kind: DataType, taken: DataKind, node: Node, depth: int) -> None:
    match taken.shape:
        case Shape.ITEMS:
            items = writer.items(node, taken.name)
            writer.put_length(len(items))
            for item in items:
                with writer.at(item.at):
                    _write_data(writer, kind, item, f"an item of the {taken.name}", depth + 1)
        case Shape.COMPACT:
            write_compact(writer, node)
        case _:
            write_plain(writer, taken, node)
