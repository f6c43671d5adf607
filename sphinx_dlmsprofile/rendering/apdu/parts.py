"""What an example shows of its octets, before it becomes nodes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from sphinx_dlmsprofile.model.apdu import ObjectValue


OCTETS_CLASS, OCTET_RUN_CLASS = "dlms-octets", "dlms-octet-run"
"""Of all octets in a row, and of those of one field in the table."""


class Group(Enum):
    """What a field is about: fields of one group have one colour and one line below them; the value is the legend."""

    ENVELOPE = mark("envelope")
    TAG = mark("tag, length")
    CONTROL = mark("control")
    OBJECT = mark("object")
    DATA = mark("data")
    SECURITY = mark("security")
    BAD = mark("wrong")
    UNREAD = mark("not read")

    @property
    def css_class(self) -> str:
        """The class of its octets."""
        return f"dlms-octets-{self.name.lower()}"


@dataclass(frozen=True)
class ShownField:
    """A field: its octets, what it is called, its type, and what it means."""

    offset: int
    octets: bytes
    group: Group
    name: str
    type: str
    meaning: Sequence[nodes.Node]

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.offset + len(self.octets)


@dataclass(frozen=True)
class Part:
    """A run of octets with its fields, in order: an example, or the plain text of a ciphered one.

    ``sections`` are the heads of the table: the offset before which each stands, and its text. ``note`` is for
    the author: why there is no more. ``values`` are what it says of objects.
    """

    fields: tuple[ShownField, ...]
    sections: tuple[tuple[int, str], ...] = ()
    title: str = ""
    note: str = ""
    values: tuple[ObjectValue, ...] = ()
