"""What exists once the standard is published: the registry, and the classes and codes of its Annex B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.registered import (
    Instance,
    Layout,
    ObisRelation,
    RegisteredAttribute,
    RegisteredClass,
    RegisteredMethod,
    RegisteredPart,
    short_name,
)
from sphinx_dlmsprofile.registry.cosem_names import part_of
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.cosem import DataType
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.model.registered import Registry


def known_objects(project: Project) -> Registry:
    """The registry of a project with the classes and codes that this standard defines itself."""
    return project.memo(_with_own)


def _with_own(project: Project) -> Registry:
    return with_new(project.registry, project.records) if project.extended is None else project.extended


def with_new(registry: Registry, records: Iterable[Record]) -> Registry:
    """A registry with the classes and codes among the records.

    A class that takes the class_id of another one, or has none, is left out, and so is a code of a class that does
    not exist: nothing follows from them. What is written about them means them all the same: ``model/meant_class.py``.
    """
    known = tuple(records)
    classes = [new for record in known if isinstance(record, InterfaceClass) and (new := _registered(record))]
    fitting = [new for new in classes if _fits(registry, new)]
    extended = registry.extended(fitting)
    # The rows of tables first: they name the objects.
    relations: list[ObisRelation] = []
    for record in sorted(known, key=lambda record: not isinstance(record, ObisTable)):
        if isinstance(record, ObisTable):
            relations += _rows(extended, record)
        elif isinstance(record, InterfaceClass):
            relations += _own_codes(extended, record)
    instances = [each for record in known if isinstance(record, Objects) for each in _instances(extended, record)]
    return extended.extended((), relations, instances)


def _instances(registry: Registry, table: Objects) -> Iterator[Instance]:
    for each in table.entries:
        name, class_id = written_class(each.interface_class.value) if each.interface_class else ("", None)
        known = registry.class_by_name(name) if name else registry.class_by_id(class_id or 0)
        code = read_obis(each.code.value)
        layout = known.layout(read_integer(each.version.value) if each.version else None) if known else None
        if known is None or code is None:
            continue
        units = {
            found.number: part.unit.value
            for part in each.attributes
            if part.unit and layout and (found := part_of(layout, part.key.value))
        }
        yield Instance(
            code=code,
            class_id=known.class_id,
            name=unmarked(each.name.value) if each.name else "",
            units=tuple(units.items()),
        )


def _fits(registry: Registry, new: RegisteredClass) -> bool:
    existing = registry.class_by_id(new.class_id)
    return existing is None or fold_joints(existing.name) == fold_joints(new.name)


def _own_codes(registry: Registry, record: InterfaceClass) -> Iterator[ObisRelation]:
    known = registry.class_by_name(unmarked(record.name.value))
    for text in record.obis:
        if known and (code := read_obis(text.value)):
            yield ObisRelation(code=code, class_id=known.class_id)


def _rows(registry: Registry, table: ObisTable) -> Iterator[ObisRelation]:
    for row in table.rows:
        name, class_id = written_class(row.interface_class.value) if row.interface_class else ("", None)
        known = registry.class_by_name(name) if name else None
        found = known.class_id if known else class_id
        if found is not None and (code := read_obis(row.code.value)):
            yield ObisRelation(code=code, class_id=found, name=row.name.value if row.name else None)


def _parts(written: DataType, place: tuple[int, ...] = ()) -> Iterator[RegisteredPart]:
    """What a type and the types in it stand for; of a choice it is not known which one a value has."""
    name = written.name.value.casefold()
    values = tuple(
        (number, each.name.value) for each in written.values if (number := read_integer(each.value.value)) is not None
    )
    yield RegisteredPart(place=place, name=written.label.value if written.label else "", type=name, values=values)
    if name == "structure":
        for number, part in enumerate(written.parts, 1):
            yield from _parts(part, (*place, number))
    elif name == "array" and len(written.parts) == 1:
        yield from (part for part in _parts(written.parts[0], place) if part.place != place)


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
            parts=tuple(_parts(each.type)) if each.type else (),
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
        name=unmarked(record.name.value),
        current_version=layout.version,
        versions=(layout.version,),
        layouts=(layout,),
        confirmed=True,
    )
