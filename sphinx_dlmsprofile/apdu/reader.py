"""The one reader: octets to fields and elements, as the table of types says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.apdu import ber, data
from sphinx_dlmsprofile.apdu.schema.apdus import apdus
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
from sphinx_dlmsprofile.model.apdu import Element, FaultKind, Field, Form, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.apdu.types import Component, Type

Path = tuple[str, ...]

_LONG_FORM, _INDEFINITE, _MAX_LENGTH_OCTETS = 0x80, 0x80, 4
_MAX_NESTED_APDUS = 4
"""APDUs within APDUs: a gateway's prefix, an AARQ, its user-information."""

_AUTHENTICATED, _ENCRYPTED, _BROADCAST, _COMPRESSED, _SUITE = 0x10, 0x20, 0x40, 0x80, 0x0F
_SUITES = {0: "AES-GCM-128", 1: "AES-GCM-128 with ECDH and ECDSA P-256", 2: "AES-GCM-256 with ECDH and ECDSA P-384"}
_TAG_OCTETS = 12


class DecodeError(Exception):
    """The octets do not go on as they have to."""

    def __init__(self, offset: int, path: Path, expected: str, found: str, kind: FaultKind = FaultKind.INVALID) -> None:
        super().__init__(expected)
        self.offset = offset
        self.path = path
        self.expected = expected
        self.found = found
        self.kind = kind


def show_octets(octets: bytes, most: int = 8) -> str:
    """Octets for a message, cut where there are many; "nothing" if there are none."""
    text = octets[:most].hex(" ").upper()
    return f"{text} …" if len(octets) > most else text or "nothing"


