"""From records to JSON objects and back, field by field, by their types and their declarations."""

from __future__ import annotations

from dataclasses import fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast, get_type_hints

from sphinx_dlmsprofile.exports.codec import Context, UnreadableError, checked, read_place, write_place
from sphinx_dlmsprofile.exports.text_codecs import LEGIBLE, NAME, NUMBER, VALUE, WRITTEN, Plain
from sphinx_dlmsprofile.exports.type_codecs import codec_of
from sphinx_dlmsprofile.model.apdu import Dissection
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.declaration import CLAUSE, COMMON, Around, Shown
from sphinx_dlmsprofile.model.fields.table import SHAPES, declared
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.exports.codec import Codec, Schema, Schemas
    from sphinx_dlmsprofile.model.fields.declaration import Field, Shape

_NAMES = {each.__name__: each for each in (ApduExample, Clause, Dissection, Location, SectionKind, Text, TextKind)}
"""What annotations name that their modules import for type checkers alone."""

_TEXTS_SHOWN = {
    Shown.NUMBER: NUMBER,
    Shown.VALUE: VALUE,
    Shown.NAME: NAME,
    Shown.LEGIBLE: LEGIBLE,
    Shown.MAPPED: WRITTEN,
}
"""How texts are shown that are not as their authors wrote them."""


@frozen
class _Field:
    name: str
    codec: Codec
    default: object
    declared: Field
    key: str
    mapped: bool
    is_plain: bool


