"""The codec of each type that a field may have."""

from __future__ import annotations

import types
from dataclasses import is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Union, cast, get_args, get_origin

from sphinx_dlmsprofile.exports.codec import UnreadableError, checked, read_place, write_place
from sphinx_dlmsprofile.exports.text_codecs import LEGIBLE, NAME, NAME_ONLY, NUMBER, STRING, TEXT, Plain
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.front import section_id
from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.exports.codec import Codec, Context, Schema, Schemas

NULL: Schema = {"type": "null"}


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


class _Optional:
    def __init__(self, inner: Codec) -> None:
        self._inner = inner

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        return None if value is None else self._inner.encode(value, pointer, place, context)

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        # A number that could not be read is null, too: the source map knows how it was written.
        if data is None and self._inner is not NUMBER:
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
        name = STRING.decode(data, pointer, place, context)
        if name not in context.clauses:
            message = f"{pointer}: the clause {name!r} does not exist"
            raise UnreadableError(message)
        return context.clauses[cast("str", name)]

    def schema(self, _schemas: Schemas) -> Schema:
        return {"type": "string", "pattern": "#"}


_SIMPLE: dict[Any, Codec] = {
    Location: _Place(),
    Clause: _Section(),
    str: STRING,
    int: Plain(int),
    bool: Plain(bool),
    bytes: _Octets(),
}


def codec_of(hint: Any, records: Callable[[type], Codec], text: Codec | None = None) -> Codec:
    """The codec of a type; ``records`` knows those of classes, ``text`` that of texts that are not shown as they are.

    Raises:
        TypeError: records have not used this type so far.
    """
    codec = (text or TEXT) if hint is Text else _SIMPLE.get(hint)
    if hint is str and text is NAME:
        codec = NAME_ONLY
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
