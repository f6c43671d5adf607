"""What exists already: interface classes of IEC 62056-6-2 and the OBIS codes of their objects, by any source."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.model.obis import ObisCode

_SHORT_NAME_STEP = 8
_C = 2
"""The place of value group C."""


@frozen(kw_only=True)
class RegisteredPart:
    """What the value of an attribute stands for, or a part of it.

    ``place`` is that of a part, in the structure and the structures within, from 1; arrays do not count. ``values`` are
    those with a name.
    """

    place: tuple[int, ...] = ()
    name: str = ""
    type: str = ""
    values: tuple[tuple[int, str], ...] = ()


@frozen(kw_only=True)
class RegisteredAttribute:
    """An attribute of a registered class.

    ``verbatim`` unless its name may differ from the standard's in detail.
    ``type`` is the outermost data type, "structure | octet-string" where it may be either, None where the
    sources give none or it differs from object to object; ``disputed`` if they give several, ``confirmed``
    unless all of them derive from one. ``static`` is None where they do not say whether only
    configuration changes the value. ``short_name`` is the offset from the object's base name.
    ``sources`` say who gives the type, ``parts`` what its values stand for, where a profile says it.
    """

    number: int
    name: str
    type: str | None = None
    disputed: bool = False
    confirmed: bool = True
    verbatim: bool = True
    static: bool | None = None
    short_name: str
    minimum: int | None = None
    maximum: int | None = None
    default: int | None = None
    sources: tuple[str, ...] = ()
    parts: tuple[RegisteredPart, ...] = ()


@frozen(kw_only=True)
class RegisteredMethod:
    """A method of a registered class; ``type`` (of its parameter) and ``mandatory`` are None where not known."""

    number: int
    name: str
    type: str | None = None
    mandatory: bool | None = None


@frozen(kw_only=True)
class Layout:
    """The attributes and methods of one version of a class; not ``confirmed``: from a single source."""

    version: int
    attributes: tuple[RegisteredAttribute, ...] = ()
    methods: tuple[RegisteredMethod, ...] = ()
    confirmed: bool = False
    sources: tuple[str, ...] = ()

    def attribute(self, number: int) -> RegisteredAttribute | None:
        """The attribute of a number, None if the version has none such."""
        return next((each for each in self.attributes if each.number == number), None)

    def method(self, number: int) -> RegisteredMethod | None:
        """The method of a number, None if the version has none such."""
        return next((each for each in self.methods if each.number == number), None)


@frozen(kw_only=True)
class RegisteredClass:
    """An interface class that exists.

    ``current_version`` is the highest version known, None (and ``versions`` empty) where no source
    gives one. ``layouts`` holds the known layouts by version; it may be empty. ``introduced_by`` is the
    part of the series whose Annex B defined it first, "8-6", None where that is not known.
    """

    class_id: int
    name: str
    current_version: int | None = None
    versions: tuple[int, ...] = ()
    layouts: tuple[Layout, ...] = ()
    confirmed: bool = False
    sources: tuple[str, ...] = ()
    introduced_by: str | None = None

    def layout(self, version: int | None = None) -> Layout | None:
        """The layout of a version, without one the highest that is known; None if it is not known."""
        if version is None:
            return self.layouts[-1] if self.layouts else None
        return next((each for each in self.layouts if each.version == version), None)

    def updated(self, other: RegisteredClass) -> RegisteredClass:
        """The same class with the versions and layouts of another entry of it, which win over its own."""
        versions = tuple(sorted({*self.versions, *other.versions}))
        layouts = {each.version: each for each in (*self.layouts, *other.layouts)}
        return RegisteredClass(
            class_id=self.class_id,
            name=self.name,
            current_version=versions[-1] if versions else None,
            versions=versions,
            layouts=tuple(layouts[version] for version in sorted(layouts)),
            confirmed=self.confirmed or other.confirmed,
            sources=tuple(dict.fromkeys((*self.sources, *other.sources))),
            introduced_by=self.introduced_by or other.introduced_by,
        )


@frozen(kw_only=True)
class ObisRelation:
    """A code, or range of codes, of objects of one class; ``name`` is that of the object where it is known."""

    code: ObisCode
    class_id: int
    name: str | None = None


@frozen(kw_only=True)
class Instance:
    """An object that devices of a profile have; ``units`` are those of its attributes by their numbers."""

    code: ObisCode
    class_id: int
    name: str = ""
    units: tuple[tuple[int, str], ...] = ()


@frozen
class Registry:
    """All interface classes and OBIS codes that exist: classes by class_id, each once.

    It comes with the package and from files of the project; see ``extended``. ``instances`` are the objects of devices.
    """

    classes: tuple[RegisteredClass, ...] = ()
    relations: tuple[ObisRelation, ...] = ()
    instances: tuple[Instance, ...] = ()

    def class_by_id(self, class_id: int) -> RegisteredClass | None:
        """The class with a class_id, None if it is free."""
        return self._by_id.get(class_id)

    def class_by_name(self, name: str) -> RegisteredClass | None:
        """The class of a name, compared as ``fold_joints`` says; None if there is none."""
        return self._by_name.get(fold_joints(name))

    def relations_of(self, code: ObisCode) -> Iterator[ObisRelation]:
        """What a code, or a part of its range, is given to."""
        low, high = code.groups[_C]
        candidates = self._with_c.get(low, ()) if low == high else self.relations
        return (relation for relation in candidates if relation.code.overlaps(code))

    def classes_with(self, code: ObisCode) -> tuple[int, ...]:
        """The class_ids that a code, or a part of its range, is given to; each once."""
        return tuple(dict.fromkeys(relation.class_id for relation in self.relations_of(code)))

    # What follows names the parts of an object as an APDU addresses them; an empty text where nothing is known.

    def class_name(self, class_id: int) -> str:
        """The name of a class."""
        known = self.class_by_id(class_id)
        return known.name if known else ""

    def attribute_name(self, class_id: int, number: int) -> str:
        """The name of an attribute, in the highest version that has it."""
        found = self._attribute(class_id, number)
        return found.name if found else ""

    def attribute_type(self, class_id: int, number: int) -> str:
        """The data type of an attribute, in the highest version that has it."""
        found = self._attribute(class_id, number)
        return found.type or "" if found else ""

    def attribute_part(self, class_id: int, number: int, place: tuple[int, ...]) -> RegisteredPart | None:
        """What the value of an attribute stands for, or a part of it; None where no profile says it."""
        found = self._attribute(class_id, number)
        return next((part for part in found.parts if part.place == place), None) if found else None

    def method_name(self, class_id: int, number: int) -> str:
        """The name of a method, in the highest version that has it."""
        found = (layout.method(number) for layout in self._layouts(class_id))
        return next((method.name for method in found if method), "")

    def object_name(self, class_id: int | None, logical_name: str) -> str:
        """The name of the object with a logical name such as "0-0:1.0.0.255"."""
        code = read_obis(logical_name) if self._named else None
        found = (each for each in self._named if code and each.code.overlaps(code))
        return next((each.name or "" for each in found if class_id in {None, each.class_id}), "")

    def attribute_unit(self, class_id: int, number: int, logical_name: str) -> str:
        """The unit of an attribute of an object, where a profile says it."""
        known = self._units.get((class_id, number), ())
        code = read_obis(logical_name) if known else None
        return next((unit for own, unit in known if code and own.overlaps(code)), "")

    @cached_property
    def _named(self) -> tuple[ObisRelation | Instance, ...]:
        """The codes of objects that have names: few have, and each value of an APDU asks."""
        known: tuple[ObisRelation | Instance, ...] = (*self.instances, *self.relations)
        return tuple(each for each in known if each.name)

    def _attribute(self, class_id: int, number: int) -> RegisteredAttribute | None:
        found = (layout.attribute(number) for layout in self._layouts(class_id))
        return next((attribute for attribute in found if attribute), None)

    def _layouts(self, class_id: int) -> Iterator[Layout]:
        known = self.class_by_id(class_id)
        return reversed(known.layouts if known else ())

    def extended(
        self,
        classes: Iterable[RegisteredClass],
        relations: Iterable[ObisRelation] = (),
        instances: Iterable[Instance] = (),
    ) -> Registry:
        """The registry with more classes, versions of classes, codes and objects; the name of a class here stays."""
        known = dict(self._by_id)
        for each in classes:
            known[each.class_id] = known[each.class_id].updated(each) if each.class_id in known else each
        return Registry(
            tuple(known[class_id] for class_id in sorted(known)),
            (*self.relations, *relations),
            (*self.instances, *instances),
        )

    @cached_property
    def _with_c(self) -> Mapping[int, list[ObisRelation]]:
        """The codes by each value of group C that they have: one object of hundreds is compared with few of them."""
        found: dict[int, list[ObisRelation]] = {}
        for relation in self.relations:
            low, high = relation.code.groups[_C]
            for value in range(low, high + 1):
                found.setdefault(value, []).append(relation)
        return found

    @cached_property
    def _units(self) -> Mapping[tuple[int, int], list[tuple[ObisCode, str]]]:
        found: dict[tuple[int, int], list[tuple[ObisCode, str]]] = {}
        for each in self.instances:
            for number, unit in each.units:
                found.setdefault((each.class_id, number), []).append((each.code, unit))
        return found

    @cached_property
    def _by_id(self) -> Mapping[int, RegisteredClass]:
        return {known.class_id: known for known in self.classes}

    @cached_property
    def _by_name(self) -> Mapping[str, RegisteredClass]:
        return {fold_joints(known.name): known for known in self.classes}


def short_name(number: int) -> str:
    """The offset of an attribute from the base name x, by the rule: a spacing of 8, attribute 1 at x itself."""
    return "x" if number == 1 else f"x + 0x{_SHORT_NAME_STEP * (number - 1):02X}"
