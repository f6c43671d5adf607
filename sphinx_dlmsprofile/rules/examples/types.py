"""Examples of encoded APDUs: whether the data have the types of the attributes (template: Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.examples._common import is_decoded, judged, layers, mentions
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Element, Mention
    from sphinx_dlmsprofile.model.cosem import DataType
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_ALSO = {
    "date-time": ("octet-string",),
    "date": ("octet-string",),
    "time": ("octet-string",),
    "array": ("compact-array",),
    "scal_unit_type": ("structure",),
}
"""The types by which a value of a type may be encoded, too: dates are octet strings of 12, 5 or 4 octets."""

_NO_VALUE = frozenset({"null-data", "dont-care"})


@rule("apdu-data-type", "Annex A", WARNING)
def apdu_data_type(project: Project) -> Iterator[Fault]:
    """The data in an example have another type than the attribute, or than the parameter of the method.

    The type is that of Annex B, or that of the registry where sources of different origin agree on it. A date and
    time may be an octet string. Structures and arrays of Annex B are compared element by element. A
    get-response-normal is compared with the request in the example directly before, if the invoke-id is the same.

    Bad::

        .. apdu-example:: Setting the clock

           C1 01 C1 00 08 00 00 01 00 00 FF 02 00
           12 07 EA

    Good::

        .. apdu-example:: Setting the clock

           C1 01 C1 00 08 00 00 01 00 00 FF 02 00
           09 0C 07 EA 01 0E 03 0A 1E 00 00 FF C4 00
    """
    for carried in (*written(project), *answered(project)):
        mention = carried.mention
        found = _difference(project, mention, carried.data)
        if found:
            element, wanted = found
            kind = "attribute" if mention.attribute is not None else "method"
            number = mention.attribute if mention.attribute is not None else mention.method
            class_name = known_objects(project).class_name(mention.class_id) or str(mention.class_id)
            whole = taken(carried.data)
            inside = "" if element is whole else f"in the {whole.type}, "
            problem = f"{inside}the value is of the type {element.type}"
            right = f'{kind} {number} of "{class_name}" has {wanted}'
            yield Fault(carried.place(element.octets[0]), f"{problem}, and {right}: correct the octets")


class _Carried(NamedTuple):
    """A value in an APDU, what it is the value of, and what gives the place of an octet."""

    mention: Mention
    data: Element
    place: Callable[[int], Location]


def written(project: Project) -> Iterator[_Carried]:
    """The values that stand in one APDU with what they are the values of."""
    for mention, place in mentions(project):
        if mention.data is not None and mention.data_type:
            yield _Carried(mention, mention.data, place)


def answered(project: Project) -> Iterator[_Carried]:
    """The values of responses to the request that is shown directly before, with the same invoke-id."""
    asked: Mention | None = None
    before = ""
    for example, dissection in judged(project):
        if not is_decoded(dissection):
            asked = None
            continue
        (*_, (layer, place)) = layers(example, dissection)
        exchange = f"{example.at.source} {component(layer, 'invoke-id-and-priority')}"
        elements = layer.element.walk() if layer.element else ()
        data = next((element for element in elements if element.type == "Data"), None)
        if layer.name == "get-response-normal" and asked and data and exchange == before:
            yield _Carried(asked, data, place)
        asked = layer.mentions[0] if layer.name == "get-request-normal" and layer.mentions else None
        before = exchange


def component(dissection: Dissection, name: str) -> str:
    """The value of the first component of a name."""
    elements = dissection.element.walk() if dissection.element else ()
    return next((element.value for element in elements if element.name == name), "")


def _difference(project: Project, mention: Mention, data: Element) -> tuple[Element, str] | None:
    """The first element that has another type, with the right one."""
    # A class that takes the class_id of an existing one is another fault, and what is encoded is the existing one.
    name = fold_joints(known_objects(project).class_name(mention.class_id))
    for record in project.of(InterfaceClass):
        if record.id_number == mention.class_id and fold_joints(record.name.value) == name:
            members = record.attributes if mention.attribute is not None else record.methods
            number = mention.attribute if mention.attribute is not None else mention.method
            own = next((each for each in members if read_integer(each.number.value) == number), None)
            return _compare(own.type, data) if own and own.type else None
    wanted = (_registered_type(project, mention) or "").split(" | ")
    fitting = any(_fits(each, taken(data).type) for each in wanted)
    return None if fitting else (taken(data), " or ".join(wanted))


def taken(data: Element) -> Element:
    """The value itself: Data is a choice of all data types."""
    return data.children[0] if data.type == "Data" and data.children else data


def _registered_type(project: Project, mention: Mention) -> str | None:
    """The type that all known versions give to an attribute or method for sure."""
    known = known_objects(project).class_by_id(mention.class_id)
    layouts = [known.layout(version) for version in known.versions] if known else []
    types = set()
    for layout in layouts:
        if layout is None or not layout.confirmed:
            return None
        if mention.attribute is not None:
            attribute = layout.attribute(mention.attribute)
            if attribute is None or attribute.disputed or not attribute.confirmed:
                return None
            types.add(attribute.type)
        elif mention.method is not None:
            method = layout.method(mention.method)
            types.add(method.type if method else None)
    return types.pop() if len(types) == 1 else None


def _compare(wanted: DataType, data: Element) -> tuple[Element, str] | None:
    """Compare with a type of Annex B, structures element by element and arrays by that of their elements."""
    name, value = wanted.name.value.casefold(), taken(data)
    if name == "choice":
        fitting = not wanted.parts or any(_compare(part, data) is None for part in wanted.parts)
        return None if fitting else (value, str(wanted))
    if not _fits(name, value.type):
        return value, wanted.name.value
    if name == "structure" and wanted.parts and value.type == "structure":
        if len(wanted.parts) != len(value.children):
            return value, f"a structure of {len(wanted.parts)} elements"
        pairs = zip(wanted.parts, value.children, strict=True)
        return next((found for part, child in pairs if (found := _compare(part, child))), None)
    if name == "array" and len(wanted.parts) == 1 and value.type == "array":
        return next((found for child in value.children if (found := _compare(wanted.parts[0], child))), None)
    return None


def _fits(wanted: str, found: str) -> bool:
    """Whether a value may be encoded so; what is not a data type (CHOICE, instance-specific) says nothing."""
    name = wanted.casefold()
    if type_by_name(name) is None and name not in _ALSO:
        return True
    return found in _NO_VALUE or found.casefold() == name or found in _ALSO.get(name, ())
