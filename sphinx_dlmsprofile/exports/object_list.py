"""The objects of a device as rows: an attribute or method a row, as companion specifications list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.device_objects import DeviceObject, DevicePart, all_objects
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.objects import Access
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text


class Listed(NamedTuple):
    """An attribute or method of an object."""

    object: DeviceObject
    part: DevicePart

    def access(self, association: str | None) -> Access | None:
        """What an association can do with it; None where that is not said."""
        written = self.object.written
        if self.part.written and self.part.written.access:
            known: tuple[Access, ...] = self.part.written.access
        else:
            known = written.access if self.part.kind == "attribute" else ()
        return next(
            (each for each in known if each.association is None or unmarked(str(each.association)) == association), None
        )


HEADS = (
    "Object",
    "Class",
    "Class ID",
    "Version",
    "OBIS code",
    "Kind",
    "Number",
    "Name",
    "Data type",
    "Value",
    "Unit",
    "Support",
)


def associations(project: Project) -> tuple[str, ...]:
    """The associations of all objects, in their order."""
    found = (unmarked(str(name)) for each in all_objects(project) for name in each.table.associations)
    return tuple(dict.fromkeys(found))


def listed(project: Project) -> Iterator[Listed]:
    """All attributes and methods of all objects; of one of an unknown class a row all the same."""
    for each in all_objects(project):
        parts = list(each.parts) or [DevicePart(kind="", number=0, name="")]
        yield from (Listed(each, part) for part in parts)


def left_out(project: Project) -> list[str]:
    """What is not known of objects, and parts that their classes do not have."""
    found = []
    for each in all_objects(project):
        name = f"{each.written.code} {each.class_name}".rstrip()
        if each.layout is None:
            found.append(f"attributes and methods of {name}: those of its class are not known")
        numbers = {part.number for part in each.parts}
        found += [
            f"{part.kind} {part.key} of {name}: its class does not have it"
            for part in each.written.parts
            if each.part(part) is None and read_integer(str(part.key)) not in numbers
        ]
    return found


def object_table(project: Project) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """The heads, and a row for each attribute and method; the last columns are those of the associations."""
    columns = associations(project)
    is_open = any(
        access.association is None for each in all_objects(project) for access, _ in each.written.all_access()
    )
    heads = (*HEADS, *(f"Access {name}" for name in columns), *["Access"] * (is_open and not columns))
    names: tuple[str | None, ...] = columns or ((None,) if is_open else ())
    return heads, [_row(each, names) for each in listed(project)]


def _row(each: Listed, columns: tuple[str | None, ...]) -> tuple[str | int, ...]:
    found, part = each.object, each.part
    written = part.written
    support = (written.support if written else None) or found.written.support
    return (
        _plain(found.written.name) or found.class_name,
        found.class_name,
        _or_nothing(found.class_id),
        _or_nothing(found.version),
        str(found.written.code),
        part.kind,
        part.number or "",
        part.name,
        part.type,
        _plain(written.value) if written else "",
        _plain(written.unit) if written else "",
        str(support or ""),
        *(str(access.rights) if (access := each.access(name)) else "" for name in columns),
    )


def _or_nothing(number: int | None) -> str | int:
    return "" if number is None else number


def _plain(text: Text | None) -> str:
    return unmarked(text.value) if text else ""