class Reader:
    """Reads from ``octets``, up to ``end``; ``fields`` are those read so far.

    ``shortage`` is the kind of fault where octets are missing.
    """

    def __init__(self, octets: bytes, position: int = 0, part: Part = Part.APDU) -> None:
        self.octets = octets
        self.position = position
        self.end = len(octets)
        self.fields: list[Field] = []
        self.part = part
        self.shortage = FaultKind.INVALID
        self._nested = 0

    @property
    def left(self) -> int:
        """How many octets are left."""
        return self.end - self.position

    def fail(self, path: Path, expected: str, found: str = "", offset: int | None = None) -> DecodeError:
        """The error at the position, or at an offset; by default it found the octets there."""
        at = self.position if offset is None else offset
        return DecodeError(at, path, expected, found or show_octets(self.octets[at : self.end], 1))

    def take(self, count: int, path: Path) -> bytes:
        """The next octets."""
        if count > self.left:
            octets = "1 octet" if count == 1 else f"{count} octets"
            raise DecodeError(self.position, path, octets, f"{self.left or 'none'} left", self.shortage)
        self.position += count
        return self.octets[self.position - count : self.position]

    def add(self, path: Path, kind: str, length: int, value: str, meaning: str = "") -> None:
        """A field of the octets read last."""
        start = self.position - length
        self.fields.append(
            Field(offset=start, length=length, path=path, type=kind, value=value, meaning=meaning, part=self.part)
        )

    def octet(self, path: Path, what: str, kind: str) -> int:
        """The next octet, as a field with its number; ``what`` names the field."""
        value = self.take(1, path)[0]
        self.add((*path, what), kind, 1, str(value))
        return value

    def rename(self, value: str, meaning: str) -> None:
        """Say what the field read last means."""
        last = self.fields.pop()
        self.add(last.path, last.type, last.length, value, meaning)

    def length(self, path: Path, what: str = "length", kind: str = "length") -> int:
        """A length or count: one octet up to 127, else 80 plus the number of octets that follow, as few as can be."""
        start = self.position
        first = self.take(1, path)[0]
        value, size = first, 1
        if first >= _LONG_FORM:
            count = first - _LONG_FORM
            if first == _INDEFINITE or count > _MAX_LENGTH_OCTETS:
                raise self.fail((*path, what), "a definite length of 1 to 5 octets", f"{first:02X}", start)
            octets = self.take(count, path)
            value, size = int.from_bytes(octets), 1 + count
            if value < _LONG_FORM or not octets[0]:
                found = show_octets(self.octets[start : self.position])
                raise self.fail((*path, what), f"the {what} {value} in its shortest form", found, start)
        self.add((*path, what), kind, size, str(value))
        return value

    def count(self, path: Path) -> int:
        """A number of items; each takes an octet or more, so that no more can follow than octets are left."""
        count = self.length(path, "count", "count")
        if count > self.left:
            raise self.fail(path, f"{count} items", f"{self.left or 'no'} octets left")
        return count

    def read(self, kind: Type, name: str, path: Path) -> Element:
        """Read a value of a type from the table; ``name`` is that of the component."""
        read: Callable[[Reader, Any, str, Path], Element] = _READERS[type(kind)]
        return read(self, kind, name, path)

    def element(  # noqa: PLR0913  they are the parts of an Element
        self,
        name: str,
        kind: str,
        start: int,
        children: tuple[Element, ...] = (),
        *,
        form: Form = Form.LEAF,
        value: str = "",
    ) -> Element:
        """An element of the octets from ``start`` on."""
        octets = start, self.position - start
        return Element(name=name, type=kind, form=form, octets=octets, value=value, children=children)

    def leaf(self, kind: Leaf, name: str, path: Path, size: int | None = None) -> Element:
        """A primitive value of ``size`` octets; without one, that of the type, or what the length before it says."""
        begin = self.position
        if size is None:
            size = self.length(path) if kind.octets is None else kind.octets
        start = self.position
        octets = self.take(size, path)
        try:
            value, meaning = kind.codec.show(octets)
        except UnfitError as error:
            raise self.fail(path, error.expected, show_octets(octets), start) from None
        self.add(path, kind.name, size, value, meaning)
        return self.element(name, kind.name, begin, value=value)

    def flag(self, path: Path, what: str) -> bool:
        """A usage flag; unlike a BOOLEAN it is 00 or 01 and nothing else."""
        start = self.position
        value = self.octet(path, what, "usage flag")
        if value > 1:
            raise self.fail((*path, what), "00 or 01", f"{value:02X}", start)
        yes, no = ("present", "absent") if what == "present" else ("given", "the default")
        self.rename(str(value), yes if value else no)
        return bool(value)

    def nothing(self, kind: Nothing, name: str, _: Path) -> Element:
        """NULL."""
        return self.element(name, kind.name, self.position)

    def sequence(self, kind: Sequence, name: str, path: Path) -> Element:
        """Its components in their order."""
        start = self.position
        children = [
            child for component in kind.components if (child := self._component(component, (*path, component.name)))
        ]
        return self.element(name, kind.name, start, tuple(children), form=Form.SEQUENCE)

    def _component(self, component: Component, path: Path) -> Element | None:
        if component.optional and not self.flag(path, "present"):
            return None
        if component.default is not None and not self.flag(path, "default"):
            return None
        element = self.read(component.type, component.name, path)
        if component.default is not None and element.value == component.default:
            # Written out, the default is not what the description means that says the same in words.
            value = f"0x{self.octets[self.position - element.octets[1] : self.position].hex().upper()}"
            return self.element(element.name, element.type, element.octets[0], value=value)
        return element

    def sequence_of(self, kind: SequenceOf, name: str, path: Path) -> Element:
        """The count, then the items."""
        start = self.position
        count = self.count(path)
        items = tuple(self.read(kind.item, "item", _item(path, index)) for index in range(count))
        return self.element(name, kind.name, start, items, form=Form.LIST)

    def choice(self, kind: Choice, name: str, path: Path) -> Element:
        """The tag of the alternative, then the alternative."""
        start = self.position
        tag = self.octet(path, "choice", "CHOICE")
        if tag not in kind.alternatives:
            known = ", ".join(f"{number} ({known})" for number, (known, _) in kind.alternatives.items())
            raise self.fail(path, f"the choice {known}", f"{tag:02X}", start)
        alternative, inner = kind.alternatives[tag]
        self.rename(str(tag), alternative)
        child = self.read(inner, alternative, (*path, alternative))
        return self.element(name, kind.name, start, (child,), form=Form.CHOICE)

    def nested(self, kind: EncodedApdu, name: str, path: Path) -> Element:
        """An APDU as a component of another."""
        start = self.position
        return self.element(name, kind.name, start, (self.apdu(kind, path),), form=Form.CHOICE)

    def apdu(self, kind: EncodedApdu, path: Path) -> Element:
        """An APDU with its tag."""
        start = self.position
        tag = self.take(1, (*path, "tag"))[0]
        name, inner = apdus().get(tag, ("", None))
        if inner is None or (kind.allowed and name not in kind.allowed):
            expected = f"the tag of {' or '.join(kind.allowed)}" if kind.allowed else "the tag of an APDU"
            raise self.fail((*path, "tag"), expected, f"{tag:02X}{f' ({name})' if name else ''}", start)
        self.add((*path, name, "tag"), "APDU tag", 1, f"{tag:02X}", name)
        self._nested += 1
        if self._nested > _MAX_NESTED_APDUS:
            raise self.fail(path, f"no more than {_MAX_NESTED_APDUS} APDUs within one another", name, start)
        element = self.read(inner, name, (*path, name))
        self._nested -= 1
        # With the tag, for the offsets of the element are those of the whole APDU.
        return self.element(name, element.type, start, element.children, form=element.form)

    def ciphered(self, _: CipheredType, name: str, path: Path) -> Element:
        """Length, security header, content, and the authentication tag if there is one."""
        start = self.position
        length = self.length(path)
        if length > self.left:
            raise self.fail(path, f"{length} octets", f"{self.left} left")
        outer, self.end = self.end, self.position + length
        control = self.take(1, (*path, "security-control"))[0]
        if control & _SUITE not in _SUITES:
            offset = self.position - 1
            raise self.fail((*path, "security-control"), "a security suite of 0 to 2", f"{control & _SUITE}", offset)
        self.add((*path, "security-control"), "Security-Control", 1, f"0x{control:02X}", _explain_control(control))
        parts = [self.element("security-control", "Security-Control", self.position - 1, value=f"0x{control:02X}")]
        parts.append(self._part("invocation-counter", path, 4))
        tag_octets = _TAG_OCTETS if control & _AUTHENTICATED else 0
        if tag_octets > self.left:
            raise self.fail((*path, "authentication-tag"), f"{_TAG_OCTETS} octets", f"{self.left} left")
        content = "ciphertext" if control & _ENCRYPTED else "plaintext"
        parts.append(self._part(content, path, self.left - tag_octets))
        if tag_octets:
            parts.append(self._part("authentication-tag", path, tag_octets))
        self.end = outer
        return self.element(name, CipheredType().name, start, tuple(parts), form=Form.SEQUENCE)

    def _part(self, name: str, path: Path, size: int) -> Element:
        octets = self.take(size, (*path, name))
        counter = name == "invocation-counter"
        value = str(int.from_bytes(octets)) if counter else octets.hex().upper()
        kind = "Unsigned32" if counter else "octets"
        self.add((*path, name), kind, size, value)
        return self.element(name, kind, self.position - size, value=value)


