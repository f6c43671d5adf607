"""A registry file of a project: interface classes and OBIS codes that exist in addition to those of the package.

The format is that of ``registry/registry.schema.json``; ``docs/registry.md`` describes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.model.cosem import read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.registered import (
    Layout,
    ObisRelation,
    RegisteredAttribute,
    RegisteredClass,
    RegisteredMethod,
    short_name,
)
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.data_types import is_empty, read_type
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.registry.data_types import is_type, unknown_type
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Fields

    from sphinx_dlmsprofile.model.finding import Change
    from sphinx_dlmsprofile.model.registered import Registry
    from sphinx_dlmsprofile.text.yaml_nodes import Node

_M = TypeVar("_M")

RULE = "registry-file"
FORMAT = 1
"""The version of the format that this reader knows."""

KEYS = ("format", "head", "classes", "relations")
CLASS_KEYS = (
    "class_id", "name", "current_version", "versions", "sources", "independent", "confidence", "introduced_by",
    "note", "layouts",
)  # fmt: skip
LAYOUT_KEYS = ("sources", "confidence", "attributes", "methods", "discrepancies")
ATTRIBUTE_KEYS = (
    "id", "name", "type", "static", "min", "max", "default", "short_name", "sources", "confidence", "name_from",
    "type_conflict",
)  # fmt: skip
METHOD_KEYS = ("id", "name", "type", "mandatory", "sources", "name_from")
RELATION_KEYS = ("class_id", "codes", "name")

_LARGEST_ID = 0xFFFF
_LARGEST_OCTET = 0xFF
_CONFIDENCES = ("cross-checked", "single-source")


class RegistryReader(BodyReader):
    """Reads registry files; all their faults are reported by one rule."""

    def fault(self, kind: str, at: Location, message: str, edit: Change | None = None) -> None:  # noqa: ARG002  the file
        """Record a fault."""
        super().fault(RULE, at, message, edit)

    def extend(self, registry: Registry, name: str, text: str) -> Registry:
        """The registry with what the file holds."""
        lines = [Line(line, name, number) for number, line in enumerate(text.splitlines(), 1)]
        with self.part() as part:
            node = self.body(lines)
        if part.damaged or not self._is_known_format(node, Location(name, 1)):
            return registry
        fields = self.fields(node, KEYS, "a registry file")
        for item in self._items(fields, "classes"):
            if (known := self._class(item)) and self._fits(known, item, registry):
                registry = registry.extended([known])
        relations = [each for item in self._items(fields, "relations") for each in self._relations(item, registry)]
        return registry.extended((), relations)

    def _is_known_format(self, node: Node | None, top: Location) -> bool:
        entries = node.entries if isinstance(node, Mapping) else ()
        written = next((value for key, value in entries if key.value == "format"), None)
        if written is None:
            self.fault(RULE, top, f"a registry file has to state its format: begin with format: {FORMAT}")
        elif not isinstance(written, Scalar) or read_integer(written.value) != FORMAT:
            self.fault(RULE, written.at, f"the format of a registry file is {FORMAT}: no other is known")
        else:
            return True
        return False

    def _items(self, fields: Fields[str, Node], key: str) -> tuple[Node, ...]:
        node = fields.get(key)
        return () if node is None or is_empty(node) else self.items(node, f'"{key}"')

    def _integer(self, fields: Fields[str, Node], key: str, what: str, largest: int | None = None) -> int | None:
        """A number, None if there is none; ``largest`` bounds it, with 0 as the least."""
        text = self.text(fields.get(key), f"{key} of {what}")
        if text is None or text.value == "null":
            return None
        number = read_integer(text.value)
        if number is None or (largest is not None and not 0 <= number <= largest):
            bounds = f" from 0 to {largest}" if largest is not None else ""
            self.fault(RULE, text.at, f'{key} of {what} is a number{bounds}, not "{text}"')
            return None
        return number

    def _class(self, node: Node) -> RegisteredClass | None:
        with self.part() as part:
            fields = self.fields(node, CLASS_KEYS, "a class")
            class_id = self._integer(fields, "class_id", "a class", _LARGEST_ID)
            name = self.text(fields.get("name"), "the name of a class")
        if class_id is None or name is None:
            if not part.damaged:
                self.fault(RULE, _first(node), "a class needs a class_id and a name: add class_id: … and name: …")
            return None
        what = f'the class "{name}"'
        layouts = {layout.version: layout for layout in self._layouts(fields.get("layouts"), what)}
        versions = {*self._versions(fields, what), *layouts}
        current = self._integer(fields, "current_version", what, _LARGEST_OCTET)
        if current is not None:
            versions.add(current)
        introduced = self.text(fields.get("introduced_by"), f"introduced_by of {what}")
        return RegisteredClass(
            class_id=class_id,
            name=name.value,
            current_version=max(versions, default=None),
            versions=tuple(sorted(versions)),
            layouts=tuple(layouts[version] for version in sorted(layouts)),
            confirmed=self._confidence(fields, what),
            sources=self._words(fields, "sources", what),
            introduced_by=introduced.value if introduced else None,
        )

    def _fits(self, known: RegisteredClass, node: Node, registry: Registry) -> bool:
        """Whether class_id and name are free, or those of one class that exists."""
        by_id, by_name = registry.class_by_id(known.class_id), registry.class_by_name(known.name)
        if by_id and fold_joints(by_id.name) != fold_joints(known.name):
            problem = f'class_id {known.class_id} is that of "{by_id.name}"'
            self.fault(RULE, _first(node), f"{problem}: correct the class_id, or take that name to add versions to it")
            return False
        if by_name and by_name.class_id != known.class_id:
            problem = f'"{by_name.name}" is the name of the class with class_id {by_name.class_id}'
            self.fault(RULE, _first(node), f"{problem}: correct the name, or take that class_id to add versions to it")
            return False
        return True

    def _versions(self, fields: Fields[str, Node], what: str) -> Iterator[int]:
        for item in self._items(fields, "versions"):
            number = self._integer({"versions": item}, "versions", what, _LARGEST_OCTET)
            if number is not None:
                yield number

    def _confidence(self, fields: Fields[str, Node], what: str) -> bool:
        text = self.text(fields.get("confidence"), f"the confidence of {what}")
        return self.choice(text, _CONFIDENCES, f"the confidence of {what}") != "single-source"

    def _words(self, fields: Fields[str, Node], key: str, what: str) -> tuple[str, ...]:
        texts = (self.text(item, f"{key} of {what}") for item in self._items(fields, key))
        return tuple(text.value for text in texts if text)

    def _layouts(self, node: Node | None, what: str) -> Iterator[Layout]:
        seen: set[int] = set()
        for key, value in self.entries(node, f"layouts of {what}"):
            version = read_integer(key.value)
            if version is None or not 0 <= version <= _LARGEST_OCTET:
                self.fault(RULE, key.at, f'a layout of {what} has its version as key, a number, not "{key.value}"')
                continue
            if version in seen:
                self.fault(RULE, key.at, f"{what} has version {version} twice: remove one of them")
                continue
            seen.add(version)
            where = f"version {version} of {what}"
            fields = self.fields(value, LAYOUT_KEYS, where)
            yield Layout(
                version=version,
                attributes=self._members(fields, "attributes", where, self._attribute),
                methods=self._members(fields, "methods", where, self._method),
                confirmed=self._confidence(fields, where),
                sources=self._words(fields, "sources", where),
            )

    def _members(
        self, fields: Fields[str, Node], key: str, where: str, read: Callable[[int, str, Fields[str, Node], str], _M]
    ) -> tuple[_M, ...]:
        """The attributes or methods, by number."""
        kind, known = ("an attribute", ATTRIBUTE_KEYS) if key == "attributes" else ("a method", METHOD_KEYS)
        found: dict[int, _M] = {}
        for node in self._items(fields, key):
            with self.part() as part:
                inner = self.fields(node, known, kind)
                number = self._integer(inner, "id", kind, _LARGEST_OCTET)
                name = self.text(inner.get("name"), f"the name of {kind}")
            if number is None or name is None or number == 0:
                if not part.damaged:
                    self.fault(RULE, _first(node), f"{kind} needs an id from 1 up and a name: add id: … and name: …")
            elif number in found:
                self.fault(RULE, _first(node), f"{where} has {key} {number} twice: renumber one of them")
            else:
                found[number] = read(number, name.value, inner, f'"{name}" of {where}')
        return tuple(found[number] for number in sorted(found))

    def _attribute(self, number: int, name: str, fields: Fields[str, Node], what: str) -> RegisteredAttribute:
        offset = self.text(fields.get("short_name"), f"the short name of {what}")
        return RegisteredAttribute(
            number=number,
            name=name,
            type=self._type(fields, what),
            disputed="type_conflict" in fields,
            confirmed=self._confidence(fields, what),
            verbatim="name_from" not in fields,
            static=self.boolean(self.text(fields.get("static"), f"static of {what}"), f"static of {what}"),
            short_name=offset.value if offset else short_name(number),
            minimum=self._integer(fields, "min", what),
            maximum=self._integer(fields, "max", what),
            default=self._integer(fields, "default", what),
            sources=self._words(fields, "sources", what),
        )

    def _method(self, number: int, name: str, fields: Fields[str, Node], what: str) -> RegisteredMethod:
        mandatory = self.boolean(self.text(fields.get("mandatory"), f"mandatory of {what}"), f"mandatory of {what}")
        return RegisteredMethod(number=number, name=name, type=self._type(fields, what), mandatory=mandatory)

    def _type(self, fields: Fields[str, Node], what: str) -> str | None:
        """The outermost type; one written with its parts is read as in a ``cosem-class``."""
        node = fields.get("type")
        if isinstance(node, Scalar) and "|" in node.value:
            return self._either(node, what)
        found = None if node is None or is_empty(node) else read_type(node, what, self)
        for each in found.walk() if found else ():
            name = each.name.value
            if not is_type(name):
                self.fault(RULE, each.name.at, f"{what} has {unknown_type(name)}")
                return None
        return found.name.value if found else None

    def _either(self, node: Scalar, what: str) -> str | None:
        """The names of "structure | octet-string"."""
        names = [name.strip() for name in node.value.split("|")]
        for name in names:
            if not is_type(name):
                self.fault(RULE, node.at, f"{what} has {unknown_type(name)}")
                return None
        return " | ".join(names)

    def _relations(self, node: Node, registry: Registry) -> Iterator[ObisRelation]:
        with self.part() as part:
            fields = self.fields(node, RELATION_KEYS, "a relation")
            class_id = self._integer(fields, "class_id", "a relation", _LARGEST_ID)
            name = self.text(fields.get("name"), "the name of a relation")
            codes = [text for item in self._items(fields, "codes") if (text := self.text(item, "a code"))]
        if class_id is None or not codes:
            if not part.damaged:
                message = "a relation needs a class_id and codes: add class_id: … and codes: [0-0:128.0.0.255]"
                self.fault(RULE, _first(node), message)
            return
        if registry.class_by_id(class_id) is None:
            message = f"no class has the class_id {class_id}: correct it, or add the class under classes"
            self.fault(RULE, fields["class_id"].at, message)
            return
        for text in codes:
            if code := read_obis(text.value):
                yield ObisRelation(code=code, class_id=class_id, name=name.value if name else None)
            else:
                self.fault(RULE, text.at, f'"{text}" is not an OBIS code: write six value groups as A-B:C.D.E.F')


def _first(node: Node) -> Location:
    """The first key of an entry, where an author looks for it."""
    return node.entries[0][0].at if isinstance(node, Mapping) and node.entries else node.at
