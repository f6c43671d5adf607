"""From the text of a ``cosem-class`` to its record."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.cosem import DataType, InterfaceClass

HEAD = ("IEEE 802.11ah setup", ":class-id: 180", ":obis: 0-b:39.0.0.255")


def parse(body: str, head: tuple[str, ...] = HEAD) -> tuple[InterfaceClass, list[tuple[str, int]]]:
    """The record, and kind and line of the faults; the argument stands in line 1, the body begins below the head."""
    lines = [Line(text, "index.rst", number) for number, text in enumerate((*head, *dedent(body).splitlines()), 1)]
    reader = BodyReader()
    source = read_directive(Location("index.rst", 1), lines[: len(head)], lines[len(head) :])
    record = parse_cosem_class(source, reader)
    return record, [(fault.kind, fault.at.line) for fault in reader.faults]


def test_a_class() -> None:
    record, faults = parse(
        """\
        attributes:
          1: {name: logical_name, type: octet-string, static: yes, short-name: x}
          2: {name: association_mode, type: enum, static: no, min: 0, max: 0x02, default: 0, short-name: x + 0x08,
              description: "How the station joins, and **why**."}
        methods:
          1:
            name: leave
            type: integer
            mandatory: m
        """
    )
    assert faults == []
    assert (record.name.value, record.id_number, record.incomplete) == ("IEEE 802.11ah setup", 180, False)
    assert [(code.value, code.at.line) for code in record.obis] == [("0-b:39.0.0.255", 3)]
    first, second = record.attributes
    assert (first.number.value, first.at.line, str(first.type), first.static) == ("1", 5, "octet-string", True)
    assert second.static is False
    assert [text and (text.value, text.at.line) for text in (second.minimum, second.maximum, second.short_name)] == [
        ("0", 6), ("0x02", 6), ("x + 0x08", 6),
    ]  # fmt: skip
    assert second.description
    assert second.description.at.line == 7
    (method,) = record.methods
    assert (method.at.line, method.mandatory, method.short_name) == (9, True, None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("octet-string (6)", "octet-string (6)"),
        ("{array: unsigned}", "array {unsigned}"),
        ("{structure: [integer, enum]}", "structure {integer, enum}"),
        ("{structure: {scaler: integer, unit: enum}}", "structure {integer, enum}"),
        ("{structure: [{scaler: integer}, {unit: enum}]}", "structure {integer, enum}"),
        ("{array: {structure: [unsigned, {array: long}]}}", "array {structure {unsigned, array {long}}}"),
        ("{choice: [null-data, octet-string]}", "choice {null-data, octet-string}"),
        ("{structure: {}}", "structure"),
    ],
)
def test_types(written: str, read: str) -> None:
    record, faults = parse(f"attributes:\n  1: {{name: a, type: {written}}}\n")
    assert faults == []
    assert str(record.attributes[0].type) == read


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("0-b:39.0.0.255, 0-b:39.0.1.255", ["0-b:39.0.0.255", "0-b:39.0.1.255"]),
        ("0-b:39.0.0.255 0-b:39.0.1.255", ["0-b:39.0.0.255", "0-b:39.0.1.255"]),
        ("0-b:39.0.0.255 and ``0-b:39.0.1.255``", ["0-b:39.0.0.255", "0-b:39.0.1.255"]),
        ("0-b:39.0.0 … 9.255", ["0-b:39.0.0…9.255"]),
        ("0-b: 39.0.0.255", ["0-b: 39.0.0.255"]),
        ("to be assigned", ["to be assigned"]),
        ("", []),
        (" , ", []),
    ],
)
def test_obis_codes(written: str, codes: list[str]) -> None:
    record, faults = parse("", ("Setup", f":obis: {written}"))
    assert faults == []
    assert [code.value for code in record.obis] == codes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("attributes: [logical_name]\n", [("body-value-type", 4)]),
        ("atributes:\n  1: {name: logical_name}\n", [("body-key-unknown", 4)]),
        ("attributes:\n  1: {name: a}\nattributes:\n  2: {name: b}\n", [("body-key-duplicate", 6)]),
        ("attributes:\n  1: {name: a, nmae: b}\n", [("body-key-unknown", 5)]),
        ("attributes:\n  1: {name: a, name: b}\n", [("body-key-duplicate", 5)]),
        ("attributes:\n  1: {name: a, static: perhaps}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: {name: a, default: [1, 2]}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: {name: a, type: {array: x, structure: y}}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: {name: a, type: [x, y]}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: {name: a, type: {structure: [x, [y]]}}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: logical_name\n", [("body-value-type", 5)]),
        ("attributes:\n  1:\n  2:\n", [("body-value-type", 6)]),
        ("methods:\n  1: {type: integer}\n", [("body-value-type", 5)]),
        ("methods:\n  1: {name: a, mandatory: maybe}\n", [("body-value-type", 5)]),
        ("attributes:\n  1: {name: a\n", [("body-syntax", 5)]),
        ("attributes:\n  1: {name: a}\n  1: {name: b}\n", []),
        ("attributes:\nmethods:\n", []),
        ("", []),
    ],
)
def test_faults(body: str, expected: list[tuple[str, int]]) -> None:
    assert parse(body)[1] == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (("Setup", ":class-id: abc"), [("body-value-type", 2)]),
        (("Setup", ":class-id:"), [("body-value-type", 2)]),
        (("Setup", ":version: 1.0"), [("body-value-type", 2)]),
        (("Setup", ":clas-id: 180"), [("option-unknown", 2)]),
        (("", ":class-id: 180"), [("body-value-type", 1)]),
        (("Setup", ":class-id: 0xB4", ":class: wide", ":name: cls"), []),
    ],
)
def test_faults_of_options(head: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    assert parse("", head)[1] == expected


def test_what_could_not_be_read_is_remembered() -> None:
    assert parse("attributes: 5\n")[0].incomplete
    assert parse("attributes: {1: {name: a}\n")[0].incomplete
    record, _ = parse("attributes:\n  1: {name: a, type: [x], static: perhaps}\n  2: {name: b, foo: c}\n")
    assert not record.incomplete
    assert record.attributes[0].unread == ("type", "static")
    assert "static" in record.attributes[1].unread


def test_both_of_two_equal_numbers_are_kept() -> None:
    record, _ = parse("attributes:\n  1: {name: a}\n  1: {name: b}\n")
    assert [(attribute.number.value, attribute.at.line) for attribute in record.attributes] == [("1", 5), ("1", 6)]


def _outline(data_type: DataType) -> tuple[object, ...]:
    label = data_type.label.value if data_type.label else ""
    return (label, data_type.name.value, *map(_outline, data_type.parts))


@pytest.mark.parametrize(
    ("written", "outline"),
    [
        ("{structure: [{scaler: integer}, enum]}", ("", "structure", ("scaler", "integer"), ("", "enum"))),
        ("{structure: {scaler: integer, type: enum}}", ("", "structure", ("scaler", "integer"), ("type", "enum"))),
        ("{structure: [{name: scaler, type: integer}, {type: enum}]}",
         ("", "structure", ("scaler", "integer"), ("type", "enum"))),
        ("{structure: {scaler: {type: integer, min: 0}}}", ("", "structure", ("scaler", "integer"))),
        ("{array: {name: entry, type: {structure: [long]}}}", ("", "array", ("entry", "structure", ("", "long")))),
        ("{array: {entry: {structure: [long]}}}", ("", "array", ("entry", "structure", ("", "long")))),
        ("{choice: [null-data, {time: octet-string}]}", ("", "choice", ("", "null-data"), ("time", "octet-string"))),
        ("{structure: [{a: {enum: {0: no}}}]}", ("", "structure", ("a", "enum"))),
    ],
)  # fmt: skip
def test_elements_have_names(written: str, outline: tuple[object, ...]) -> None:
    record, faults = parse(f"attributes:\n  1: {{name: a, type: {written}}}\n")
    assert faults == []
    (attribute,) = record.attributes
    assert attribute.type
    assert _outline(attribute.type) == outline


def test_elements_are_described() -> None:
    record, faults = parse(
        """\
        attributes:
          1:
            name: a
            type:
              array:
                structure:
                  - {name: mode, type: enum, values: {0: no, 1: "yes", 2..255: reserved}, default: 1}
                  - name: delay
                    type: unsigned
                    min: 1
                    max: 60
                    description: In seconds.
        """
    )
    assert faults == []
    (attribute,) = record.attributes
    assert attribute.type
    mode, delay = attribute.type.parts[0].parts
    assert [(each.value.value, each.name.value) for each in mode.values] == [
        ("0", "no"), ("1", "yes"), ("2..255", "reserved"),
    ]  # fmt: skip
    assert mode.default
    assert mode.default.at.line == 10
    assert [text and (text.value, text.at.line) for text in (delay.minimum, delay.maximum, delay.description)] == [
        ("1", 13), ("60", 14), ("In seconds.", 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "{array: [unsigned, long]}",
        "{structure: [{name: a, typ: unsigned, min: 1}]}",
        "{structure: [{name: a, type: unsigned, minn: 1}]}",
        "{structure: [{name: a, type: }]}",
        "{structure: [{name: a, type: {structure: [[long]]}}]}",
        "{structure: [{name: a, type: enum, values: no}]}",
        "{enum: [no, yes]}",
    ],
)
def test_a_bad_element_is_one_fault_and_the_rest_goes_on(written: str) -> None:
    record, faults = parse(f"attributes:\n  1: {{name: a, type: {written}}}\n  2: {{name: b, type: long}}\n")
    assert [line for _, line in faults] == [5]
    assert str(record.attributes[1].type) == "long"


def test_values_without_a_type() -> None:
    _, faults = parse("attributes:\n  1: {name: a, values: {0: no}}\n")
    assert faults == [("body-value-type", 5)]
