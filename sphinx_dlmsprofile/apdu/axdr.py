"""A-XDR (IEC 61334-6), by which xDLMS encodes: the reader and the writer of each type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.codecs import DateTime, OptionalDateTime, loosely
from sphinx_dlmsprofile.apdu.cursor import show_octets
from sphinx_dlmsprofile.apdu.data.kinds import TAGS
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.schema.apdus import apdus, apdus_by_name
from sphinx_dlmsprofile.apdu.types import Choice, DataType, Sequence
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.types import Component, EncodedApdu, Leaf, Nothing, SequenceOf
    from sphinx_dlmsprofile.apdu.writer import Entry, Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.location import Location
    from sphinx_dlmsprofile.text.nodes import Node

_TAGGED = b"\x09\x0c"


def read_leaf(cursor: Cursor, kind: Leaf, name: str, path: Path, size: int | None = None) -> Element:
    """A primitive value of ``size`` octets; without one, that of the type, or what the length before it says."""
    begin = cursor.position
    if size is None:
        _skip_stray_tag(cursor, kind, path)
        size = cursor.length(path) if kind.octets is None else kind.octets
    start = cursor.position
    octets = cursor.take(size, path)
    try:
        value, meaning = kind.codec.show(octets)
    except UnfitError as error:
        cursor.tolerate(cursor.fail(path, error.expected, show_octets(octets), start))
        value, meaning = loosely(kind.codec, octets), ""
    if cursor.lenient and isinstance(kind.codec, DateTime | OptionalDateTime) and (doubt := date_times.doubt(octets)):
        cursor.tolerate(cursor.fail(path, *doubt, start))
    cursor.add(path, kind.name, size, value, meaning)
    return cursor.element(name, kind.name, begin, value=value)


def _skip_stray_tag(cursor: Cursor, kind: Leaf, path: Path) -> None:
    """The tag of Data before the length of a date-time, which is an OCTET STRING: some meters write it."""
    if isinstance(kind.codec, OptionalDateTime) and cursor.octets[cursor.position : cursor.position + 2] == _TAGGED:
        expected = "the length, because this date-time is an OCTET STRING without the tag of a data type"
        cursor.tolerate(cursor.fail((*path, "tag"), expected, "09, the tag of an octet-string, before the length 0C"))
        cursor.take(1, path)
        cursor.add((*path, "tag"), "Data tag", 1, str(TAGS["octet-string"]), "octet-string")


def write_leaf(writer: Writer, kind: Leaf, node: Node, what: str) -> None:
    """A primitive value, with its length where it has one; or the length of what is described, and that."""
    if kind.holds and writer.is_mapping(node):
        with writer.measured(), writer.own_scope():
            writer.write(kind.holds, node, what)
        return
    octets = writer.value(kind, node, what)
    if octets is not None:
        if kind.octets is None:
            writer.put_length(len(octets))
        writer.put(octets)


def read_nothing(cursor: Cursor, kind: Nothing, name: str, _: Path) -> Element:
    """NULL."""
    return cursor.element(name, kind.name, cursor.position)


def write_nothing(writer: Writer, _: Nothing, node: Node, what: str) -> None:
    """NULL."""
    if not writer.is_blank(node):
        writer.fault(node.at, f"{what} does not take a value: write only the name")


def read_sequence(cursor: Cursor, kind: Sequence, name: str, path: Path) -> Element:
    """Its components in their order."""
    start = cursor.position
    children = [
        child for component in kind.components if (child := _read_component(cursor, component, (*path, component.name)))
    ]
    return cursor.element(name, kind.name, start, tuple(children), form=Form.SEQUENCE)


def _read_component(cursor: Cursor, component: Component, path: Path) -> Element | None:
    if component.optional and not _read_flag(cursor, path, "present"):
        return None
    if component.default is not None and not _read_flag(cursor, path, "default"):
        return None
    element = cursor.read(component.type, component.name, path)
    if component.default is not None and element.value == component.default:
        # Written out, the default is not what the description means that says the same in words.
        value = f"0x{cursor.octets[cursor.position - element.octets[1] : cursor.position].hex().upper()}"
        return cursor.element(element.name, element.type, element.octets[0], value=value)
    return element


def _read_flag(cursor: Cursor, path: Path, what: str) -> bool:
    """A usage flag; unlike a BOOLEAN, it can only be 00 or 01."""
    start = cursor.position
    value = cursor.octet(path, what, "usage flag")
    if value > 1:
        cursor.tolerate(cursor.fail((*path, what), "00 or 01", f"{value:02X}", start))
    yes, no = ("present", "absent") if what == "present" else ("given", "the default")
    cursor.rename(str(value), yes if value else no)
    return bool(value)


def write_sequence(writer: Writer, kind: Sequence, node: Node, what: str) -> None:
    """Its components, those of inline sequences among them."""
    found = writer.fields(node, _names(kind), what)
    if found is not None:
        _write_components(writer, kind, found, node.at, what)


def _names(kind: Sequence) -> Mapping[str, str]:
    """All names that may be written, with the component that each means."""
    names: dict[str, str] = {}
    for component in kind.components:
        names |= dict.fromkeys((component.name, *component.also), component.name)
        if isinstance(component.type, Sequence) and component.type.inline:
            names |= _names(component.type)
    return names


def _write_components(writer: Writer, kind: Sequence, found: dict[str, Entry], at: Location, what: str) -> None:
    for component in kind.components:
        inner = component.type
        entry = found.get(component.name)
        if entry is None and isinstance(inner, Sequence) and inner.inline:
            _write_components(writer, inner, found, at, what)
        elif entry is not None:
            _write_component(writer, component, entry.value, entry.at)
        elif component.optional or component.default is not None:
            writer.put(b"\0")
        elif component.assumed is not None:
            writer.write(inner, writer.assume(component.assumed), component.name)
        else:
            writer.fault(at, f"{what} lacks {component.name}")


def _write_component(writer: Writer, component: Component, node: Node, at: Location) -> None:
    if component.default is not None and writer.text(node) == component.default:
        writer.put(b"\0", at)
        return
    if component.optional or component.default is not None:
        writer.put(b"\1", at)
    writer.write(component.type, node, component.name, at)


def read_sequence_of(cursor: Cursor, kind: SequenceOf, name: str, path: Path) -> Element:
    """The count, then the items."""
    start = cursor.position
    count = cursor.count(path)
    items = tuple(cursor.read(kind.item, "item", (*path, f"[{index}]")) for index in range(count))
    return cursor.element(name, kind.name, start, items, form=Form.LIST)


def write_sequence_of(writer: Writer, kind: SequenceOf, node: Node, what: str) -> None:
    """The count, then the items."""
    items = writer.items(node, what)
    writer.put_length(len(items))
    for item in items:
        writer.write(kind.item, item, f"an item of {what}", item.at)


def read_choice(cursor: Cursor, kind: Choice, name: str, path: Path) -> Element:
    """The tag of the alternative, then the alternative."""
    start = cursor.position
    tag = cursor.octet(path, "choice", "CHOICE")
    if tag not in kind.alternatives:
        known = ", ".join(f"{number} ({known})" for number, (known, _) in kind.alternatives.items())
        raise cursor.fail(path, f"the choice {known}", f"{tag:02X}", start)
    alternative, inner = kind.alternatives[tag]
    cursor.rename(str(tag), alternative)
    child = cursor.read(inner, alternative, (*path, alternative))
    return cursor.element(name, kind.name, start, (child,), form=Form.CHOICE)


def write_choice(writer: Writer, kind: Choice, node: Node, what: str) -> None:
    """The tag of the alternative, then the alternative; Data can be given without the name of this alternative."""
    entry = writer.single(node, what)
    if entry is None:
        return
    for tag, (name, inner) in kind.alternatives.items():
        if name == entry.key.value:
            writer.put(bytes([tag]))
            writer.write(inner, entry.value, name, entry.at)
            return
    for tag, (_, inner) in kind.alternatives.items():
        if isinstance(inner, DataType) and entry.key.value in TAGS:
            writer.put(bytes([tag]))
            writer.write(inner, node, what)
            return
    writer.unknown(entry.key, [name for name, _ in kind.alternatives.values()], what, node)


def read_nested(cursor: Cursor, kind: EncodedApdu, name: str, path: Path) -> Element:
    """An APDU as a component of another."""
    start = cursor.position
    return cursor.element(name, kind.name, start, (read_apdu(cursor, kind, path),), form=Form.CHOICE)


def read_apdu(cursor: Cursor, kind: EncodedApdu, path: Path) -> Element:
    """An APDU with its tag."""
    start = cursor.position
    tag = cursor.take(1, (*path, "tag"))[0]
    apdu = apdus().get(tag)
    name = apdu.name if apdu else ""
    if apdu is None or (kind.allowed and name not in kind.allowed):
        expected = f"the tag of {' or '.join(kind.allowed)}" if kind.allowed else "the tag of an APDU"
        raise cursor.fail((*path, "tag"), expected, f"{tag:02X}{f' ({name})' if name else ''}", start)
    cursor.add((*path, name, "tag"), "APDU tag", 1, f"{tag:02X}", name)
    element = cursor.read_apdu(apdu.type, name, path, start)
    # With the tag, for the offsets of the element are those of the whole APDU.
    return cursor.element(name, element.type, start, element.children, form=element.form)


def write_apdu(writer: Writer, kind: EncodedApdu, node: Node, what: str) -> None:
    """The tag, then the APDU."""
    entry = writer.single(node, what)
    if entry is None:
        return
    known = apdus_by_name()
    name = entry.key.value
    if name not in known or (kind.allowed and name not in kind.allowed):
        writer.unknown(entry.key, kind.allowed or known, what, node)
        return
    apdu, number = known[name]
    inner = apdu.type
    with writer.within(apdu):
        writer.put(bytes([apdu.tag]))
        if number is not None and isinstance(inner, Choice):
            writer.put(bytes([number]))
            inner = inner.alternatives[number][1]
        writer.write(inner, entry.value, name, entry.at)
