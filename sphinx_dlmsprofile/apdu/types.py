"""The vocabulary of the schema: the types that are read and written, and what an APDU is.

A-XDR (IEC 61334-6) for xDLMS, BER (ISO/IEC 8825-1) for the ACSE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.apdu.codecs import Codec
    from sphinx_dlmsprofile.model.apdu import Side


class Leaf(NamedTuple):
    """A primitive type of a fixed number of octets, or with its length before it (None).

    A description may give what the octets ``hold`` in their place.
    """

    name: str
    codec: Codec
    octets: int | None = None
    holds: Type | None = None


class Nothing(NamedTuple):
    """NULL: no octet at all."""

    name: str = "NULL"


class DataType(NamedTuple):
    """Data of the COSEM APDUs, a tagged value of any type."""

    name: str = "Data"


class ConformanceType(NamedTuple):
    """Conformance: the one type that is BER within A-XDR."""

    name: str = "Conformance"


class CipheredType(NamedTuple):
    """An OCTET STRING that holds a security header, the content, and an authentication tag."""

    name: str = "ciphered content"


class EncodedApdu(NamedTuple):
    """A whole APDU, with its tag; one of ``allowed`` if any are named."""

    allowed: tuple[str, ...] = ()
    name: str = "APDU"


class Component(NamedTuple):
    """A component of a SEQUENCE; ``also`` are shorter names that descriptions may use.

    An ``optional`` one has a usage flag before it, and so has one with a ``default``, which the reader
    implies. ``assumed`` is what a description means that does not give the component.
    """

    name: str
    type: Type
    optional: bool = False
    default: str | None = None
    assumed: str | None = None
    also: tuple[str, ...] = ()


class Sequence(NamedTuple):
    """SEQUENCE. The components of an ``inline`` one are written among those of the SEQUENCE that contains it."""

    name: str
    components: tuple[Component, ...]
    inline: bool = False


class SequenceOf(NamedTuple):
    """SEQUENCE OF: a count, then the items."""

    item: Type
    name: str = "SEQUENCE OF"


class Choice(NamedTuple):
    """CHOICE: a tag of one octet, then the alternative. Those of ``apdus`` are kinds of APDU of their own."""

    name: str
    alternatives: Mapping[int, tuple[str, Type]]
    apdus: bool = False


class Tagged(NamedTuple):
    """BER: tag and length; the contents fill them. Each tag of the ACSE has one octet."""

    tag: int
    name: str
    inner: Type


class BerChoice(NamedTuple):
    """BER: the tag says which alternative follows."""

    name: str
    alternatives: tuple[tuple[str, Tagged], ...]


class BerComponent(NamedTuple):
    """A component of a BER SEQUENCE, known by its tag."""

    name: str
    type: Tagged
    mandatory: bool = False
    assumed: str | None = None
    also: tuple[str, ...] = ()


class BerSequence(NamedTuple):
    """The contents of a BER SEQUENCE whose own tag is that of the APDU: length, then components in their order."""

    name: str
    components: tuple[BerComponent, ...]


Type = (
    Leaf
    | Nothing
    | DataType
    | ConformanceType
    | CipheredType
    | EncodedApdu
    | Sequence
    | SequenceOf
    | Choice
    | Tagged
    | BerChoice
    | BerSequence
)


class Apdu(NamedTuple):
    """An APDU: its tag, its name, what stands after the tag, and what the octets alone do not say about it.

    ``service`` is the service of IEC 62056-5-3 that it belongs to, empty if it belongs to none. ``sender`` is the
    end that sends it, None if both can. ``ciphered`` are the tags of its forms that are ciphered with a global and
    with a dedicated key, None if it has no such forms.

    Of such a form, ``content`` is the name of the APDU within. ``dedicated`` says that the key is the dedicated one.
    """

    tag: int
    name: str
    type: Type
    service: str
    sender: Side | None
    ciphered: tuple[int, int] | None
    content: str = ""
    dedicated: bool = False


def walk(kind: Type) -> Iterator[Type]:
    """A type and all types that it is made of."""
    yield kind
    for part in _parts(kind):
        yield from walk(part)


def _parts(kind: Type) -> Iterator[Type]:
    match kind:
        case Sequence() | BerSequence():
            yield from (component.type for component in kind.components)
        case SequenceOf():
            yield kind.item
        case Choice():
            yield from (inner for _, inner in kind.alternatives.values())
        case BerChoice():
            yield from (inner for _, inner in kind.alternatives)
        case Tagged():
            yield kind.inner
        case _:
            pass
