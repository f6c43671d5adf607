"""The meanings of fields that the encoding alone does not say: names of classes and objects, dates in strings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.codecs import show_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.model.apdu import Field, Mention

_DATE_TIME_OCTETS = 12
_NAME_OCTETS = 6
_YEARS = range(1990, 2101)
_MAX_GROUP_A = 15


def explain(
    fields: Sequence[Field], octets: bytes, mentions: Sequence[Mention], lookup: Names | None
) -> tuple[Field, ...]:
    """The fields with these meanings added."""
    known = dict(_names(mentions, lookup)) if lookup else {}
    dates = {offset for mention in mentions if lookup for offset in _date_offsets(mention, lookup)}
    explained = []
    for field in fields:
        meaning = known.get((field.offset, field.name)) or _in_string(field, octets, dates)
        explained.append(replace(field, meaning=meaning) if meaning else field)
    return tuple(explained)


def _names(mentions: Sequence[Mention], lookup: Names) -> list[tuple[tuple[int, str], str]]:
    objects = cache(lookup.object_name)  # it looks through all codes
    names = []
    for mention in mentions:
        names.append(((mention.class_offset, "class-id"), lookup.class_name(mention.class_id)))
        names.append(((mention.name_offset, "instance-id"), objects(mention.class_id, mention.logical_name)))
        if mention.attribute is not None:
            name = lookup.attribute_name(mention.class_id, mention.attribute)
            name = name or ("all attributes" if mention.attribute == 0 else "")
            names.append(((mention.number_offset, "attribute-id"), name))
        if mention.method is not None:
            name = lookup.method_name(mention.class_id, mention.method)
            names.append(((mention.number_offset, "method-id"), name))
    return names


def _date_offsets(mention: Mention, lookup: Names) -> list[int]:
    """Where the value of an attribute of the type date-time ends."""
    if mention.data is None or mention.attribute is None:
        return []
    if "date-time" not in lookup.attribute_type(mention.class_id, mention.attribute):
        return []
    return [sum(mention.data.octets)]


def _in_string(field: Field, octets: bytes, dates: set[int]) -> str:
    """What an octet-string holds, where its content leaves little doubt.

    12 octets are a date-time if the attribute's type says so, or if the year is given and near, all parts are
    in their ranges and the weekday is that of the date: by chance, one string in a hundred thousand is that.
    6 octets are a logical name if they begin with a medium and end with 255, as nearly all logical names do.
    """
    if field.type != "octet-string":
        return ""
    content = octets[field.offset : field.end]
    if field.length == _DATE_TIME_OCTETS:
        near = int.from_bytes(content[:2]) in _YEARS
        told = field.end in dates
        shown = date_times.show(content, date_times.Kind.DATE_TIME) if near or told else ""
        return shown or (date_times.show_wrong(content) if told else "")
    if field.length == _NAME_OCTETS and content[0] <= _MAX_GROUP_A and content[-1] == 0xFF:  # noqa: PLR2004
        return show_name(content)
    return ""
