"""The interface classes of IEC 62056-6-2, from ``interface_classes.json``; the file gives the sources of each fact."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from sphinx_dlmsprofile.model.registered import (
    Layout,
    RegisteredAttribute,
    RegisteredClass,
    RegisteredMethod,
    short_name,
)


@cache
def interface_classes() -> tuple[RegisteredClass, ...]:
    """All classes that come with the package, by class_id."""
    data = json.loads(files(__package__).joinpath("interface_classes.json").read_text("utf-8"))
    return tuple(_read_class(entry) for entry in data["classes"])


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
            RegisteredMethod(
                number=method["id"], name=method["name"], type=method.get("type"), mandatory=method.get("mandatory")
            )
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
        disputed="type_conflict" in entry,
        confirmed=entry.get("confidence") != "single-source",
        verbatim="name_from" not in entry,
        static=entry.get("static"),
        short_name=entry.get("short_name") or short_name(entry["id"]),
        minimum=entry.get("min"),
        maximum=entry.get("max"),
        default=entry.get("default"),
        sources=tuple(entry["sources"]),
    )
