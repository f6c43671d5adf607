"""Encoded APDUs, taken apart (IEC 62056-5-3) together with the frames that carry them (IEC 62056-4-7, IEC 62056-7-6).

All offsets and lengths count octets from the first octet of the example.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator


_AUXILIARY = frozenset({"tag", "length", "count", "present", "default", "choice", "unused-bits"})
"""What stands for a component in the encoding, and is not one itself."""


class Part(Enum):
    """What a field belongs to."""

    WRAPPER = "wrapper"
    HDLC = "hdlc"
    LLC = "llc"
    ENVELOPE = "envelope"
    """An envelope that is described as data; its name is the first of the path."""
    APDU = "apdu"
    PLAINTEXT = "plaintext"
    """The deciphered content of an APDU; its offsets count from its own first octet."""


ENVELOPES = (Part.WRAPPER.value, Part.HDLC.value, Part.LLC.value, "mbus")
"""What the lower layers put around an APDU and an example can show, beside what a profile describes itself."""


class Side(Enum):
    """An end of an application association."""

    CLIENT = "client"
    SERVER = "server"


@frozen(kw_only=True)
class Field:
    """Octets that mean one thing. The fields of an example follow one another and cover it without gap.

    ``path`` leads from the outermost PDU to the field: ("get-request", "get-request-normal",
    "cosem-attribute-descriptor", "class-id"); an item of a list has its number, "[0]". What is not a
    component of its own ends with "tag", "length", "count", "present" or "choice". ``type`` is that of ASN.1 or
    COSEM ("Unsigned16", "long-unsigned", "BER length"). ``value`` is the value as a text, ``meaning`` says it
    in words (names of a class, an attribute, an enumeration; a date), and is empty where the value says it.
    ``length`` is 0 where an empty string stands there.
    """

    offset: int
    length: int
    path: tuple[str, ...]
    type: str
    value: str
    meaning: str = ""
    part: Part = Part.APDU

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path[-1]

    @property
    def is_auxiliary(self) -> bool:
        """Whether it is not a component itself, but stands for one in the encoding: a tag, length, count or flag."""
        return self.name in _AUXILIARY

    @property
    def label(self) -> str:
        """The path from the last component on: "class-id", "value[0][1] tag"."""
        names = list(self.path)
        first = len(names) - 1
        while first and (names[first] in _AUXILIARY or names[first].startswith("[")):
            first -= 1
        return " ".join(names[first:]).replace(" [", "[")

    @property
    def end(self) -> int:
        """The offset of the octet after it."""
        return self.offset + self.length


class FaultKind(Enum):
    """The rule that reports a fault."""

    INVALID = "apdu-invalid"
    TRAILING = "apdu-trailing"
    FRAME_LENGTH = "frame-length"
    FRAME_CHECKSUM = "frame-checksum"


@frozen(kw_only=True)
class DecodeFault:
    """What keeps octets from being an APDU, or a frame from being right.

    ``offset`` is that of the first octet that is wrong, or of the end where octets are missing;
    ``path`` is that of the field which was read, ``expected`` and ``found`` complete the sentences
    "expected …" and "found …".
    """

    kind: FaultKind
    offset: int
    path: tuple[str, ...]
    expected: str
    found: str

    @property
    def message(self) -> str:
        """All of it in one line, without a full stop."""
        where = ".".join(self.path).replace(".[", "[")
        subject = f"octet {self.offset}, {where}" if where else f"octet {self.offset}"
        return f"{subject}: expected {self.expected}, found {self.found}"


class Form(Enum):
    """How the children of an element belong together."""

    LEAF = "leaf"
    SEQUENCE = "sequence"
    LIST = "list"
    CHOICE = "choice"


@frozen(kw_only=True)
class Element:
    """A component of an APDU as a tree: what ``encode`` reads, and what YAML and XML texts show.

    ``value`` of a leaf is written as ``encode`` reads it. A choice has one child, the alternative taken.
    ``octets`` are the offset and length of all of it, with its tags and lengths.
    """

    name: str
    type: str
    form: Form
    octets: tuple[int, int]
    value: str = ""
    children: tuple[Element, ...] = ()

    def child(self, name: str) -> Element | None:
        """The child of a name, None if it has none such."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Itself and all below it, in the order of the octets."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


