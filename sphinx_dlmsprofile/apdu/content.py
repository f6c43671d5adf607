"""What an APDU says, beyond its fields: about the association, and about which attributes and methods."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.schema.apdus import apdus_by_name
from sphinx_dlmsprofile.apdu.schema.common import ATTRIBUTE_DESCRIPTOR, METHOD_DESCRIPTOR
from sphinx_dlmsprofile.apdu.schema.protection import GATEWAY
from sphinx_dlmsprofile.model.apdu import Association, Element, Form, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.apdu.types import Apdu

_INVOKE_CONFIRMED, _LONG_CONFIRMED = 1 << 6, 1 << 30
_VALUES = ("value", "attribute-value", "method-invocation-parameters")
_DESCRIPTORS = (ATTRIBUTE_DESCRIPTOR.name, METHOD_DESCRIPTOR.name)
_LISTS = (
    ("attribute-descriptor-list", "value-list"),
    ("cosem-method-descriptor-list", "method-invocation-parameters"),
    ("access-request-specification", "access-request-list-of-data"),
)


def apdu_of(element: Element) -> Apdu:
    """What the schema says of an APDU."""
    return apdus_by_name()[element.name][0]


def main_apdu(element: Element) -> Element:
    """The APDU after the prefix of a gateway, else the APDU itself."""
    while element.children and apdu_of(element).type is GATEWAY:
        element = element.children[-1].children[0]
    return element


def names(element: Element) -> tuple[str, ...]:
    """Its name, and that of its choice where that is a kind of its own."""
    element = main_apdu(element)
    child = element.children[0].name if element.form is Form.CHOICE else ""
    return (element.name, child) if child in apdus_by_name() and child != element.name else (element.name,)


def confirmed(element: Element) -> bool | None:
    """The service class; None where the APDU has none."""
    for part in main_apdu(element).walk():
        if part.name in {"invoke-id-and-priority", "long-invoke-id-and-priority"}:
            bit = _INVOKE_CONFIRMED if part.name.startswith("invoke") else _LONG_CONFIRMED
            return bool(int(part.value, 16) & bit)
        if part.name == "initiateRequest":
            allowed = part.child("response-allowed")
            return allowed is None or allowed.value != "false"
    return None


def association(element: Element) -> Association:
    """Context, mechanism and conformance, where they stand in it."""
    context = mechanism = conformance = None
    for part in main_apdu(element).walk():
        if part.name == "application-context-name":
            context = _last_number(part.value)
        elif part.name == "mechanism-name":
            mechanism = _last_number(part.value)
        elif part.type == "Conformance":
            conformance = tuple(part.value.split(", ")) if part.value else ()
    return Association(context=context, mechanism=mechanism, conformance=conformance)


def _last_number(identifier: str) -> int | None:
    """That of an object identifier; None if it is none of DLMS/COSEM."""
    last = identifier.rpartition(".")[2]
    return int(last) if last.isdecimal() else None


def mentions(element: Element) -> tuple[Mention, ...]:
    """All attributes and methods that it refers to by logical name, in their order."""
    return tuple(_mentions(main_apdu(element)))


def _mentions(element: Element) -> Iterator[Mention]:
    listed = {descriptors: values for descriptors, values in _LISTS if element.child(descriptors)}
    for child in element.children:
        if child.name in listed:
            values = element.child(listed[child.name])
            for item, value in zip_longest(child.children, values.children if values else ()):
                if item is not None:
                    found = next((part for part in item.walk() if part.type in _DESCRIPTORS), None)
                    if found is not None:
                        yield _mention(found, value)
        elif child.type in _DESCRIPTORS:
            yield _mention(child, next((value for name in _VALUES if (value := element.child(name))), None))
        elif child.type != "Data":
            yield from _mentions(child)


def _mention(descriptor: Element, data: Element | None) -> Mention:
    class_id, name, number = descriptor.children
    attribute = number.name == "attribute-id"
    # null-data stands for no value in an ACCESS request.
    carried = data if data and data.type == "Data" and data.children[0].name != "null-data" else None
    return Mention(
        class_id=int(class_id.value),
        logical_name=name.value,
        attribute=int(number.value) if attribute else None,
        method=None if attribute else int(number.value),
        data_type=carried.children[0].name if carried else "",
        data=carried,
        class_offset=class_id.octets[0],
        name_offset=name.octets[0],
        number_offset=number.octets[0],
    )
