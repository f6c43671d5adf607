"""Minimum, maximum and default in the tables of new interface classes (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import is_no_number, read_value, type_names
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.registry.data_types import Kind, type_by_name
from sphinx_dlmsprofile.rules.classes._common import types_of
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.registry.data_types import RegisteredType
    from sphinx_dlmsprofile.text.location import Text

_BOOLEANS = {"false": Decimal(0), "true": Decimal(1)}
_WIDENING = (
    "unsigned",
    "integer",
    "long-unsigned",
    "long",
    "double-long-unsigned",
    "double-long",
    "long64-unsigned",
    "long64",
)


@rule("class-default-range", "Annex B", ERROR)
def class_default_range(project: Project) -> Iterator[Fault]:
    """A minimum, maximum or default does not fit the data type, or the default lies outside the two.

    Such a value cannot be encoded, or a meter would have to refuse its own default. Only numbers
    are judged, decimal or hexadecimal, and only for integer, enum, bcd, boolean and float types, elements
    of structures included: for strings and arrays the columns give lengths.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes, min: 0, max: 300}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: long-unsigned, static: yes, min: 0, max: 300}
    """
    for record in project.of(InterfaceClass):
        for what, attribute, data_type in types_of(record):
            registered = _number_type(data_type)
            if registered:
                limits = attribute or data_type
                yield from _outside_type(what, limits, registered)
                yield from _outside_limits(what, limits, registered)


def _number_type(data_type: DataType) -> RegisteredType | None:
    """The type of which a value is one number."""
    if data_type.parts:
        return None
    names = type_names(data_type.name.value)
    registered = type_by_name(names[0]) if len(names) == 1 else None
    return registered if registered and registered.kind is not Kind.OTHER else None


def _values(limits: Attribute | DataType, registered: RegisteredType) -> dict[str, Decimal]:
    """The numbers among min, max and default."""
    values: dict[str, Decimal] = {}
    for key, text in (("min", limits.minimum), ("max", limits.maximum), ("default", limits.default)):
        if text is None:
            continue
        word = text.value.strip(" `*").casefold()
        value = _BOOLEANS.get(word) if registered.kind is Kind.BOOLEAN else None
        number = read_value(text.value) if value is None else value
        if number is not None:
            values[key] = number
    return values


def _fits(value: Decimal, registered: RegisteredType) -> bool:
    if registered.kind is not Kind.FLOAT and value != value.to_integral_value():
        return False
    low, high = registered.minimum, registered.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _outside_type(what: str, limits: Attribute | DataType, registered: RegisteredType) -> Iterator[Fault]:
    """One fault for all values that do not fit: the type may be the slip."""
    values = _values(limits, registered)
    texts = {"min": limits.minimum, "max": limits.maximum, "default": limits.default}
    wrong = [
        (key, text)
        for key, text in texts.items()
        if text and (not _fits(values[key], registered) if key in values else _is_undefined(text, registered))
    ]
    if not wrong:
        return
    listed = " and ".join(f"{key} {text}" for key, text in wrong)
    holds, advice = "", "write what fits"
    if registered.kind is Kind.INTEGER:
        holds = f" ({registered.minimum} to {registered.maximum})"
        wider = next((name for name in _WIDENING if values and _all_fit(values, name)), None)
        if wider and registered.name in _WIDENING:
            advice += f", or take the type {wider}"
    yield Fault(
        wrong[0][1].at,
        f"{listed} of {what} {'is' if len(wrong) == 1 else 'are'} outside {registered.name}{holds}: {advice}",
    )


def _is_undefined(text: Text, registered: RegisteredType) -> bool:
    """Whether a limit is not a number, where the type has nothing of the kind: floats have."""
    return registered.kind is not Kind.FLOAT and is_no_number(text.value)


def _all_fit(values: dict[str, Decimal], name: str) -> bool:
    wider = type_by_name(name)
    return wider is not None and all(_fits(value, wider) for value in values.values())


def _outside_limits(what: str, limits: Attribute | DataType, registered: RegisteredType) -> Iterator[Fault]:
    values = {key: value for key, value in _values(limits, registered).items() if _fits(value, registered)}
    low, high, default = values.get("min"), values.get("max"), values.get("default")
    if low is not None and high is not None and low > high:
        if limits.maximum:
            message = f"min {limits.minimum} of {what} is above max {limits.maximum}"
            yield Fault(limits.maximum.at, f"{message}: exchange or correct them")
    elif default is not None and limits.default:
        below, above = low is not None and default < low, high is not None and default > high
        if below or above:
            limit = f"below min {limits.minimum}" if below else f"above max {limits.maximum}"
            message = f"default {limits.default} of {what} is {limit}"
            yield Fault(limits.default.at, f"{message}: correct one of them")
