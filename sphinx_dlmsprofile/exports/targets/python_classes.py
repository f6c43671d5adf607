"""The new classes of a profile for a client library of Python: DLMS-SPODES.

It is under the MIT licence and kept up, and its classes are declared as data, so that new ones can be registered; the
others known have a closed list of classes, or a licence under which a generated file could not be used freely.
"""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment
from sphinx_dlmsprofile.exports.omissions import omissions
from sphinx_dlmsprofile.model.class_notation import read_span, read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType, Method
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text

_TYPES = {
    "null-data": "NullData",
    "boolean": "Boolean",
    "bit-string": "BitString",
    "double-long": "DoubleLong",
    "double-long-unsigned": "DoubleLongUnsigned",
    "octet-string": "OctetString",
    "visible-string": "VisibleString",
    "utf8-string": "Utf8String",
    "bcd": "Bcd",
    "integer": "Integer",
    "long": "Long",
    "unsigned": "Unsigned",
    "long-unsigned": "LongUnsigned",
    "long64": "Long64",
    "long64-unsigned": "Long64Unsigned",
    "float32": "Float32",
    "float64": "Float64",
    "date-time": "DateTime",
    "date": "Date",
    "time": "Time",
}
_RESERVED = (*keyword.kwlist, *keyword.softkwlist, "cdt", "choices", "collection", "ic", "ut", "CLASSES", "register")
_MEMBERS = (*keyword.kwlist, "TAG", "TYPE", "DEFAULT", "ELEMENTS", "values", "contents", "encoding", "decode", "set")
"""What the library uses in its types."""

_LARGEST_ID, _LARGEST_VERSION = 0xFFFF, 0xFF
_ENUM = 256


class _LeftOutError(Exception):
    """A class cannot be written; the message says why."""


def export(project: Project, _date: datetime) -> str:
    """The module; classes without class_id, version or types are left out, as the head says."""
    module = _Module(project)
    lines = list(module.lines())
    head = [f"# {comment(title_of(project))}", *omissions(module.left_out, "#")]
    return "\n".join([*head, *lines]) + "\n"


def left_out(project: Project) -> list[str]:
    """The classes that are left out, and why."""
    module = _Module(project)
    list(module.lines())
    return module.left_out


