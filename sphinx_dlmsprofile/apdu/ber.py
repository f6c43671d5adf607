"""What of an APDU is encoded by BER (ISO/IEC 8825-1): the ACSE, and Conformance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.types import Leaf
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.reader import Path, Reader
    from sphinx_dlmsprofile.apdu.types import BerChoice, BerComponent, BerSequence, Tagged
    from sphinx_dlmsprofile.model.apdu import Element

CONFORMANCE_TAG, CONFORMANCE_LENGTH, CONFORMANCE_UNUSED = b"\x5f\x1f", 4, 0
CONFORMANCE_BITS = (
    "reserved-zero",
    "general-protection",
    "general-block-transfer",
    "read",
    "write",
    "unconfirmed-write",
    "delta-value-encoding",
    "reserved-seven",
    "attribute0-supported-with-set",
    "priority-mgmt-supported",
    "attribute0-supported-with-get",
    "block-transfer-with-get-or-read",
    "block-transfer-with-set-or-write",
    "block-transfer-with-action",
    "multiple-references",
    "information-report",
    "data-notification",
    "access",
    "parameterized-access",
    "get",
    "set",
    "selective-access",
    "event-notification",
    "action",
)
"""From the first bit of the first octet on."""


def read_sequence(reader: Reader, kind: BerSequence, name: str, path: Path) -> Element:
    """Length and components; each at most once, in their order."""
    begin = reader.position
    outer = _enter(reader, path, fills=False)
    waiting = list(kind.components)
    missing: list[BerComponent] = []
    children = []
    while reader.left:
        tag = reader.octets[reader.position]
        index = next((index for index, component in enumerate(waiting) if component.type.tag == tag), None)
        if index is None:
            known = ", ".join(f"{component.type.tag:02X} ({component.name})" for component in waiting) or "the end"
            out_of_order = next((component.name for component in kind.components if component.type.tag == tag), "")
            raise reader.fail(path, known, f"{tag:02X}{f' ({out_of_order})' if out_of_order else ''}")
        missing += [component for component in waiting[:index] if component.mandatory]
        component = waiting[index]
        del waiting[: index + 1]
        children.append(read_tagged(reader, component.type, component.name, (*path, component.name), fills=False))
    missing += [component for component in waiting if component.mandatory]
    if missing:
        raise reader.fail(path, f"{missing[0].name} before the end", "the end")
    reader.end = outer
    return reader.element(name, kind.name, begin, tuple(children), form=Form.SEQUENCE)


def _enter(reader: Reader, path: Path, *, fills: bool) -> int:
    """Read a length and make its end that of the reader; returns the end there was.

    What ``fills`` has to end where that which holds it ends.
    """
    length = reader.length(path, kind="BER length")
    if length > reader.left:
        raise reader.fail(path, f"{length} octets", f"{reader.left or 'none'} left")
    if fills and length < reader.left:
        raise reader.fail(path, f"{reader.left} octets, all that are left", f"a length of {length}")
    outer, reader.end = reader.end, reader.position + length
    return outer


def read_tagged(reader: Reader, kind: Tagged, name: str, path: Path, *, fills: bool = True) -> Element:
    """Tag, length, and what they hold."""
    begin = reader.position
    tag = reader.take(1, (*path, "tag"))[0]
    if tag != kind.tag:
        raise reader.fail((*path, "tag"), f"the tag {kind.tag:02X} ({kind.name})", f"{tag:02X}", begin)
    reader.add((*path, "tag"), "BER tag", 1, f"{tag:02X}", kind.name)
    outer = _enter(reader, path, fills=fills)
    if isinstance(kind.inner, Leaf):
        element = reader.leaf(kind.inner, name, path, reader.left)
    else:
        element = reader.read(kind.inner, name, path)
    if reader.left:
        raise reader.fail(path, "the end")
    reader.end = outer
    return reader.element(name, element.type, begin, element.children, form=element.form, value=element.value)


def read_choice(reader: Reader, kind: BerChoice, name: str, path: Path) -> Element:
    """The alternative that the tag tells."""
    begin = reader.position
    if not reader.left:
        raise reader.fail(path, f"the tag of {' or '.join(known for known, _ in kind.alternatives)}", "the end")
    tag = reader.octets[reader.position]
    for alternative, inner in kind.alternatives:
        if inner.tag == tag:
            child = read_tagged(reader, inner, alternative, (*path, alternative))
            return reader.element(name, kind.name, begin, (child,), form=Form.CHOICE)
    known = " or ".join(f"{inner.tag:02X} ({alternative})" for alternative, inner in kind.alternatives)
    raise reader.fail(path, f"the tag {known}")


def read_conformance(reader: Reader, name: str, path: Path) -> Element:
    """[APPLICATION 31] IMPLICIT BIT STRING of 24 bits: 5F 1F 04 00, then three octets."""
    begin = reader.position
    tag = reader.take(len(CONFORMANCE_TAG), (*path, "tag"))
    if tag != CONFORMANCE_TAG:
        raise reader.fail((*path, "tag"), "5F 1F", tag.hex(" ").upper(), begin)
    reader.add((*path, "tag"), "BER tag", len(tag), "5F1F", "[APPLICATION 31]")
    for what, kind, wanted in (
        ("length", "BER length", CONFORMANCE_LENGTH),
        ("unused-bits", "unused bits", CONFORMANCE_UNUSED),
    ):
        start = reader.position
        found = reader.octet(path, what, kind)
        if found != wanted:
            raise reader.fail((*path, what), f"{wanted:02X}", f"{found:02X}", start)
    octets = reader.take(CONFORMANCE_LENGTH - 1, path)
    names = ", ".join(conformance_names(octets))
    reader.add(path, "Conformance", len(octets), octets.hex().upper(), names or "no bit set")
    return reader.element(name, "Conformance", begin, value=names)


def conformance_names(octets: bytes) -> list[str]:
    """The names of the bits that are set."""
    bits = f"{int.from_bytes(octets):0{len(CONFORMANCE_BITS)}b}"
    return [name for name, bit in zip(CONFORMANCE_BITS, bits, strict=True) if bit == "1"]
