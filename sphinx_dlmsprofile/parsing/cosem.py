"""The directive ``cosem-class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass, Method, read_integer
from sphinx_dlmsprofile.model.support import read_support
from sphinx_dlmsprofile.parsing.data_types import is_empty, read_type, read_values
from sphinx_dlmsprofile.parsing.support import checked_support
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.cosem import DataType
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.text.yaml_nodes import Node, Scalar

OPTIONS = ("name", "class-id", "version", "supersedes", "cardinality", "obis", "file", "class")
BODY_KEYS = ("attributes", "methods", "description")
ATTRIBUTE_KEYS = ("name", "type", "values", "static", "mandatory", "min", "max", "default", "short-name", "description")
METHOD_KEYS = ("name", "type", "values", "mandatory", "short-name", "description")

_WRITTEN = {"m": "M", "o": "O", "yes": "M", "no": "O", "true": "M", "false": "O", "y": "M", "n": "O"}
"""Other spellings of what a member is: mandatory or not."""

_PLAIN = {"M": True, "O": False}
_ELLIPSIS = regex(r"(?<!\s)\s*(…|–|\.{2,3})\s*")
_SEPARATOR = regex(r"[,;]|(?<!\s)\s+and\s+")


def parse_cosem_class(source: DirectiveSource, reader: BodyReader) -> InterfaceClass:
    """Read an interface class: identity from the options, attributes and methods from the body."""
    options = reader.options(source, OPTIONS)
    fields = reader.fields(reader.body(source.body), BODY_KEYS, "the body")
    members = {key: reader.entries(fields.get(key), f'"{key}"') for key in ("attributes", "methods")}
    # What is absent may stand in a part that could not be read; the faults from here on hide nothing.
    incomplete = bool(reader.faults)
    if source.argument is None:
        reader.fault("body-value-type", source.at, "the interface class has no name: write it after cosem-class::")
    for name in ("class-id", "version", "supersedes"):
        _check_number(options.get(name), name, reader)
    return InterfaceClass(
        at=source.at,
        name=source.argument or Text("", source.at),
        label=options.get("name"),
        class_id=_filled(options.get("class-id")),
        version=_filled(options.get("version")),
        supersedes=_filled(options.get("supersedes")),
        cardinality=_filled(options.get("cardinality")),
        obis=split_codes(options.get("obis")),
        description=reader.text(fields.get("description"), "the description"),
        attributes=tuple(_attribute(key, node, reader) for key, node in members["attributes"]),
        methods=tuple(_method(key, node, reader) for key, node in members["methods"]),
        incomplete=incomplete,
    )


def _filled(option: Text | None) -> Text | None:
    return option if option and option.value.strip() else None


def _check_number(option: Text | None, name: str, reader: BodyReader) -> None:
    if option is not None and read_integer(option.value) is None:
        written = f'"{option}"' if option.value else "empty"
        reader.fault("body-value-type", option.at, f"{name} is {written}, but takes a number")


def split_codes(option: Text | None) -> tuple[Text, ...]:
    """The OBIS codes of an option, separated by commas or white space; a malformed one is kept whole."""
    if option is None:
        return ()
    codes: list[str] = []
    for part in _SEPARATOR.split(_ELLIPSIS.sub(r"\1", option.value)):
        words = part.replace("`", "").split()
        # White space separates codes, and may also be a slip inside one.
        codes += words if all("-" in word and ":" in word for word in words) else [" ".join(words)]
    return tuple(Text(code, option.at) for code in codes if code)


class _Member:
    """The fields of one attribute or method, with the keys that could not be read."""

    def __init__(self, what: str, key: Scalar, node: Node, known: tuple[str, ...], reader: BodyReader) -> None:
        self._what = f"{what} {key.value}"
        self._reader = reader
        with reader.part() as part:
            self._fields = reader.fields(node, known, self._what)
        # A fault in the keys leaves open what the absent ones were to be.
        self.unread = [name for name in known if name not in self._fields] if part.damaged else []

    def text(self, key: str) -> Text | None:
        node = self._fields.get(key)
        text = self._reader.text(node, f"{key} of {self._what}")
        self._note(key, node, read=text is not None)
        return text

    def support(self) -> Text | None:
        """What is demanded; yes and no say that it is mandatory or not."""
        written = self.text("mandatory")
        if written is None:
            return None
        text = Text(_WRITTEN.get(written.value.casefold(), written.value), written.at)
        return checked_support(text, f"mandatory of {self._what}", self._reader)

    def boolean(self, key: str) -> bool | None:
        text = self.text(key)
        value = self._reader.boolean(text, f"{key} of {self._what}")
        self._note(key, self._fields.get(key), read=value is not None)
        return value

    def type(self) -> DataType | None:
        """The type with the names of its values."""
        node, values = self._fields.get("type"), self._fields.get("values")
        found = read_type(node, self._what, self._reader) if node is not None and not is_empty(node) else None
        self._note("type", node, read=found is not None)
        if values is None or is_empty(values):
            return found
        return read_values(found, values, self._what, self._reader)

    def name(self, key: Scalar) -> Text | None:
        """The name; without one a member cannot be referred to."""
        name = self.text("name")
        if name is None and "name" not in self.unread:
            self._reader.fault("body-value-type", key.at, f"{self._what} has no name: write {{name: …}}")
            self.unread.append("name")
        return name

    def _note(self, key: str, node: Node | None, *, read: bool) -> None:
        if not read and node is not None and not is_empty(node) and key not in self.unread:
            self.unread.append(key)


def _attribute(key: Scalar, node: Node, reader: BodyReader) -> Attribute:
    member = _Member("attribute", key, node, ATTRIBUTE_KEYS, reader)
    # That attribute 1 has no name is class-logical-name's.
    first = read_integer(key.value) == 1
    return Attribute(
        number=key.text,
        at=key.at,
        name=member.text("name") if first else member.name(key),
        type=member.type(),
        static=member.boolean("static"),
        minimum=member.text("min"),
        maximum=member.text("max"),
        default=member.text("default"),
        short_name=member.text("short-name"),
        description=member.text("description"),
        support=member.support(),
        unread=tuple(member.unread),
    )


def _method(key: Scalar, node: Node, reader: BodyReader) -> Method:
    member = _Member("method", key, node, METHOD_KEYS, reader)
    support = member.support()
    read = read_support(support.value) if support else None
    plain = _PLAIN.get(read.symbol) if read else None
    return Method(
        number=key.text,
        at=key.at,
        name=member.name(key),
        type=member.type(),
        mandatory=plain,
        support=support if plain is None or (read and (read.remark or read.label)) else None,
        short_name=member.text("short-name"),
        description=member.text("description"),
    )
