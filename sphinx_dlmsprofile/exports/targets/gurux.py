"""A conformance template for each new class, as GXDLMSDirector reads them: a request and the response to expect.

The template is a list of messages in the simple XML of Gurux, in which ``Value="*"`` stands for any value. Classes
follow each other in one file, each with a comment that names it; the test runs on each object of the class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_dlmsprofile.exports.identifiers import comment
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType
    from sphinx_dlmsprofile.model.project import Project

_TAGS = {
    "null-data": "None",
    "array": "Array",
    "structure": "Structure",
    "boolean": "Boolean",
    "bit-string": "BitString",
    "double-long": "Int32",
    "double-long-unsigned": "UInt32",
    "octet-string": "OctetString",
    "visible-string": "String",
    "utf8-string": "StringUTF8",
    "bcd": "Bcd",
    "integer": "Int8",
    "long": "Int16",
    "unsigned": "UInt8",
    "long-unsigned": "UInt16",
    "long64": "Int64",
    "long64-unsigned": "UInt64",
    "enum": "Enum",
    "float32": "Float32",
    "float64": "Float64",
    "date-time": "OctetString",
    "date": "OctetString",
    "time": "OctetString",
}
"""The elements that Gurux names the data types by."""


def export(project: Project, _date: datetime) -> str:
    """The template of all new classes; attributes of which the type is not known are left out, as a comment says."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Messages>"]
    lines += (f"  <!--Left out: {_comment(text)}-->" for text in left_out(project))
    for record in project.of(InterfaceClass):
        lines += [f"  {line}" for line in _class(record)]
    return "\n".join([*lines, "</Messages>"]) + "\n"


def left_out(project: Project) -> list[str]:
    """The classes and attributes that are left out, and why; methods are, since the template has none."""
    found = []
    for record in project.of(InterfaceClass):
        name = unmarked(record.name.value)
        if not _has_instance(record):
            found.append(f"class {name}: it has no class_id, or no logical name")
            continue
        found += [
            f"attribute {attribute.number} of class {name}: its number or its type is not known"
            for attribute in record.attributes
            if not _is_known(attribute)
        ]
        found += [f"methods of class {name}: the template has none"] * bool(record.methods)
    return found


def _has_instance(record: InterfaceClass) -> bool:
    return record.id_number is not None and any(read_obis(text.value) for text in record.obis)


def _is_known(attribute: Attribute) -> bool:
    number = read_integer(attribute.number.value)
    return number is not None and number > 0 and bool(attribute.type and [*_data(attribute, attribute.type)])


def _class(record: InterfaceClass) -> Iterator[str]:
    name = _comment(unmarked(record.name.value))
    code = next((code for text in record.obis if (code := read_obis(text.value))), None)
    if record.id_number is None or code is None:
        return
    octets = "".join(f"{low:02X}" for low, _ in code.groups)
    for attribute in record.attributes:
        number = read_integer(attribute.number.value)
        if number is None or number < 1:
            continue
        named = f"{name}.{_comment(unmarked(attribute.name.value))}" if attribute.name else name
        data = list(_data(attribute, attribute.type)) if attribute.type else []
        if not data:
            continue
        yield from _exchange(named, record.id_number, octets, number, data)


def _exchange(named: str, class_id: int, octets: str, number: int, data: list[str]) -> Iterator[str]:
    yield "<GetRequest>"
    yield "  <GetRequestNormal>"
    yield '    <InvokeIdAndPriority Value="*" />'
    yield "    <AttributeDescriptor>"
    yield f"      <!--{named}-->"
    yield f'      <ClassId Value="{class_id}" />'
    yield f'      <InstanceId Value="{octets}" />'
    yield f'      <AttributeId Value="{number}" />'
    yield "    </AttributeDescriptor>"
    yield "  </GetRequestNormal>"
    yield "</GetRequest>"
    yield "<GetResponse>"
    yield "  <GetResponseNormal>"
    yield '    <InvokeIdAndPriority Value="*" />'
    yield "    <Result>"
    yield "      <Data>"
    yield from (f"        {line}" for line in data)
    yield "      </Data>"
    yield "    </Result>"
    yield "  </GetResponseNormal>"
    yield "</GetResponse>"


def _data(attribute: Attribute, data_type: DataType) -> Iterator[str]:
    """The elements of a type; of an array with any number of items, the array alone."""
    tag = _TAGS.get(data_type.name.value.strip(" `*").casefold())
    if tag is None:
        return
    if tag == "Structure" and data_type.parts:
        inner = [list(_data(attribute, part)) for part in data_type.parts]
        if not all(inner):
            return
        yield f'<Structure Qty="{len(inner):02X}" >'
        for lines in inner:
            yield from (f"  {line}" for line in lines)
        yield "</Structure>"
        return
    yield f'<{tag} Qty="*" />' if tag in {"Array", "Structure"} else f'<{tag} Value="*" />'


def _comment(text: str) -> str:
    """A text within a comment: XML ends one at two hyphens."""
    return escape(comment(text)).replace("--", "- -").rstrip("-")
