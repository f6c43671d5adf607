"""How each type of the schema is read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import axdr
from sphinx_dlmsprofile.apdu.ber import conformance, constructed
from sphinx_dlmsprofile.apdu.ciphered import read_ciphered, write_ciphered
from sphinx_dlmsprofile.apdu.cursor import Cursor, show_octets
from sphinx_dlmsprofile.apdu.data.tagged import read_data, write_data
from sphinx_dlmsprofile.apdu.errors import DecodeError
from sphinx_dlmsprofile.apdu.types import (
    BerChoice,
    BerSequence,
    Choice,
    CipheredType,
    ConformanceType,
    DataType,
    EncodedApdu,
    Leaf,
    Nothing,
    Sequence,
    SequenceOf,
    Tagged,
)
from sphinx_dlmsprofile.model.apdu import FaultKind

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.cursor import Read
    from sphinx_dlmsprofile.apdu.types import Type
    from sphinx_dlmsprofile.apdu.writer import Write
    from sphinx_dlmsprofile.model.apdu import Element


class Coding(NamedTuple):
    """The two halves of what a type means: octets to values, and values to octets."""

    read: Read
    write: Write


_CODINGS: dict[type[Type], Coding] = {
    Leaf: Coding(axdr.read_leaf, axdr.write_leaf),
    Nothing: Coding(axdr.read_nothing, axdr.write_nothing),
    EncodedApdu: Coding(axdr.read_nested, axdr.write_apdu),
    Sequence: Coding(axdr.read_sequence, axdr.write_sequence),
    SequenceOf: Coding(axdr.read_sequence_of, axdr.write_sequence_of),
    Choice: Coding(axdr.read_choice, axdr.write_choice),
    CipheredType: Coding(read_ciphered, write_ciphered),
    DataType: Coding(read_data, write_data),
    ConformanceType: Coding(conformance.read_conformance, conformance.write_conformance),
    BerSequence: Coding(constructed.read_sequence, constructed.write_sequence),
    BerChoice: Coding(constructed.read_choice, constructed.write_choice),
    Tagged: Coding(constructed.read_tagged, constructed.write_tagged),
}
READERS = {kind: coding.read for kind, coding in _CODINGS.items()}
WRITERS = {kind: coding.write for kind, coding in _CODINGS.items()}


def read_apdu(cursor: Cursor) -> Element:
    """Read an APDU that ends where the octets end.

    Raises:
        DecodeError: it is not one; the fields read before the fault are those of the cursor.
    """
    element = axdr.read_apdu(cursor, EncodedApdu(), ())
    if cursor.left:
        rest = cursor.octets[cursor.position : cursor.end]
        found = f"{len(rest)} more: {show_octets(rest)}"
        cursor.tolerate(DecodeError(cursor.position, (), "the end of the APDU", found, FaultKind.TRAILING))
    return element
