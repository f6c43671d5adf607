"""What has changed in single fields, case by case; renames, moves and numbers assigned anew are told as such."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.diff.comparison import compare_editions
from sphinx_dlmsprofile.diff.text_edits import TextComparison
from sphinx_dlmsprofile.exports.changes import changes_text
from tests.diff.mirror import mirrored
from tests.diff.test_compare import CLASS, CLAUSES, PROVISIONS, SAPS, SERVICES, read, swap

if TYPE_CHECKING:
    from pathlib import Path

TYPES = """
.. cosem-class:: Loft
   :class-id: 9000
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
     2: {name: state, type: enum, values: {0: asleep, 1: awake}, static: no}
     3:
       name: nest
       static: no
       type:
         structure:
           - {name: eggs, type: unsigned, min: 0, max: 4, description: How many eggs.}
"""
CODES = """
.. obis-codes:: Codes

   0-b:39.0.0.255: {class: Data, name: XYZ}
"""
FIGURES = """
.. layer-stack:: The stack

   layers:
     mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah, clause: 5.3.2}
     phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
   profiles:
     General profile: {kind: general, stack: [ap, al, mac, phy]}

.. service-mapping:: General profile
   :lower: mac

   AL-DATA.request: MA-UNITDATA.request

.. addressing:: Addresses of devices
   :columns: Old head

   physical:
     MAC address: EUI-64 of the station
"""
COLUMNS = """
.. addressing:: Addresses
   :columns: General profile, IP profile

   physical:
     Port: [none, "4059"]
"""
APDU = """
.. apdu-example:: A request

   C0 01 C1 00 08 00 00 01 00 00 FF 02 00
