"""The objects of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.fields.cosem import value_groups
from sphinx_dlmsprofile.model.fields.declaration import (
    CAPTION,
    LABEL,
    OPTIONAL_INTEGER,
    STRING,
    SUPPORT,
    Derived,
    Shape,
    Shown,
    fault,
    told,
    within,
)
from sphinx_dlmsprofile.model.fields.support import CONFORMANCE
from sphinx_dlmsprofile.model.meant_class import meant_object
from sphinx_dlmsprofile.model.objects import Access, CosemObject, ObjectPart, Objects

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Around

_STRINGS: dict[str, Any] = {"type": "array", "items": STRING}


def _class_id(each: CosemObject, around: Around) -> int | None:
    return meant_object(around.project, each)[0]


def _version(each: CosemObject, around: Around) -> int | None:
    return meant_object(around.project, each)[1]


SHAPES: dict[type, Shape] = {
    Objects: Shape(
        name="ObjectTable",
        fields={
            "caption": CAPTION,
            "name": LABEL,
            "associations": told("The associations that access is given for, in their order.", "associations"),
            "entries": within("The objects in the author's order."),
        },
    ),
    CosemObject: Shape(
        fields={
            "code": told("The logical name as written.", "logical name"),
            "interface_class": told(
                "The class of the object as a reader sees it: its name, its class_id, or both.",
                "class",
                shown=Shown.NAME,
            ),
            "version": told(
                "The version of the class where the profile says it; class_version has it in any case.",
                "version",
                shown=Shown.NUMBER,
            ),
            "name": told("The name of the object.", "name", shown=Shown.NAME),
            "support": SUPPORT,
            "access": within("Who can do what with the attributes that say nothing else."),
            "attributes": within("What is said of its attributes."),
            "methods": within("What is said of its methods."),
            "damaged": fault("A part of it could not be read; the check says why."),
        },
        derived={
            "class_id": Derived(
                "The class_id of its class; null where the class is not known.", _class_id, OPTIONAL_INTEGER
            ),
            "class_version": Derived(
                "The version of its class: the one that is said, else that of the class in this profile, else the "
                "highest one that exists; null where it is not known.",
                _version,
                OPTIONAL_INTEGER,
            ),
            **value_groups(lambda each: each.code.value),
            **CONFORMANCE,
        },
    ),
    ObjectPart: Shape(
        fields={
            "kind": within("attribute or method."),
            "key": told("Its number or name, as written.", "number or name", shown=Shown.NAME),
            "value": told("The value that the profile fixes: a number, or as written.", "value", shown=Shown.VALUE),
            "unit": told("The unit of the value.", "unit"),
            "access": within("Who can do what with it; none: what is said of the object."),
            "support": SUPPORT,
        },
        derived=CONFORMANCE,
    ),
    Access: Shape(
        placed=False,
        fields={
            "rights": within("As written: r, rw, x, with the protections that are asked for."),
            "association": within("Which association has them; null: each."),
        },
        derived={
            "allowed": Derived("What is allowed: read, write, invoke.", lambda each, _: list(each.allowed), _STRINGS),
            "protections": Derived(
                "How messages have to be protected: authenticated, encrypted, signed.",
                lambda each, _: list(each.protections),
                _STRINGS,
            ),
        },
    ),
}
