"""What has changed, case by case; and what holds of any two editions."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.diff.comparison import compare_editions
from sphinx_dlmsprofile.diff.facts import facts_of
from sphinx_dlmsprofile.diff.provisions import touches_substance
from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.exports.changes import changes_text
from sphinx_dlmsprofile.model.deviation import NotApplicable
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.review_records import TestCase
from sphinx_dlmsprofile.text.location import Location, Text
from tests.diff.mirror import mirrored
from tests.support import EXAMPLE, Source

if TYPE_CHECKING:
    from pathlib import Path

SAPS = """
.. sap-table:: SAPs

   client:
     0x00: No-station
     0x10: Public Client
     0x11..0x1F: Open
"""
LAYERS = """
.. layer-stack:: The profiles

   layers:
     mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
     phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
   profiles:
     General profile: {kind: general, stack: [ap, al, mac, phy]}
"""
ITEMS = """
Joining
-------

The gateway shall:

- :prov:`one` answer; and
- :prov:`two` log it.
"""
CLASS = """
.. cosem-class:: X setup
   :class-id: 180
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
     2: {name: mode, type: enum, default: 0}
   methods:
     1: {name: leave, type: integer, mandatory: no}
"""
REFERENCES = """
.. normative-references::

   IEC 62056-5-3:2016: Application layer
   RFC 768: User Datagram Protocol
"""
SERVICES = """
.. xdlms-services:: Services

   GET: {confirmed: [unicast]}
   SET: {confirmed: [unicast], unconfirmed: [multicast]}
"""
CLAUSES = """
Scope
-----

Text.

Layers
------

Overview
~~~~~~~~

Text.

The stack
~~~~~~~~~

Text.
"""
SECURITY = """
.. security::

   suites: [0]
   keys: The keys are exchanged by hand.
"""
TIMERS = """
Timers
------

:prov:`timers` The timers shall have the values of :numref:`tab`. :prov:`wait` A client shall wait for :const:`Wait`.

.. _tab:

.. table:: Timers

   == ===
   T1 3 s
   == ===

.. _other:

.. table:: Other timers

   == ===
   T2 3 s
   == ===

.. constants::

   Wait: 30 s
"""
PROVISIONS = """
Layers
------

A station should answer within 3 s.

Its address may change, see :ref:`services`.

.. _services:

Services
--------

