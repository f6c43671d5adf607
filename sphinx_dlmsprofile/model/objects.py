"""The objects that a device of a profile has: instances of interface classes, with access rights and fixed values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.location import Location, Text

READ, WRITE, INVOKE = "read", "write", "invoke"

RIGHTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("-", "–", "—", "none", "no"), ()),
    **dict.fromkeys(("r", "read", "get", "read-only"), (READ,)),
    **dict.fromkeys(("w", "write", "set", "write-only"), (WRITE,)),
    **dict.fromkeys(("rw", "r/w", "read-write", "read/write"), (READ, WRITE)),
    **dict.fromkeys(("x", "yes", "invoke", "execute", "access"), (INVOKE,)),
}
"""What can be done with an attribute or a method, by the words for it."""

PROTECTIONS = ("authenticated", "encrypted", "signed")
"""How a message has to be protected that does it: words after the right."""


@frozen(kw_only=True)
class Access:
    """What an association can do: ``rights`` as written, "r", "rw encrypted". ``association`` is None for all."""

    rights: Text
    association: Text | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """What is allowed: read, write, invoke."""
        return RIGHTS.get(self.rights.value.casefold().split()[0], ()) if self.rights.value.strip() else ()

    @property
    def protections(self) -> tuple[str, ...]:
        """How a message has to be protected."""
        return tuple(word for word in self.rights.value.casefold().split()[1:] if word in PROTECTIONS)


@frozen(kw_only=True)
class ObjectPart:
    """An attribute or a method of an object, ``kind`` says which; ``key`` is its number or name.

    ``value`` is what the profile fixes, ``unit`` that of the attribute, ``support`` the demand on those who implement
    it. Without ``access``, that of the object holds.
    """

    kind: str
    key: Text
    value: Text | None = None
    unit: Text | None = None
    access: tuple[Access, ...] = ()
    support: Text | None = None

    @property
    def at(self) -> Location:
        """Where it begins."""
        return self.key.at


@frozen(kw_only=True)
class CosemObject:
    """An object: its logical name and class as written, and what is said of its parts.

    ``access`` holds for all attributes that say nothing else. ``damaged`` if a part of it could not be read.
    """

    code: Text
    interface_class: Text | None = None
    version: Text | None = None
    name: Text | None = None
    support: Text | None = None
    access: tuple[Access, ...] = ()
    attributes: tuple[ObjectPart, ...] = ()
    methods: tuple[ObjectPart, ...] = ()
    damaged: bool = False

    @property
    def at(self) -> Location:
        """Where it begins."""
        return self.code.at

    @property
    def parts(self) -> tuple[ObjectPart, ...]:
        """Attributes, then methods."""
        return (*self.attributes, *self.methods)

    def access_to(self, part: ObjectPart) -> tuple[Access, ...]:
        """Who can do what with a part."""
        return part.access or (self.access if part.kind == "attribute" else ())

    def all_access(self) -> Iterator[tuple[Access, ObjectPart | None]]:
        """All that is said of access, with the part it is said of, None for the object."""
        for access in self.access:
            yield access, None
        for part in self.parts:
            for access in part.access:
                yield access, part


@frozen(kw_only=True)
class Objects(Record):
    """A table of objects; ``associations`` are the heads of the columns of access rights."""

    caption: Text | None = None
    name: Text | None = None
    associations: tuple[Text, ...] = ()
    entries: tuple[CosemObject, ...] = ()