"""

CASES: dict[str, tuple[tuple[str, str], list[str]]] = {
    "a provision with another identifier": (
        (
            PROVISIONS.replace("A station", ":prov:`set-clock` A station"),
            PROVISIONS.replace("A station", ":prov:`clock-daily` A station"),
        ),
        ['clock-daily: renamed: identifier "set-clock" → "clock-daily"'],
    ),
    "the names of values swapped": (
        swap(TYPES, ("{0: asleep, 1: awake}", "{0: awake, 1: asleep}")),
        ['attribute 2 state of class "Loft" (9000): changed: value 0 "asleep" → "awake"; value 1 "awake" → "asleep"'],
    ),
    "a value with another number, a value added": (
        swap(TYPES, ("1: awake}", "2: awake, 3..9: reserved}")),
        ['attribute 2 state of class "Loft" (9000): changed: value of "awake" "1" → "2"; value 3..9 none → "reserved"'],
    ),
    "limits and description of an element": (
        swap(TYPES, ("max: 4, description: How many eggs", "max: 255, description: How many chicks")),
        [
            (
                'attribute 3 nest of class "Loft" (9000): changed: element eggs maximum "4" → "255"; '
                "element eggs description How many [-eggs-]{+chicks+}."
            )
        ],
    ),
    "an element renamed, an element added": (
        swap(TYPES, ("name: eggs", "name: chicks"), ("eggs.}\n", "eggs.}\n           - {name: age, type: unsigned}\n")),
        [
            (
                'attribute 3 nest of class "Loft" (9000): changed: element 1 "eggs" → "chicks"; '
                'element age none → "unsigned"'
            )
        ],
    ),
    "the type of an element": (
        swap(TYPES, ("type: unsigned", "type: long")),
        ['attribute 3 nest of class "Loft" (9000): changed: element eggs type "unsigned" → "long"'],
    ),
    "another kind of type around the same elements and values": (
        swap(TYPES, ("structure:", "choice:"), ("type: enum", "type: unsigned")),
        [
            'attribute 2 state of class "Loft" (9000): changed: type "enum" → "unsigned"',
            'attribute 3 nest of class "Loft" (9000): changed: type "structure {unsigned}" → "choice {unsigned}"',
        ],
    ),
    "an array where there was a structure": (
        (
            TYPES.replace("{name: eggs, type: unsigned, min: 0, max: 4, description: How many eggs.}", "unsigned"),
            TYPES[: TYPES.index("         structure:")] + "         array: long\n",
        ),
        ['attribute 3 nest of class "Loft" (9000): changed: type "structure {unsigned}" → "array {long}"'],
    ),
    "a number written in another way": (swap(TYPES, ("min: 0", "min: 0x00"), ("9000", "0x2328")), []),
    "a class_id assigned anew": (
        swap(CLASS, (":class-id: 180", ":class-id: 181")),
        ['class "X setup" (181): reassigned: class_id "180" → "181"'],
    ),
    "what a class supersedes": (
        swap(CLASS, (":version: 0", ":version: 0\n   :supersedes: 1")),
        ['class "X setup" (180): changed: supersedes none → "1"'],
    ),
    "the code of an object": (
        swap(CODES, ("39.0.0", "39.1.0")),
        ['OBIS code 0-b:39.1.0.255: reassigned: code "0-b:39.0.0.255" → "0-b:39.1.0.255"'],
    ),
    "markup around the name of a class": (swap(CODES, ("class: Data", 'class: ":cosem:`Data`"')), []),
    "why a SAP has its name": (
        swap(SAPS, ("0x10: Public Client", "0x10: {name: Public Client, reason: because}"), ("Open", "Free")),
        [
            'client SAP 0x10: changed: reason none → "because"',
            'client SAPs 0x11..0x1F: reassigned: "Open" → "Free"',
        ],
    ),
    "a SAP moved into a range that is open": (
        swap(SAPS, ("0x10: Public", "0x1F: Public"), ("0x11..0x1F", "0x11..0x1E")),
        ['client SAP "Public Client": moved: address "0x10" → "0x1F"; 0x1F "Open" → "Public Client"'],
    ),
    "a SAP moved within such a range": (
        swap(SAPS, ("0x10: Public", "0x1F: Public"), ("0x11..0x1F", "0x10..0x1E")),
        [
            (
                'client SAP "Public Client": moved: '
                'address "0x10" → "0x1F"; 0x10 "Public Client" → "Open"; 0x1F "Open" → "Public Client"'
            ),
        ],
    ),
    "a SAP that became a range": (
        swap(SAPS, ("0x10: Public Client", "0x30..0x3F: Public Client")),
        ['client SAP "Public Client": moved: address "0x10" → "0x30..0x3F"'],
    ),
    "a SAP that became a range of another name": (
        swap(SAPS, ("0x10: Public Client", "0x0F..0x10: Clients")),
        ['client SAP 0x10: reassigned: "Public Client" → "Clients"; address "0x10" → "0x0F..0x10"'],
    ),
    "a SAP moved": (
        swap(SAPS, ("0x10: Public", "0x30: Public")),
        ['client SAP "Public Client": moved: address "0x10" → "0x30"'],
    ),
    "captions, columns, the clause of a layer, the layer of a mapping": (
        swap(
            FIGURES,
            ("The stack", "The profiles"),
            ("clause: 5.3.2", "clause: 5.3.9"),
            (":lower: mac", ":lower: phy"),
            ("Addresses of devices", "Addresses of pigeons"),
            ("Old head", "New head"),
        ),
        [
            'layer "MAC layer": changed: clause that specifies it "5.3.2" → "5.3.9"',
            'layer stack: changed: caption "The stack" → "The profiles"',
            'service mapping General profile: changed: lower layer "mac" → "phy"',
            (
                'addressing: changed: caption "Addresses of devices" → "Addresses of pigeons"; '
                'heads of the columns "Old head" → "New head"'
            ),
        ],
    ),
    "a row renamed": (
        swap(FIGURES, ("MAC address: EUI-64", "Hardware address: EUI-64")),
        ['addressing, physical, Hardware address: renamed: row "physical, MAC address" → "physical, Hardware address"'],
    ),
    "a row of few words renamed": (
        swap(FIGURES, ("AL-DATA.request", "AL-DATA.response")),
        [('service mapping General profile, AL-DATA.response: renamed: row "AL-DATA.request" → "AL-DATA.response"')],
    ),
    "a column renamed": (
        swap(COLUMNS, ("IP profile", "IPv6 profile")),
        [
            'addressing: changed: heads of the columns "General profile, IP profile" → "General profile, IPv6 profile"',
            (
                "addressing, physical, Port, IPv6 profile: renamed: "
                'row "physical, Port, IP profile" → "physical, Port, IPv6 profile"'
            ),
        ],
    ),
    "a table moved to another clause": (
        (
            f"Scope\n-----\n{SERVICES}\nText.\n\nServices\n--------\n\nText.\n",
            f"Scope\n-----\n\nText.\n\nServices\n--------\n{SERVICES}\nText.\n",
        ),
        ['table of services: moved: clause "Clause 1" → "Clause 2"'],
    ),
    "a term and an abbreviation renamed": (
        swap(
            ".. term:: access point\n\n   definition: device that bridges\n\n"
            ".. abbreviations::\n\n   AP: access device\n",
            ("access point", "bridge"),
            ("AP:", "AD:"),
        ),
        [
            '1 bridge: renamed: title "access point" → "bridge"',
            'term "bridge": renamed: term "access point" → "bridge"',
            'abbreviation AD: renamed: abbreviation "AP" → "AD"',
        ],
    ),
    "why a clause does not apply": (
        swap("Scope\n-----\n\n.. not-applicable::\n   :reason: no need\n", ("no need", "no use")),
        ["not applicable, Clause 1: changed: reason no [-need-]{+use+}"],
    ),
    "the octets of an example": (
        swap(APDU, ("C0 01 C1", "C0 01 C2")),
        ['APDU example "A request": changed: octets C0 01 [-C1-]{+C2+} 00 08 00 …'],
    ),
    "a clause with quite another title and the same content": (
        swap(PROVISIONS, ("Layers\n------", "Timing\n------")),
        ['1 Timing: renamed: title "Layers" → "Timing"'],
    ),
    "a clause with nothing but quite another title": (
        swap(CLAUSES, ("Overview\n~~~~~~~~", "Preamble\n~~~~~~~~")),
        ['2.1 Preamble: renamed: title "Overview" → "Preamble"'],
    ),
    "titles swapped": (
        swap(
            PROVISIONS,
            ("Layers\n------", "X\n------"),
            ("Services\n--------", "Layers\n------"),
            ("X\n---", "Services\n-----"),
        ),
        [
            '1 Services: renamed: title "Layers" → "Services"',
            '2 Layers: renamed: title "Services" → "Layers"',
            # What a reference leads to is the same: the title that it prints is told of once.
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    (before, after), expected = CASES[name]
    old, new = read(before, tmp_path / "old"), read(after, tmp_path / "new")
    # What else the words say is told beside it, and has tests of its own.
    of_model = replace(compare_editions(("a", old), ("b", new)), text=TextComparison())
    lines = changes_text(of_model).splitlines()
    assert [line.strip().rpartition(" [")[0] for line in lines if line.startswith("  ")] == expected
    assert compare(old, old) == compare(new, new) == ()
    assert {mirrored(change) for change in compare(old, new)} == set(compare(new, old))