A server shall keep two associations open.
"""


def swap(text: str, *pairs: tuple[str, str]) -> tuple[str, str]:
    """A text, and what becomes of it."""
    changed = text
    for old, new in pairs:
        assert old in changed
        changed = changed.replace(old, new)
    return text, changed


CASES: dict[str, tuple[tuple[str, str], list[str]]] = {
    "a SAP reassigned": (
        swap(SAPS, ("0x10: Public", "0x10: Installer's")),
        ['client SAP 0x10: reassigned: "Public Client" → "Installer\'s Client"'],
    ),
    "a SAP taken from a range": (
        swap(SAPS, ("0x11..0x1F: Open", "0x11: Installer\n     0x12..0x1F: Open")),
        ['client SAP 0x11: reassigned: "Open" → "Installer"'],
    ),
    "SAPs added and removed": (
        swap(SAPS, ("     0x00: No-station\n", ""), ("0x1F", "0x21")),
        ['client SAP 0x00: removed: "No-station"', 'client SAPs 0x20..0x21: added: "Open"'],
    ),
    "rows written in another way": (swap(SAPS, ("0x11..0x1F", "17 … 24, 0x19..0x1F")), []),
    "a table for a profile, and a wider address": (
        swap(SAPS, ("SAPs\n", "SAPs\n   :width: 16\n   :profile: IP\n")),
        ['SAP table: changed: width "8" → "16"; profiles none → "IP"'],
    ),
    "a standard of a layer": (
        swap(LAYERS, ("standard: IEEE 802.11ah}\n     phy", "standard: IEEE 802.11bd}\n     phy")),
        ['layer "MAC layer": changed: standard "IEEE 802.11ah" → "IEEE 802.11bd"'],
    ),
    "a layer added": (
        swap(
            LAYERS,
            ("   profiles", "     schc: {role: adaptation, name: SCHC, standard: RFC 8724}\n   profiles"),
            ("al, mac", "al, schc, mac"),
        ),
        [
            'layer "SCHC": added: "RFC 8724"',
            'profile "General profile": changed: stack … application layer / {+SCHC / +}MAC layer / Physical layer',
        ],
    ),
    "a layer with another key": (swap(LAYERS, ("mac:", "m:"), ("al, mac", "al, m")), []),
    "a profile added": (
        swap(LAYERS, ("phy]}\n", "phy]}\n     IP profile: {kind: ip, stack: [ap, al, tl, ipv6, open]}\n")),
        [
            (
                'profile "IP profile": added: "COSEM application process / DLMS/COSEM application layer'
                ' / DLMS/COSEM transport layer / IPv6 / Lower layers (out of scope)"'
            )
        ],
    ),
    "a profile renamed": (
        swap(LAYERS, ("General profile:", "Base profile:")),
        ['profile "Base profile": renamed: name "General profile" → "Base profile"'],
    ),
    "a class's version": (
        swap(CLASS, (":version: 0", ":version: 1")),
        ['class "X setup" (180): changed: version "0" → "1"'],
    ),
    "an attribute's type and default": (
        swap(CLASS, ("type: enum, default: 0", "type: unsigned, default: 1")),
        ['attribute 2 mode of class "X setup" (180): changed: type "enum" → "unsigned"; default "0" → "1"'],
    ),
    "an attribute put before others": (
        swap(CLASS, ("     2: {name: mode", "     2: {name: new, type: boolean}\n     3: {name: mode")),
        [
            'attribute 2 new of class "X setup" (180): added: "boolean"',
            'attribute 3 mode of class "X setup" (180): renumbered: number "2" → "3"',
        ],
    ),
    "a method made mandatory": (
        swap(CLASS, ("mandatory: no", "mandatory: yes")),
        ['method 1 leave of class "X setup" (180): changed: mandatory "no" → "yes"'],
    ),
    "a class renamed": (
        swap(CLASS, ("X setup", "Y setup")),
        ['class "Y setup" (180): renamed: name "X setup" → "Y setup"'],
    ),
    "a reference dated anew": (
        swap(REFERENCES, (":2016", ":2023")),
        ['normative reference IEC 62056-5-3:2023: dated anew: designation "IEC 62056-5-3:2016" → "IEC 62056-5-3:2023"'],
    ),
    "a reference removed": (
        swap(REFERENCES, ("   RFC 768: User Datagram Protocol\n", "")),
        ['normative reference RFC 768: removed: "User Datagram Protocol"'],
    ),
    "a service": (
        swap(SERVICES, ("unconfirmed: [multicast]", "unconfirmed: [multicast, broadcast]")),
        ['service SET: changed: unconfirmed "yes, multicast" → "yes, multicast, broadcast"'],
    ),
    "a term redefined": (
        swap(
            ".. term:: access point\n\n   definition: device that bridges\n\n"
            ".. abbreviations::\n\n   AP: access point\n",
            ("device that bridges", "station that bridges"),
            ("AP: access point", "AP: application process"),
        ),
        [
            'term "access point": redefined: definition [-device-]{+station+} that bridges',
            'abbreviation AP: redefined: "access point" → "application process"',
        ],
    ),
    "title and edition": (
        swap(
            ".. profile-title:: Part 8-30: X communication profile for LANs\n   :edition: 1.0\n",
            ("Part 8-30: X", "Part 8-30: Y"),
            ("1.0", "2.0"),
        ),
        [
            "title: changed: Part 8-30: [-X-]{+Y+} communication profile for LANs",
            'edition: changed: "1.0" → "2.0"',
        ],
    ),
    "security": (
        swap(SECURITY, ("suites: [0]", "suites: [0, 1]"), ("by hand", "by a key server")),
        [
            'security, suites: added: "1"',
            "security, keys: changed: The keys are exchanged by [-hand-]{+a key server+}.",
        ],
    ),
    "a clause put between others": (
        swap(CLAUSES, ("The stack\n~", "Choices\n~~~~~~~\n\nText.\n\nThe stack\n~")),
        ["2.2 Choices: added", '2.3 The stack: renumbered: number "2.2" → "2.3"'],
    ),
    "a clause before all others: those below are not told": (
        swap(CLAUSES, ("Scope\n-----", "Before\n------\n\nText.\n\nScope\n-----")),
        ["1 Before: added", '2 Scope: renumbered: number "1" → "2"', '3 Layers: renumbered: number "2" → "3"'],
    ),
    "a clause renamed": (
        swap(CLAUSES, ("The stack\n~~~~~~~~~", "The layer stack\n~~~~~~~~~~~~~~~")),
        ['2.2 The layer stack: renamed: title "The stack" → "The layer stack"'],
    ),
    "a clause moved": (
        (
            CLAUSES,
            CLAUSES.replace("Scope\n-----\n\nText.\n", "Scope\n-----\n\nThe stack\n~~~~~~~~~\n\nText.\n", 1)[:-26],
        ),
        ['1.1 The stack: moved: number "2.2" → "1.1"; in "2 Layers" → "1 Scope"'],
    ),
    "strengthened": (
        swap(PROVISIONS, ("should", "shall")),
        [
            (
                "station-shall-answer-within-3-s: strengthened: "
                'verbal form "should" → "shall"; A station [-should-]{+shall+} answer within 3 s.'
            )
        ],
    ),
    "weakened and reworded": (
        swap(PROVISIONS, ("shall keep two", "may keep three")),
        [
            (
                "server-may-keep-three-associations-open (was server-shall-keep-two-associations-open): weakened: "
                'verbal form "shall" → "may"; A server [-shall-]{+may+} keep [-two-]{+three+} associations open.'
            )
        ],
    ),
    "reversed": (
        swap(PROVISIONS, ("shall keep", "shall not keep")),
        [
            (
                "server-shall-not-keep-two-associations-open (was server-shall-keep-two-associations-open): reversed: "
                'verbal form "shall" → "shall not"; A server shall{+ not+} keep two associations open.'
            )
        ],
    ),
    "more is asked for, and not the contrary": (
        swap(PROVISIONS, ("two associations open.", "two associations open, and shall not close them.")),
        [
            (
                'server-shall-keep-two-associations-open: reworded: verbal form "shall" → "shall, shall not"; '
                "A server shall keep two associations open{+, and shall not close them+}."
            )
        ],
    ),
    "reworded": (
        swap(PROVISIONS, ("within 3 s", "within 5 s")),
        [
            (
                "station-should-answer-within-5-s (was station-should-answer-within-3-s): reworded: "
                "A station should answer within [-3-]{+5+} s."
            )
        ],
    ),
    "a provision moved": (
        (
            PROVISIONS,
            PROVISIONS.replace("A station should answer within 3 s.\n\n", "")
            + "\nA station should answer within 3 s.\n",
        ),
        ['station-should-answer-within-3-s: moved: clause "Clause 1" → "Clause 2"'],
    ),
    "a number that follows a renumbered clause is no change of a provision": (
        swap(PROVISIONS, ("Layers\n------\n", "Before\n------\n\nText.\n\nLayers\n------\n")),
        ["1 Before: added", '2 Layers: renumbered: number "1" → "2"', '3 Services: renumbered: number "2" → "3"'],
    ),
    "a number that follows a renumbered table is none either": (
        swap(TIMERS, ("Timers\n------\n", "Timers\n------\n\n.. table:: First\n\n   = =\n   a b\n   = =\n")),
        [],
    ),
    "but another table is": (
        swap(TIMERS, ("numref:`tab`", "numref:`other`")),
        ["timers: reworded: … values of Table [-1-]{+2+}."],
    ),
    "a value that a constant gives": (
        swap(TIMERS, ("Wait: 30 s", "Wait: 20 s")),
        ['constant "Wait": changed: value "30" → "20"', "wait: reworded: A client shall wait for [-30-]{+20+}\u00a0s."],
    ),
    "an item that another one follows now": (
        swap(ITEMS, ("answer; and", "answer;"), ("log it.", "log it; and\n- :prov:`three` send a beacon.")),
        ['three: added: "The gateway shall: send a beacon."'],
    ),
    "a no-break space": (swap(PROVISIONS, ("within 3 s", "within 3\u00a0s")), []),
    "white space and markup around it": (swap(PROVISIONS, ("keep two", "keep\ntwo")), []),
}


def read(text: str, directory: Path) -> Project:
    source = Source({"index.rst": f"Title\n=====\n\n{text}"}).write(directory)
    judgement = judge_project(source, log=io.StringIO())
    assert judgement is not None
    return judgement.project


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    (before, after), expected = CASES[name]
    old, new = read(before, tmp_path / "old"), read(after, tmp_path / "new")
    told = changes_text(compare_editions(("a", old), ("b", new))).partition("Wording of")[0]
    lines = told.splitlines()
    assert [line.strip().rpartition(" [")[0] for line in lines if line.startswith("  ")] == expected
    assert compare(old, old) == compare(new, new) == ()
    assert {mirrored(change) for change in compare(old, new)} == set(compare(new, old))


def test_what_links_have_to_be_looked_at_again(tmp_path: Path) -> None:
    old = read(PROVISIONS, tmp_path / "old")
    text = PROVISIONS.replace("should", "shall").replace("Its address may change, see :ref:`services`.\n", "")
    new = read(f"{text}\nA client may ask.\n", tmp_path / "new")
    changes = [change for change in compare(old, new) if change.area is Area.PROVISIONS and touches_substance(change)]
    found = {change.identifier: change.previous_identifier for change in changes}
    assert found == {
        "station-shall-answer-within-3-s": "station-should-answer-within-3-s",
        "address-may-change-see": "",
    }


@cache
def example() -> Project:
    judgement = judge_project(EXAMPLE, log=io.StringIO())
    assert judgement is not None
    return judgement.project


def edition(random: Random, share: float) -> Project:
    """The example with about such a share of records left out, some doubled, all in another order."""
    chosen = [record for record in example().records if random.random() > share]
    chosen += [record for record in chosen if random.random() < share / 4]
    random.shuffle(chosen)
    clauses = tuple(
        replace(clause, children=clause.children[:: 1 if random.random() > share else 2])
        for clause in example().clauses
        if random.random() > share / 2
    )
    kept = {(part.docname, part.anchor) for clause in clauses for part in clause.walk()}
    placed = (
        each if each.clause and (each.clause.docname, each.clause.anchor) in kept else replace(each, clause=None)
        for each in chosen
    )
    return Project(tuple(placed), clauses=clauses)


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.floats(0, 0.4))
def test_both_ways_it_is_the_same(seed: int, share: float) -> None:
    random = Random(seed)
    old, new = edition(random, share), edition(random, share)
    assert compare(old, old) == ()
    there, back = ({mirrored(change) for change in compare(old, new)}, set(compare(new, old)))
    assert not there ^ back


@given(st.text("ab, .-\n1"), st.text("ab, .-\n1"))
def test_marks_hold_both_texts(old: str, new: str) -> None:
    marks = marked_words(old, new)
    assert "".join(text for mark, text in marks if mark is not Mark.INSERTED) == old
    assert "".join(text for mark, text in marks if mark is not Mark.DELETED) == new


MARKED = """
Timers
------

