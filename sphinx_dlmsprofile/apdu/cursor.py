"""Reading octets: what all types need to make fields and elements of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.apdu.errors import DecodeError
from sphinx_dlmsprofile.model.apdu import DecodeFault, Element, FaultKind, Field, Form, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dlmsprofile.apdu.types import Type

    Read = Callable[["Cursor", Any, str, "Path"], Element]
    """Reads a value of a type: the cursor, the type, the name of the component, and the path to it."""

Path = tuple[str, ...]

_LONG_FORM, _INDEFINITE, _MAX_LENGTH_OCTETS = 0x80, 0x80, 4
_MAX_NESTED_APDUS = 4
"""APDUs within APDUs: a gateway's prefix, an AARQ, its user-information."""
MAX_FIELDS = 1 << 17
"""More fields are refused, for time and memory grow with them, and nobody reads them.

An octet makes two fields at most: a length of 0, and the empty string after it. The longest APDU that an association
can agree on, of 65 535 octets, is therefore read to its end, whatever it holds.
"""


def show_octets(octets: bytes, most: int = 8) -> str:
    """Octets for a message, cut where there are many; "nothing" if there are none."""
    text = octets[:most].hex(" ").upper()
    return f"{text} …" if len(octets) > most else text or "nothing"


class Cursor:
    """Is in ``octets`` at ``position`` and reads up to ``end``; ``fields`` are those read so far.

    ``readers`` say how a value of each type is read. ``shortage`` is the kind of fault where octets are missing.
    ``most`` is how many fields there can be. A ``lenient`` one reads on after what deviates from the standard and
    leaves no doubt how it is meant: these faults are its ``deviations``.
    """

    def __init__(
        self, octets: bytes, readers: Mapping[type[Type], Read], most: int = MAX_FIELDS, *, lenient: bool = False
    ) -> None:
        self.octets = octets
        self.position = 0
        self.end = len(octets)
        self.fields: list[Field] = []
        self.part = Part.APDU
        self.shortage = FaultKind.INVALID
        self.lenient = lenient
        self.deviations: list[DecodeFault] = []
        self._readers = readers
        self._most = most
        self._nested = 0

    @property
    def left(self) -> int:
        """How many octets are left."""
        return self.end - self.position

    def read(self, kind: Type, name: str, path: Path) -> Element:
        """Read a value of a type; ``name`` is that of the component."""
        return self._readers[type(kind)](self, kind, name, path)

    def read_apdu(self, kind: Type, name: str, path: Path, start: int) -> Element:
        """Read what follows after the tag of an APDU; APDUs are nested up to the limit."""
        self._nested += 1
        if self._nested > _MAX_NESTED_APDUS:
            raise self.fail(path, f"no more than {_MAX_NESTED_APDUS} APDUs within one another", name, start)
        element = self.read(kind, name, (*path, name))
        self._nested -= 1
        return element

    def fail(self, path: Path, expected: str, found: str = "", offset: int | None = None) -> DecodeError:
        """The error at the position, or at an offset; by default it found the octets there."""
        at = self.position if offset is None else offset
        return DecodeError(at, path, expected, found or show_octets(self.octets[at : self.end], 1))

    def tolerate(self, error: DecodeError) -> None:
        """Record a deviation after which a lenient reader reads on; else it is the error that ends the reading."""
        if not self.lenient:
            raise error from None
        self.deviations.append(error.fault)

    def take(self, count: int, path: Path) -> bytes:
        """The next octets."""
        if count > self.left:
            octets = "1 octet" if count == 1 else f"{count} octets"
            raise DecodeError(self.position, path, octets, f"{self.left or 'none'} left", self.shortage)
        self.position += count
        return self.octets[self.position - count : self.position]

    def add(self, path: Path, kind: str, length: int, value: str, meaning: str = "") -> None:
        """A field of the octets read last; there are no more than the limit."""
        start = self.position - length
        if len(self.fields) >= self._most:
            expected = f"no more than {self._most} fields in one APDU"
            raise self.fail(path, expected, "more, which are not read: take items out of it", start)
        self.fields.append(
            Field(offset=start, length=length, path=path, type=kind, value=value, meaning=meaning, part=self.part)
        )

    def octet(self, path: Path, what: str, kind: str) -> int:
        """The next octet, as a field with its number; ``what`` names the field."""
        value = self.take(1, path)[0]
        self.add((*path, what), kind, 1, str(value))
        return value

    def rename(self, value: str, meaning: str) -> None:
        """Set the meaning of the field read last."""
        last = self.fields.pop()
        self.add(last.path, last.type, last.length, value, meaning)

    def length(self, path: Path, what: str = "length", kind: str = "length", *, shortest: bool = True) -> int:
        """A length or count: one octet up to 127, else 80 plus the number of octets that follow.

        These are as few as can be, unless it need not be the ``shortest``: BER leaves that to the sender
        (ISO/IEC 8825-1, 8.1.3.5).
        """
        start = self.position
        first = self.take(1, path)[0]
        value, size, meaning = first, 1, ""
        if first >= _LONG_FORM:
            count = first - _LONG_FORM
            if first == _INDEFINITE or count > _MAX_LENGTH_OCTETS:
                raise self.fail((*path, what), "a definite length of 1 to 5 octets", f"{first:02X}", start)
            octets = self.take(count, path)
            value, size = int.from_bytes(octets), 1 + count
            if value < _LONG_FORM or not octets[0]:
                found = show_octets(self.octets[start : self.position])
                if shortest:
                    self.tolerate(self.fail((*path, what), f"the {what} {value} in its shortest form", found, start))
                meaning = "not in the shortest form"
        self.add((*path, what), kind, size, str(value), meaning)
        return value

    def count(self, path: Path) -> int:
        """A number of items; each takes an octet or more, so that no more can follow than octets are left."""
        count = self.length(path, "count", "count")
        if count > self.left:
            raise self.fail(path, f"{count} items", f"{self.left or 'no'} octets left")
        return count

    def enter(self, path: Path, kind: str = "length", *, fills: bool = False, shortest: bool = True) -> int:
        """Read a length and make its end that of the cursor; returns the end there was.

        With ``fills`` the contents have to end where the enclosing field ends.
        """
        length = self.length(path, kind=kind, shortest=shortest)
        if length > self.left:
            raise self.fail(path, f"{length} octets", f"{self.left or 'none'} left")
        if fills and length < self.left:
            raise self.fail(path, f"{self.left} octets, all that are left", f"a length of {length}")
        outer, self.end = self.end, self.position + length
        return outer

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
