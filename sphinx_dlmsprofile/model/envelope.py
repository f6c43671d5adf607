"""Headers and trailers that a profile itself specifies: what its lower layers put around an APDU (Clause 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.sap import ValueRange, written_address
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text

ORDERS = ("big", "little")
ADDRESSES = ("source", "destination", "client", "server")
SEGMENTS = ("first", "last", "more", "number", "message")
"""What a field says of a segment: 1 in the first, 1 in the last, 1 while more follow, its number, the message's."""

BITS_IN_OCTET = 8


@frozen
class FieldSpan:
    """The fields from ``first`` to ``last``, both included; ``at`` is where they are named."""

    first: str
    last: str
    at: Location

    @property
    def written(self) -> str:
        """As a body takes it."""
        return self.first if self.first == self.last else f"{self.first}..{self.last}"


@frozen
class EnvelopeValue:
    """Values of a field, and what they mean; ``meaning`` is None where the values alone are given."""

    ranges: tuple[ValueRange, ...]
    at: Location
    meaning: Text | None = None

    def holds(self, value: int) -> bool:
        """Whether a value is one of them."""
        return any(each.first <= value <= each.last for each in self.ranges)


@frozen
class Condition:
    """A field is there only where an earlier one has one of the values."""

    field: Text
    ranges: tuple[ValueRange, ...]

    def holds(self, value: int) -> bool:
        """Whether it is there."""
        return any(each.first <= value <= each.last for each in self.ranges)


@frozen(kw_only=True)
class EnvelopeField:
    """A field of an envelope.

    ``bits`` is its length, 0 where it is not fixed: then ``sized_by`` names the earlier field that holds its number
    of octets, or ``content`` says what it carries: the next envelope, or the APDU. ``in_octets`` says that the length
    was given in octets, ``order`` in which order they come. ``values`` are those allowed, none: all of them;
    ``default`` is the value written where none is given.
    ``address`` says whose address it is, ``counts`` the fields whose octets it counts, ``plus`` what is added to that.
    ``check`` is the name of a check sequence of ``check_octets`` over the fields ``over``. ``same_as`` is a field that
    it repeats, ``segment`` what it says of a segment, ``when`` the condition on which it is there.
    """

    key: Text
    name: Text | None = None
    bits: int = 0
    in_octets: bool = False
    order: str = "big"
    sized_by: Text | None = None
    content: Text | None = None
    values: tuple[EnvelopeValue, ...] = ()
    default: int | None = None
    address: str = ""
    counts: FieldSpan | None = None
    plus: int = 0
    check: str = ""
    check_octets: int = 0
    over: FieldSpan | None = None
    same_as: Text | None = None
    segment: str = ""
    when: Condition | None = None
    meaning: Text | None = None

    @property
    def octets(self) -> int:
        """Its length in octets; 0 where it is shorter, or not fixed."""
        return self.bits // BITS_IN_OCTET if self.in_octets else 0

    @property
    def is_bits(self) -> bool:
        """Whether it is a part of an octet or of several, with others."""
        return self.bits > 0 and not self.in_octets

    @property
    def label(self) -> str:
        """How it is called: by its name, else by its key."""
        if self.name:
            return self.name.value
        words = self.key.value.replace("-", " ").replace("_", " ")
        return words[:1].upper() + words[1:]

    def written(self, value: int) -> str:
        """A value in all digits that the field takes; of a few bits, in decimal."""
        return written_address(value, self.bits) if self.in_octets else str(value)

    @property
    def only_value(self) -> int | None:
        """The one value that it can have; None if there are others."""
        ranges = [each for named in self.values for each in named.ranges]
        return ranges[0].first if len(ranges) == 1 and ranges[0].first == ranges[0].last else None


@frozen(kw_only=True)
class Envelope(Record):
    """The format of a header, with what follows its content; ``identifier`` is the name that examples use.

    ``forms`` say what is shown: the table, the figure; ``figure`` is the caption of the figure and ``figure_name`` its
    label, ``caption`` and ``name`` those of the table.
    """

    caption: Text | None = None
    name: Text | None = None
    identifier: Text | None = None
    forms: tuple[str, ...] = ("table",)
    figure: Text | None = None
    figure_name: Text | None = None
    fields: tuple[EnvelopeField, ...] = ()

    def field(self, key: str) -> EnvelopeField | None:
        """The field of a key; None if it has none such."""
        return next((field for field in self.fields if field.key.value == key), None)

    @property
    def title(self) -> str:
        """How it is called: by its caption, else by its name."""
        return self.caption.value if self.caption else self.identifier.value if self.identifier else ""
