"""The data types of COSEM, from ``data_types.json``; the file gives the sources of each fact."""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.text.names import closest, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping


_LIKENESS = 0.8
"""High, since a name with an underscore that does not resemble any may be a type of its own (``tunit_type``)."""


class Kind(Enum):
    """How the values of a data type compare."""

    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    OTHER = "other"


class RegisteredType(NamedTuple):
    """A data type.

    ``tag`` is that of the choice in Data, ``octets`` the length of the encoded value without the
    tag (None: variable). ``minimum`` and ``maximum`` are the values it can hold, None where it is
    not a number of limited size.
    """

    tag: int
    name: str
    kind: Kind
    octets: int | None
    minimum: float | None
    maximum: float | None


@cache
def data_types() -> tuple[RegisteredType, ...]:
    """All data types, by tag."""
    return tuple(
        RegisteredType(
            tag=entry["tag"],
            name=entry["name"],
            kind=Kind(entry["kind"]),
            octets=entry["octets"],
            minimum=entry.get("minimum"),
            maximum=entry.get("maximum"),
        )
        for entry in _data()["data_types"]
    )


@cache
def pseudo_types() -> tuple[str, ...]:
    """What stands for a data type in the class tables: CHOICE, instance-specific and the like."""
    return tuple(entry["name"] for entry in _data()["pseudo_types"])


def type_by_name(name: str) -> RegisteredType | None:
    """The data type of a name, in any case; None if COSEM does not have it."""
    return _by_name().get(name.casefold())


def is_pseudo_type(name: str) -> bool:
    """Whether a name, in any case, is one of ``pseudo_types``."""
    return name.casefold() in {known.casefold() for known in pseudo_types()}


def meant_type(name: str) -> str | None:
    """The data type that a name from another notation stands for ("uint8": unsigned), None if it is not such a name."""
    return _mistaken().get(name.casefold())


def is_type(name: str) -> bool:
    """Whether a name stands for a type: a data type, a pseudo type, or one with an underscore that a class defines."""
    if type_by_name(name) or is_pseudo_type(name.replace(" ", "-")):
        return True
    return "_" in name and likely_type(name) is None


def likely_type(name: str) -> str | None:
    """The data type that a mistyped name most probably means, None if none resembles it."""
    written = "-".join(name.casefold().replace("_", " ").split())
    names = (*(known.name for known in data_types()), *pseudo_types())
    known = {each.casefold().replace("_", "-"): each for each in names}
    if meant := meant_type(written) or known.get(written):
        return meant
    close = closest(written, known, _LIKENESS)
    return known[close] if close else None


def unknown_type(name: str) -> str:
    """The message about a name that is not a type."""
    advice = suggest(likely_type(name), "write one of IEC 62056-6-2, such as unsigned or octet-string")
    return f'the type "{name}", which COSEM does not have: {advice}'


@cache
def _by_name() -> Mapping[str, RegisteredType]:
    return {known.name: known for known in data_types()}


@cache
def _mistaken() -> Mapping[str, str]:
    return {word: entry["name"] for entry in _data()["data_types"] for word in entry.get("mistaken_for", ())}


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = json.loads(
        files(__package__).joinpath("data_types.json").read_text("utf-8")
    )
    return data