@frozen(kw_only=True)
class Address:
    """An address in an envelope: a wrapper port or an upper HDLC address; ``lower`` is the lower HDLC address.

    ``side`` is None where the direction is not known. ``source`` says that it is the sender's.
    ``octets`` is how many octets the address has, both parts together.
    """

    value: int
    side: Side | None
    source: bool
    offset: int
    octets: int
    part: Part
    lower: int | None = None


@frozen(kw_only=True)
class Mention:
    """An attribute or method that an APDU refers to.

    ``logical_name`` is written as "0-0:1.0.0.255". Either ``attribute`` or ``method`` is given.
    ``data_type`` is the type of the value that the APDU carries for it ("octet-string"), empty where it
    carries none or does not show it; ``data`` is that value. The offsets are those of the fields.
    """

    class_id: int
    logical_name: str
    attribute: int | None = None
    method: int | None = None
    data_type: str = ""
    data: Element | None = None
    class_offset: int
    name_offset: int
    number_offset: int


@frozen(kw_only=True)
class ObjectValue:
    """What an APDU says of one object, or one value that it carries without saying of what.

    ``offset`` is that of the value, or of the logical name where no value stands. ``logical_name`` is written as
    "0-0:1.0.0.255", empty where none stands there; ``name`` says what it is, ``attribute`` names the attribute or
    method where one is said. ``value`` is the value in words, a number with its scaler applied, and ``unit`` the
    symbol of its unit; both are empty where there is none.
    """

    offset: int
    logical_name: str = ""
    name: str = ""
    attribute: str = ""
    value: str = ""
    unit: str = ""

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".rstrip()


@frozen(kw_only=True)
class Association:
    """What an AARQ, an AARE or an InitiateRequest or InitiateResponse says of the association.

    ``context`` and ``mechanism`` are the last numbers of the object identifiers of application context
    (1 to 4) and authentication mechanism (0 to 7), ``conformance`` the names of the bits that are set; None
    where the APDU does not hold them.
    """

    context: int | None = None
    mechanism: int | None = None
    conformance: tuple[str, ...] | None = None


@frozen(kw_only=True)
class Dissection:
    """Octets taken apart.

    ``fields`` cover the octets without gap; what could not be read is one field of the type "undecoded".
    ``envelopes`` are those that were read, from the outside in, and ``envelope_names`` what they are called: a
    described one by its own name.
    ``names`` lead to the kind of APDU, from its tag to its choices: ("get-request", "get-request-normal");
    empty if there is none. ``services`` are the names of the services by IEC 62056-5-3 ("GET"), those of
    the content included, while ``mentions`` and ``association`` of the content are its own. ``confirmed`` is
    the service class, None where the APDU does not say. ``sender`` is the end that sends such an APDU.
    ``values`` are what it says of objects, one after the other.
    ``content`` is the protected APDU, dissected, ``content_note`` why there is none, ``content_octets`` are the
    offset and length of the octets that hold it, opened or not.
    """

    octets: bytes
    fields: tuple[Field, ...]
    faults: tuple[DecodeFault, ...] = ()
    names: tuple[str, ...] = ()
    element: Element | None = None
    envelopes: tuple[Part, ...] = ()
    envelope_names: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    mentions: tuple[Mention, ...] = ()
    association: Association = field(default_factory=Association)
    services: tuple[str, ...] = ()
    confirmed: bool | None = None
    sender: Side | None = None
    values: tuple[ObjectValue, ...] = ()
    content: Dissection | None = None
    content_octets: tuple[int, int] | None = None
    content_note: str = ""

    @property
    def name(self) -> str:
        """The kind of APDU down to its choice: "get-request-normal"; empty if it has none."""
        return self.names[-1] if self.names else ""

    @property
    def valid(self) -> bool:
        """Whether it, and what was deciphered of it, is without a fault."""
        return not self.faults and (self.content is None or self.content.valid)

    @property
    def content_offset(self) -> int:
        """The offset of the octets that hold a content; 0 if none do."""
        return self.content_octets[0] if self.content_octets else 0

    @property
    def shows_content(self) -> bool:
        """Whether the octets of the content stand among its own, in plain."""
        return self.content is None or self.octets.startswith(self.content.octets, self.content_offset)

    def address(self, side: Side) -> Address | None:
        """The address of an end, from the outermost envelope that has one; None if none has."""
        return next((address for address in self.addresses if address.side is side), None)

    def layers(self) -> Iterator[Dissection]:
        """Itself, its deciphered content, the content of that, and so on."""
        layer: Dissection | None = self
        while layer is not None:
            yield layer
            layer = layer.content
