"""Codecs of texts: as they are, as numbers, as names without markup, and in the source map alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_dlmsprofile.exports.codec import UnreadableError, checked, read_place, write_place
from sphinx_dlmsprofile.model.class_notation import read_number
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.marks import OPAQUE, UNSAID
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from sphinx_dlmsprofile.exports.codec import Codec, Context, Schema, Schemas


class Plain:
    """A value that JSON has itself: str, int or bool."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        """The value itself."""
        return value

    def decode(self, data: Any, pointer: str, _place: Location, _context: Context) -> object:
        """The value itself, if it is of the type."""
        if type(data) is not self._kind:
            message = f"{pointer}: {data!r} is not of the type {self._kind.__name__}"
            raise UnreadableError(message)
        return data

    def schema(self, _schemas: Schemas) -> Schema:
        """The type."""
        return {"type": {str: "string", int: "integer", bool: "boolean"}[self._kind]}


STRING = Plain(str)


class _Legible(Plain):
    """A text with marks for what is not prose, which a reader cannot read."""

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return value.replace(OPAQUE, UNSAID)

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        return cast("str", super().decode(data, pointer, place, context)).replace(UNSAID, OPAQUE)


class _Text:
    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        if value.at != place:
            context.source_map[pointer] = write_place(value.at)
        return value.value

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        text = cast("str", STRING.decode(data, pointer, place, context))
        at = context.source_map.get(pointer)
        return Text(text, place if at is None else read_place(at))

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string"}


class _Number:
    """A text that is an integer; null where it is not one. How it was written stands in the source map."""

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        number = read_integer(value.value)
        if number is None or str(number) != value.value:
            context.source_map[pointer] = _Written().encode(value, pointer, place, context)
        elif value.at != place:
            context.source_map[pointer] = write_place(value.at)
        return number

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        known = context.source_map.get(pointer)
        if isinstance(known, dict):
            return _Written().decode(known, pointer, place, context)
        return None if data is None else Text(str(data), place if known is None else read_place(known))

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": ["integer", "null"]}


class _Value:
    """A text as a number where it is one. How it was written stands in the source map where the number does not say."""

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        number = read_number(value.value)
        if number is not None and str(number) != value.value:
            context.source_map[pointer] = _Written().encode(value, pointer, place, context)
        elif value.at != place:
            context.source_map[pointer] = write_place(value.at)
        return value.value if number is None else number

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        if type(data) not in {int, float, str}:
            message = f"{pointer}: {data!r} is not a number or a text"
            raise UnreadableError(message)
        return _mapped_text(str(data), pointer, place, context)

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": ["number", "string"]}


class _Name:
    """A name without its markup. How it was written stands in the source map where it has any."""

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        text = Text(value, place) if isinstance(value, str) else value
        shown = unmarked(text.value)
        if shown != text.value:
            context.source_map[pointer] = _Written().encode(text, pointer, place, context)
        elif text.at != place:
            context.source_map[pointer] = write_place(text.at)
        return shown

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        return _mapped_text(cast("str", STRING.decode(data, pointer, place, context)), pointer, place, context)

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string"}


class _NameOnly(_Name):
    """A name that the record keeps without a place."""

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        return str(super().decode(data, pointer, place, context))


class _Written:
    """A text that goes into the source map as a whole."""

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return {"source": write_place(value.at), "written": value.value}

    def decode(self, data: Any, pointer: str, _place: Location, _context: Context) -> object:
        content = checked(dict, data, pointer)
        return Text(str(content.get("written")), read_place(content.get("source")))

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "object"}


def _mapped_text(value: str, pointer: str, place: Location, context: Context) -> Text:
    """A text as it was written, at its place, by the source map."""
    known = context.source_map.get(pointer)
    if isinstance(known, dict):
        return cast("Text", _Written().decode(known, pointer, place, context))
    return Text(value, place if known is None else read_place(known))


TEXT: Codec = _Text()
"""Shows a text as it is."""

NUMBER: Codec = _Number()
"""Shows a text as an integer."""

WRITTEN: Codec = _Written()
"""Shows a text in the source map alone, with its place."""

VALUE: Codec = _Value()
"""Shows a text as a number where it is one."""

NAME: Codec = _Name()
"""Shows a text without markup."""

NAME_ONLY: Codec = _NameOnly()
"""Shows a name without markup that the record keeps without a place."""

LEGIBLE: Codec = _Legible(str)
"""Shows a string without the marks for what is not prose."""
