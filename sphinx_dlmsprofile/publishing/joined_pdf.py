"""Two PDFs as one, with their bookmarks, links and tags: the second stands after the first.

Programs that join pages drop the tags, by which a screen reader knows headings, tables and languages. Here the trees
of both are joined as well: pages, bookmarks, destinations, structure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PREFIX = "second:"
"""What tells destinations and identifiers of the second from those of the first."""

_NUMBERS = ("/StructParents", "/StructParent")


class Edition(NamedTuple):
    """A PDF with the language of its text and the title of its bookmark."""

    path: Path
    language: str
    title: str


def join(first: Edition, second: Edition) -> tuple[PdfWriter, int]:
    """One PDF of two, and how many pages it has."""
    writer = PdfWriter(clone_from=str(first.path))
    reader = PdfReader(str(second.path))
    writer.pdf_header = reader.pdf_header
    own: Any = writer.root_object
    before = len(writer._objects)  # noqa: SLF001  what is added by the second
    other = {name: reader.root_object.raw_get(name).clone(writer).get_object() for name in _shared(reader)}
    added = [each for each in writer._objects[before:] if each is not None]  # noqa: SLF001
    pages = len(writer.pages)
    _add_pages(own["/Pages"], other["/Pages"])
    for each in (part for whole in added for part in _parts(whole)):
        _rename(each)
    _join_names(own, other)
    _join_outlines(writer, own, other, (first, second))
    _join_structure(writer, own, other, added, (first, second))
    if "/PageLabels" in own and "/PageLabels" in other:
        numbers, others = own["/PageLabels"]["/Nums"], other["/PageLabels"]["/Nums"]
        for key, value in zip(others[::2], others[1::2], strict=True):
            numbers.extend([NumberObject(key + pages), value])
    return writer, int(own["/Pages"]["/Count"])


def _shared(reader: PdfReader) -> list[str]:
    wanted = ("/Pages", "/Names", "/Outlines", "/StructTreeRoot", "/PageLabels")
    return [name for name in wanted if name in reader.root_object]


def _parts(value: Any) -> Iterator[DictionaryObject]:
    """A dictionary and those that stand in it; what it refers to is found by itself."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list(each)


def _rename(part: DictionaryObject) -> None:
    """Let links, and cells that name their heads, lead to those of their own edition."""
    for key in ("/D", "/Dest"):
        if key in part and isinstance(part.raw_get(key), (str, bytes)) and not isinstance(part[key], NameObject):
            part[NameObject(key)] = _named(part[key])
    if part.get("/Type") == "/StructElem" and "/ID" in part:
        part[NameObject("/ID")] = _named(part["/ID"])
    headers: Any = part.get("/Headers")
    headers = headers.get_object() if headers is not None else None
    if headers is not None:
        part[NameObject("/Headers")] = ArrayObject(map(_named, headers))


def _named(name: Any) -> TextStringObject:
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
    return TextStringObject(_PREFIX + text)


def _add_pages(own: Any, other: Any) -> None:
    own["/Kids"].append(other.indirect_reference)
    other[NameObject("/Parent")] = own.indirect_reference
    own[NameObject("/Count")] = NumberObject(own["/Count"] + other["/Count"])


def _join_names(own: Any, other: Any) -> None:
    """The destinations of both, sorted as readers look for them."""
    if "/Names" not in own or "/Names" not in other:
        return
    _join_tree(own["/Names"]["/Dests"], other["/Names"]["/Dests"])


def _join_tree(own: Any, other: Any) -> None:
    """A tree of names of one level."""
    pairs = list(zip(own["/Names"][::2], own["/Names"][1::2], strict=True))
    values = other["/Names"]
    pairs += [(_named(name), value) for name, value in zip(values[::2], values[1::2], strict=True)]
    pairs.sort(key=lambda pair: pair[0] if isinstance(pair[0], bytes) else pair[0].original_bytes)
    own[NameObject("/Names")] = ArrayObject(each for pair in pairs for each in pair)


def _join_outlines(writer: PdfWriter, own: Any, other: Any, editions: tuple[Edition, Edition]) -> None:
    """The bookmarks of each edition below one with its title."""
    if "/Outlines" not in own or "/Outlines" not in other:
        return
    root = own["/Outlines"]
    items: list[Any] = []
    for edition, outlines in zip(editions, (DictionaryObject(root), other["/Outlines"]), strict=True):
        item = DictionaryObject({NameObject("/Title"): TextStringObject(edition.title)})
        reference = writer._add_object(item)  # noqa: SLF001
        for key in ("/First", "/Last"):
            item[NameObject(key)] = outlines.raw_get(key)
        item[NameObject("/Count")] = NumberObject(-abs(outlines.get("/Count", 1)))
        item[NameObject("/Parent")] = root.indirect_reference
        child = outlines["/First"]
        item[NameObject("/Dest")] = child.raw_get("/Dest") if "/Dest" in child else child["/A"].raw_get("/D")
        while child is not None:
            child[NameObject("/Parent")] = reference
            following = child.get("/Next")
            child = following.get_object() if following is not None else None
        items.append(reference)
    items[0].get_object()[NameObject("/Next")] = items[1]
    items[1].get_object()[NameObject("/Prev")] = items[0]
    root[NameObject("/First")], root[NameObject("/Last")] = items
    root[NameObject("/Count")] = NumberObject(len(items))


def _join_structure(
    writer: PdfWriter, own: Any, other: Any, added: list[Any], editions: tuple[Edition, Edition]
) -> None:
    """One document of two parts, each in its language."""
    if "/StructTreeRoot" not in own or "/StructTreeRoot" not in other:
        return
    root, second = own["/StructTreeRoot"], other["/StructTreeRoot"]
    whole = DictionaryObject(
        {NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Document")}
    )
    reference = writer._add_object(whole)  # noqa: SLF001
    parts = ArrayObject()
    for edition, tree in zip(editions, (root, second), strict=True):
        for element in tree["/K"] if isinstance(tree["/K"], ArrayObject) else [tree.raw_get("/K")]:
            part = element.get_object()
            part[NameObject("/S")] = NameObject("/Part")
            part[NameObject("/P")] = reference
            part[NameObject("/Lang")] = TextStringObject(edition.language)
            parts.append(element)
    whole[NameObject("/K")] = parts
    whole[NameObject("/P")] = root.indirect_reference
    root[NameObject("/K")] = ArrayObject([reference])
    offset = int(root["/ParentTreeNextKey"])
    for part in (each for one in added for each in _parts(one)):
        for key in _NUMBERS:
            if key in part:
                part[NameObject(key)] = NumberObject(int(str(part[key])) + offset)
    numbers = second["/ParentTree"]["/Nums"]
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        root["/ParentTree"]["/Nums"].extend([NumberObject(key + offset), value])
    root[NameObject("/ParentTreeNextKey")] = NumberObject(offset + second["/ParentTreeNextKey"])
    for key, value in second["/RoleMap"].items() if "/RoleMap" in second and "/RoleMap" in root else ():
        root["/RoleMap"].setdefault(NameObject(key), value)
    if "/IDTree" in root and "/IDTree" in second:
        _join_tree(root["/IDTree"], second["/IDTree"])
