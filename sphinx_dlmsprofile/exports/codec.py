"""From records to plain JSON values and back, driven by the types of their fields.

A text becomes a string, and an object says once, as ``source``, where it is. What that leaves out goes into the
*source map*: JSON Pointer of a value → its own place, and how it was written where that says more. So the values are
plain for those who use them, and still the same records can be made from them.
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, Union, cast, get_args, get_origin

from sphinx_dlmsprofile.model.class_notation import read_number
from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.declaration import Around
from sphinx_dlmsprofile.model.fields.front import section_id
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.marks import OPAQUE, UNSAID
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Schema = dict[str, Any]

_PLACE = regex(r"(?P<source>.*?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?", re.DOTALL)
NULL: Schema = {"type": "null"}


class UnreadableError(ValueError):
    """A JSON value that does not belong to the format."""


@dataclass
class Context:
    """What encoding fills and decoding looks up: the source map, the clauses by their ids, what is encoded."""

    source_map: dict[str, Any] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    around: Around = field(default_factory=lambda: Around(Project()))


class Codec(Protocol):
    """Encodes and decodes the values of one type; ``pointer`` is the JSON Pointer, ``place`` that of what is around."""

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        """The JSON value."""

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        """The value from the JSON value."""

    def schema(self, schemas: Schemas) -> Schema:
        """What JSON values look like."""


class Schemas:
    """Collects the definitions of a schema."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}


def write_place(at: Location) -> str:
    """A place as editors jump to it: "file:line", "file:line:column"."""
    return f"{at.source}:{at.line}" if at.column is None else f"{at.source}:{at.line}:{at.column}"


def read_place(text: object) -> Location:
    """The place that :func:`write_place` has written."""
    match = _PLACE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        message = f"{text!r} is not a place in a source"
        raise UnreadableError(message)
    return Location(match["source"], int(match["line"]), int(match["column"]) if match["column"] else None)


class _Plain:
    def __init__(self, kind: type) -> None:
        self._kind = kind

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return value

    def decode(self, data: Any, pointer: str, _place: Location, _context: Context) -> object:
        if type(data) is not self._kind:
            message = f"{pointer}: {data!r} is not of the type {self._kind.__name__}"
            raise UnreadableError(message)
        return data

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": {str: "string", int: "integer", bool: "boolean"}[self._kind]}


_STRING = _Plain(str)


class _Legible(_Plain):
    """A text with marks for what is not prose, which a reader cannot read."""

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return value.replace(OPAQUE, UNSAID)

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        return cast("str", super().decode(data, pointer, place, context)).replace(UNSAID, OPAQUE)


class _Octets:
    """Octets as hexadecimal digits."""

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return value.hex().upper()

    def decode(self, data: Any, pointer: str, _place: Location, _context: Context) -> object:
        try:
            return bytes.fromhex(data)
        except (TypeError, ValueError) as error:
            message = f"{pointer}: {error}"
            raise UnreadableError(message) from error

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string", "pattern": "^([0-9A-F]{2})*$"}


class _Enum:
    def __init__(self, kind: type[Enum]) -> None:
        self._kind = kind

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return value.value

    def decode(self, data: Any, pointer: str, _place: Location, _context: Context) -> object:
        try:
            return self._kind(data)
        except ValueError as error:
            message = f"{pointer}: {error}"
            raise UnreadableError(message) from error

    def schema(self, _schemas: Schemas) -> Schema:
        return {"enum": [member.value for member in self._kind]}


