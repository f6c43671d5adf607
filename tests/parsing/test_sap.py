"""From the text of a ``sap-table`` to its record."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.sap import Side, ValueRange, read_ranges, written_address
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.sap import parse_sap_table
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rules.addressing import sap
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sap import SapTable

RULES = [value for value in vars(sap).values() if isinstance(value, Rule)]
BODY = dedent("""\
    client:
      0x02..0x0F, 17 … 18: "Open: for clients"
      0x10:
        name: Public Client
        reason: "As *everywhere*, and #1"
    server:
      1: Management Logical Device
    """)


def parse(body: str, *head: str) -> tuple[SapTable, list[tuple[str, int, str]]]:
    """The record, and kind, line and message of the faults; the body begins below the head."""
    lines = [Line(text, "index.rst", number) for number, text in enumerate((*head, *body.splitlines()), 1)]
    reader = BodyReader()
    record = parse_sap_table(read_directive(Location("index.rst", 1), lines[: len(head)], lines[len(head) :]), reader)
    return record, [(fault.kind, fault.at.line, fault.message) for fault in reader.faults]


def test_a_table() -> None:
    table, faults = parse(BODY, "Client and server SAPs", ":name: tab-saps", ":width: 16", ":scheme: wrapper")
    assert faults == []
    assert table.caption
    assert table.name
    assert (table.caption.value, table.name.value, table.width, table.scheme) == (
        "Client and server SAPs",
        "tab-saps",
        16,
        "wrapper",
    )
    assert not table.unread
    assert [(side, at.line) for side, at in table.sides] == [(Side.CLIENT, 5), (Side.SERVER, 10)]
    assert [(row.values.value, row.values.at.line, row.name.value) for row in table.rows] == [
        ("0x02..0x0F, 17 … 18", 6, "Open: for clients"),
        ("0x10", 7, "Public Client"),
        ("1", 11, "Management Logical Device"),
    ]
    assert [row.ranges for row in table.side(Side.CLIENT)] == [
        (ValueRange(2, 15), ValueRange(17, 18)),
        (ValueRange(16, 16),),
    ]
    assert table.rows[1].reason
    assert table.rows[1].reason.value == "As *everywhere*, and #1"


def test_defaults() -> None:
    table, faults = parse(BODY)
    assert faults == []
    assert (table.caption, table.name, table.width, table.width_text, table.scheme, table.profiles) == (
        None,
        None,
        8,
        None,
        "template",
        (),
    )


def test_profiles() -> None:
    table, faults = parse(BODY, "SAPs", ":profile: General profile, IP based profile ;Third,")
    assert faults == []
    assert [name.value for name in table.profiles] == ["General profile", "IP based profile", "Third"]
    assert {name.at.line for name in table.profiles} == {2}


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        (BODY, ("SAPs", ":scheme: hdlc1"), ("body-value-type", 2, 'did you mean "hdlc-1"?')),
        (BODY, ("SAPs", ":scheme: zigbee"), ("body-value-type", 2, "template, hdlc-1, hdlc-2, wrapper")),
        (BODY, ("SAPs", ":width: 8 bits"), ("body-value-type", 2, 'from 4 to 32, not "8 bits"')),
        (BODY, ("SAPs", ":width:"), ("body-value-type", 2, "is empty")),
        (BODY, ("SAPs", ":profiles: A"), ("option-unknown", 2, 'did you mean "profile"?')),
        (BODY.replace("server", "sever"), (), ("body-key-unknown", 6, 'did you mean "server"?')),
        (BODY.replace("reason", "raison"), (), ("body-key-unknown", 5, 'did you mean "reason"?')),
        ("client:\n  0x10:\n", (), ("body-value-type", 2, "the SAP 0x10 has no name")),
        ("client:\n  0x10: [a]\n", (), ("body-value-type", 2, "the SAP 0x10 is a text")),
        ("client: a\n", (), ("body-value-type", 1, '"client" is written as')),
        ("- client\n", (), ("body-value-type", 1, "a SAP table is written as")),
        ("client: {0x10: {name: A, B}}\n", (), ("body-key-unknown", 1, "quoted")),
        ("client: {0x10: *a}\n", (), ("body-syntax", 1, "")),
    ],
)
def test_faults(body: str, head: tuple[str, ...], expected: tuple[str, int, str]) -> None:
    _, faults = parse(body, *head)
    assert len(faults) == 1, faults
    assert faults[0][:2] == expected[:2]
    assert expected[2] in faults[0][2]


@pytest.mark.parametrize(
    ("text", "ranges", "unread"),
    [
        ("0x10", [(16, 16)], ""),
        ("010", [(10, 10)], ""),
        ("0X1f...0x2F", [(31, 47)], ""),
        ("1 2,3 , 4..5", [(1, 1), (2, 2), (3, 3), (4, 5)], ""),
        ("16 383", [(16383, 16383)], ""),
        ("0x10 16\u00a0384..32\u202f767, 1 048 575", [(16, 16), (16384, 32767), (1048575, 1048575)], ""),
        ("16 17, 100 0x20 1 10", [(16, 16), (17, 17), (100, 100), (32, 32), (1, 1), (10, 10)], ""),
        ("1 – 5", [(1, 1), (5, 5)], "–"),
        ("0x", [(0, 0)], "x"),
        ("", [], ""),
        ("9" * 200, [], "9" * 200),
        ("0x" + "F" * 50, [(16**50 - 1, 16**50 - 1)], ""),
    ],
)
def test_values(text: str, ranges: list[tuple[int, int]], unread: str) -> None:
    read, left = read_ranges(text)
    assert ([(values.first, values.last) for values in read], left) == (ranges, unread)


@pytest.mark.parametrize(
    ("text", "width", "unread"),
    [
        ("16,383", 16, "16,383"),
        ("0x10, 1,024..2,048", 16, "1,024"),
        ("1,024", 8, "1,024"),
        ("10,240", 8, ""),
        ("16, 383", 16, ""),
        ("100,101,102", 16, ""),
        ("1,2,3", 16, ""),
        ("0x10,0x20,300", 16, ""),
        ("1000,240", 32, ""),
    ],
)
def test_digits_in_groups_with_commas_are_not_guessed(text: str, width: int, unread: str) -> None:
    assert read_ranges(text, width)[1] == unread


_VALUES = st.one_of(
    st.text(st.sampled_from("0123456789xXABCDEF.…, -\t#:"), max_size=20),
    st.integers(-1, 300).map(str),
    st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda ends: f"0x{ends[0]:X}..{ends[1]}"),
)
_NAMES = st.one_of(st.text(max_size=10), st.sampled_from(["No-station", "Public Client", "Broadcast", "MLD", "CMP"]))
_ROWS = st.lists(st.tuples(_VALUES, _NAMES), max_size=8)


@pytest.mark.parametrize(
    ("width", "address", "written"),
    [(4, 1, "0x1"), (8, 16, "0x10"), (16, 16, "0x0010"), (17, 16, "0x00010"), (None, 1, "0x01"), (8, 0x7FFF, "0x7FFF")],
)
def test_an_address_has_all_digits_of_its_width(width: int | None, address: int, written: str) -> None:
    assert written_address(address, width) == written
    assert ValueRange(address, address).written(width) == written


def test_a_range_is_written_as_a_body_takes_it() -> None:
    values = ValueRange(2, 15)
    assert values.written(16) == "0x0002..0x000F"
    assert values.written(joint="…") == "0x02…0x0F"
    assert read_ranges(values.written(16)) == ((values,), "")


def test_a_table_holds_for_a_profile_however_its_name_is_spelled() -> None:
    table, _ = parse("client: {1: a}", "SAPs", ":profile: IP-based profile")
    assert table.holds_for("IP based Profile")
    assert not table.holds_for("General profile")
    assert parse("client: {1: a}", "SAPs")[0].holds_for("General profile")


@given(
    _ROWS, _ROWS, st.sampled_from(["4", "7", "8", "16", "32", "x"]), st.sampled_from(["template", "none", "wrapper"])
)
def test_no_table_raises(client: list[tuple[str, str]], server: list[tuple[str, str]], width: str, scheme: str) -> None:
    lines: list[str] = []
    for key, rows in (("client", client), ("server", server)):
        lines += [f"{key}:", *(f"  {values}: {name}" for values, name in rows)]
    table, _ = parse("\n".join(lines), "SAPs", f":width: {width}", f":scheme: {scheme}")
    for rule in RULES:
        places = [fault.at for fault in rule.check(Project(records=(table,)))]
        assert len(places) <= 2 + len(table.rows)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    table, _ = parse(text, "SAPs")
    for rule in RULES:
        list(rule.check(Project(records=(table,))))
