"""compact-array: values of one type, which is described once (IEC 62056-5-3, Data; IEC 62056-6-2, 4.1.5).

The contents hold the values alone, without tags; strings have their lengths, arrays have as many items
as their description says. null-data takes no octet there, so that it is left out of the elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import data
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.reader import Path, Reader
    from sphinx_dlmsprofile.model.apdu import Element

MAX_ITEMS = 0xFFFF


class Description(NamedTuple):
    """A TypeDescription: ``items`` of a structure, or the one of an array, which repeats ``times``.

    ``empty`` if its values take no octet.
    """

    tag: int
    items: tuple[Description, ...] = ()
    times: int = 1

    @property
    def kind(self) -> data.DataKind:
        """The type."""
        return data.DATA_KINDS[self.tag]

    @property
    def is_array(self) -> bool:
        """Whether it repeats."""
        return self.kind.name == "array"


def read(reader: Reader, path: Path) -> Element:
    """contents-description and array-contents."""
    start = reader.position
    element, described = _read_description(reader, (*path, "contents-description"), "contents-description", 0)
    contents = _read_contents(reader, described, (*path, "array-contents"))
    return reader.element("compact-array", "compact-array", start, (element, contents), form=Form.SEQUENCE)


def is_empty(described: Description) -> bool:
    """Whether its values take no octet."""
    if described.kind.shape is data.Shape.NULL:
        return True
    return described.kind.shape is data.Shape.ITEMS and (not described.times or not described.items)


def _read_description(reader: Reader, path: Path, name: str, depth: int) -> tuple[Element, Description]:
    begin = reader.position
    tag = reader.take(1, (*path, "tag"))[0]
    kind = data.DATA_KINDS.get(tag)
    if kind is None or not kind.described:
        named = f"{tag:02X}{f' ({kind.name})' if kind else ''}"
        raise reader.fail((*path, "tag"), "the tag of a data type that a compact-array can hold", named, begin)
    if depth >= data.MAX_DEPTH:
        raise reader.fail(path, f"no more than {data.MAX_DEPTH} levels of arrays and structures", kind.name, begin)
    reader.add((*path, "tag"), "TypeDescription", 1, str(tag), kind.name)
    if kind.shape is not data.Shape.ITEMS:
        leaf = reader.element(kind.name, "TypeDescription", begin)
        return reader.element(name, "TypeDescription", begin, (leaf,), form=Form.CHOICE), Description(tag)
    start = reader.position
    if kind.name == "array":
        times = int.from_bytes(reader.take(2, (*path, "number-of-elements")))
        reader.add((*path, "number-of-elements"), "Unsigned16", 2, str(times))
        number = reader.element("number-of-elements", "Unsigned16", reader.position - 2, value=str(times))
        item, inner = _read_description(reader, (*path, "type-description"), "type-description", depth + 1)
        inside = reader.element(kind.name, "array", start, (number, item), form=Form.SEQUENCE)
        described = Description(tag, _filled([inner]), times)
    else:
        count = reader.count(path)
        items = [_read_description(reader, (*path, f"[{index}]"), "item", depth + 1) for index in range(count)]
        inside = reader.element(kind.name, "structure", start, tuple(item for item, _ in items), form=Form.LIST)
        described = Description(tag, _filled([inner for _, inner in items]))
    return reader.element(name, "TypeDescription", begin, (inside,), form=Form.CHOICE), described


def _filled(items: list[Description]) -> tuple[Description, ...]:
    """Those that take octets: else a few octets of description could stand for any number of values."""
    return tuple(item for item in items if not is_empty(item))


def _read_contents(reader: Reader, described: Description, path: Path) -> Element:
    begin = reader.position
    length = reader.length(path)
    if length > reader.left:
        raise reader.fail(path, f"{length} octets", f"{reader.left or 'none'} left")
    if length and is_empty(described):
        raise reader.fail(path, "no octets, for the described type takes none", f"{length}")
    outer, reader.end = reader.end, reader.position + length
    items: list[Element] = []
    while reader.left:
        items.append(_read_item(reader, described, (*path, f"[{len(items)}]")))
    reader.end = outer
    return reader.element("array-contents", "array-contents", begin, tuple(items), form=Form.LIST)


def _read_item(reader: Reader, described: Description, path: Path) -> Element:
    if described.kind.shape is not data.Shape.ITEMS:
        return data.read_plain(reader, described.kind, "item", path)
    start = reader.position
    several = described.items * described.times if described.is_array else described.items
    parts = tuple(_read_item(reader, part, (*path, f"[{index}]")) for index, part in enumerate(several))
    return reader.element("item", described.kind.name, start, parts, form=Form.LIST)


def filled(tag: int, items: list[Description], times: int = 1) -> Description:
    """A description whose items take octets."""
    return Description(tag, _filled(items), times)
