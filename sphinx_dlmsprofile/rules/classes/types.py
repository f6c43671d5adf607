"""What constructed types and enumerations of new classes hold (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import read_span, read_value, type_names
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.rules.classes._common import types_of
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType, NamedValue
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text


@rule("class-element-duplicate", "Annex B", ERROR)
def class_element_duplicate(project: Project) -> Iterator[Fault]:
    """Two of the attributes and methods of a class, or two elements of a structure, have the same name.

    Texts and references distinguish them by their names.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             2: {name: peer, type: {structure: [{address: octet-string}, {address: unsigned}]}}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             2: {name: peer, type: {structure: [{address: octet-string}, {channel: unsigned}]}}
    """
    for record in project.of(InterfaceClass):
        whole = f'"{record.name}"'
        yield from _doubled(whole, "attributes", (each.name for each in record.attributes))
        yield from _doubled(whole, "methods", (each.name for each in record.methods))
        yield from _shared(whole, record)
        for what, _, data_type in types_of(record):
            yield from _doubled(what, "elements", (part.label for part in data_type.parts))


def _shared(what: str, record: InterfaceClass) -> Iterator[Fault]:
    """The methods with the name of an attribute: "Clock.time" would be both."""
    attributes = {fold_joints(each.name.value): each.name for each in record.attributes if each.name}
    for method in record.methods:
        if method.name and (first := attributes.get(fold_joints(method.name.value))):
            problem = f'{what} has an attribute "{first}" in line {first.at.line}, and a method of this name'
            yield Fault(method.name.at, f"{problem}: rename one of them")


def _doubled(what: str, kinds: str, names: Iterable[Text | None]) -> Iterator[Fault]:
    seen: dict[str, Text] = {}
    for name in names:
        if name is None:
            continue
        if first := seen.get(fold_joints(name.value)):
            problem = f'{what} has two {kinds} "{name}", the first in line {first.at.line}'
            yield Fault(name.at, f"{problem}: rename one of them")
        seen.setdefault(fold_joints(name.value), name)


@rule("class-enum-values", "Annex B", ERROR)
def class_enum_values(project: Project) -> Iterator[Fault]:
    """The named values of an attribute or element are not all possible, or leave out the default.

    A value is a number, or a range of them, that the data type can hold and that lies between the
    minimum and the maximum; it has one name. Where there are names, the default has one.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             2: {name: mode, type: enum, values: {0: "off", 1: "on", 256: reserved}}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             2: {name: mode, type: enum, values: {0: "off", 1: "on", 2..255: reserved}}
    """
    for record in project.of(InterfaceClass):
        for what, attribute, data_type in types_of(record):
            if data_type.values:
                yield from _judge_values(what, attribute or data_type, data_type)


def _judge_values(what: str, limits: Attribute | DataType, data_type: DataType) -> Iterator[Fault]:
    spans: list[tuple[Decimal, Decimal, NamedValue]] = []
    lowest, highest = _bounds(limits, data_type)
    for each in data_type.values:
        span = read_span(each.value.value)
        if span is None:
            advice = "write 0, 1, … or a range, 2..255"
            yield Fault(each.value.at, f'the value "{each.value}" of {what} is not a number: {advice}')
            continue
        low, high = span
        if (lowest is not None and low < lowest) or (highest is not None and high > highest):
            holds = f"{'' if lowest is None else lowest} to {'' if highest is None else highest}".strip()
            yield Fault(each.value.at, f"the value {each.value} of {what} is outside its range, {holds}")
        elif taken := next((other for first, last, other in spans if low <= last and first <= high), None):
            problem = f'the value {each.value} of {what} already has the name "{taken.name}"'
            yield Fault(each.value.at, f"{problem}: give each value one name")
        spans.append((low, high, each))
    default = read_value(limits.default.value) if limits.default else None
    if limits.default and default is not None and len(spans) == len(data_type.values):
        is_named = any(low <= default <= high for low, high, _ in spans)
        can_be = (lowest is None or lowest <= default) and (highest is None or default <= highest)
        # A default that cannot be is class-default-range's.
        if not is_named and can_be:
            yield Fault(limits.default.at, f"the default {limits.default} of {what} is not one of its named values")


def _bounds(limits: Attribute | DataType, data_type: DataType) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value: what is written, else what the type holds."""
    names = type_names(data_type.name.value)
    known = type_by_name(names[0]) if len(names) == 1 else None
    low = read_value(limits.minimum.value) if limits.minimum else None
    high = read_value(limits.maximum.value) if limits.maximum else None
    if low is None and known and known.minimum is not None:
        low = read_value(str(known.minimum))
    if high is None and known and known.maximum is not None:
        high = read_value(str(known.maximum))
    return low, high
