"""The constructed types of BER that the ACSE needs: the reader and the writer of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.axdr import read_leaf
from sphinx_dlmsprofile.apdu.types import Leaf
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.types import BerChoice, BerComponent, BerSequence, Tagged
    from sphinx_dlmsprofile.apdu.writer import Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.nodes import Node

_LENGTH = "BER length"


def read_sequence(cursor: Cursor, kind: BerSequence, name: str, path: Path) -> Element:
    """Length and components; each at most once, in their order."""
    begin = cursor.position
    outer = cursor.enter(path, _LENGTH, shortest=False)
    waiting = list(kind.components)
    missing: list[BerComponent] = []
    children = []
    while cursor.left:
        tag = cursor.octets[cursor.position]
        index = next((index for index, component in enumerate(waiting) if component.type.tag == tag), None)
        if index is None:
            known = ", ".join(f"{component.type.tag:02X} ({component.name})" for component in waiting) or "the end"
            out_of_order = next((component.name for component in kind.components if component.type.tag == tag), "")
            raise cursor.fail(path, known, f"{tag:02X}{f' ({out_of_order})' if out_of_order else ''}")
        missing += [component for component in waiting[:index] if component.mandatory]
        component = waiting[index]
        del waiting[: index + 1]
        children.append(_read_tagged(cursor, component.type, component.name, (*path, component.name), fills=False))
    missing += [component for component in waiting if component.mandatory]
    if missing:
        raise cursor.fail(path, f"{missing[0].name} before the end", "the end")
    cursor.end = outer
    return cursor.element(name, kind.name, begin, tuple(children), form=Form.SEQUENCE)


def write_sequence(writer: Writer, kind: BerSequence, node: Node, what: str) -> None:
    """Length and components."""
    names: dict[str, str] = {}
    for component in kind.components:
        names |= dict.fromkeys((component.name, *component.also), component.name)
    found = writer.fields(node, names, what)
    if found is None:
        return
    with writer.measured():
        for component in kind.components:
            if entry := found.get(component.name):
                writer.write(component.type, entry.value, component.name, entry.at)
            elif component.assumed is not None:
                writer.write(component.type, writer.assume(component.assumed), component.name)
            elif component.mandatory:
                writer.fault(node.at, f"{what} lacks {component.name}")


def read_tagged(cursor: Cursor, kind: Tagged, name: str, path: Path) -> Element:
    """Tag, length, and contents; the contents end where the enclosing field ends."""
    return _read_tagged(cursor, kind, name, path, fills=True)


def _read_tagged(cursor: Cursor, kind: Tagged, name: str, path: Path, *, fills: bool) -> Element:
    begin = cursor.position
    tag = cursor.take(1, (*path, "tag"))[0]
    if tag != kind.tag:
        raise cursor.fail((*path, "tag"), f"the tag {kind.tag:02X} ({kind.name})", f"{tag:02X}", begin)
    cursor.add((*path, "tag"), "BER tag", 1, f"{tag:02X}", kind.name)
    outer = cursor.enter(path, _LENGTH, fills=fills, shortest=False)
    if isinstance(kind.inner, Leaf):
        element = read_leaf(cursor, kind.inner, name, path, cursor.left)
    else:
        element = cursor.read(kind.inner, name, path)
    if cursor.left:
        raise cursor.fail(path, "the end")
    cursor.end = outer
    return cursor.element(name, element.type, begin, element.children, form=element.form, value=element.value)


def write_tagged(writer: Writer, kind: Tagged, node: Node, what: str) -> None:
    """Tag, length, and contents."""
    writer.put(bytes([kind.tag]))
    with writer.measured():
        if isinstance(kind.inner, Leaf):
            writer.put(writer.value(kind.inner, node, what) or b"")
        else:
            writer.write(kind.inner, node, what)


def read_choice(cursor: Cursor, kind: BerChoice, name: str, path: Path) -> Element:
    """The alternative that the tag names."""
    begin = cursor.position
    if not cursor.left:
        raise cursor.fail(path, f"the tag of {' or '.join(known for known, _ in kind.alternatives)}", "the end")
    tag = cursor.octets[cursor.position]
    for alternative, inner in kind.alternatives:
        if inner.tag == tag:
            child = read_tagged(cursor, inner, alternative, (*path, alternative))
            return cursor.element(name, kind.name, begin, (child,), form=Form.CHOICE)
    known = " or ".join(f"{inner.tag:02X} ({alternative})" for alternative, inner in kind.alternatives)
    raise cursor.fail(path, f"the tag {known}")


def write_choice(writer: Writer, kind: BerChoice, node: Node, what: str) -> None:
    """The alternative under its tag."""
    entry = writer.single(node, what)
    if entry is None:
        return
    for name, inner in kind.alternatives:
        if name == entry.key.value:
            writer.write(inner, entry.value, name, entry.at)
            return
    writer.unknown(entry.key, [name for name, _ in kind.alternatives], what)
