"""Conformance: the one type that is BER within A-XDR."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Cursor, Path
    from sphinx_dlmsprofile.apdu.types import ConformanceType
    from sphinx_dlmsprofile.apdu.writer import Writer
    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.text.nodes import Node

_TAG, _LENGTH, _UNUSED = b"\x5f\x1f", 4, 0
_BITS = (
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


def read_conformance(cursor: Cursor, kind: ConformanceType, name: str, path: Path) -> Element:
    """[APPLICATION 31] IMPLICIT BIT STRING of 24 bits: 5F 1F 04 00, then three octets."""
    begin = cursor.position
    tag = cursor.take(len(_TAG), (*path, "tag"))
    if tag != _TAG:
        raise cursor.fail((*path, "tag"), "5F 1F", tag.hex(" ").upper(), begin)
    cursor.add((*path, "tag"), "BER tag", len(tag), "5F1F", "[APPLICATION 31]")
    for what, type_name, wanted in (("length", "BER length", _LENGTH), ("unused-bits", "unused bits", _UNUSED)):
        start = cursor.position
        found = cursor.octet(path, what, type_name)
        if found != wanted:
            raise cursor.fail((*path, what), f"{wanted:02X}", f"{found:02X}", start)
    octets = cursor.take(_LENGTH - 1, path)
    names = ", ".join(_names(octets))
    cursor.add(path, kind.name, len(octets), octets.hex().upper(), names or "no bit set")
    return cursor.element(name, kind.name, begin, value=names)


def _names(octets: bytes) -> list[str]:
    """The names of the bits that are set."""
    bits = f"{int.from_bytes(octets):0{len(_BITS)}b}"
    return [name for name, bit in zip(_BITS, bits, strict=True) if bit == "1"]


def write_conformance(writer: Writer, _: ConformanceType, node: Node, what: str) -> None:
    """From the names of the bits."""
    bits = 0
    for name in writer.words(node, what, "the names of bits: write it as [get, set, …]"):
        if name.value in _BITS:
            bits |= 1 << len(_BITS) - 1 - _BITS.index(name.value)
        else:
            writer.unknown(name, _BITS, what)
    writer.put(_TAG + bytes([_LENGTH, _UNUSED]) + bits.to_bytes(_LENGTH - 1))
