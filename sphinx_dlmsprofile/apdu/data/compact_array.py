"""compact-array: values of one type, which is described once (IEC 62056-5-3, Data; IEC 62056-6-2, 4.1.5).

The contents hold the values alone, without tags; strings have their lengths, arrays have as many items
as their description says. null-data takes no octet there, and is therefore left out of the elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.codecs import Number
from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS, MAX_DEPTH, TAGS, Shape
from sphinx_dlmsprofile.apdu.data.plain import read_plain, write_plain
from sphinx_dlmsprofile.apdu.types import Leaf
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.data.kinds import DataKind
    from sphinx_dlmsprofile.apdu.writer import Entry, Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.nodes import Node

_DESCRIPTION, _CONTENTS = "contents-description", "array-contents"
_NUMBER, _TYPE = "number-of-elements", "type-description"
_TIMES_OCTETS = 2
_TIMES = Leaf("Unsigned16", Number(_TIMES_OCTETS), _TIMES_OCTETS)


class Description(NamedTuple):
    """A TypeDescription: ``items`` of a structure, or the one of an array, which repeats ``times``.

    Items that take no octet are left out: otherwise a few octets of description could stand for any number of values.
    """

    tag: int
    items: tuple[Description, ...] = ()
    times: int = 1

    @property
    def kind(self) -> DataKind:
        """The type."""
        return DATA_KINDS[self.tag]

    @property
    def is_empty(self) -> bool:
        """Whether its values take no octet."""
        if self.kind.shape is Shape.NULL:
            return True
        return self.kind.shape is Shape.ITEMS and (not self.times or not self.items)

    @property
    def parts(self) -> tuple[Description, ...]:
        """The descriptions of all that one value holds."""
        return self.items * self.times


def _holding(tag: int, items: Iterable[Description], times: int = 1) -> Description:
    return Description(tag, tuple(item for item in items if not item.is_empty), times)


def read_compact(cursor: Cursor, path: Path) -> Element:
    """contents-description and array-contents."""
    start = cursor.position
    element, described = _read_description(cursor, (*path, _DESCRIPTION), _DESCRIPTION, 0)
    contents = _read_contents(cursor, described, (*path, _CONTENTS))
    return cursor.element("compact-array", "compact-array", start, (element, contents), form=Form.SEQUENCE)


def write_compact(writer: Writer, node: Node) -> None:
    """contents-description and array-contents."""
    names = (_DESCRIPTION, _CONTENTS)
    found = writer.fields(node, {name: name for name in names}, "compact-array")
    if found is None:
        return
    for name in names:
        if name not in found:
            writer.fault(node.at, f"compact-array lacks {name}")
            return
    with writer.at(found[_DESCRIPTION].at):
        described = _write_description(writer, found[_DESCRIPTION].value, 0)
    if described is not None:
        with writer.at(found[_CONTENTS].at):
            _write_contents(writer, described, found[_CONTENTS].value)


def _read_description(cursor: Cursor, path: Path, name: str, depth: int) -> tuple[Element, Description]:
    begin = cursor.position
    tag = cursor.take(1, (*path, "tag"))[0]
    kind = DATA_KINDS.get(tag)
    if kind is None or not kind.described:
        named = f"{tag:02X}{f' ({kind.name})' if kind else ''}"
        raise cursor.fail((*path, "tag"), "the tag of a data type that a compact-array can hold", named, begin)
    if depth >= MAX_DEPTH:
        raise cursor.fail(path, f"no more than {MAX_DEPTH} levels of arrays and structures", kind.name, begin)
    cursor.add((*path, "tag"), "TypeDescription", 1, str(tag), kind.name)
    if kind.shape is not Shape.ITEMS:
        leaf = cursor.element(kind.name, "TypeDescription", begin)
        return cursor.element(name, "TypeDescription", begin, (leaf,), form=Form.CHOICE), Description(tag)
    start = cursor.position
    if kind.name == "array":
        times = int.from_bytes(cursor.take(_TIMES_OCTETS, (*path, _NUMBER)))
        cursor.add((*path, _NUMBER), _TIMES.name, _TIMES_OCTETS, str(times))
        number = cursor.element(_NUMBER, _TIMES.name, start, value=str(times))
        item, inner = _read_description(cursor, (*path, _TYPE), _TYPE, depth + 1)
        inside = cursor.element(kind.name, "array", start, (number, item), form=Form.SEQUENCE)
        described = _holding(tag, [inner], times)
    else:
        count = cursor.count(path)
        items = [_read_description(cursor, (*path, f"[{index}]"), "item", depth + 1) for index in range(count)]
        inside = cursor.element(kind.name, "structure", start, tuple(item for item, _ in items), form=Form.LIST)
        described = _holding(tag, (inner for _, inner in items))
    return cursor.element(name, "TypeDescription", begin, (inside,), form=Form.CHOICE), described


def _write_description(writer: Writer, node: Node, depth: int) -> Description | None:
    if depth >= MAX_DEPTH:
        writer.fault(node.at, f"{_DESCRIPTION} has more than {MAX_DEPTH} levels")
        return None
    entry = writer.single(node, _DESCRIPTION)
    if entry is None:
        return None
    tag = TAGS.get(entry.key.value)
    if tag is None or not DATA_KINDS[tag].described:
        known = [kind.name for kind in DATA_KINDS.values() if kind.described]
        writer.unknown(entry.key, known, _DESCRIPTION, node)
        return None
    writer.put(bytes([tag]))
    with writer.at(entry.at):
        if DATA_KINDS[tag].shape is not Shape.ITEMS:
            return Description(tag)
        if entry.key.value == "array":
            return _write_array_description(writer, tag, entry, depth)
        return _write_structure_description(writer, tag, entry, depth)


def _write_structure_description(writer: Writer, tag: int, entry: Entry, depth: int) -> Description | None:
    items = writer.items(entry.value, _DESCRIPTION)
    writer.put_length(len(items))
    inner = []
    for item in items:
        with writer.at(item.at):
            inner.append(_write_description(writer, item, depth + 1))
    known = [described for described in inner if described]
    return _holding(tag, known) if len(known) == len(inner) else None


def _write_array_description(writer: Writer, tag: int, entry: Entry, depth: int) -> Description | None:
    names = (_NUMBER, _TYPE)
    found = writer.fields(entry.value, {name: name for name in names}, "the description of an array")
    if found is None:
        return None
    if set(found) != set(names):
        writer.fault(entry.value.at, f"the description of an array has {' and '.join(names)}")
        return None
    times = writer.value(_TIMES, found[_NUMBER].value, _NUMBER) or bytes(_TIMES_OCTETS)
    writer.put(times, found[_NUMBER].at)
    with writer.at(found[_TYPE].at):
        inner = _write_description(writer, found[_TYPE].value, depth + 1)
    return _holding(tag, [inner], int.from_bytes(times)) if inner else None


def _read_contents(cursor: Cursor, described: Description, path: Path) -> Element:
    begin = cursor.position
    outer = cursor.enter(path)
    if cursor.left and described.is_empty:
        raise cursor.fail(path, "no octets, because the described type takes none", f"{cursor.left}")
    items: list[Element] = []
    while cursor.left:
        items.append(_read_item(cursor, described, (*path, f"[{len(items)}]")))
    cursor.end = outer
    return cursor.element(_CONTENTS, _CONTENTS, begin, tuple(items), form=Form.LIST)


def _write_contents(writer: Writer, described: Description, node: Node) -> None:
    items = writer.items(node, _CONTENTS)
    if items and described.is_empty:
        writer.fault(node.at, f"{_CONTENTS} has items, but the described type takes no octets")
        return
    with writer.measured():
        for item in items:
            with writer.at(item.at):
                _write_item(writer, described, item)


def _read_item(cursor: Cursor, described: Description, path: Path) -> Element:
    if described.kind.shape is not Shape.ITEMS:
        return read_plain(cursor, described.kind, "item", path)
    start = cursor.position
    parts = tuple(_read_item(cursor, part, (*path, f"[{index}]")) for index, part in enumerate(described.parts))
    return cursor.element("item", described.kind.name, start, parts, form=Form.LIST)


def _write_item(writer: Writer, described: Description, node: Node) -> None:
    if described.kind.shape is not Shape.ITEMS:
        write_plain(writer, described.kind, node)
        return
    name = described.kind.name
    items = writer.items(node, f"an item of the type {name}")
    # The number first: an array of many elements is not spread out for one item.
    count = len(described.items) * described.times
    if len(items) != count:
        writer.fault(node.at, f"the {name} has {len(items)} items, and {count} are described")
        return
    for part, item in zip(described.parts, items, strict=True):
        with writer.at(item.at):
            _write_item(writer, part, item)
