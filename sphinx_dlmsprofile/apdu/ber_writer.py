"""The writer's half of ``ber``: the ACSE, and Conformance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.ber import CONFORMANCE_BITS, CONFORMANCE_LENGTH, CONFORMANCE_TAG, CONFORMANCE_UNUSED
from sphinx_dlmsprofile.apdu.lengths import write_length
from sphinx_dlmsprofile.apdu.types import Leaf
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Scalar, Sequence

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.encode import Writer
    from sphinx_dlmsprofile.apdu.types import BerChoice, BerSequence, ConformanceType, Tagged
    from sphinx_dlmsprofile.text.yaml_nodes import Node


def write_sequence(writer: Writer, kind: BerSequence, node: Node, what: str) -> bytes:
    """Length and components."""
    names: dict[str, str] = {}
    for component in kind.components:
        names |= dict.fromkeys((component.name, *component.also), component.name)
    found = writer.fields(node, names, what)
    if found is None:
        return b""
    octets = b""
    for component in kind.components:
        value = found.get(component.name)
        if value is None and component.assumed is not None:
            value = Scalar(Text(component.assumed, node.at))
        if value is not None:
            octets += write_tagged(writer, component.type, value, component.name)
        elif component.mandatory:
            writer.fault(node.at, f"{what} lacks {component.name}")
    return write_length(len(octets)) + octets


def write_tagged(writer: Writer, kind: Tagged, node: Node, what: str) -> bytes:
    """Tag, length, and what they hold."""
    if isinstance(kind.inner, Leaf):
        octets = writer.value(kind.inner, node, what) or b""
    else:
        octets = writer.write(kind.inner, node, what)
    return bytes([kind.tag]) + write_length(len(octets)) + octets


def write_choice(writer: Writer, kind: BerChoice, node: Node, what: str) -> bytes:
    """The alternative under its tag."""
    entry = writer.single(node, what)
    if entry is None:
        return b""
    key, value = entry
    for name, inner in kind.alternatives:
        if name == key.value:
            return write_tagged(writer, inner, value, name)
    return writer.unknown(key, [name for name, _ in kind.alternatives], what)


def write_conformance(writer: Writer, _: ConformanceType, node: Node, what: str) -> bytes:
    """From a list of the bits' names."""
    if isinstance(node, Sequence):
        names = [name for item in node.items if (name := writer.scalar(item, f"an item of {what}"))]
    elif isinstance(node, Scalar):
        names = [Scalar(Text(word.strip(), node.at)) for word in node.value.split(",") if word.strip()]
    else:
        return writer.fault(node.at, f"{what} is a list of the names of bits: write it as [get, set, …]")
    bits = 0
    for name in names:
        if name.value in CONFORMANCE_BITS:
            bits |= 1 << len(CONFORMANCE_BITS) - 1 - CONFORMANCE_BITS.index(name.value)
        else:
            writer.unknown(name, CONFORMANCE_BITS, what)
    return CONFORMANCE_TAG + bytes([CONFORMANCE_LENGTH, CONFORMANCE_UNUSED]) + bits.to_bytes(CONFORMANCE_LENGTH - 1)
