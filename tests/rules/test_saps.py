"""Tables of real address plans give no finding, and one slip in a table gives one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_dlmsprofile.model.layers import LayerStack, Profile
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.sap import parse_sap_table
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rules.addressing import sap as rules
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.text.location import Location, Text

RULES = [value for value in vars(rules).values() if isinstance(value, Rule)]

TEMPLATE = """\
client:
  0x00: No-station
  0x01: Client Management Process
  0x10: Public Client
  0x02 ... 0x0F 0x11... 0xFF: Open for client SAP assignment
server:
  0x00: No-station
  0x01: Management Logical Device
  0x02...0x0F: Reserved for future use
  0x10...0x7E: Open for server SAP assignment
  0xFF: All-station (Broadcast)
"""


def findings(*tables: str, profiles: tuple[str, ...] = (), advice: bool = False) -> list[tuple[str, int]]:
    """Rule and line of all findings and faults; each table begins in line 1 of its own file."""
    reader = BodyReader()
    records = []
    for number, text in enumerate(tables):
        name = f"{number}.rst"
        lines = [Line(line, name, index) for index, line in enumerate(text.splitlines(), 1)]
        head = [line for line in lines if line.text.startswith(":")]
        records.append(parse_sap_table(read_directive(Location(name, 1), head, lines[len(head) :]), reader))
    at = Location("stack.rst", 1)
    made = tuple(Profile(name=Text(name, at), kind="general", stack=(), at=at) for name in profiles)
    stacks = (LayerStack(at=at, profiles=made),) if made else ()
    project = Project(records=(*records, *stacks, *reader.faults), root=Location("index.rst", 99))
    found = [(rule.name, fault.at.line) for rule in RULES for fault in rule.check(project)]
    found += [(fault.kind, fault.at.line) for fault in reader.faults]
    return sorted(one for one in found if advice or one[0] != "sap-gap")


def changed(*changes: tuple[str, str]) -> list[tuple[str, int]]:
    """The findings for the template's table with some of its text replaced."""
    text = TEMPLATE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return findings(text)


def scheme(name: str, width: int, broadcast: str) -> str:
    """A whole table for an address plan."""
    digits = (width + 3) // 4
    zero, one, public = (f"0x{value:0{digits}X}" for value in (0, 1, 16))
    return dedent(f"""\
        :scheme: {name}
        :width: {width}
        client:
          {zero}: No station
          {one}: client management process
          {public}: "**Public** client"
        server:
          {zero}: NO_STATION
          {one}: Management logical device (MLD)
          {broadcast}: Broadcast
        """)


@pytest.mark.parametrize(
    "table",
    [
        TEMPLATE,
        scheme("template", 8, "0xFF"),
        scheme("hdlc-1", 7, "0x7F"),
        scheme("hdlc-1", 8, "127"),
        scheme("hdlc-2", 14, "0x3FFF"),
        scheme("wrapper", 16, "0x007F"),
        scheme("m-bus", 8, "0xFF"),
        scheme("s-fsk", 8, "0xFF"),
        ":scheme: none\nclient:\n  5: Head end\nserver:\n  6: Meter\n",
        ":scheme: none\n:width: 32\nclient:\n  0x00000000..0xFFFFFFFF: Open\nserver:\n  4294967295: Meter\n",
    ],
)
def test_right_table(table: str) -> None:
    assert findings(table) == []


