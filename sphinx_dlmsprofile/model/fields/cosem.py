"""Interface classes and OBIS codes (Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.class_notation import read_offset, read_span, written_class
from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass, Method, NamedValue
from sphinx_dlmsprofile.model.fields.declaration import (
    CAPTION,
    LABEL,
    OPTIONAL,
    OPTIONAL_INTEGER,
    SUPPORT,
    Derived,
    Shape,
    Shown,
    fault,
    prose,
    told,
    within,
)
from sphinx_dlmsprofile.model.fields.support import CONFORMANCE, METHOD_CONFORMANCE
from sphinx_dlmsprofile.model.meant_class import meant_class
from sphinx_dlmsprofile.model.obis import MAXIMA, group_letters, read_obis
from sphinx_dlmsprofile.model.obis_table import ObisRow, ObisTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.fields.declaration import Around
    from sphinx_dlmsprofile.model.project import Project

_LIMIT = "a number where it is one, else as written; null where none is given."


def named_class(row: ObisRow, project: Project) -> tuple[int | None, int | None]:
    """The class_id and version of the class that a row names; the class_id as written where there is no such class."""
    if row.interface_class is None:
        return None, None
    name, class_id = written_class(row.interface_class.value)
    meant = meant_class(project, name, class_id) or meant_class(project, "", class_id)
    return (meant.class_id, meant.version) if meant else (class_id, None)


def _value_groups(written: str) -> list[list[int] | str] | None:
    code = read_obis(written)
    if code is None:
        return None
    letters = group_letters(written)
    return [letter or list(group) for letter, group in zip(letters, code.groups, strict=True)]


def value_groups(code: Callable[[Any], str]) -> dict[str, Derived]:
    """The key of what has a logical name."""
    return {
        "value_groups": Derived(
            "The groups A to F: first and last value, or the letter where the code has one; null where it is "
            "not a code.",
            lambda each, _: _value_groups(code(each)),
            {"anyOf": [{"type": "array", "items": _GROUP, "minItems": 6, "maxItems": 6}, {"type": "null"}]},
        )
    }


def _short_name_offset(member: Attribute | Method, _: Around) -> int | None:
    return read_offset(member.short_name.value) if member.short_name else None


def _parameter(method: Method, _: Around) -> str | None:
    return " ".join(str(method.type).split()) if method.type else None


def _first(named: NamedValue, _: Around) -> int | None:
    return _end(named, 0)


def _last(named: NamedValue, _: Around) -> int | None:
    return _end(named, -1)


def _end(named: NamedValue, index: int) -> int | None:
    span = read_span(named.value.value)
    return int(span[index]) if span and span[index] == int(span[index]) else None


_NUMBER_OF_SHORT_NAME = Derived(
    "The offset of its short name from the base name, as a number; null where it cannot be read.",
    _short_name_offset,
    OPTIONAL_INTEGER,
)
_SHORT_NAME = told("The offset of its short name as written, such as x + 0x08.", "short name")
_LIMITS = {
    "minimum": told(f"The least value: {_LIMIT}", "minimum", shown=Shown.VALUE),
    "maximum": told(f"The greatest value: {_LIMIT}", "maximum", shown=Shown.VALUE),
    "default": told(f"The default: {_LIMIT}", "default", shown=Shown.VALUE),
}
_DESCRIPTION = prose("What it is for, as written.", "description")
_GROUP = {
    "anyOf": [
        {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        {"enum": list(MAXIMA)},
    ]
}

SHAPES: dict[type, Shape] = {
    InterfaceClass: Shape(
        fields={
            "name": told("The name of the class.", "name", shown=Shown.NAME),
            "label": LABEL,
            "class_id": told("The class_id; null where it is absent or not a number.", "class_id", shown=Shown.NUMBER),
            "version": told("The version; null where it is absent or not a number.", "version", shown=Shown.NUMBER),
            "supersedes": told(
                "The version of the class that this one takes the place of; null where it is not said.",
                "supersedes",
                shown=Shown.NUMBER,
            ),
            "cardinality": told("How many instances there may be, as written.", "cardinality"),
            "obis": told("The logical names of its instances, as written.", "logical names"),
            "description": _DESCRIPTION,
            "attributes": within("The attributes."),
            "methods": within("The methods."),
            "incomplete": fault("A part of it could not be read; the check says why."),
        }
    ),
    Attribute: Shape(
        fields={
            "number": told("The index of the attribute; null where it is not a number.", "number", shown=Shown.NUMBER),
            "name": told("The name of the attribute.", "name", shown=Shown.NAME),
            "type": within("Its data type."),
            "static": told("Whether only configuration changes it; null where that is not said.", "static"),
            **_LIMITS,
            "short_name": _SHORT_NAME,
            "description": _DESCRIPTION,
            "support": SUPPORT,
            "unread": fault("The keys whose values could not be read."),
        },
        derived={"short_name_offset": _NUMBER_OF_SHORT_NAME, **CONFORMANCE},
    ),
    Method: Shape(
        fields={
            "number": told("The index of the method; null where it is not a number.", "number", shown=Shown.NUMBER),
            "name": told("The name of the method.", "name", shown=Shown.NAME),
            "type": within("The data type of its parameter; null where that is not said."),
            "mandatory": told(
                "Whether each instance has it; null where that is not said, or depends on something.", "mandatory"
            ),
            "support": SUPPORT,
            "short_name": _SHORT_NAME,
            "description": _DESCRIPTION,
        },
        derived={
            "parameter": Derived(
                "The data type of its parameter in one line; null where that is not said.", _parameter, OPTIONAL
            ),
            "short_name_offset": _NUMBER_OF_SHORT_NAME,
            **METHOD_CONFORMANCE,
        },
    ),
    DataType: Shape(
        placed=False,
        fields={
            "name": told("The name of the data type.", "type"),
            "parts": within("The types in a structure, array or choice, where they are given."),
            "label": told(
                "What the part is called: the element of a structure, the entry of an array.",
                "name",
                shown=Shown.NAME,
            ),
            **_LIMITS,
            "description": _DESCRIPTION,
            "values": within("The values that have a name."),
        },
    ),
    NamedValue: Shape(
        placed=False,
        fields={
            "value": told("The value: a number, or as written where it is a range.", "value", shown=Shown.VALUE),
            "name": told("What it means.", shown=Shown.NAME),
        },
        derived={
            "first": Derived(
                "The value, or the first of a range; null where it is not a number.", _first, OPTIONAL_INTEGER
            ),
            "last": Derived(
                "The value, or the last of a range; null where it is not a number.", _last, OPTIONAL_INTEGER
            ),
        },
    ),
    ObisTable: Shape(fields={"caption": CAPTION, "name": LABEL, "rows": within("The rows in the author's order.")}),
    ObisRow: Shape(
        fields={
            "code": told("The OBIS code as written.", "code"),
            "interface_class": told(
                "The class of the object as a reader sees it: its name, its class_id, or both.",
                "class",
                shown=Shown.NAME,
            ),
            "name": told("The name of the object.", "name", shown=Shown.NAME),
        },
        derived={
            "class_id": Derived(
                "The class_id of the class of the object; null where the class is not known.",
                lambda row, around: named_class(row, around.project)[0],
                OPTIONAL_INTEGER,
            ),
            "version": Derived(
                "The version of that class: that of the class in this profile, else the highest one that exists; null "
                "where it is not known.",
                lambda row, around: named_class(row, around.project)[1],
                OPTIONAL_INTEGER,
            ),
            **value_groups(lambda row: row.code.value),
        },
    ),
}
