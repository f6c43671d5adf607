"""The tables of new interface classes: numbers, types, values, short names (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import type_names
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.registry.data_types import is_pseudo_type, is_type, type_by_name, unknown_type
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType, Method
    from sphinx_dlmsprofile.model.project import Project

LOGICAL_NAME = "logical_name"
_DEFINITION = regex(r"(?<!\w)(?<!\w-)(\w[\w-]*)[`*]*\s*::=")


@rule("class-logical-name", "Annex B", ERROR)
def class_logical_name(project: Project) -> Iterator[Fault]:
    """The first attribute of a class is not logical_name, a static octet-string.

    This attribute identifies every COSEM object, so IEC 62056-6-2 fixes it for all classes.

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
    """Whether logical_name is there under a number that no attribute can have; class-attribute-id reports it."""
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
    """The entries whose number is used twice, is not a number, or leaves a gap.

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
            yield Fault(entry.number.at, f'"{entry.number}" is not a valid {what} number: number the {what}s 1, 2, 3 …')
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
                problem = f"{what} {number} is given where {what} {expected + spare} is expected"
                yield Fault(entry.number.at, f"{problem}: number the {what}s without gaps")
            if number >= expected:
                expected, spare = number + 1, 0
            seen[number] = entry


@rule("class-type-unknown", "Annex B", ERROR)
def class_type_unknown(project: Project) -> Iterator[Fault]:
    """An attribute or a method parameter has a data type that COSEM does not have.

    Only the data types of IEC 62056-6-2 can be encoded in an APDU. Also accepted are CHOICE and
    instance-specific, sizes as in ``octet-string (6)``, and types that a class defines itself: a
    name with an underscore (``neighbour_list_type``) that does not resemble a data type, or one that a
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
        yield Fault(part.name.at, f"{what} has {unknown_type(name)}")
        return