@pytest.mark.parametrize(
    "name",
    [
        "All-station",
        "all stations",
        "All-station / Broadcast",
        "Broadcast address",
        "BROADCAST (all stations)",
        '":term:`All-station <broadcast address>`"',
        '"{term}`All-station` [^1]"',
        '"All-station :sup:`a`"',
        '"`All-station` [#f1]_"',
    ],
)
def test_names_of_the_broadcast_address(name: str) -> None:
    assert changed(("All-station (Broadcast)", name)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # values
        ("0x10: Public", "0xZZ: Public", [("sap-value", 4)]),
        ("0x10: Public", "0x1O: Public", [("sap-value", 4)]),
        ("0x10: Public", '"": Public', [("sap-value", 4)]),
        ("0x10: Public", ": Public", [("body-syntax", 4)]),
        ("0x10: Public", "0x10-0x10: Public", [("sap-value", 4)]),
        ("0x10...0x7E", "0x7E...0x10", [("sap-value", 10)]),
        ("0x10...0x7E", "0x10...0x7E...0x80", [("sap-value", 10)]),
        ("0x10...0x7E", "0x10...", [("sap-value", 10)]),
        ("0x10...0x7E", "9" * 900, [("sap-value", 10)]),
        ("0xFF: All", "0x1FF: All", [("sap-width", 11)]),
        ("0x11... 0xFF", "0x11... 0x100", [("sap-width", 5)]),
        ("0x10...0x7E", "0x10…0x7E,255", [("sap-overlap", 11)]),
        ("0x10...0x7E", "0x0F...0x7E", [("sap-overlap", 10)]),
        ("0x01: Client", "0x00: Client", [("sap-overlap", 3)]),
        ("0x02 ... 0x0F 0x11... 0xFF", "0x02..0xFF", [("sap-overlap", 5)]),
        # reserved names and values
        ("  0x10: Public Client\n", "", [("sap-reserved-missing", 1)]),
        ("  0x00: No-station\n  0x01: Client Management Process\n", "", [("sap-reserved-missing", 1)]),
        ("  0xFF: All-station (Broadcast)\n", "", [("sap-reserved-missing", 6)]),
        ("0x10: Public Client\n  0x02 ... 0x0F 0x11... 0xFF", "0x02..0xFF", [("sap-reserved-missing", 1)]),
        ("0xFF: All-station", "0xFE: All-station", [("sap-reserved-value", 11)]),
        ("0xFF: All-station", "0xFE, 0xFF: All-station", [("sap-reserved-value", 11)]),
        ("Management Logical Device", "Concentrator", [("sap-reserved-name", 8)]),
        ("0x10: Public Client", "0x10: Publik Client", [("sap-reserved-name", 4)]),
        ("Client Management Process", "Public Client", [("sap-reserved-name", 3)]),
        ("0x01: Client Management Process\n", "0x01: Public Client\n", [("sap-reserved-name", 3)]),
        ("0x01: Management Logical Device", "0x01: {name: MLD 1, reason: As in practice}", []),
        ("0xFF: All-station (Broadcast)", "0xFE: {name: All-station, reason: As in practice}", []),
        ("0xFF: All-station (Broadcast)", "0xFF: {name: Multicast, reason: No broadcast}", []),
        # sides
        ("server:\n", "servers:\n", [("body-key-unknown", 6)]),
        ("server:\n", "meters:\n", [("body-key-unknown", 6)]),
        ("server:\n", "client:\n", [("body-key-duplicate", 6)]),
        # names
        ("0x01: Management Logical Device", "0x01:", [("body-value-type", 8)]),
        ("0x01: Management Logical Device", "0x01: [MLD]", [("body-value-type", 8)]),
        ("0x01: Management Logical Device", "0x01: {reason: none}", [("body-value-type", 8)]),
        ("0x01: Management Logical Device", "0x01: {name: MLD, by the book}", [("body-key-unknown", 8)]),
        ("0x01: Management Logical Device", "0x01: MLD: first", [("body-syntax", 8)]),
    ],
)
def test_one_slip(old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert changed((old, new)) == expected


def test_two_names_exchanged() -> None:
    assert changed(("0x00: No-station", "0x01: No-station"), ("0x01: Client", "0x00: Client")) == [
        ("sap-reserved-value", 2),
        ("sap-reserved-value", 3),
    ]


def test_a_reserved_value_in_use_and_its_name_elsewhere() -> None:
    assert changed(("0x10: Public Client", "0x10: Gateway\n  0x20: Public Client"), ("0x11... 0xFF", "")) == [
        ("sap-reserved-value", 5)
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (":width: 3", [("body-value-type", 1)]),
        (":width: 33", [("body-value-type", 1)]),
        (":width: eight", [("body-value-type", 1)]),
        (":width:", [("body-value-type", 1)]),
        (":width: 99999999999999999999", [("body-value-type", 1)]),
        (":scheme: hdlc1", [("body-value-type", 1)]),
        (":scheme: HDLC-1", [("body-value-type", 1)]),
        (":scheme:", [("body-value-type", 1)]),
        (":widht: 16", [("option-unknown", 1)]),
        (":width: 7", [("sap-width", 6), ("sap-width", 12)]),
        (":scheme: hdlc-1", [("sap-reserved-value", 12)]),
        (":scheme: none", []),
    ],
)
def test_options(options: str, expected: list[tuple[str, int]]) -> None:
    assert findings(f"{options}\n{TEMPLATE}") == expected


CLIENT, SERVER = TEMPLATE.split("server:")
SERVER = f"server:{SERVER}"


@pytest.mark.parametrize(
    ("tables", "profiles", "expected"),
    [
        ((), (), [("sap-missing", 99)]),
        ((CLIENT,), (), [("sap-missing", 1)]),
        ((SERVER,), (), [("sap-missing", 1)]),
        (("",), (), [("sap-missing", 1)]),
        ((f"{CLIENT}server:\n",), (), [("sap-missing", 6)]),
        ((f"{CLIENT}server: {{}}\n",), (), [("sap-missing", 6)]),
        ((f"{CLIENT}server: none\n",), (), [("body-value-type", 6)]),
        ((f"{CLIENT}server: [1, 2]\n",), (), [("body-value-type", 6)]),
        ((CLIENT, SERVER), (), []),
        ((CLIENT, SERVER), ("A", "B"), []),
        ((CLIENT,), ("A", "B"), [("sap-missing", 1)]),
        ((f":profile: A\n{TEMPLATE}", f":profile: B\n{TEMPLATE}"), ("A", "B"), []),
        ((f":profile: a, b\n{TEMPLATE}",), ("A", "B"), []),
        ((f":profile: IP-based profile\n{TEMPLATE}",), ("IP based profile",), []),
        ((CLIENT, f":profile: A\n{SERVER}", f":profile: B\n{SERVER}"), ("A", "B"), []),
        ((CLIENT, f":profile: A\n{SERVER}"), ("A", "B"), [("sap-missing", 1)]),
        ((f":profile: A\n{TEMPLATE}",), ("A", "B"), [("sap-missing", 99)]),
        ((f":profile: A\n{TEMPLATE}", f":profile: C\n{TEMPLATE}"), ("A", "B"), [("sap-missing", 1)]),
        ((f":profile: A\n{TEMPLATE}",), (), []),
        ((TEMPLATE, f":profile: C\n{TEMPLATE}"), ("A", "B"), []),
    ],
)
def test_sides(tables: tuple[str, ...], profiles: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    assert findings(*tables, profiles=profiles) == expected


def test_gaps() -> None:
    assert findings(TEMPLATE, advice=True) == [("sap-gap", 6)]
    assert findings(TEMPLATE.replace("0x10...0x7E", "0x7E...0x10"), advice=True) == [("sap-value", 10)]
