"""Tables of provisions, of services and of codes: what is read from their bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line
from sphinx_dlmsprofile.parsing.value_table import FORMS, parse_value_table
from sphinx_dlmsprofile.parsing.xdlms import parse_xdlms_services
from sphinx_dlmsprofile.text.location import Location, Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.value_table import ValueTable
    from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse

AT = Location("index.rst", 1)


def source(body: str, **options: str) -> DirectiveSource:
    lines = tuple(Line(line, "index.rst", number) for number, line in enumerate(body.splitlines(), 2))
    given = tuple((Text(name, AT), Text(value, AT)) for name, value in options.items())
    return DirectiveSource(AT, None, given, lines)


def table(name: str, body: str, **options: str) -> tuple[ValueTable, list[str]]:
    reader = BodyReader()
    return parse_value_table(source(body, **options), reader, FORMS[name]), [fault.kind for fault in reader.faults]


def shown(record: ValueTable) -> list[tuple[str, str | None, list[tuple[str | None, str]]]]:
    return [
        (
            group.key,
            row.label.value if row.label else None,
            [(cell.column.value if cell.column else None, cell.text.value) for cell in row.cells],
        )
        for group in record.groups
        for row in group.rows
    ]


def test_a_text_a_list_and_rows() -> None:
    body = "suites: [first, second]\nkeys:\n  Global: wrapped\n  Own: none\npolicies: strict"
    record, faults = table("security", body)
    assert shown(record) == [
        ("suites", None, [(None, "first")]),
        ("suites", None, [(None, "second")]),
        ("keys", "Global", [(None, "wrapped")]),
        ("keys", "Own", [(None, "none")]),
        ("policies", None, [(None, "strict")]),
    ]
    assert not faults
    assert not record.unread


def test_columns_by_option() -> None:
    record, faults = table("addressing", "physical:\n  Link: [a, b]\n  Net: c", columns="One, Two")
    assert [column.value for column in record.columns] == ["One", "Two"]
    assert shown(record) == [("physical", "Link", [("One", "a"), ("Two", "b")]), ("physical", "Net", [(None, "c")])]
    assert not faults


def test_columns_by_rows() -> None:
    record, faults = table("open-parameters", "A: {General profile: x, IP based profile: y}\nB: {value: z}")
    assert [column.value for column in record.columns] == ["General profile", "IP based profile", "value"]
    assert not faults


def test_columns_of_associations_are_known() -> None:
    record, faults = table("associations", "confirmed: {suport: always, release: never}\nunconfirmed: no")
    assert shown(record) == [
        ("confirmed", None, [("support", "always"), ("release", "never")]),
        ("unconfirmed", None, [(None, "no")]),
    ]
    assert faults == ["body-key-unknown"]


@pytest.mark.parametrize(
    ("name", "body", "options", "kinds"),
    [
        ("addressing", "", {}, ["body-value-type"]),
        ("addressing", "phisical: x", {}, ["body-key-unknown"]),
        ("addressing", "physical:\n  A: x\n  A: y", {}, ["body-key-duplicate"]),
        ("addressing", "physical:\n  A: [x]", {"columns": "One, Two"}, ["body-value-type"]),
        ("addressing", "physical:\n  A: {Oen: x}", {"columns": "One, Two"}, ["body-key-unknown"]),
        ("open-parameters", "A: {vlaue: x}", {}, ["body-key-unknown"]),
        ("open-parameters", "A: {value: [[x]]}", {}, ["body-value-type"]),
        ("security", "just a text", {}, ["body-value-type"]),
        ("long-messages", "a: b: c", {}, ["body-syntax"]),
        ("associations", "confirmed: yes", {"columns": "One"}, ["option-unknown"]),
    ],
)
def test_faults(name: str, body: str, options: dict[str, str], kinds: list[str]) -> None:
    _, found = table(name, body, **options)
    assert found == kinds


def service(text: str) -> tuple[ServiceUse, list[str]]:
    reader = BodyReader()
    record = parse_xdlms_services(source(text), reader)
    return record.rows[0], [fault.kind for fault in reader.faults]


def casts(mode: Mode | None) -> list[str] | None:
    return [cast.value for cast in mode.casts] if mode and mode.allowed else None


@pytest.mark.parametrize(
    ("text", "confirmed", "unconfirmed"),
    [
        ("SET: {confirmed: unicast, unconfirmed: [multicast, broadcast]}", ["unicast"], ["multicast", "broadcast"]),
        ("SET: {confirmed: yes, cast: unicast}", ["unicast"], None),
        ("SET: {confirmed: no, cast: broadcast}", None, ["broadcast"]),
        ("SET: {confirmed: yes, unconfirmed: yes, cast: unicast}", ["unicast"], ["unicast"]),
        ("SET: {unconfirmed: 'unicast, broadcast'}", None, ["unicast", "broadcast"]),
        ("EventNotification: unicast", None, ["unicast"]),
        ("Read: unicast", ["unicast"], None),
        ("SET: {confirmed: yes}", [], None),
    ],
)
def test_casts(text: str, confirmed: list[str] | None, unconfirmed: list[str] | None) -> None:
    row, faults = service(text)
    assert (casts(row.confirmed), casts(row.unconfirmed)) == (confirmed, unconfirmed)
    assert row.used
    assert not faults


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SET: {confirmed: yes, unconfirmed: yes, cast: broadcast}", ["body-value-type"]),
        ("SET: {confirmed: everybody}", ["body-value-type"]),
        ("SET: {confirm: unicast}", ["body-key-unknown"]),
        ("SET, SET: unicast", ["body-key-duplicate"]),
        ("SET: {solicited: perhaps}", ["body-value-type"]),
    ],
)
def test_faults_of_services(text: str, kinds: list[str]) -> None:
    assert service(text)[1] == kinds


def test_what_is_not_used() -> None:
    assert not service("SET: no")[0].used
    assert not service("SET: {confirmed: no, unconfirmed: no}")[0].used
    assert service("SET: yes")[0].used
    assert service("DataNotification: yes")[0].solicited is False