def _item(path: Path, index: int) -> Path:
    return (*path, f"[{index}]")


def _explain_control(value: int) -> str:
    protection = [word for bit, word in ((_AUTHENTICATED, "authenticated"), (_ENCRYPTED, "encrypted")) if value & bit]
    words = [f"suite {value & _SUITE} ({_SUITES[value & _SUITE]})", " and ".join(protection) or "not protected"]
    words.append("broadcast key" if value & _BROADCAST else "unicast key")
    words += ["compressed"] if value & _COMPRESSED else []
    return ", ".join(words)


def read_apdu(reader: Reader) -> Element:
    """Read an APDU that ends where the octets end.

    Raises:
        DecodeError: it is none; the fields read before the fault are those of the reader.
    """
    element = reader.apdu(EncodedApdu(), ())
    if reader.left:
        rest = reader.octets[reader.position : reader.end]
        raise DecodeError(
            reader.position, (), "the end of the APDU", f"{len(rest)} more: {show_octets(rest)}", FaultKind.TRAILING
        )
    return element


_READERS: dict[type[Type], Callable[[Reader, Any, str, Path], Element]] = {
    Leaf: Reader.leaf,
    Nothing: Reader.nothing,
    EncodedApdu: Reader.nested,
    Sequence: Reader.sequence,
    SequenceOf: Reader.sequence_of,
    Choice: Reader.choice,
    CipheredType: Reader.ciphered,
    DataType: lambda reader, _, name, path: data.read_data(reader, name, path),
    ConformanceType: lambda reader, _, name, path: ber.read_conformance(reader, name, path),
    BerSequence: ber.read_sequence,
    BerChoice: ber.read_choice,
    Tagged: ber.read_tagged,
}
