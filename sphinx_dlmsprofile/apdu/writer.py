"""Writing octets: what all types need to make them from a description, and to record what each was written from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.apdu.codecs import write_length
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.schema.protection import GATEWAY
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.names import closest_word
from sphinx_dlmsprofile.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Known

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.types import Apdu, Leaf, Type
    from sphinx_dlmsprofile.model.apdu import Side
    from sphinx_dlmsprofile.text.nodes import Node

    Write = Callable[["Writer", Any, Node, str], None]
    """Writes a value of a type: the writer, the type, the value, and what names it in messages."""

_MOST_SHOWN = 40
"""How many names a message lists: there are more kinds of APDU."""


class EncodeFault(NamedTuple):
    """What is wrong with a description, and where; ``kind`` is the rule that reports it."""

    at: Location
    message: str
    kind: str = "body-value-type"


class Place(NamedTuple):
    """What octets were written from: those from an offset on, up to the next place."""

    first: int
    at: Location


class Entry(NamedTuple):
    """A key of a mapping with its value."""

    key: Scalar
    value: Node

    @property
    def at(self) -> Location:
        """The place of the key."""
        return self.key.at


@dataclass
class Scope:
    """The APDUs that are being written, the outermost first, and the primitive components written so far, by name.

    The protection of a content depends on them. What is protected has a scope of its own.
    """

    apdus: list[Apdu] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sender(self) -> Side | None:
        """The end that sends the outermost APDU, the prefix of a gateway left out."""
        return next((apdu.sender for apdu in self.apdus if apdu.type is not GATEWAY), None)


class Writer:
    """Writes values by their types to ``octets``; ``faults`` are those met, after which the octets mean nothing.

    ``writers`` say how a value of each type is written, ``keys`` protect plaintext. ``places`` say what the octets
    were written from: each by the innermost key or item that it belongs to. ``sender`` is the end that sends the
    APDU, None where the APDU does not say it.
    """

    def __init__(self, writers: Known[type[Type], Write], at: Location, keys: Keys | None = None) -> None:
        self.octets = bytearray()
        self.places: list[Place] = []
        self.faults: list[EncodeFault] = []
        self.keys = keys
        self.scope = Scope()
        self.sender: Side | None = None
        self._writers = writers
        self._at = at

    def fault(self, at: Location, message: str, kind: str = "body-value-type") -> None:
        """Record a fault."""
        self.faults.append(EncodeFault(at, message, kind))

    def write(self, kind: Type, node: Node, what: str, at: Location | None = None) -> None:
        """Write a value; ``what`` names it in messages, ``at`` is the place of its key or item."""
        with self.at(at or self._at):
            self._writers[type(kind)](self, kind, node, what)

    @contextmanager
    def at(self, place: Location) -> Iterator[None]:
        """Write from a place: that of a key or item."""
        outer, self._at = self._at, place
        yield
        self._at = outer

    def put(self, octets: bytes, at: Location | None = None) -> None:
        """Write octets, from the place of what is being written, or from another."""
        at = at or self._at
        if octets and not (self.places and self.places[-1].at == at):
            self.places.append(Place(len(self.octets), at))
        self.octets += octets

    def put_length(self, value: int) -> None:
        """Write a length or count."""
        self.put(write_length(value))

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Put the length before what is written inside the ``with``."""
        start = len(self.octets)
        self.put(b"\0")  # nearly all lengths have one octet
        marks = len(self.places)
        yield
        length = write_length(len(self.octets) - start - 1)
        self.octets[start : start + 1] = length
        if more := len(length) - 1:
            self.places[marks:] = [Place(first + more, at) for first, at in self.places[marks:]]

    @contextmanager
    def within(self, apdu: Apdu) -> Iterator[None]:
        """Write an APDU; of several nested ones, the innermost says who sends."""
        self.scope.apdus.append(apdu)
        self.sender = apdu.sender or self.sender
        yield
        self.scope.apdus.pop()

    @contextmanager
    def own_scope(self) -> Iterator[None]:
        """Write a protected APDU within another."""
        outer, self.scope = self.scope, Scope()
        yield
        self.scope = outer

    def assume(self, text: str) -> Scalar:
        """The value that a description means where it omits one; its place is that of the incomplete value."""
        return Scalar(Text(text, self._at))

    @staticmethod
    def text(node: Node) -> str | None:
        """A text; None for a list or a mapping."""
        return node.value if isinstance(node, Scalar) else None

    @staticmethod
    def is_mapping(node: Node) -> bool:
        """Whether a value has names of its own."""
        return isinstance(node, Mapping)

    @staticmethod
    def is_blank(node: Node) -> bool:
        """Whether a value is left out."""
        return isinstance(node, Scalar) and not node.value.strip()

    def scalar(self, node: Node, what: str) -> Scalar | None:
        """A text; else a fault and None."""
        if isinstance(node, Scalar):
            return node
        self.fault(node.at, f"{what} is a single value, not a list or a mapping")
        return None

    def value(self, kind: Leaf, node: Node, what: str) -> bytes | None:
        """The octets of a primitive value, which are not written yet; None after a fault."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return None
        try:
            octets = kind.codec.parse(scalar.value)
            shown, _ = kind.codec.show(octets)
        except UnfitError as error:
            self.fault(node.at, f'{what}: expected {error.expected}, found "{scalar.value}"')
            return None
        if kind.octets not in {None, len(octets)}:
            self.fault(node.at, f'{what}: expected {kind.octets} octets, found "{scalar.value}"')
            return None
        self.scope.values[what] = shown
        return octets

    def fields(self, node: Node, names: Known[str, str], what: str) -> dict[str, Entry] | None:
        """The entries of a mapping by component; ``names`` gives the component of each name that may be written."""
        if self.is_blank(node):
            return {}
        if not isinstance(node, Mapping):
            self.fault(node.at, f'{what} is written as "name: value" lines')
            return None
        found: dict[str, Entry] = {}
        for key, value in node.entries:
            name = names.get(key.value)
            if name is None:
                self.unknown(key, names, what)
                # What a slip was meant for is not reported as missing, too.
                if close := closest_word(key.value, names):
                    found.setdefault(names[close], Entry(key, value))
            elif name in found:
                self.fault(key.at, f'{what} has "{name}" twice: remove one of them', "body-key-duplicate")
            else:
                found[name] = Entry(key, value)
        return found

    def unknown(self, key: Scalar, known: Iterable[str], what: str, node: Node | None = None) -> None:
        """A name that is not one of those known; where it is the whole ``node``, it is a value and not a key."""
        names = list(known)
        close = closest_word(key.value, names)
        shown = names if len(names) <= _MOST_SHOWN else [*names[:_MOST_SHOWN], "…"]
        advice = f'did you mean "{close}"?' if close else f"allowed are {', '.join(shown)}"
        rule = "body-value-type" if node is key else "body-key-unknown"
        self.fault(key.at, f'{what} has no "{key.value}": {advice}', rule)

    def single(self, node: Node, what: str) -> Entry | None:
        """The one entry of a mapping that says which alternative it is; a text alone is one without value."""
        if isinstance(node, Scalar) and node.value.strip():
            return Entry(node, Scalar(Text("", node.at)))
        if isinstance(node, Mapping) and len(node.entries) == 1:
            return Entry(*node.entries[0])
        self.fault(node.at, f"{what} is written as one name with its value: {{name: value}}")
        return None

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """The items of a list; none after a fault."""
        if isinstance(node, Sequence):
            return node.items
        self.fault(node.at, f"{what} is a list: write it as [a, b, …]")
        return ()

    def words(self, node: Node, what: str, which: str) -> list[Scalar]:
        """The words of a list, or of a text with commas; none after a fault, which says ``which`` they are."""
        if isinstance(node, Mapping):
            self.fault(node.at, f"{what} is a list of {which}")
            return []
        if isinstance(node, Scalar):
            return [Scalar(Text(word.strip(), node.at)) for word in node.value.split(",") if word.strip()]
        return [word for item in node.items if (word := self.scalar(item, f"an item of {what}"))]
