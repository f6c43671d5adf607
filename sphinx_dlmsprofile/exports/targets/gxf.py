"""The objects of a device as a profile of the GXF platform (OSGP, ``dlmsprofiles/*.json``).

The keys are those that the platform documents for its object configuration: profile, version, description, properties,
and objects with tag, description, class-id, version, obis, group, meterTypes and attributes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.device_objects import all_objects
from sphinx_dlmsprofile.exports.identifiers import Identifiers
from sphinx_dlmsprofile.exports.object_list import Listed, associations
from sphinx_dlmsprofile.model.obis import group_letters
from sphinx_dlmsprofile.model.objects import READ, WRITE
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_number
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.analysis.device_objects import DeviceObject
    from sphinx_dlmsprofile.model.project import Project

_GROUPS = {0: "ABSTRACT", 1: "ELECTRICITY"}
_MBUS = range(4, 10)
_TYPES = frozenset(
    {
        *("array", "structure", "boolean", "bit-string", "double-long", "double-long-unsigned", "octet-string"),
        *("visible-string", "utf8-string", "bcd", "integer", "long", "unsigned", "long-unsigned", "compact-array"),
        *("long64", "long64-unsigned", "enum", "float32", "float64", "date-time", "date", "time"),
    }
)
"""The data types that the platform knows; any other word makes it refuse the file."""


def export(project: Project, _date: datetime) -> str:
    """The profile: every object with its attributes from the second on."""
    title = next(iter(project.of(ProfileTitle)), None)
    part = read_part_number(title.title.value) if title else None
    columns = associations(project)
    tags = Identifiers()
    return (
        json.dumps(
            {
                "profile": f"IEC 62056-{part[0]}-{part[1]}" if part else "",
                "version": str(title.edition or "") if title else "",
                "description": unmarked(title.title.value) if title else "",
                "properties": [],
                "objects": [_object(each, columns, tags) for each in all_objects(project) if _has_class(each)],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def left_out(project: Project) -> list[str]:
    """What the format has no place for."""
    found = []
    for each in all_objects(project):
        name = f"{each.written.code} {each.class_name}".rstrip()
        if not _has_class(each):
            found.append(f"{name}: its class is not known")
            continue
        found += [
            f"the type {part.type} of attribute {part.number} of {name}: the format has dont-care for it"
            for part in each.parts
            if part.kind == "attribute" and part.number > 1 and part.type and _data_type(part.type) == "dont-care"
        ]
        if any(part.kind == "method" and part.written for part in each.parts):
            found.append(f"methods of {name}: the format has none")
        if any(part.written and part.written.unit for part in each.parts):
            found.append(f"units of {name}: the format has none")
    if len(associations(project)) > 1:
        found.append("access rights of each association: the format has one for all")
    return found


def _object(each: DeviceObject, columns: tuple[str, ...], tags: Identifiers) -> dict[str, Any]:
    name = unmarked(each.written.name.value) if each.written.name else each.class_name
    return {
        "tag": tags.upper(name),
        "description": name,
        "class-id": each.class_id,
        "version": each.version,
        "obis": _code(each),
        "group": _group(each),
        "meterTypes": ["SP", "PP"],
        "properties": {},
        "attributes": [
            _attribute(Listed(each, part), columns)
            for part in each.parts
            if part.kind == "attribute" and part.number > 1
        ],
    }


def _has_class(each: DeviceObject) -> bool:
    """Whether the class is known: the platform refuses an object without class-id and version."""
    return each.class_id is not None and each.version is not None


def _data_type(written: str) -> str:
    word = written.partition("{")[0].strip().casefold().replace("_", "-")
    return word if word in _TYPES else "null_data" if word == "null-data" else "dont-care"


def _code(each: DeviceObject) -> str:
    """The logical name with a point between its groups, as the platform reads it, and x for the channel."""
    if each.code is None:
        return str(each.written.code)
    letters = group_letters(each.written.code.value)
    groups = ["x" if letter else str(low) for letter, (low, _) in zip(letters, each.code.groups, strict=True)]
    return ".".join(groups)


def _group(each: DeviceObject) -> str:
    medium = each.code.groups[0][0] if each.code else 0
    if medium in _MBUS or (medium == 0 and each.code and each.code.groups[2] == (24, 24)):
        return "MBUS"
    return _GROUPS.get(medium, "MISCELLANEOUS")


def _attribute(each: Listed, columns: tuple[str, ...]) -> dict[str, Any]:
    written = each.part.written
    value = unmarked(written.value.value) if written and written.value else None
    given = [access for name in (columns or (None,)) if (access := each.access(name))]
    allowed = {right for access in given for right in access.allowed}
    static = each.part.own.static if each.part.own else None
    kind = "FIXED_IN_PROFILE" if value is not None else "SET_BY_CLIENT" if static and WRITE in allowed else "DYNAMIC"
    return {
        "id": each.part.number,
        "description": each.part.name,
        "datatype": _data_type(each.part.type),
        "valuetype": kind,
        "value": value,
        "access": ("R" if READ in allowed else "") + ("W" if WRITE in allowed else "") or None,
    }
