"""The data types of COSEM (IEC 62056-6-2, common data types), by their tags in Data."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from sphinx_dlmsprofile.apdu.codecs import Bcd, Boolean, DateTime, Float, Number, Octets, Text
from sphinx_dlmsprofile.apdu.date_times import Kind
from sphinx_dlmsprofile.apdu.types import Leaf

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


def _leaf(name: str, codec: Bcd | Boolean | DateTime | Float | Number | Octets | Text, octets: int | None) -> DataKind:
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
    13: _leaf("bcd", Bcd(), 1),
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
