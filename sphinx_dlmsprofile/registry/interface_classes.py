"""The interface classes of IEC 62056-6-2, from ``interface_classes.json``; what each fact rests on stands there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORT_NAME_STEP = 8
_SAME_IN_NAMES = str.maketrans(dict.fromkeys(" \t\n\u00a0-_\u2010\u2011\u2012\u2013\u2014", ""))


@dataclass(frozen=True, kw_only=True)
class RegisteredAttribute:
    """An attribute of a registered class.

    ``type`` is None where the sources give none or it differs from object to object, ``static``
    None where they do not say whether only configuration changes the value. ``short_name`` is the
    offset from the object's base name. ``sources`` say who gives the type.
    """

    number: int
    name: str
    type: str | None
    static: bool | None
    short_name: str
    minimum: int | None
    maximum: int | None
    default: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RegisteredMethod:
    """A method of a registered class; ``mandatory`` is None where the sources do not say."""

    number: int
    name: str
    mandatory: bool | None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The attributes and methods of one version of a class; not ``confirmed``: from a single source."""

    version: int
    attributes: tuple[RegisteredAttribute, ...]
    methods: tuple[RegisteredMethod, ...]
    confirmed: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RegisteredClass:
    """An interface class that exists.

    ``current_version`` is the highest version known, None (and ``versions`` empty) where no source
    gives one. ``layouts`` holds the known layouts by version; it may be empty. ``introduced_by`` is the
    part of the series whose Annex B defined it first, "8-6", None where that is not known.
    """

    class_id: int
    name: str
    current_version: int | None
    versions: tuple[int, ...]
    layouts: tuple[Layout, ...]
    confirmed: bool
    sources: tuple[str, ...]
    introduced_by: str | None = None


def fold_name(name: str) -> str:
    """A class name as it compares: case, white space and hyphens do not tell classes apart ("Set-up", "setup")."""
    return name.translate(_SAME_IN_NAMES).casefold()


@cache
def interface_classes() -> tuple[RegisteredClass, ...]:
    """All registered classes, by class_id."""
    data = json.loads(files(__package__).joinpath("interface_classes.json").read_text("utf-8"))
    return tuple(_read_class(entry) for entry in data["classes"])


def class_by_id(class_id: int) -> RegisteredClass | None:
    """The registered class with a class_id, None if it is free."""
    return _by_id().get(class_id)


def class_by_name(name: str) -> RegisteredClass | None:
    """The registered class of a name, compared as ``fold_name`` says; None if there is none."""
    return _by_name().get(fold_name(name))


@cache
def _by_id() -> Mapping[int, RegisteredClass]:
    return {registered.class_id: registered for registered in interface_classes()}


@cache
def _by_name() -> Mapping[str, RegisteredClass]:
    return {fold_name(registered.name): registered for registered in interface_classes()}


def _read_class(entry: dict[str, Any]) -> RegisteredClass:
    return RegisteredClass(
        class_id=entry["class_id"],
        name=entry["name"],
        current_version=entry["current_version"],
        versions=tuple(entry["versions"]),
        layouts=tuple(_read_layout(int(version), layout) for version, layout in entry["layouts"].items()),
        confirmed=entry["confidence"] == "cross-checked",
        sources=tuple(entry["sources"]),
        introduced_by=entry.get("introduced_by"),
    )


def _read_layout(version: int, entry: dict[str, Any]) -> Layout:
    return Layout(
        version=version,
        attributes=tuple(_read_attribute(attribute) for attribute in entry["attributes"]),
        methods=tuple(
            RegisteredMethod(number=method["id"], name=method["name"], mandatory=method.get("mandatory"))
            for method in entry["methods"]
        ),
        confirmed=entry["confidence"] == "cross-checked",
        sources=tuple(entry["sources"]),
    )


def _read_attribute(entry: dict[str, Any]) -> RegisteredAttribute:
    return RegisteredAttribute(
        number=entry["id"],
        name=entry["name"],
        type=entry.get("type"),
        static=entry.get("static"),
        short_name=entry.get("short_name") or short_name(entry["id"]),
        minimum=entry.get("min"),
        maximum=entry.get("max"),
        default=entry.get("default"),
        sources=tuple(entry["sources"]),
    )


def short_name(number: int) -> str:
    """The offset of an attribute from the base name x, by the rule: a spacing of 8, attribute 1 at x itself."""
    return "x" if number == 1 else f"x + 0x{_SHORT_NAME_STEP * (number - 1):02X}"
