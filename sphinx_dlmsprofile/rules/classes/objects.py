"""The objects of a device: that they are instances of classes, at their codes (template: Clause 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.analysis.device_objects import device_objects
from sphinx_dlmsprofile.analysis.lost_names import renamed_class
from sphinx_dlmsprofile.model.meant_class import class_by_name
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.support import read_support
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.device_objects import DeviceObject
    from sphinx_dlmsprofile.model.objects import ObjectPart
    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "8"


@rule("object-class-unknown", _CLAUSE, ERROR)
def object_class_unknown(project: Project) -> Iterator[Fault]:
    """An object is of an interface class, or of a version of one, that does not exist.

    Classes are those of Annex B and of IEC 62056-6-2; the name, the class_id or both may be written. Versions are
    judged where all of a class are known.

    Bad (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Wall clock}

    Good (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Clock}
    """
    if not knows_all(project):
        return
    for each in device_objects(project):
        written = each.written.interface_class
        if written is None:
            continue
        if each.known is None and not _is_own(project, each):
            if (renamed := renamed_class(project)) and renamed.is_called(written.value):
                continue  # class-unknown
            known = known_objects(project)
            close = closest(str(written), (found.name for found in known.classes))
            advice = suggest(close, "define it in Annex B with cosem-class, or correct the name")
            yield Fault(written.at, f'there is no interface class "{written}": {advice}')
        elif each.known and each.written.version and each.known.versions and each.version not in each.known.versions:
            versions = ", ".join(map(str, each.known.versions))
            message = f'"{each.class_name}" has no version {each.written.version}: it has {versions}'
            yield Fault(each.written.version.at, message)


def _is_own(project: Project, each: DeviceObject) -> bool:
    """Whether the profile defines the class, if with the class_id of another one: class-id-taken reports that."""
    meant = class_by_name(project, each.class_name)
    return meant is not None and meant.new


@rule("object-code-unfit", _CLAUSE, ERROR)
def object_code_unfit(project: Project) -> Iterator[Fault]:
    """The logical name of an object is not an OBIS code, or one of objects of another class.

    It is compared with Annex B, and with the registry, which does not know all codes: only a code that it gives to
    another class is reported.

    Bad (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Register}

    Good (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Clock}
    """
    if not knows_all(project) or any(table.unread for table in project.of(ObisTable)):
        return
    known = known_objects(project)
    for each in device_objects(project):
        at = each.written.code.at
        if each.code is None:
            yield Fault(at, f'"{each.written.code}" is not an OBIS code: write six value groups, 0-0:1.0.0.255')
            continue
        classes = known.classes_with(each.code)
        if each.class_id is not None and classes and each.class_id not in classes:
            names = " or ".join(f'"{known.class_name(class_id)}"' for class_id in classes)
            yield Fault(at, f'{each.written.code} is the code of an object of class {names}, not "{each.class_name}"')


@rule("object-part-unknown", _CLAUSE, ERROR)
def object_part_unknown(project: Project) -> Iterator[Fault]:
    """An object has an attribute or a method that its class does not have.

    Both are called by number or name. Where the registry knows the attributes from a single source, names are not
    judged.

    Bad (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255:
             class: Clock
             attributes: {14: r}

    Good (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255:
             class: Clock
             attributes: {time: r}
    """
    if not knows_all(project):
        return
    for each in device_objects(project):
        for part in each.written.parts if each.layout and each.layout.confirmed else ():
            if each.part(part) is None and (problem := _unknown(each, part)):
                yield Fault(part.at, problem)


def _unknown(each: DeviceObject, part: ObjectPart) -> str | None:
    attributes = part.kind == "attribute"
    layout = each.layout
    names = [] if layout is None else [found.name for found in (layout.attributes if attributes else layout.methods)]
    by_number = str(part.key).isdecimal()
    uncertain = layout is not None and attributes and not all(found.verbatim for found in layout.attributes)
    if not by_number and uncertain:
        return None
    close = None if by_number else closest(str(part.key), names)
    advice = suggest(close, f"it has {len(names)}")
    return f'"{each.class_name}" has no {part.kind} "{part.key}": {advice}'


@rule("object-duplicate", _CLAUSE, ERROR)
def object_duplicate(project: Project) -> Iterator[Fault]:
    """An object is listed twice, one part of it is, by number and by name, or two objects have one logical name.

    A logical name stands for one object. Two tables may list the objects of two kinds of device; within one table,
    each object has one row. Objects of two classes may be alternatives: then their support says that they are
    optional, choices or conditional.

    Bad (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Clock, attributes: {2: r, time: rw}}

    Good (in 8)::

        .. objects:: Objects of a meter

           0-0:1.0.0.255: {class: Clock, attributes: {2: rw}}
    """
    seen: dict[object, dict[object, DeviceObject]] = {}
    for each in device_objects(project):
        same = seen.setdefault((id(each.table), each.code or str(each.written.code)), {})
        if (each.class_id or each.class_name) in same:
            yield Fault(each.written.at, f"the object {each.written.code} is listed twice: remove one of them")
        elif rival := next((rival for rival in same.values() if _clash(project, each, rival)), None):
            message = f'{each.written.code} is the logical name of a "{rival.class_name}" and of a "{each.class_name}"'
            advice = "remove one of them, or say by their support that they are alternatives"
            yield Fault(each.written.at, f"{message}: {advice}")
        same.setdefault(each.class_id or each.class_name, each)
        parts: dict[tuple[str, int], ObjectPart] = {}
        for part in each.written.parts:
            found = each.part(part)
            other = parts.setdefault((part.kind, found.number), part) if found else part
            if other is not part:
                yield Fault(part.at, f'"{part.key}" and "{other.key}" are one {part.kind}: remove one of them')


def _clash(project: Project, each: DeviceObject, other: DeviceObject) -> bool:
    """Whether both of two objects of one logical name exist: neither has a wrong code, nor is an alternative."""
    known = known_objects(project)
    classes = known.classes_with(each.code) if each.code else ()
    if classes and not {each.class_id, other.class_id} <= {*classes}:
        return False  # object-code-unfit reports it
    return not any(_is_alternative(one) for one in (each, other))


def _is_alternative(each: DeviceObject) -> bool:
    found = read_support(str(each.written.support)) if each.written.support else None
    return each.written.damaged or (each.written.support is not None and (found is None or found.symbol != "M"))