.. list-table:: The timers
   :name: tab-timers

   * - T1
     - 3 s

.. dlms_test:: Wait
   :id: test-wait

   Compare with :numref:`tab-timers`, wait 10\\ :sup:`6` cycles of ``t``.
"""


def test_the_text_of_a_test_case_reads_as_its_reader_sees_it(tmp_path: Path) -> None:
    texts: dict[str, str] = {}
    editions = []
    for name, text in (("old", MARKED), ("new", MARKED.replace("wait 10", "read 10")), ("same", MARKED)):
        Source({"index.rst": f"Profile\n=======\n{text}"}).write(tmp_path / name)
        judgement = judge_project(tmp_path / name, review=True, log=io.StringIO())
        assert judgement is not None
        (case,) = judgement.project.of(TestCase)
        texts[name] = case.text
        editions.append(judgement.project)
    assert texts["old"] == "Compare with Table 1, wait 10^6 cycles of t."
    old, new, same = (("", each) for each in editions)
    assert not compare_editions(old, same).differs
    told = changes_text(compare_editions(old, new))
    assert ("10^6 cycles of t" in told, "numref" in told) == (True, False), told


def test_descriptions_read_as_their_reader_sees_them() -> None:
    at = Location("index.rst", 1)
    record = NotApplicable(at=at, reason=Text("The *MAC layer* needs 10\\ :sup:`6` of them.", at))
    assert facts_of(record).values["reason"].text == "The MAC layer needs 10^6 of them."
