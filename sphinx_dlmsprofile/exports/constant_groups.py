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
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import DataType
    from sphinx_dlmsprofile.model.project import Project

_SMALLEST, _LARGEST = -(2**63) + 1, 2**64 - 1
"""What compilers take as a number: -2**63 is none in C, but an operation."""


class Value(NamedTuple):
    """A constant: its name in the author's words, its number, or octets of a logical name, and a remark."""

    name: str
    value: int | bytes
    remark: str = ""


class ConstantGroup(NamedTuple):
    """Constants that belong together, under a title."""

    title: str
    values: tuple[Value, ...]


def title_of(project: Project) -> str:
    """The title of the part, for the head of a file."""
    title = next(iter(project.of(ProfileTitle)), None)
    return unmarked(title.title.value) if title else ""


def constant_groups(project: Project) -> list[ConstantGroup]:
    """All groups that have constants; numbers that no integer of 64 bits holds are left out."""
    found = (group._replace(values=tuple(filter(_fits, group.values))) for group in _groups(project))
    return [group for group in found if group.values]


def _fits(each: Value) -> bool:
    return isinstance(each.value, bytes) or _SMALLEST <= each.value <= _LARGEST


def _groups(project: Project) -> Iterator[ConstantGroup]:
    tables = project.of(SapTable)
    for table in tables:
        profiles = " ".join(unmarked(str(name)) for name in table.profiles) if len(tables) > 1 else ""
        for side in Side:
            yield ConstantGroup(
                " ".join(filter(None, (profiles, side.value, "SAP"))),
                tuple(
                    Value(unmarked(row.name.value), row.ranges[0].first, row.values.value)
                    for row in table.side(side)
                    if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last
                ),
            )
    classes = project.of(InterfaceClass)
    yield ConstantGroup(
        "class ID",
        tuple(Value(unmarked(each.name.value), each.id_number) for each in classes if each.id_number is not None),
    )
    yield ConstantGroup(
        "class version",
        tuple(
            Value(unmarked(each.name.value), version)
            for each in classes
            if each.version and (version := read_integer(each.version.value)) is not None
        ),
    )
    for record in classes:
        yield from _of_class(record)
    yield ConstantGroup("OBIS", tuple(dict.fromkeys(_codes(project))))
    for constants in project.of(Constants):
        yield ConstantGroup(
            "constant",
            tuple(
                Value(unmarked(each.name.value), int(number), each.printed)
                for each in constants.entries
                if (number := read_value(each.value.value)) is not None and number == int(number)
            ),
        )


def _of_class(record: InterfaceClass) -> Iterator[ConstantGroup]:
    name = unmarked(record.name.value)
    for kind, members in (("attribute", record.attributes), ("method", record.methods)):
        yield ConstantGroup(
            f"{name} {kind}",
            tuple(
                Value(unmarked(each.name.value), number, str(each.type or "").replace("\n", " "))
                for each in members
                if each.name and (number := read_integer(each.number.value)) is not None and 0 <= number < 256  # noqa: PLR2004
            ),
        )
        for each in members:
            for inner in each.type.walk() if each.type else ():
                label = " ".join(filter(None, (unmarked(str(each.name or "")), unmarked(str(inner.label or "")))))
                yield ConstantGroup(f"{name} {label}", tuple(_named(inner)))


def _named(data_type: DataType) -> Iterator[Value]:
    for each in data_type.values:
        span = read_span(each.value.value)
        if span and span[0] == span[1] == int(span[0]):
            yield Value(unmarked(each.name.value), int(span[0]))


def _codes(project: Project) -> Iterator[Value]:
    """The logical names, with 0 where a letter stands for the channel."""
    for each in all_objects(project):
        if each.code:
            name = unmarked(str(each.written.name)) if each.written.name else each.class_name
            yield Value(name or str(each.code), _octets(each.written.code.value), str(each.written.code))
    listed = {each.written.code.value for each in all_objects(project)}
    for table in project.of(ObisTable):
        for row in table.rows:
            if read_obis(row.code.value) and row.code.value not in listed:
                yield Value(unmarked(str(row.name or row.code)), _octets(row.code.value), row.code.value)


def _octets(written: str) -> bytes:
    code = read_obis(written)
    return bytes(low for low, _ in code.groups) if code else bytes(6)
