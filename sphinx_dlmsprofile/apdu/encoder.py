"""A description of an APDU to its octets: the one writer, which interprets the same table of types as the reader.

A description names the APDU and gives its components by their names in the ASN.1, or shorter ones:

.. code-block:: yaml

   get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}

- Numbers are decimal or hexadecimal (``0x10``), enumerations names or numbers, octet strings hexadecimal.
- What has an obvious value can be left out: ``invoke-id-and-priority`` is then C1, ``date-time`` empty,
  an optional component absent.
- A choice is a mapping with one key. So is Data: ``{long-unsigned: 5}``, ``{structure: [{enum: 1}]}``,
  ``{date-time: 2026-01-14 10:30:00 wed +01:00}``, or ``null-data``. An octet-string can be written as what it holds:
  ``{octet-string: {date-time: …}}``, ``{octet-string: 0-0:1.0.0.255}``.
- What is protected is given as it is on the wire: ``security-control``, ``invocation-counter``, ``ciphertext`` or
  ``plaintext``, ``authentication-tag``. With keys, ``plaintext`` is enough, in hexadecimal or as a description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.coding import WRITERS
from sphinx_dlmsprofile.apdu.types import EncodedApdu
from sphinx_dlmsprofile.apdu.writer import EncodeFault, Writer
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Known

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.writer import Place
    from sphinx_dlmsprofile.model.apdu import Side
    from sphinx_dlmsprofile.text.nodes import Node

MAX_DEPTH = 80
"""Levels of YAML: each level of Data takes two."""


class Encoded(NamedTuple):
    """The octets of an APDU; empty if there are faults.

    ``places`` say what they were written from, each from its octet on; those of a ciphertext what the plaintext was.
    ``sender`` is the end that sends the APDU, None where it does not say.
    """

    octets: bytes
    faults: tuple[EncodeFault, ...] = ()
    places: tuple[Place, ...] = ()
    sender: Side | None = None


def encode(description: Node | None, at: Location | None = None, keys: Keys | None = None) -> Encoded:
    """Encode one APDU; ``at`` is the place of a description that is empty, ``keys`` protect plaintext."""
    if description is None:
        message = "an APDU is missing: write its name and its components"
        return Encoded(b"", (EncodeFault(at or Location("", 1), message),))
    writer = Writer(WRITERS, description.at, keys)
    writer.write(EncodedApdu(), description, "the description")
    if writer.faults:
        return Encoded(b"", tuple(writer.faults))
    sender = writer.sender or (keys.owner(writer.scope.values.get("system-title", "")) if keys else None)
    return Encoded(bytes(writer.octets), (), tuple(writer.places), sender)


def encode_text(text: str, source: str = "", keys: Keys | None = None) -> Encoded:
    """Encode one APDU whose description is a text in YAML."""
    from sphinx_dlmsprofile.text.yaml_nodes import YamlError, read_yaml  # noqa: PLC0415  nodes can come from elsewhere

    try:
        node = read_yaml(text, lambda line, column: Location(source, line + 1, column + 1), MAX_DEPTH)
    except YamlError as error:
        return Encoded(b"", (EncodeFault(error.at, error.message),))
    return encode(node, Location(source, 1), keys)


def encode_values(description: Known[str, object], keys: Keys | None = None) -> Encoded:
    """Encode one APDU whose description is made of dictionaries, lists, texts, numbers and octets."""
    at = Location("", 1)
    if (deep := _depth(description)) > MAX_DEPTH:
        return Encoded(
            b"", (EncodeFault(at, f"the description has {deep} levels, and no more than {MAX_DEPTH} count"),)
        )
    return encode(_node(description, at), at, keys)


def _depth(value: object) -> int:
    """How many levels a value has, one more than allowed if there are more."""
    level, depth = [value], 0
    while level and depth <= MAX_DEPTH:
        inner: list[object] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else each if isinstance(each, list | tuple) else ()
        level, depth = inner, depth + 1
    return depth


def _node(value: object, at: Location) -> Node:
    match value:
        case dict():
            return Mapping(tuple((_scalar(key, at), _node(inner, at)) for key, inner in value.items()), at)
        case list() | tuple():
            return Sequence(tuple(_node(inner, at) for inner in value), at)
        case _:
            return _scalar(value, at)


def _scalar(value: object, at: Location) -> Scalar:
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).lower()
        case bytes() | bytearray():
            text = value.hex()
        case _:
            text = str(value)
    return Scalar(Text(text, at))
