"""How texts name interface classes, their versions, attributes and methods: "180, Radio setup", "Clock.time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.registered import (
        Layout,
        RegisteredAttribute,
        RegisteredClass,
        RegisteredMethod,
        Registry,
    )

_VERSION = regex(r"(?<!\s)\s*@\s*(?P<version>[0-9]{1,3})(?=\.|$)")


@frozen
class CosemName:
    """What the role ``cosem`` is given: a class, perhaps with a version, an attribute or a method.

    ``part`` is the name or number of an attribute, or of a method, which ``()`` may follow; else empty.
    """

    interface_class: str
    version: int | None = None
    part: str = ""


@frozen
class Named:
    """What a name means: a class, the layout that was looked at, and the attribute or method in it."""

    interface_class: RegisteredClass
    name: CosemName
    layout: Layout | None = None
    part: RegisteredAttribute | RegisteredMethod | None = None


def read_names(target: str) -> Iterator[CosemName]:
    """The ways to read "Clock@0.time": names of classes may hold dots, so the longest name comes first."""
    if match := _VERSION.search(target):
        part = target[match.end() :].removeprefix(".")
        yield CosemName(target[: match.start()].strip(), int(match["version"]), part.strip())
        return
    yield CosemName(target.strip())
    name, _, part = target.rpartition(".")
    if name.strip():
        yield CosemName(name.strip(), part=part.strip())


def find_named(registry: Registry, target: str) -> Named | None:
    """What a text means, None if there is no such class; without ``part`` in it if there is no such part."""
    for name in read_names(target):
        written, class_id = written_class(name.interface_class)
        if written:
            known = registry.class_by_name(written)
        else:
            known = registry.class_by_id(class_id) if class_id is not None else None
        if known is None:
            continue
        # The highest version counts, one that has the part before one that does not have it.
        layouts = [known.layout(name.version)] if name.version is not None else reversed(known.layouts)
        looked = [(layout, part_of(layout, name.part)) for layout in layouts if layout]
        layout, part = next((each for each in looked if each[1]), looked[0] if looked else (None, None))
        return Named(known, name, layout, part)
    return None


def part_of(layout: Layout, written: str) -> RegisteredAttribute | RegisteredMethod | None:
    """The attribute or method of a name or number: "time", "2", "reset()"; an attribute before a method."""
    plain = written.removesuffix("()")
    members: tuple[RegisteredAttribute | RegisteredMethod, ...] = layout.methods
    if plain == written:
        members = (*layout.attributes, *layout.methods)
    number = read_integer(plain)
    for member in members:
        if number == member.number or fold_joints(member.name) == fold_joints(plain):
            return member
    return None
