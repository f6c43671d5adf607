"""A description of an APDU to its octets: the one writer, which interprets the same table of types as the reader.

A description names the APDU and gives its components by their names in the ASN.1, or shorter ones:

.. code-block:: yaml

   get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}

- Numbers are decimal or hexadecimal (``0x10``), enumerations names or numbers, octet strings hexadecimal.
- What has an obvious value can be left out: ``invoke-id-and-priority`` is then C1, ``date-time`` empty,
  an optional component absent.
- A choice is a mapping with one key. Data is that as well: ``{long-unsigned: 5}``, ``{structure: [{enum: 1}]}``,
  ``{date-time: 2026-01-14 10:30:00 wed +01:00}``, or ``null-data``. An octet-string can be written as what it holds:
  ``{octet-string: {date-time: …}}``, ``{octet-string: 0-0:1.0.0.255}``.
- What is protected is given as it is on the wire: ``security-control``, ``invocation-counter``, ``ciphertext`` or
  ``plaintext``, ``authentication-tag``. With keys, ``plaintext`` is enough, in hexadecimal or as a description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.apdu import ber_writer, data_writer
from sphinx_dlmsprofile.apdu.ciphering import CipheringError
from sphinx_dlmsprofile.apdu.lengths import write_length
from sphinx_dlmsprofile.apdu.protected import seal
from sphinx_dlmsprofile.apdu.schema.apdus import apdus, apdus_by_name
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
from sphinx_dlmsprofile.apdu.unfit import UnfitError
from sphinx_dlmsprofile.parsing.body import did_you_mean
from sphinx_dlmsprofile.text import yaml_nodes
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.types import Component, Type

MAX_DEPTH = 80
"""Levels of YAML: each level of Data takes two."""

_AUTHENTICATED, _ENCRYPTED = 0x10, 0x20
_COUNTER_OCTETS = 4
_ANY_TAG = Scalar(Text("00" * 12, Location("", 1)))


class EncodeFault(NamedTuple):
    """What is wrong with a description, and where; ``kind`` is the rule that reports it."""

    at: Location
    message: str
    kind: str = "body-value-type"


class Encoded(NamedTuple):
    """The octets of an APDU; empty if there are faults."""

    octets: bytes
    faults: tuple[EncodeFault, ...] = ()


def encode(description: Node | None, at: Location | None = None, keys: Keys | None = None) -> Encoded:
    """Encode one APDU; ``at`` is the place of a description that is empty, ``keys`` protect plaintext."""
    writer = Writer(keys)
    if description is None:
        writer.fault(at or Location("", 1), "an APDU is missing: write its name and its components")
        return Encoded(b"", tuple(writer.faults))
    octets = writer.write(EncodedApdu(), description, "the description")
    if writer.unsealed and keys and not writer.faults:
        try:
            octets = seal(octets, keys)
        except CipheringError as error:
            writer.fault(writer.unsealed, f"the plaintext cannot be protected: {error}")
    return Encoded(b"" if writer.faults else octets, tuple(writer.faults))


def encode_text(text: str, source: str = "", keys: Keys | None = None) -> Encoded:
    """Encode one APDU whose description is a text in YAML."""
    try:
        node = read_yaml(text, lambda line, column: Location(source, line + 1, column + 1), MAX_DEPTH)
    except YamlError as error:
        return Encoded(b"", (EncodeFault(error.at, error.message),))
    return encode(node, Location(source, 1), keys)


class Writer:
    """Writes values by their types; ``faults`` are those met, and what has one is written as nothing.

    ``unsealed`` is the place of a content that was written as plaintext, for ``keys`` to protect it.
    """

    def __init__(self, keys: Keys | None = None) -> None:
        self.faults: list[EncodeFault] = []
        self.keys = keys
        self.unsealed: Location | None = None

    def fault(self, at: Location, message: str, kind: str = "body-value-type") -> bytes:
        """Keep a fault."""
        self.faults.append(EncodeFault(at, message, kind))
        return b""

    def write(self, kind: Type, node: Node, what: str) -> bytes:
        """The octets of a value; ``what`` names it in messages."""
        write: Callable[[Writer, Any, Node, str], bytes] = _WRITERS[type(kind)]
        return write(self, kind, node, what)

    def scalar(self, node: Node, what: str) -> Scalar | None:
        """A text; else a fault and None."""
        if isinstance(node, Scalar):
            return node
        self.fault(node.at, f"{what} is a single value, not a list or a mapping")
        return None

    def value(self, kind: Leaf, node: Node, what: str) -> bytes | None:
        """The octets of a primitive value, without a length; None after a fault."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return None
        try:
            octets = kind.codec.parse(scalar.value)
            kind.codec.show(octets)
        except UnfitError as error:
            self.fault(node.at, f'{what}: expected {error.expected}, found "{scalar.value}"')
            return None
        if kind.octets not in {None, len(octets)}:
            self.fault(node.at, f'{what}: expected {kind.octets} octets, found "{scalar.value}"')
            return None
        return octets

    def leaf(self, kind: Leaf, node: Node, what: str) -> bytes:
        """A primitive value, with its length where it has one."""
        octets = self.value(kind, node, what)
        if octets is None:
            return b""
        return octets if kind.octets is not None else write_length(len(octets)) + octets

    def nothing(self, _: Nothing, node: Node, what: str) -> bytes:
        """NULL."""
        if not isinstance(node, Scalar) or node.value.strip():
            self.fault(node.at, f"{what} has no value: write the name alone")
        return b""

    def fields(self, node: Node, names: dict[str, str], what: str) -> dict[str, Node] | None:
        """The values of a mapping by component; ``names`` gives the component of each name that may be written."""
        if isinstance(node, Scalar) and not node.value.strip():
            return {}
        if not isinstance(node, Mapping):
            self.fault(node.at, f'{what} is written as "name: value" lines')
            return None
        found: dict[str, Node] = {}
        for key, value in node.entries:
            name = names.get(key.value)
            if name is None:
                self.unknown(key, names, what)
                # What a slip was meant for is not told to be missing, too.
                if close := did_you_mean(key.value, names):
                    found.setdefault(names[close], value)
            elif name in found:
                self.fault(key.at, f'{what} has "{name}" twice: remove one of them', "body-key-duplicate")
            else:
                found[name] = value
        return found

    def unknown(self, key: Scalar, known: Iterable[str], what: str, node: Node | None = None) -> bytes:
        """A name that is none of those known; where it is the whole ``node``, it is a value and no key."""
        names = list(known)
        close = did_you_mean(key.value, names)
        advice = f'did you mean "{close}"?' if close else f"allowed are {', '.join(names)}"
        rule = "body-value-type" if node is key else "body-key-unknown"
        return self.fault(key.at, f'{what} has no "{key.value}": {advice}', rule)

    def single(self, node: Node, what: str) -> tuple[Scalar, Node] | None:
        """The one entry of a mapping that says which alternative it is; a text alone is one without value."""
        if isinstance(node, Scalar) and node.value.strip():
            return node, Scalar(Text("", node.at))
        if isinstance(node, Mapping) and len(node.entries) == 1:
            return node.entries[0]
        self.fault(node.at, f"{what} is written as one name with its value: {{name: value}}")
        return None

    def sequence(self, kind: Sequence, node: Node, what: str) -> bytes:
        """Its components, those of inline sequences among them."""
        names = _names(kind)
        found = self.fields(node, names, what)
        return b"" if found is None else self._components(kind, found, node.at, what)

    def _components(self, kind: Sequence, found: dict[str, Node], at: Location, what: str) -> bytes:
        return b"".join(self._component(component, found, at, what) for component in kind.components)

    def _component(self, component: Component, found: dict[str, Node], at: Location, what: str) -> bytes:
        node = found.get(component.name)
        inner = component.type
        if node is None and isinstance(inner, Sequence) and inner.inline:
            return self._components(inner, found, at, what)
        if node is None and (component.optional or component.default is not None):
            return b"\0"
        if node is None:
            if component.assumed is None:
                return self.fault(at, f"{what} lacks {component.name}")
            node = Scalar(Text(component.assumed, at))
        if component.default is not None and isinstance(node, Scalar) and node.value == component.default:
            return b"\0"
        present = b"\1" if component.optional or component.default is not None else b""
        return present + self.write(inner, node, component.name)

    def sequence_of(self, kind: SequenceOf, node: Node, what: str) -> bytes:
        """The count, then the items."""
        items = self.items(node, what)
        return write_length(len(items)) + b"".join(self.write(kind.item, item, f"an item of {what}") for item in items)

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """The items of a list; none after a fault."""
        if isinstance(node, yaml_nodes.Sequence):
            return node.items
        self.fault(node.at, f"{what} is a list: write it as [a, b, …]")
        return ()

    def choice(self, kind: Choice, node: Node, what: str) -> bytes:
        """The number of the alternative, then the alternative; Data can be given without saying that it is data."""
        entry = self.single(node, what)
        if entry is None:
            return b""
        key, value = entry
        for tag, (name, inner) in kind.alternatives.items():
            if name == key.value:
                return bytes([tag]) + self.write(inner, value, name)
        for tag, (_, inner) in kind.alternatives.items():
            if isinstance(inner, DataType) and key.value in data_writer.NAMES:
                return bytes([tag]) + self.write(inner, node, what)
        return self.unknown(key, [name for name, _ in kind.alternatives.values()], what, node)

    def apdu(self, kind: EncodedApdu, node: Node, what: str) -> bytes:
        """The tag, then the APDU."""
        entry = self.single(node, what)
        if entry is None:
            return b""
        key, value = entry
        known = apdus_by_name()
        if key.value not in known or (kind.allowed and key.value not in kind.allowed):
            return self.unknown(key, kind.allowed or known, what, node)
        tag, number = known[key.value]
        inner = apdus()[tag][1]
        if number is not None and isinstance(inner, Choice):
            return bytes([tag, number]) + self.write(inner.alternatives[number][1], value, key.value)
        return bytes([tag]) + self.write(inner, value, key.value)

    def ciphered(self, _: CipheredType, node: Node, what: str) -> bytes:
        """Length, security header, content, and the authentication tag."""
        names = ("security-control", "invocation-counter", "ciphertext", "plaintext", "authentication-tag")
        found = self.fields(node, {name: name for name in names}, what)
        if found is None:
            return b""
        octets = b""
        control = 0
        for name, size in (("security-control", 1), ("invocation-counter", _COUNTER_OCTETS)):
            if name not in found:
                return self.fault(node.at, f"{what} lacks {name}")
            value = self.value(data_writer.unsigned(size), found.pop(name), name) or bytes(size)
            control = value[0] if size == 1 else control
            octets += value
        content = "ciphertext" if control & _ENCRYPTED else "plaintext"
        if self.keys and control & (_ENCRYPTED | _AUTHENTICATED) and "plaintext" in found:
            content = "plaintext"
            if control & _AUTHENTICATED:
                found["authentication-tag"] = _ANY_TAG
            self.unsealed = node.at
        wanted = (content, "authentication-tag") if control & _AUTHENTICATED else (content,)
        for name in wanted:
            if name not in found:
                return self.fault(node.at, f"{what} lacks {name}, which its security-control announces")
            value_node = found.pop(name)
            if name == "plaintext" and isinstance(value_node, Mapping):
                octets += self.write(EncodedApdu(), value_node, name)
            else:
                octets += self.value(data_writer.hexadecimal(name), value_node, name) or b""
        for name, left in found.items():
            self.fault(left.at, f"{what} has {name}, which its security-control excludes")
        return write_length(len(octets)) + octets


def _names(kind: Sequence) -> dict[str, str]:
    """All names that may be written, with the component that each means."""
    names: dict[str, str] = {}
    for component in kind.components:
        names |= dict.fromkeys((component.name, *component.also), component.name)
        if isinstance(component.type, Sequence) and component.type.inline:
            names |= _names(component.type)
    return names


_WRITERS: dict[type[Type], Callable[[Writer, Any, Node, str], bytes]] = {
    Leaf: Writer.leaf,
    Nothing: Writer.nothing,
    EncodedApdu: Writer.apdu,
    Sequence: Writer.sequence,
    SequenceOf: Writer.sequence_of,
    Choice: Writer.choice,
    CipheredType: Writer.ciphered,
    DataType: data_writer.write_data,
    ConformanceType: ber_writer.write_conformance,
    BerSequence: ber_writer.write_sequence,
    BerChoice: ber_writer.write_choice,
    Tagged: ber_writer.write_tagged,
}
