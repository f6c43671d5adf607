"""The tables of new interface classes: numbers, types, values, short names (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import read_value, type_names
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.regex import regex
from sphinx_dlmsprofile.registry.data_types import Kind, is_pseudo_type, is_type, likely_type, type_by_name
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType, Method
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.registry.data_types import RegisteredType

LOGICAL_NAME = "logical_name"
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
_DEFINITION = regex(r"(\w[\w-]*)[`*]*\s*::=")


@rule("class-logical-name", "Annex B", ERROR)
def class_logical_name(project: Project) -> Iterator[Fault]:
    """The first attribute of a class is not logical_name, a static octet-string.

    By that attribute every COSEM object is known, so IEC 62056-6-2 fixes it for all classes.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: channel, type: unsigned, static: yes}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes}
    """
    for record in project.of(InterfaceClass):
        first = next((attribute for attribute in record.attributes if _number(attribute) == 1), None)
        if first:
            wrong = () if _logical_name_misnumbered(record) else _departures(first)
            if wrong:
                yield Fault(
                    first.number.at,
                    f"attribute 1 {_listed(wrong)}: write 1: {{name: logical_name, type: octet-string, static: yes}}",
                )
        elif _lacks_logical_name(record):
            yield Fault(
                record.at,
                f'the interface class "{record.name}" has no attribute 1: '
                "begin with 1: {name: logical_name, type: octet-string, static: yes}",
            )


def _listed(parts: Sequence[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _departures(attribute: Attribute) -> tuple[str, ...]:
    """In what attribute 1 differs from the one that it has to be."""
    wrong = []
    if "name" not in attribute.unread and (attribute.name is None or not _is_logical_name(attribute)):
        wrong.append(f'is "{attribute.name}", not logical_name' if attribute.name else "has no name")
    if attribute.type:
        known = [name for name in type_names(attribute.type.name.value) if type_by_name(name) or is_pseudo_type(name)]
        if known and [name.casefold() for name in known] != ["octet-string"]:
            wrong.append(f"is of the type {attribute.type}, not octet-string")
    elif "type" not in attribute.unread:
        wrong.append("has no type")
    if "static" not in attribute.unread and not attribute.static:
        wrong.append("does not say that it is static" if attribute.static is None else "is dynamic, not static")
    return tuple(wrong)


def _is_logical_name(attribute: Attribute) -> bool:
    return attribute.name is not None and attribute.name.value.strip(" `*") == LOGICAL_NAME


def _logical_name_misnumbered(record: InterfaceClass) -> bool:
    """Whether logical_name is there under a number that no attribute can have; class-attribute-id says so."""
    return any(_is_logical_name(attribute) and (_number(attribute) or 0) < 1 for attribute in record.attributes)


def _lacks_logical_name(record: InterfaceClass) -> bool:
    """Whether attribute 1 was left out, rather than numbered wrongly or unreadable."""
    if record.incomplete or any(_number(attribute) == 1 for attribute in record.attributes):
        return False
    return not any(_is_logical_name(attribute) for attribute in record.attributes)


def _number(entry: Attribute | Method) -> int | None:
    return read_integer(entry.number.value)


@rule("class-attribute-id", "Annex B", ERROR)
def class_attribute_id(project: Project) -> Iterator[Fault]:
    """The attributes of a class are not numbered 1, 2, 3 …, each once.

    The number is the attribute index by which the services of IEC 62056-5-3 address the attribute.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             3: {name: channel, type: unsigned, static: yes}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes}
    """
    for record in project.of(InterfaceClass):
        # That attribute 1 is left out is class-logical-name's.
        yield from _misnumbered("attribute", record.attributes, spare=int(_lacks_logical_name(record)))


@rule("class-method-id", "Annex B", ERROR)
def class_method_id(project: Project) -> Iterator[Fault]:
    """The methods of a class are not numbered 1, 2, 3 …, each once.

    The number is the method index by which the ACTION service of IEC 62056-5-3 calls the method.

    Bad::

        .. cosem-class:: Long range radio setup

           methods:
             1: {name: join, type: integer, mandatory: no}
             1: {name: leave, type: integer, mandatory: no}

    Good::

        .. cosem-class:: Long range radio setup

           methods:
             1: {name: join, type: integer, mandatory: no}
             2: {name: leave, type: integer, mandatory: no}
    """
    for record in project.of(InterfaceClass):
        yield from _misnumbered("method", record.methods)


def _misnumbered(what: str, entries: Sequence[Attribute | Method], spare: int = 0) -> Iterator[Fault]:
    """The entries with a number that is double, none, or leaves a gap.

    ``expected`` is the next number; ``spare`` says how many more the wrong entries before may have
    stood for, so that one slip is one fault. A number below ``expected`` was left out above, where
    the gap has been reported.
    """
    numbers = [_number(entry) for entry in entries]
    times = Counter(numbers)
    seen: dict[int, Attribute | Method] = {}
    expected = 1
    for entry, number in zip(entries, numbers, strict=True):
        if number is None or number < 1:
            yield Fault(entry.number.at, f'"{entry.number}" is no {what} number: number the {what}s 1, 2, 3 …')
            spare += 1
        elif number in seen:
            line = seen[number].number.at.line
            yield Fault(
                entry.number.at, f"{what} {number} is defined twice, first in line {line}: renumber one of them"
            )
            spare += 1
        else:
            # Of two equal numbers, the second is reported: one of them was meant for the gap.
            if number > expected + spare and times[number] == 1:
                yield Fault(
                    entry.number.at,
                    f"{what} {number} stands where {what} {expected + spare} is due: number the {what}s without gaps",
                )
            if number >= expected:
                expected, spare = number + 1, 0
            seen[number] = entry


@rule("class-type-unknown", "Annex B", ERROR)
def class_type_unknown(project: Project) -> Iterator[Fault]:
    """An attribute or a method parameter has a data type that COSEM has not.

    Only the data types of IEC 62056-6-2 can be encoded in an APDU. Accepted are also CHOICE and
    instance-specific, sizes as in ``octet-string (6)``, and types that a class defines itself: a
    name with an underscore (``neighbour_list_type``) that resembles no data type, or one that a
    description defines with ``::=``.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: uint8, static: yes}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: channel, type: unsigned, static: yes}
    """
    classes = project.of(InterfaceClass)
    defined = frozenset(
        name for record in classes for text in _descriptions(record) for name in _DEFINITION.findall(text)
    )
    for record in classes:
        for what, entries in (("attribute", record.attributes), ("method", record.methods)):
            for entry in entries:
                for part in entry.type.walk() if entry.type else ():
                    yield from _unknown_types(f"{what} {entry.number}", part, defined)


def _descriptions(record: InterfaceClass) -> Iterator[str]:
    holders: tuple[InterfaceClass | Attribute | Method, ...] = (record, *record.attributes, *record.methods)
    for holder in holders:
        if holder.description:
            yield holder.description.value


def _unknown_types(what: str, part: DataType, defined: frozenset[str]) -> Iterator[Fault]:
    for name in type_names(part.name.value):
        if name in defined or is_type(name):
            continue
        meant = likely_type(name)
        advice = f'did you mean "{meant}"?' if meant else "write one of IEC 62056-6-2, such as unsigned or octet-string"
        yield Fault(part.name.at, f'{what} has the type "{name}", which COSEM has not: {advice}')
        return


@rule("class-default-range", "Annex B", ERROR)
def class_default_range(project: Project) -> Iterator[Fault]:
    """A minimum, maximum or default does not fit the data type, or the default lies outside the two.

    Such a value cannot be encoded, or a meter would have to refuse its own default. Only numbers
    are judged, decimal or hexadecimal, and only for integer, enum, bcd, boolean and float types:
    for strings and arrays the columns give lengths.

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
        for attribute in record.attributes:
            registered = _number_type(attribute.type)
            if registered:
                yield from _outside_type(attribute, registered)
                yield from _outside_limits(attribute, registered)