class ObjectCodec:
    """Encodes the records of one class as objects."""

    def __init__(self, kind: type, shape: Shape, codecs: Codecs) -> None:
        self._kind, self._shape, self._codecs = kind, shape, codecs
        hints = get_type_hints(kind, localns=_NAMES)
        self._hints = {each: hints[each.name] for each in fields(kind) if each.init}
        self._texts = [each.name for each, hint in self._hints.items() if hint in _TEXTS]
        self._at = next((hint for each, hint in self._hints.items() if each.name == "at"), None)
        self._placed = self._at is not None or hasattr(kind, "at") or bool(self._texts)
        # Its place goes into the source map, not into the object.
        self._quiet = bool(shape.only) or not shape.placed

    @cached_property
    def _fields(self) -> list[_Field]:
        # At first use, since a record may contain others of its kind.
        found = []
        for each, hint in self._hints.items():
            if each.name != "at":
                known = declared(self._kind, each.name)
                codec = self._codecs.of(hint, _TEXTS_SHOWN.get(known.shown))
                mapped, is_plain = known.shown is Shown.MAPPED, type(codec) is Plain
                found.append(_Field(each.name, codec, each.default, known, known.key or each.name, mapped, is_plain))
        return found

    @cached_property
    def _only(self) -> Codec | None:
        return next((each.codec for each in self._fields if each.name == self._shape.only), None)

    @property
    def name(self) -> str:
        """The name of its definition in the schema."""
        return self._shape.name or self._kind.__name__

    def _place(self, value: Any, around: Location) -> Location:
        at = getattr(value, "at", None)
        if at is None and not self._at:
            found = (getattr(value, name) for name in self._texts)
            texts = (each[0] if isinstance(each, tuple) else each for each in found if each)
            at = next((text.at for text in texts), None)
        return cast("Location", at or around)

    def encode(self, value: Any, pointer: str, place: Location, context: Context) -> object:
        """The JSON object, or the one value that stands for it."""
        context = _around(value, context)
        inside = self._place(value, place) if self._placed else place
        if self._quiet and inside != place:
            context.source_map[pointer] = write_place(inside)
        if self._only:
            return self._only.encode(getattr(value, self._shape.only), pointer, inside, context)
        data: dict[str, object] = {}
        for each in self._fields:
            content = getattr(value, each.name)
            if each.declared.optional and content == each.default:
                continue
            # Texts and numbers are most of all values, and are what they are wherever they stand.
            encoded = content if each.is_plain else each.codec.encode(content, f"{pointer}/{each.key}", inside, context)
            if not each.mapped:
                data[each.key] = encoded
            elif encoded:
                context.source_map[f"{pointer}/{each.key}"] = encoded
        for key, derived in self._shape.derived.items():
            data[key] = derived.make(value, context.around)
        if isinstance(value, Record):
            data["clause"] = CLAUSE.make(value, context.around)
            data |= {key: data.pop(key) for key in ("section", "unread") if key in data}
        if self._placed and not self._quiet:
            data["source"] = None if self._at and value.at is None else write_place(inside)
        return data

    def decode(self, data: Any, pointer: str, place: Location, context: Context) -> object:
        """The record; keys that are absent have their defaults."""
        source = context.source_map.get(pointer) if self._quiet else checked(dict, data, pointer).get("source")
        inside = place if source is None else read_place(source)
        values: dict[str, Any] = {}
        if self._at:
            values["at"] = None if source is None and not self._quiet else inside
        if self._only:
            values[self._shape.only] = self._only.decode(data, pointer, inside, context)
            return self._make(pointer, values)
        checked(dict, data, pointer)
        for each in self._fields:
            below = f"{pointer}/{each.key}"
            known, key = (context.source_map, below) if each.mapped else (data, each.key)
            if key in known:
                values[each.name] = each.codec.decode(known[key], below, inside, context)
        return self._make(pointer, values)

    def _make(self, pointer: str, values: dict[str, Any]) -> object:
        try:
            return self._kind(**values)
        except TypeError as error:
            message = f"{pointer}: {error}"
            raise UnreadableError(message) from error

    def schema(self, schemas: Schemas) -> Schema:
        """A reference to its definition, which is added if it is not there yet."""
        if self._only:
            return self._only.schema(schemas)
        if self.name not in schemas.definitions:
            schemas.definitions[self.name] = {}  # it may contain itself
            schemas.definitions[self.name] = self._definition(schemas)
        return {"$ref": f"#/$defs/{self.name}"}

    def _definition(self, schemas: Schemas) -> Schema:
        shown = [each for each in self._fields if not each.mapped]
        properties = {each.key: _described(each.declared.words, each.codec.schema(schemas)) for each in shown}
        properties |= {key: _described(each.words, each.schema) for key, each in self._shape.derived.items()}
        if issubclass(self._kind, Record):
            properties["clause"] = _described(CLAUSE.words, CLAUSE.schema)
            properties |= {key: properties.pop(key) for key in ("section", "unread")}
        if self._placed and not self._quiet:
            schema = self._codecs.of(self._at or Location).schema(schemas)
            properties["source"] = _described(COMMON["at"].words, schema)
        optional = {each.key for each in shown if each.declared.optional}
        return {
            "type": "object",
            "properties": properties,
            "required": [key for key in properties if key not in optional],
        }


def _around(value: Any, context: Context) -> Context:
    """The context of what is in a value."""
    if not isinstance(value, Record):
        return context
    around = Around(context.around.project, value, context.around.explained)
    return Context(context.source_map, context.clauses, around)


def _described(words: str, schema: Schema) -> Schema:
    return {"description": words, **schema}


_TEXTS = (Text, Text | None, tuple[Text, ...])


class Codecs:
    """The codecs of all types; ``names`` are those that annotations use and their modules do not have."""

    names = _NAMES

    def __init__(self) -> None:
        self._objects: dict[type, ObjectCodec] = {}

    def object(self, kind: type) -> ObjectCodec:
        """The codec of a class of records."""
        if kind not in self._objects:
            self._objects[kind] = ObjectCodec(kind, SHAPES[kind], self)
        return self._objects[kind]

    def of(self, hint: Any, text: Codec | None = None) -> Codec:
        """The codec of a type, as :func:`~sphinx_dlmsprofile.exports.codec.codec_of`."""
        return codec_of(hint, self.object, text)


@cache
def codecs() -> Codecs:
    """What encodes and decodes all records."""
    return Codecs()
