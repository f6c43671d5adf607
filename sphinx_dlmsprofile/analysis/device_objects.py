"""The objects of a device with what their classes say of them: names, numbers and types of attributes and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.meant_class import meant_object
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.objects import CosemObject, Objects
from sphinx_dlmsprofile.registry.cosem_names import part_of
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.model.objects import ObjectPart
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.registered import (
        Layout,
        RegisteredAttribute,
        RegisteredClass,
        RegisteredMethod,
    )


@frozen(kw_only=True)
class DevicePart:
    """An attribute or method of an object.

    ``written`` is what the table of objects says of it, None where it says nothing. ``own`` is the attribute in the
    profile's class, None where the class exists already.
    """

    kind: str
    number: int
    name: str
    type: str = ""
    written: ObjectPart | None = None
    own: Attribute | None = None


@frozen(kw_only=True)
class DeviceObject:
    """An object; ``code`` is None where it is not an OBIS code, ``known`` the class, ``layout`` that of its version.

    ``class_id`` and ``version`` are None where they are not known.
    """

    table: Objects
    written: CosemObject
    code: ObisCode | None
    class_id: int | None
    version: int | None
    class_name: str
    known: RegisteredClass | None
    layout: Layout | None
    new: InterfaceClass | None

    def part(self, written: ObjectPart) -> RegisteredAttribute | RegisteredMethod | None:
        """What the class says of a part; None where it has none such, or is not known."""
        if self.layout is None:
            return None
        wanted = str(written.key) if written.kind == "attribute" else f"{str(written.key).removesuffix('()')}()"
        found = part_of(self.layout, wanted)
        members: tuple[RegisteredAttribute | RegisteredMethod, ...] = (
            self.layout.attributes if written.kind == "attribute" else self.layout.methods
        )
        return found if found in members else None

    @property
    def parts(self) -> Iterator[DevicePart]:
        """All attributes and methods of its class, then what the table says of others."""
        said = {(part.kind, found.number): part for part in self.written.parts if (found := self.part(part))}
        own = {read_integer(each.number.value): each for each in self.new.attributes} if self.new else {}
        for kind, members in (
            (("attribute", self.layout.attributes), ("method", self.layout.methods)) if self.layout else ()
        ):
            for each in members:
                yield DevicePart(
                    kind=kind,
                    number=each.number,
                    name=each.name,
                    type=each.type or "",
                    written=said.get((kind, each.number)),
                    own=own.get(each.number) if kind == "attribute" else None,
                )
        for part in self.written.parts:
            number = read_integer(str(part.key))
            if self.part(part) is None and number is not None:
                yield DevicePart(kind=part.kind, number=number, name="", written=part)


def device_objects(project: Project) -> tuple[DeviceObject, ...]:
    """All objects in document order."""
    return project.memo(_resolved)


def all_objects(project: Project) -> tuple[DeviceObject, ...]:
    """The objects of tables, and those of the profile's own classes that no table lists."""
    listed = device_objects(project)
    codes = [each.code for each in listed if each.code]
    own = [
        _object(
            project, Objects(at=record.at, clause=record.clause), CosemObject(code=text, interface_class=record.name)
        )
        for record in project.of(InterfaceClass)
        for text in record.obis
        if (code := read_obis(text.value)) and not any(code.overlaps(other) for other in codes)
    ]
    return (*listed, *own)


def _resolved(project: Project) -> tuple[DeviceObject, ...]:
    return tuple(_object(project, table, each) for table in project.of(Objects) for each in table.entries)


def _object(project: Project, table: Objects, each: CosemObject) -> DeviceObject:
    class_id, version = meant_object(project, each)
    name = written_class(each.interface_class.value)[0] if each.interface_class else ""
    registry = known_objects(project)
    known = registry.class_by_id(class_id) if class_id is not None else None
    shared = sum(record.id_number == class_id for record in project.of(InterfaceClass) if _version(record) == version)
    if name and (shared > 1 or registry.class_by_name(name) != known):
        known = None  # the class_id is that of another class, too, which class-id-taken reports
    new = next(
        (
            record
            for record in project.of(InterfaceClass)
            if record.id_number == class_id and class_id is not None and _version(record) in {version, None}
        ),
        None,
    )
    return DeviceObject(
        table=table,
        written=each,
        code=read_obis(each.code.value),
        class_id=class_id,
        version=version,
        class_name=known.name if known else name,
        known=known,
        layout=known.layout(version) if known else None,
        new=new,
    )


def _version(record: InterfaceClass) -> int | None:
    return read_integer(record.version.value) if record.version else None
