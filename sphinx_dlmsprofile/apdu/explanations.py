"""The meanings of fields that the encoding alone does not say: names of classes and objects, dates in strings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.codecs import show_name
from sphinx_dlmsprofile.apdu.shapes import is_logical_name
from sphinx_dlmsprofile.apdu.shown_values import guess_date
from sphinx_dlmsprofile.registry.obis_names import words_of_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.apdu.values import Reading
    from sphinx_dlmsprofile.model.apdu import Field, Mention


def explain(
    fields: Sequence[Field], octets: bytes, mentions: Sequence[Mention], reading: Reading | None, lookup: Names | None
) -> tuple[Field, ...]:
    """The fields with these meanings added; ``reading`` are those that follow from the values beside them."""
    known = dict(_names(mentions, lookup)) if lookup else {}
    dates = {offset for mention in mentions for offset in _date_offsets(mention, lookup)}
    said = reading.meanings if reading else {}
    explained = []
    for field in fields:
        meaning = known.get((field.offset, field.name)) or said.get((field.end, field.type), "")
        meaning = meaning or _in_string(field, octets, dates)
        explained.append(replace(field, meaning=meaning) if meaning else field)
    return tuple(explained)


def _names(mentions: Sequence[Mention], lookup: Names) -> list[tuple[tuple[int, str], str]]:
    objects = cache(lookup.object_name)  # it looks through all codes
    names = []
    for mention in mentions:
        names.append(((mention.class_offset, "class-id"), lookup.class_name(mention.class_id)))
        name = objects(mention.class_id, mention.logical_name) or words_of_code(mention.logical_name)
        names.append(((mention.name_offset, "instance-id"), name))
        if mention.attribute is not None:
            name = lookup.attribute_name(mention.class_id, mention.attribute)
            name = name or ("all attributes" if mention.attribute == 0 else "")
            names.append(((mention.number_offset, "attribute-id"), name))
        if mention.method is not None:
            name = lookup.method_name(mention.class_id, mention.method)
            names.append(((mention.number_offset, "method-id"), name))
    return names


def _date_offsets(mention: Mention, lookup: Names | None) -> list[int]:
    """Where the value of an attribute ends that is a date-time by its type."""
    if mention.data is None or mention.attribute is None or lookup is None:
        return []
    if "date-time" not in lookup.attribute_type(mention.class_id, mention.attribute):
        return []
    return [sum(mention.data.octets)]


def _in_string(field: Field, octets: bytes, dates: set[int]) -> str:
    """What an octet-string holds, where its content leaves little doubt, or the attribute's type says it."""
    if field.type != "octet-string":
        return ""
    content = octets[field.offset : field.end]
    if field.end in dates and field.length == date_times.Kind.DATE_TIME.octets:
        return date_times.show(content, date_times.Kind.DATE_TIME) or date_times.show_wrong(content)
    if shown := guess_date(content):
        return shown
    if is_logical_name(content):
        name = show_name(content)
        return f"{name} {words_of_code(name)}".rstrip()
    return ""
