"""COSEM interface classes (IEC 62056-6-2; IEC TS 62056-1-1, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

_LONGEST = 1000
"""The most characters that a number has; Python writes no more than 4,300 digits."""

ARRAYS = frozenset({"array", "compact-array"})
"""The constructors of types whose elements are of one type."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.location import Location, Text


@frozen(kw_only=True)
class NamedValue:
    """A value of an enumeration as written, perhaps a range ("3..255"), and what it means."""

    value: Text
    name: Text


@frozen(kw_only=True)
class DataType:
    """A data type: the name, and the parts of a structure, array or choice where they are given.

    ``label`` is what a part is called in the whole: the element of a structure, the entry of an array.
    Limits and ``description`` are those of an element; those of an attribute stand with it. ``values`` are
    the values with a name.
    """

    name: Text
    parts: tuple[DataType, ...] = ()
    label: Text | None = None
    minimum: Text | None = None
    maximum: Text | None = None
    default: Text | None = None
    description: Text | None = None
    values: tuple[NamedValue, ...] = ()

    def walk(self) -> Iterator[DataType]:
        """Itself and all types in it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def __str__(self) -> str:
        if not self.parts:
            return self.name.value
        return f"{self.name} {{{', '.join(map(str, self.parts))}}}"


@frozen(kw_only=True)
class Attribute:
    """An attribute of a class; all texts are as written, None where not given.

    ``number`` is the attribute's index, ``static`` whether only configuration changes it (False:
    dynamic, None: not said). ``short_name`` is an offset such as ``x + 0x08``. ``unread`` names
    the keys whose values could not be read: what looks absent there has been reported already. ``support`` is the
    demand on those who implement the class, as ``model/support.py`` reads it.
    """

    number: Text
    name: Text | None
    at: Location
    type: DataType | None = None
    static: bool | None = None
    minimum: Text | None = None
    maximum: Text | None = None
    default: Text | None = None
    short_name: Text | None = None
    description: Text | None = None
    support: Text | None = None
    unread: tuple[str, ...] = ()

    @property
    def demand(self) -> str:
        """What is demanded, in the language of ``model/support.py``; empty where nothing is said."""
        return self.support.value if self.support else ""


@frozen(kw_only=True)
class Method:
    """A method of a class; ``type`` is that of its parameter.

    ``mandatory`` says whether each instance has it, None where that is not said, or where it is not so simple: then
    ``support`` is the demand, a choice or a condition.
    """

    number: Text
    name: Text | None
    at: Location
    type: DataType | None = None
    mandatory: bool | None = None
    support: Text | None = None
    short_name: Text | None = None
    description: Text | None = None

    @property
    def demand(self) -> str:
        """What is demanded, in the language of ``model/support.py``; empty where nothing is said."""
        plain = {True: "M", False: "O", None: ""}
        return self.support.value if self.support else plain[self.mandatory]


@frozen(kw_only=True)
class InterfaceClass(Record):
    """An interface class that the profile defines; ``obis`` are the logical names of its instances.

    ``name`` is the name of the class, ``label`` the one by which references find its table. Of a new
    version of an existing class, ``supersedes`` is the version that it takes the place of, where it is given.
    ``incomplete`` if a part of the directive could not be read: what is absent may stand there.
    """

    name: Text
    label: Text | None = None
    class_id: Text | None = None
    version: Text | None = None
    supersedes: Text | None = None
    cardinality: Text | None = None
    obis: tuple[Text, ...] = ()
    description: Text | None = None
    attributes: tuple[Attribute, ...] = ()
    methods: tuple[Method, ...] = ()
    incomplete: bool = False

    @property
    def id_number(self) -> int | None:
        """The class_id as a number (decimal or 0x…), None where it is not a number."""
        return read_integer(self.class_id.value) if self.class_id else None

    @property
    def version_number(self) -> int:
        """The version as a number; 0 where none can be read."""
        return (read_integer(self.version.value) if self.version else None) or 0


def read_integer(text: str) -> int | None:
    """Read a decimal or hexadecimal integer with optional sign, None if it is not an integer.

    Nor is one of more than 1,000 digits, which Python might not write again.
    """
    cleaned = text.strip().replace("\u2212", "-")
    if len(cleaned) > _LONGEST:
        return None
    try:
        return int(cleaned, 16) if cleaned.lower().lstrip("+-").startswith("0x") else int(cleaned, 10)
    except ValueError:
        return None
