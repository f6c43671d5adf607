"""What a program that implements a profile needs as constants: SAPs, classes, attributes, OBIS codes, values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.device_objects import all_objects
from sphinx_dlmsprofile.model.class_notation import read_span, read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.sap import SapTable, Side
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.model.constants import Constant
    from sphinx_dlmsprofile.model.cosem import Attribute, Method, NamedValue
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.sap import SapRow
    from sphinx_dlmsprofile.text.location import Text

_SMALLEST, _LARGEST = -(2**63) + 1, 2**64 - 1
"""What compilers take as a number: -2**63 is none in C, but an operation."""


class Value(NamedTuple):
    """A constant: its name in the author's words, its number, or octets of a logical name, and a remark."""

    name: str
    value: int | Decimal | bytes
    remark: str = ""


class ConstantGroup(NamedTuple):
    """Constants that belong together, under a title; ``left_out`` says which others are none, and why.

    ``is_enumeration`` where they are the values that something can have: named quantities are not, and may be equal.
    """

    title: str
    values: tuple[Value, ...]
    left_out: tuple[str, ...] = ()
    is_enumeration: bool = True


def title_of(project: Project) -> str:
    """The title of the part, for the head of a file; what it is where there is none yet."""
    title = next(iter(project.of(ProfileTitle)), None)
    return unmarked(title.title.value) if title else "DLMS/COSEM communication profile"


def constant_groups(project: Project) -> list[ConstantGroup]:
    """All groups that have constants."""
    return [group for group in _all(project) if group.values]


def left_out(project: Project) -> list[str]:
    """What is not among the constants, and why."""
    return [f"{group.title}: {text}" for group in _all(project) for text in group.left_out]


def decimal_of(value: Decimal) -> str:
    """A number with a fraction, digit by digit as it is written, without an exponent."""
    return format(value, "f")


def _all(project: Project) -> list[ConstantGroup]:
    return project.memo(_found)


def _found(project: Project) -> list[ConstantGroup]:
    return list(_groups(project))


def _group(title: str, entries: Iterable[Value | str]) -> ConstantGroup:
    """A group of values, and of texts on what is none; numbers that no integer of 64 bits holds are none, either."""
    found = [
        each
        if isinstance(each, str) or isinstance(each.value, bytes) or _SMALLEST <= each.value <= _LARGEST
        else f"{each.name}: {each.value} does not fit into 64 bits"
        for each in entries
    ]
    return ConstantGroup(
        title,
        tuple(each for each in found if isinstance(each, Value)),
        tuple(each for each in found if isinstance(each, str)),
    )


def _groups(project: Project) -> Iterator[ConstantGroup]:
    tables = project.of(SapTable)
    for table in tables:
        profiles = " ".join(unmarked(str(name)) for name in table.profiles) if len(tables) > 1 else ""
        for side in Side:
            yield _group(" ".join(filter(None, (profiles, side.value, "SAP"))), map(_sap, table.side(side)))
    classes = project.of(InterfaceClass)
    yield _group("class ID", (_number(each.name, each.class_id, "class_id") for each in classes))
    yield _group("class version", (_number(each.name, each.version, "version") for each in classes))
    for record in classes:
        yield from _of_class(record)
    yield _group("OBIS", dict.fromkeys(_codes(project)))
    for constants in project.of(Constants):
        yield _group("constant", map(_constant, constants.entries))._replace(is_enumeration=False)


def _sap(row: SapRow) -> Value | str:
    name = unmarked(row.name.value)
    if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last:
        return Value(name, row.ranges[0].first, row.values.value)
    return f"{row.values} {name}: several addresses are not a constant"


def _number(name: Text, written: Text | None, what: str) -> Value | str:
    number = read_integer(written.value) if written else None
    called = unmarked(name.value)
    return f"{called}: it has no {what}" if number is None else Value(called, number)


def _constant(each: Constant) -> Value | str:
    """A whole number, or a fraction; its unit is in the remark."""
    name, number = unmarked(each.name.value), read_value(each.value.value)
    if number is None:
        return f"{name}: {each.printed} is not a number"
    return Value(name, int(number) if number == int(number) else number, each.printed)


def _of_class(record: InterfaceClass) -> Iterator[ConstantGroup]:
    name = unmarked(record.name.value)
    for kind, members in (("attribute", record.attributes), ("method", record.methods)):
        yield _group(f"{name} {kind}", map(_member, members))
        for each in members:
            for inner in each.type.walk() if each.type else ():
                label = " ".join(filter(None, (unmarked(str(each.name or "")), unmarked(str(inner.label or "")))))
                yield _group(f"{name} {label}", map(_named, inner.values))


def _member(each: Attribute | Method) -> Value | str:
    number = read_integer(each.number.value)
    if each.name is None:
        return f"{each.number}: it has no name"
    name = unmarked(each.name.value)
    if number is None or not 0 <= number < 256:  # noqa: PLR2004  octets hold them
        return f"{name}: {each.number} is not a number that an octet holds"
    return Value(name, number, str(each.type or "").replace("\n", " "))


def _named(each: NamedValue) -> Value | str:
    span, name = read_span(each.value.value), unmarked(each.name.value)
    if span and span[0] == span[1] == int(span[0]):
        return Value(name, int(span[0]))
    return f"{each.value} {name}: {'several values are not a constant' if span else 'it is not a number'}"


def _codes(project: Project) -> Iterator[Value | str]:
    """The logical names, with the lowest value where a letter or a range stands for several."""
    for each in all_objects(project):
        if each.code is None:
            yield f"{each.written.code} is not an OBIS code"
        else:
            name = unmarked(str(each.written.name)) if each.written.name else each.class_name
            yield _code(name or str(each.code), each.written.code.value)
    listed = {each.written.code.value for each in all_objects(project)}
    for table in project.of(ObisTable):
        for row in table.rows:
            if read_obis(row.code.value) is None:
                yield f"{row.code} is not an OBIS code"
            elif row.code.value not in listed:
                yield _code(unmarked(str(row.name or row.code)), row.code.value)


def _code(name: str, written: str) -> Value:
    """A logical name; of several, the first, which the remark says."""
    code = read_obis(written)
    octets = bytes(low for low, _ in code.groups) if code else bytes(6)
    several = code is not None and any(low != high for low, high in code.groups)
    return Value(name, octets, f"{written}: the first of these" if several else written)
