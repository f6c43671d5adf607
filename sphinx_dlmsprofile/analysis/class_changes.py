"""What a new version of an existing interface class changes (IEC 62056-6-2: numbers keep their meaning)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark
from sphinx_dlmsprofile.model.class_notation import type_names
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass, Method
    from sphinx_dlmsprofile.model.registered import (
        Layout,
        RegisteredAttribute,
        RegisteredClass,
        RegisteredMethod,
        Registry,
    )


class Change(Enum):
    """What became of an attribute or method under its number."""

    SAME = mark("unchanged")
    ADDED = mark("added")
    REMOVED = mark("removed")
    RENAMED = mark("renamed")
    MOVED = mark("renumbered")
    RETYPED = mark("type changed")


@frozen
class PartChange:
    """An attribute or method before and after; ``other`` is the number that it had, or has, where it moved.

    ``after`` is None where the new version has none of that number.
    """

    kind: str
    number: int
    change: Change
    before: RegisteredAttribute | RegisteredMethod | None
    after: Attribute | Method | None
    other: int | None = None


@frozen
class Supersession:
    """An existing class and the version of it that a new one takes the place of; ``layout`` None if it is not known."""

    existing: RegisteredClass
    version: int
    layout: Layout | None


def superseded(registry: Registry, record: InterfaceClass) -> Supersession | None:
    """What a class takes the place of, None if it is not a new version of an existing one.

    That is the version that ``supersedes`` names, else the highest one below its own.
    """
    existing = same_class(registry, record)
    version = read_integer(record.version.value) if record.version else None
    if existing is None or version is None:
        return None
    given = read_integer(record.supersedes.value) if record.supersedes else None
    below = [known for known in existing.versions if known < version]
    if given is None and not below:
        return None
    before = max(below) if given is None else given
    return Supersession(existing, before, existing.layout(before))


def same_class(registry: Registry, record: InterfaceClass) -> RegisteredClass | None:
    """The existing class that has both the class_id and the name."""
    existing = registry.class_by_id(record.id_number) if record.id_number is not None else None
    return existing if existing and fold_joints(existing.name) == fold_joints(record.name.value) else None


def changes(layout: Layout, record: InterfaceClass, is_type: Callable[[str], bool]) -> tuple[PartChange, ...]:
    """All attributes, then all methods, of both versions by number. ``is_type`` knows the data types of COSEM."""
    return (
        *_changes("attribute", layout.attributes, record.attributes, is_type),
        *_changes("method", layout.methods, record.methods, is_type),
    )


def _changes(
    kind: str,
    before: Sequence[RegisteredAttribute | RegisteredMethod],
    after: Sequence[Attribute | Method],
    is_type: Callable[[str], bool],
) -> Iterator[PartChange]:
    old = {member.number: member for member in before}
    new = {number: member for member in after if (number := read_integer(member.number.value)) is not None}
    old_numbers = {fold_joints(member.name): number for number, member in old.items()}
    new_numbers = {_name(member): number for number, member in new.items()}
    for number in sorted({*old, *new}):
        was, will = old.get(number), new.get(number)
        here = fold_joints(was.name) if was else None
        if was and will and _name(will) in {here, ""}:
            change = Change.RETYPED if _is_retyped(was, will, is_type) else Change.SAME
            yield PartChange(kind, number, change, was, will)
        elif here in new_numbers:
            yield PartChange(kind, number, Change.MOVED, was, will, new_numbers[here])
        elif was:
            yield PartChange(kind, number, Change.RENAMED if will else Change.REMOVED, was, will)
        elif will and _name(will) in old_numbers:
            yield PartChange(kind, number, Change.MOVED, None, will, old_numbers[_name(will)])
        else:
            yield PartChange(kind, number, Change.ADDED, None, will)


def _name(member: Attribute | Method) -> str:
    return fold_joints(member.name.value.strip(" `*")) if member.name else ""


def _is_retyped(
    was: RegisteredAttribute | RegisteredMethod, will: Attribute | Method, is_type: Callable[[str], bool]
) -> bool:
    """Whether both types are sure and differ: a name that a class defines may stand for any."""
    if was.type is None or will.type is None or getattr(was, "disputed", False):
        return False
    old, new = type_names(was.type), type_names(will.type.name.value)
    if not old or not new or not is_type(old[0]) or not is_type(new[0]):
        return False
    return old[0].casefold() != new[0].casefold()