class _Place:
    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return write_place(value)

    def decode(self, data: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return read_place(data)

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string", "pattern": ":[0-9]+$"}


class _Text:
    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        if value.at != place:
            context.source_map[pointer] = write_place(value.at)
        return value.value

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        text = cast("str", _STRING.decode(data, pointer, place, context))
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
        return _mapped_text(cast("str", _STRING.decode(data, pointer, place, context)), pointer, place, context)

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


class _Optional:
    def __init__(self, inner: Codec) -> None:
        self._inner = inner

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        return None if value is None else self._inner.encode(value, pointer, place, context)

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        # A number that could not be read is null, too: the source map knows how it was written.
        if data is None and not isinstance(self._inner, _Number):
            return None
        return self._inner.decode(data, pointer, place, context)

    def schema(self, schemas: Schemas) -> Schema:
        inner = self._inner.schema(schemas)
        kinds = inner.get("type")
        if kinds is None:
            return {"anyOf": [inner, NULL]}
        names = [kinds] if isinstance(kinds, str) else kinds
        return {**inner, "type": list(dict.fromkeys((*names, "null")))}


class _List:
    def __init__(self, inner: Codec) -> None:
        self._inner = inner

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        return [self._inner.encode(item, f"{pointer}/{index}", place, context) for index, item in enumerate(value)]

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        items = checked(list, data, pointer)
        return tuple(self._inner.decode(item, f"{pointer}/{index}", place, context) for index, item in enumerate(items))

    def schema(self, schemas: Schemas) -> Schema:
        return {"type": "array", "items": self._inner.schema(schemas)}


class _Tuple:
    """A fixed number of values."""

    def __init__(self, inner: tuple[Codec, ...]) -> None:
        self._inner = inner

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        pairs = zip(self._inner, value, strict=True)
        return [codec.encode(item, f"{pointer}/{index}", place, context) for index, (codec, item) in enumerate(pairs)]

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        items = checked(list, data, pointer)
        if len(items) != len(self._inner):
            message = f"{pointer}: {len(self._inner)} values are needed"
            raise UnreadableError(message)
        pairs = zip(self._inner, items, strict=True)
        return tuple(
            codec.decode(item, f"{pointer}/{index}", place, context) for index, (codec, item) in enumerate(pairs)
        )

    def schema(self, schemas: Schemas) -> Schema:
        items = [codec.schema(schemas) for codec in self._inner]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


class _Section:
    """The clause that contains a record."""

    def encode(self, value: Any, _pointer: str, _place: Location, _context: Context) -> object:
        return section_id(value)

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        name = _STRING.decode(data, pointer, place, context)
        if name not in context.clauses:
            message = f"{pointer}: the clause {name!r} does not exist"
            raise UnreadableError(message)
        return context.clauses[cast("str", name)]

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string", "pattern": "#"}


NUMBER: Codec = _Number()
"""Shows a text as an integer."""

WRITTEN: Codec = _Written()
"""Shows a text in the source map alone, with its place."""

VALUE: Codec = _Value()
"""Shows a text as a number where it is one."""

NAME: Codec = _Name()
"""Shows a text without markup."""

LEGIBLE: Codec = _Legible(str)
"""Shows a string without the marks for what is not prose."""

_SIMPLE: dict[Any, Codec] = {
    Location: _Place(),
    Clause: _Section(),
    str: _STRING,
    int: _Plain(int),
    bool: _Plain(bool),
    bytes: _Octets(),
}


def codec_of(hint: Any, records: Callable[[type], Codec], text: Codec | None = None) -> Codec:
    """The codec of a type; ``records`` knows those of classes, ``text`` that of texts that are not shown as they are.

    Raises:
        TypeError: records have not used this type so far.
    """
    codec = (text or _Text()) if hint is Text else _SIMPLE.get(hint)
    if hint is str and text is NAME:
        codec = _NameOnly()
    elif hint is str and text is LEGIBLE:
        codec = text
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType) and type(None) in arguments:
        [inner] = (each for each in arguments if each is not type(None))
        codec = _Optional(codec_of(inner, records, text))
    elif get_origin(hint) is tuple and arguments[-1] is ...:
        codec = _List(codec_of(arguments[0], records, text))
    elif get_origin(hint) is tuple:
        codec = _Tuple(tuple(codec_of(each, records, text) for each in arguments))
    elif isinstance(hint, type) and issubclass(hint, Enum):
        codec = _Enum(hint)
    elif codec is None and is_dataclass(hint):
        codec = records(cast("type", hint))
    if codec is None:
        message = f"no JSON is known for {hint}"
        raise TypeError(message)
    return codec


def checked(kind: type, data: Any, pointer: str) -> Any:
    """The value, if it is of this kind: ``list`` or ``dict``.

    Raises:
        UnreadableError: it is not.
    """
    if not isinstance(data, kind):
        message = f"{pointer}: {data!r} is not {'a list' if kind is list else 'an object'}"
        raise UnreadableError(message)
    return data
