"""COSEM interface classes (IEC 62056-6-2; IEC TS 62056-1-1, Annex B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.registry import (
    Layout,
    ObisRelation,
    RegisteredAttribute,
    RegisteredClass,
    RegisteredMethod,
    Registry,
    fold_name,
    short_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.location import Location, Text


@dataclass(frozen=True, kw_only=True)
class DataType:
    """A data type: the name, and the parts of a structure, array or choice where they are given."""

    name: Text
    parts: tuple[DataType, ...] = ()

    def walk(self) -> Iterator[DataType]:
        """Itself and all types in it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def __str__(self) -> str:
        if not self.parts:
            return self.name.value
        return f"{self.name} {{{', '.join(map(str, self.parts))}}}"


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """An attribute of a class; all texts are as written, None where not given.

    ``number`` is the attribute's index, ``static`` whether only configuration changes it (False:
    dynamic, None: not said). ``short_name`` is an offset such as ``x + 0x08``. ``unread`` names
    the keys whose values could not be read: what looks absent there has been reported already.
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
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method of a class; ``type`` is that of its parameter, ``mandatory`` None where not said."""

    number: Text
    name: Text | None
    at: Location
    type: DataType | None = None
    mandatory: bool | None = None
    short_name: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, kw_only=True)
class InterfaceClass(Record):
    """An interface class that the profile defines; ``obis`` are the logical names of its instances.

    ``name`` is the name of the class, ``label`` the one by which references find its table.
    ``incomplete`` if a part of the directive could not be read: what is absent may stand there.
    """

    name: Text
    label: Text | None = None
    class_id: Text | None = None
    version: Text | None = None
    cardinality: Text | None = None
    obis: tuple[Text, ...] = ()
    description: Text | None = None
    attributes: tuple[Attribute, ...] = ()
    methods: tuple[Method, ...] = ()
    incomplete: bool = False

    @property
    def id_number(self) -> int | None:
        """The class_id as a number, None where it is none (decimal or 0x…)."""
        return read_integer(self.class_id.value) if self.class_id else None


def read_integer(text: str) -> int | None:
    """Read a decimal or hexadecimal integer with optional sign, None if it is none."""
    cleaned = text.strip().replace("\u2212", "-")
    try:
        return int(cleaned, 16) if cleaned.lower().lstrip("+-").startswith("0x") else int(cleaned, 10)
    except ValueError:
        return None


def with_new_classes(registry: Registry, records: Iterable[InterfaceClass]) -> Registry:
    """A registry with the classes of Annex B and their codes; one that takes the class_id of another is left out."""
    classes, relations = [], []
    for record in records:
        new = _registered(record)
        existing = registry.class_by_id(new.class_id) if new else None
        if new is None or (existing and fold_name(existing.name) != fold_name(new.name)):
            continue
        classes.append(new)
        codes = (code for text in record.obis if (code := read_obis(text.value)))
        relations += [ObisRelation(code=code, class_id=new.class_id) for code in codes]
    return registry.extended(classes, relations)


def _registered(record: InterfaceClass) -> RegisteredClass | None:
    """What a new class will be in the registry, None as long as it has no class_id."""
    if record.id_number is None:
        return None
    version = read_integer(record.version.value) if record.version else None
    attributes = (
        RegisteredAttribute(
            number=number,
            name=each.name.value,
            type=each.type.name.value if each.type else None,
            static=each.static,
            short_name=each.short_name.value if each.short_name else short_name(number),
        )
        for each in record.attributes
        if each.name and (number := read_integer(each.number.value)) is not None
    )
    methods = (
        RegisteredMethod(
            number=number,
            name=each.name.value,
            type=each.type.name.value if each.type else None,
            mandatory=each.mandatory,
        )
        for each in record.methods
        if each.name and (number := read_integer(each.number.value)) is not None
    )
    layout = Layout(version=version or 0, attributes=tuple(attributes), methods=tuple(methods), confirmed=True)
    return RegisteredClass(
        class_id=record.id_number,
        name=record.name.value,
        current_version=layout.version,
        versions=(layout.version,),
        layouts=(layout,),
        confirmed=True,
    )