def _number_type(data_type: DataType | None) -> RegisteredType | None:
    """The type of an attribute whose value is one number."""
    if data_type is None or data_type.parts:
        return None
    names = type_names(data_type.name.value)
    registered = type_by_name(names[0]) if len(names) == 1 else None
    return registered if registered and registered.kind is not Kind.OTHER else None


def _values(attribute: Attribute, registered: RegisteredType) -> dict[str, Decimal]:
    """The numbers among min, max and default."""
    values: dict[str, Decimal] = {}
    for key, text in (("min", attribute.minimum), ("max", attribute.maximum), ("default", attribute.default)):
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


def _outside_type(attribute: Attribute, registered: RegisteredType) -> Iterator[Fault]:
    """One fault for all values that do not fit: the type may be the slip."""
    values = _values(attribute, registered)
    texts = {"min": attribute.minimum, "max": attribute.maximum, "default": attribute.default}
    wrong = [
        (key, text) for key, text in texts.items() if text and key in values and not _fits(values[key], registered)
    ]
    if not wrong:
        return
    listed = " and ".join(f"{key} {text}" for key, text in wrong)
    holds, advice = "", "write what fits"
    if registered.kind is Kind.INTEGER:
        holds = f" ({registered.minimum} to {registered.maximum})"
        wider = next((name for name in _WIDENING if _all_fit(values, name)), None)
        if wider and registered.name in _WIDENING:
            advice += f", or take the type {wider}"
    yield Fault(
        wrong[0][1].at,
        f"{listed} of attribute {attribute.number} {'is' if len(wrong) == 1 else 'are'} outside "
        f"{registered.name}{holds}: {advice}",
    )


def _all_fit(values: dict[str, Decimal], name: str) -> bool:
    wider = type_by_name(name)
    return wider is not None and all(_fits(value, wider) for value in values.values())


def _outside_limits(attribute: Attribute, registered: RegisteredType) -> Iterator[Fault]:
    values = {key: value for key, value in _values(attribute, registered).items() if _fits(value, registered)}
    low, high, default = values.get("min"), values.get("max"), values.get("default")
    if low is not None and high is not None and low > high:
        if attribute.maximum:
            message = f"min {attribute.minimum} of attribute {attribute.number} is above max {attribute.maximum}"
            yield Fault(attribute.maximum.at, f"{message}: exchange or correct them")
    elif default is not None and attribute.default:
        below, above = low is not None and default < low, high is not None and default > high
        if below or above:
            limit = f"below min {attribute.minimum}" if below else f"above max {attribute.maximum}"
            message = f"default {attribute.default} of attribute {attribute.number} is {limit}"
            yield Fault(attribute.default.at, f"{message}: correct one of them")
