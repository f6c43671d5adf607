"""Data: a tagged value of any type of COSEM (IEC 62056-6-2, common data types; IEC 62056-5-3, Data)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import compact_array
from sphinx_dlmsprofile.apdu.codecs import Boolean, DateTime, Float, Number, Octets, Text
from sphinx_dlmsprofile.apdu.date_times import Kind
from sphinx_dlmsprofile.apdu.types import Leaf
from sphinx_dlmsprofile.apdu.unfit import UnfitError
from sphinx_dlmsprofile.model.apdu import Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.reader import Path, Reader
    from sphinx_dlmsprofile.model.apdu import Element

MAX_DEPTH = 32
"""Deeper nesting than this is refused: no object has it, and reader and writer call themselves."""


class Shape(Enum):
    """How the value after the tag is built."""

    NULL = "null"
    LEAF = "leaf"
    BITS = "bits"
    ITEMS = "items"
    COMPACT = "compact"


class DataKind(NamedTuple):
    """A choice of Data; ``described`` if a compact-array can hold it."""

    name: str
    shape: Shape
    leaf: Leaf | None = None
    described: bool = True


def _leaf(name: str, codec: Boolean | DateTime | Float | Number | Octets | Text, octets: int | None) -> DataKind:
    return DataKind(name, Shape.LEAF, Leaf(name, codec, octets))


def _number(name: str, octets: int, *, signed: bool = False, described: bool = True) -> DataKind:
    return DataKind(name, Shape.LEAF, Leaf(name, Number(octets, signed=signed), octets), described)


DATA_KINDS: dict[int, DataKind] = {
    0: DataKind("null-data", Shape.NULL),
    1: DataKind("array", Shape.ITEMS),
    2: DataKind("structure", Shape.ITEMS),
    3: _leaf("boolean", Boolean(), 1),
    4: DataKind("bit-string", Shape.BITS),
    5: _number("double-long", 4, signed=True),
    6: _number("double-long-unsigned", 4),
    9: _leaf("octet-string", Octets(texts=True), None),
    10: _leaf("visible-string", Text("ascii"), None),
    12: _leaf("utf8-string", Text("utf-8"), None),
    13: _number("bcd", 1, signed=True),
    15: _number("integer", 1, signed=True),
    16: _number("long", 2, signed=True),
    17: _number("unsigned", 1),
    18: _number("long-unsigned", 2),
    19: DataKind("compact-array", Shape.COMPACT, described=False),
    20: _number("long64", 8, signed=True),
    21: _number("long64-unsigned", 8),
    22: _number("enum", 1),
    23: _leaf("float32", Float(4), 4),
    24: _leaf("float64", Float(8), 8),
    25: _leaf("date-time", DateTime(Kind.DATE_TIME), 12),
    26: _leaf("date", DateTime(Kind.DATE), 5),
    27: _leaf("time", DateTime(Kind.TIME), 4),
    28: _number("delta-integer", 1, signed=True, described=False),
    29: _number("delta-long", 2, signed=True, described=False),
    30: _number("delta-double-long", 4, signed=True, described=False),
    31: _number("delta-unsigned", 1, described=False),
    32: _number("delta-long-unsigned", 2, described=False),
    33: _number("delta-double-long-unsigned", 4, described=False),
    255: DataKind("dont-care", Shape.NULL),
}
"""By tag. 7, 8, 11 and 14 are not used; the delta types came after Green Book 8.3."""

TAGS = {kind.name: tag for tag, kind in DATA_KINDS.items()}


def read_data(reader: Reader, name: str, path: Path, depth: int = 0) -> Element:
    """Tag and value; the path of the value is that of the Data."""
    begin = reader.position
    tag = reader.take(1, (*path, "tag"))[0]
    kind = DATA_KINDS.get(tag)
    if kind is None:
        raise reader.fail((*path, "tag"), "the tag of a data type (0 to 6, 9, 10, …)", f"{tag:02X}", begin)
    reader.add((*path, "tag"), "Data tag", 1, str(tag), kind.name)
    if depth >= MAX_DEPTH:
        raise reader.fail(path, f"no more than {MAX_DEPTH} levels of arrays and structures", kind.name, begin)
    value = _read_value(reader, kind, path, depth)
    return reader.element(name, "Data", begin, (value,), form=Form.CHOICE)


def _read_value(reader: Reader, kind: DataKind, path: Path, depth: int) -> Element:
    start = reader.position
    match kind.shape:
        case Shape.ITEMS:
            count = reader.count(path)
            items = [read_data(reader, "item", (*path, f"[{index}]"), depth + 1) for index in range(count)]
            return reader.element(kind.name, kind.name, start, tuple(items), form=Form.LIST)
        case Shape.COMPACT:
            return compact_array.read(reader, path)
        case _:
            return read_plain(reader, kind, kind.name, path)


def read_plain(reader: Reader, kind: DataKind, name: str, path: Path) -> Element:
    """A value that holds no other."""
    if kind.shape is Shape.BITS:
        return _read_bits(reader, name, path)
    if kind.leaf is None:
        return reader.element(name, kind.name, reader.position)
    return reader.leaf(kind.leaf, name, path)


def _read_bits(reader: Reader, name: str, path: Path) -> Element:
    begin = reader.position
    count = reader.length(path, kind="length in bits")
    start = reader.position
    octets = reader.take((count + 7) // 8, path)
    text = show_bits(octets, count)
    if text is None:
        unused = len(octets) * 8 - count
        raise reader.fail(path, f"{unused} unused bits of 0 at the end", f"{octets[-1]:02X}", start + len(octets) - 1)
    reader.add(path, "bit-string", len(octets), text)
    return reader.element(name, "bit-string", begin, value=text)


def show_bits(octets: bytes, count: int) -> str | None:
    """Bits as digits, the first at the left; None if one of the unused ones is set."""
    digits = "".join(f"{octet:08b}" for octet in octets)
    return None if "1" in digits[count:] else digits[:count]


def parse_bits(text: str) -> tuple[bytes, int]:
    """The octets of digits 0 and 1, and how many there are.

    Raises:
        UnfitError: there are other digits.
    """
    digits = "".join(text.split())
    if set(digits) - {"0", "1"}:
        raise UnfitError(expected="digits 0 and 1")
    size = (len(digits) + 7) // 8
    return (int(digits.ljust(size * 8, "0"), 2) if digits else 0).to_bytes(size), len(digits)
