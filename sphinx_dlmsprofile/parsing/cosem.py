"""The directive ``cosem-class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass, Method, read_integer
from sphinx_dlmsprofile.model.location import Text
from sphinx_dlmsprofile.model.regex import regex
from sphinx_dlmsprofile.parsing.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("name", "class-id", "version", "cardinality", "obis", "file", "class")
BODY_KEYS = ("attributes", "methods", "description")
ATTRIBUTE_KEYS = ("name", "type", "static", "min", "max", "default", "short-name", "description")
METHOD_KEYS = ("name", "type", "mandatory", "short-name", "description")

_CONSTRUCTORS = frozenset({"structure", "array", "compact-array", "choice"})
_PRESENCE = {"m": True, "mandatory": True, "o": False, "optional": False}
_ELLIPSIS = regex(r"\s*(…|–|\.{2,3})\s*")
_SEPARATOR = regex(r"[,;]|\s+and\s+")
_TYPE_ADVICE = "write a name, {structure: [type, …]}, {array: type} or {choice: [type, …]}"


def parse_cosem_class(source: DirectiveSource, reader: BodyReader) -> InterfaceClass:
    """Read an interface class: identity from the options, attributes and methods from the body."""
    options = reader.options(source, OPTIONS)
    fields = reader.fields(reader.body(source.body), BODY_KEYS, "the body")
    members = {key: reader.entries(fields.get(key), f'"{key}"') for key in ("attributes", "methods")}
    # What is absent may stand in a part that could not be read; the faults from here on hide nothing.
    incomplete = bool(reader.faults)
    if source.argument is None:
        reader.fault("body-value-type", source.at, "the interface class has no name: write it behind cosem-class::")
    for name in ("class-id", "version"):
        _check_number(options.get(name), name, reader)
    return InterfaceClass(
        at=source.at,
        name=source.argument or Text("", source.at),
        label=options.get("name"),
        class_id=_filled(options.get("class-id")),
        version=_filled(options.get("version")),
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
        reader.fault("body-value-type", option.at, f"{name} is {written}, and takes a number")


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
        before = len(reader.faults)
        self._fields = reader.fields(node, known, self._what)
        # A fault in the keys leaves open what the absent ones were to be.
        damaged = len(reader.faults) > before
        self.unread = [name for name in known if name not in self._fields] if damaged else []

    def text(self, key: str) -> Text | None:
        node = self._fields.get(key)
        text = self._reader.text(node, f"{key} of {self._what}")
        self._note(key, node, read=text is not None)
        return text

    def boolean(self, key: str, words: dict[str, bool] | None = None) -> bool | None:
        text = self.text(key)
        word = text.value.casefold() if text else ""
        if words and word in words:
            return words[word]
        value = self._reader.boolean(text, f"{key} of {self._what}")
        self._note(key, self._fields.get(key), read=value is not None)
        return value

    def type(self) -> DataType | None:
        node = self._fields.get("type")
        if node is None or _is_empty(node):
            return None
        found = self._type(node)
        self._note("type", node, read=found is not None)
        return found

    def name(self, key: Scalar) -> Text | None:
        """The name; without one a member cannot be referred to."""
        name = self.text("name")
        if name is None and "name" not in self.unread:
            self._reader.fault("body-value-type", key.at, f"{self._what} has no name: write {{name: …}}")
            self.unread.append("name")
        return name

    def _note(self, key: str, node: Node | None, *, read: bool) -> None:
        if not read and node is not None and not _is_empty(node) and key not in self.unread:
            self.unread.append(key)

    def _type(self, node: Node) -> DataType | None:
        """A name, or a mapping of a constructor to its parts."""
        if isinstance(node, Scalar):
            return DataType(name=node.text)
        if isinstance(node, Mapping) and len(node.entries) == 1:
            constructor, inner = node.entries[0]
            return DataType(name=constructor.text, parts=self._parts(inner))
        self._reader.fault("body-value-type", node.at, f"the type of {self._what} cannot be read: {_TYPE_ADVICE}")
        return None

    def _parts(self, node: Node) -> tuple[DataType, ...]:
        if isinstance(node, Sequence):
            nodes: tuple[Node, ...] = node.items
        elif isinstance(node, Mapping) and not _is_constructed(node):
            nodes = tuple(value for _, value in node.entries)
        else:
            nodes = (node,)
        parts = (self._type(_without_label(part)) for part in nodes if not _is_empty(part))
        return tuple(part for part in parts if part)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value.strip()


def _is_constructed(node: Node) -> bool:
    return isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0][0].value.casefold() in _CONSTRUCTORS


def _without_label(node: Node) -> Node:
    """The type in ``{scaler: integer}``: the elements of a structure may be named."""
    if isinstance(node, Mapping) and len(node.entries) == 1 and not _is_constructed(node):
        return node.entries[0][1]
    return node


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
        unread=tuple(member.unread),
    )


def _method(key: Scalar, node: Node, reader: BodyReader) -> Method:
    member = _Member("method", key, node, METHOD_KEYS, reader)
    return Method(
        number=key.text,
        at=key.at,
        name=member.name(key),
        type=member.type(),
        mandatory=member.boolean("mandatory", _PRESENCE),
        short_name=member.text("short-name"),
        description=member.text("description"),
    )