class _Module:
    """Writes types before the classes that use them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._names = Identifiers(_RESERVED)
        self.left_out: list[str] = []

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        yield ""
        yield "from DLMS_SPODES.cosem_interface_classes import collection"
        yield "from DLMS_SPODES.cosem_interface_classes import cosem_interface_class as ic"
        yield "from DLMS_SPODES.types import cdt, choices, ut"
        made = []
        for record in self._project.of(InterfaceClass):
            types: list[str] = []
            try:
                name, lines = self._class(record, types)
            except _LeftOutError as error:
                self.left_out.append(f"class {unmarked(record.name.value)}: {error}")
                continue
            yield from types
            yield ""
            yield ""
            made.append(name)
            yield from lines
        yield ""
        yield ""
        yield f"CLASSES = ({''.join(f'{name}, ' for name in made)})"
        yield ""
        yield ""
        yield "def register(class_map=None):"
        yield '    """Make the classes known to the library, or to a map of classes of its user."""'
        yield "    known = collection.common_interface_class_map if class_map is None else class_map"
        yield "    for each in CLASSES:"
        yield "        known.setdefault(int(each.CLASS_ID), collection.ClassMap())[int(each.VERSION)] = each"

    def _class(self, record: InterfaceClass, types: list[str]) -> tuple[str, list[str]]:
        version = read_integer(record.version.value) if record.version else 0
        number = record.id_number
        if number is None or version is None or not (0 <= number <= _LARGEST_ID and 0 <= version <= _LARGEST_VERSION):
            problem = "class_id or version is missing or too large"
            raise _LeftOutError(problem)
        name = self._names.camel(unmarked(record.name.value))
        attributes = [self._attribute(name, each, types) for each in _in_order(record.attributes)[1:]]
        methods = [self._method(name, each, types) for each in _in_order(record.methods)]
        return name, [
            f"class {name}(ic.COSEMInterfaceClasses):",
            f"    # {comment(unmarked(record.name.value))}",
            f"    CLASS_ID = ut.CosemClassId({number})",
            f"    VERSION = cdt.Unsigned({version})",
            "    A_ELEMENTS = (",
            *(f"        {line}," for line in attributes),
            "    )",
            "    M_ELEMENTS = (",
            *(f"        {line}," for line in methods),
            "    )",
            "",
            "    def characteristics_init(self):",
            '        """Nothing depends on other attributes."""',
        ]

    def _attribute(self, owner: str, attribute: Attribute, types: list[str]) -> str:
        name = _plain(attribute.name)
        if attribute.type is None:
            problem = f"attribute {name or attribute.number} has no type"
            raise _LeftOutError(problem)
        written = self._type(f"{owner} {name}", attribute.type, types)
        limits = {"min": attribute.minimum, "max": attribute.maximum, "default": attribute.default}
        is_number = written.startswith("cdt.") and not attribute.type.parts
        given = [
            f", {key}={int(value)}"
            for key, text in limits.items()
            if is_number and text and (value := read_value(text.value)) is not None and value == int(value)
        ]
        dynamic = ", classifier=ic.Classifier.DYNAMIC" if attribute.static is False else ""
        return f"ic.ICAElement({_literal(name)}, {written}{''.join(given)}{dynamic})"

    def _method(self, owner: str, method: Method, types: list[str]) -> str:
        name = _plain(method.name)
        written = self._type(f"{owner} {name}", method.type, types) if method.type else "cdt.Integer"
        return f"ic.ICMElement({_literal(name)}, {written})"

    def _type(self, called: str, data_type: DataType, types: list[str], *, is_inner: bool = False) -> str:
        """The name of a type of the library, or of one that is added to ``types``."""
        kind = _plain(data_type.name).casefold()
        if kind in _TYPES:
            return f"cdt.{_TYPES[kind]}"
        if kind == "enum":
            return self._added(called, f"cdt.Enum, elements=({_elements(data_type)})", ["pass"], types)
        parts = [self._type(f"{called} {_plain(part.label)}", part, types, is_inner=True) for part in data_type.parts]
        if kind == "array" and len(parts) == 1:
            return self._added(called, "cdt.Array", [f"TYPE = {parts[0]}"], types)
        if kind == "choice" and not is_inner:
            return self._choice(called, data_type, parts, types)
        if kind != "structure" or not parts:
            problem = f"the library has no type for {_plain(data_type.name)} of {called}"
            raise _LeftOutError(problem)
        fields = Identifiers(_MEMBERS)
        body = [
            f"{fields.lower(_plain(part.label) or f'element {index}')}: {written}"
            for index, (part, written) in enumerate(zip(data_type.parts, parts, strict=True), 1)
        ]
        return self._added(called, "cdt.Structure", body, types)

    def _choice(self, called: str, data_type: DataType, parts: list[str], types: list[str]) -> str:
        """An object that makes a value of the type that its tag names; so each type stands there once."""
        if not parts:
            return "choices.common_dt"
        kinds = [_plain(part.name).casefold() for part in data_type.parts]
        if len({*kinds}) < len(kinds):
            problem = f"{called} is a choice of several types with the same tag"
            raise _LeftOutError(problem)
        base = f"choices.CommonDataTypeChoiceBase, types=({', '.join(parts)},)"
        return f"{self._added(called, base, ['pass'], types)}()"

    def _added(self, called: str, base: str, body: list[str], types: list[str]) -> str:
        name = self._names.camel(called)
        types += ["", "", f"class {name}({base}):", *(f"    {line}" for line in body)]
        return name


def _in_order(members: tuple[Attribute, ...] | tuple[Method, ...]) -> list:  # type: ignore[type-arg]
    return sorted(members, key=lambda each: read_integer(each.number.value) or 0)


def _elements(data_type: DataType) -> str:
    """The values of an enumeration: those with names, else all."""
    found: dict[int, None] = {}
    for each in data_type.values:
        span = read_span(each.value.value)
        if span and 0 <= span[0] <= span[1] < _ENUM:
            found.update(dict.fromkeys(range(int(span[0]), int(span[1]) + 1)))
    return ", ".join(map(str, found or range(_ENUM))) + ","


def _plain(text: Text | None) -> str:
    return unmarked(text.value).strip() if text else ""


def _literal(text: str) -> str:
    return ascii(text)
