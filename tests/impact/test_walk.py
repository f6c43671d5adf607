"""From each kind of change to the provisions, examples, tests and ICS items that rest on it, and no further."""

from __future__ import annotations

import copy
import io
import json
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.tests import subject_of
from sphinx_dlmsprofile.exports.impact import impact_json
from sphinx_dlmsprofile.exports.profile import profile_json, project_of
from sphinx_dlmsprofile.impact.impact import Carrier
from sphinx_dlmsprofile.impact.suspects import changed_provisions
from sphinx_dlmsprofile.impact.walk import impact_of
from sphinx_dlmsprofile.model.review_records import ChangedProvision, TestCase
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.impact.impact import Impact
    from sphinx_dlmsprofile.model.project import Project

CONF = """
project = "IEC 62056-8-99"
extensions = ["sphinx_dlmsprofile"]
dlms_test_results = ["results.xml"]
"""
STANDARD = """
Profile
=======

Scope
-----

Normative references
--------------------

.. normative-references::

   RFC 793: Transmission Control Protocol

Terms and definitions
---------------------

.. term:: station

   definition: device that joins

Timers
------

:prov:`timers` The timers shall have the values of :numref:`tab`. :prov:`listen` Stations shall listen.

.. _tab:

.. list-table:: Timers
   :header-rows: 1

   * - Timer
     - Value
   * - T1
     - 3 s

The relay

:prov:`relay` The relay shall answer.

Rules
-----

:prov:`both` The head end shall set the clock daily and shall log each failure of the meter.

:prov:`one` A key shall be stored in the meter.

:prov:`two` A key shall be changed every year.

:prov:`gone` A lamp shall blink.

:prov:`rev` A client shall repeat the request.

:prov:`old-name` A relay shall not sleep.

:prov:`tcp` A server shall close a connection as RFC 793 describes.

:prov:`sums` The sum shall be as follows:

.. math:: a + b

Addressing
----------

.. sap-table:: SAPs
   :name: tab-saps

   client:
     0x10: Public Client
     0x11: Pre Client

:prov:`saps` A head end shall use the addresses of :numref:`tab-saps`. :prov:`pc` The Public Client shall read.

.. apdu-example:: Reading the clock
   :client: 0x10
   :server: 0x01
   :envelope: wrapper
   :shows: pc

   0001 0010 0001 000D  C0 01 C1 00 08 00 00 01 00 00 FF 02 00

.. constants::

   Wait time: 30 s
   Retries: 3

:prov:`named` A server shall count its retries for the wait time.

Classes
-------

.. cosem-class:: Radio setup
   :class-id: 180
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}
     2: {name: join_mode, type: enum, static: yes, min: 0, max: 2, default: 0, short-name: x + 0x08}
   methods:
     1: {name: leave, type: integer, mandatory: no, short-name: x + 0x10}

:prov:`mode` A meter shall keep join_mode when it restarts. :prov:`class` A meter shall have one Radio setup.

:prov:`number` A meter shall have one object of class_id 180.
"""
TESTS = "timers listen relay both one two gone rev old-name tcp sums saps pc mode class named number"


def results(names: str = TESTS) -> str:
    """A test case for each provision, each on a line of its own."""
    return "\n".join(
        ["<testsuite>", *(f'<testcase name="t {name}" verifies="{name}"/>' for name in names.split()), "</testsuite>"]
    )


def read(directory: Path, text: str, tests: str) -> Project:
    """An edition with its tests."""
    directory.mkdir(parents=True)
    for name, content in (("conf.py", CONF), ("index.rst", text), ("results.xml", tests)):
        (directory / name).write_text(content, "utf-8")
    judgement = judge_project(directory, review=True, log=io.StringIO())
    assert judgement is not None
    return judgement.project


@cache
def first(directory: Path) -> str:
    """The first edition, as a file keeps it."""
    return profile_json(read(directory, STANDARD, results()))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The first edition."""
    return project_of(json.loads(first(tmp_path_factory.mktemp("first") / "old")))


def changed(before: Project, directory: Path, *edits: tuple[str, str], tests: str = results()) -> Impact:
    """What edits of the standard reach."""
    text = STANDARD
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return impact_of(("old", before), ("new", read(directory / "new", text, tests)))


def reached(found: Impact, kind: Carrier) -> set[str]:
    """What is reached of one kind, by identifier."""
    return {each.identifier for reach in found.reaches for each in reach.kind(kind)}


EDITS = {
    "nothing": ([], set()),
    "a term": ([("device that joins", "device that has ever joined")], {"listen"}),
    "a cell": ([("     - 3 s", "     - 30 s")], {"timers"}),
    "a caption": ([("list-table:: Timers", "list-table:: All timers")], {"timers"}),
    "a condition in a paragraph before": (
        [(":prov:`relay`", "Where the mains is on:\n\n:prov:`relay`")],
        {"relay"},
    ),
    "a condition in the same paragraph": ([(":prov:`relay`", "The mains is on. :prov:`relay`")], {"relay"}),
    "a formula": ([("a + b", "a - b")], {"sums"}),
    "a SAP": ([("0x10: Public Client", "0x10: Installation Client")], {"saps", "pc"}),
    "a SAP that nobody names": ([("0x11: Pre Client", "0x11: Reading Client")], {"saps"}),
    "a reference": ([("   RFC 793:", "   RFC 793 (all parts):")], {"tcp"}),
    "an attribute": ([("default: 0", "default: 1")], {"mode"}),
    "a constant that a text names": ([("Wait time: 30 s", "Wait time: 20 s")], {"named"}),
    "a class by its number": (
        [("Radio setup\n   :class-id: 180", "Radio setup\n   :class-id: 182")],
        {"class", "number"},
    ),
    "an informative text": ([("The relay\n", "The relay and more\n")], set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_provisions_that_rest_on_a_change(name: str, before: Project, tmp_path: Path) -> None:
    edits, expected = EDITS[name]
    found = changed(before, tmp_path, *edits)
    assert reached(found, Carrier.PROVISION) == expected
    # Who proves and states them has to look at it again.
    assert {f"test-t-{name}" for name in expected} <= reached(found, Carrier.TEST)
    assert expected <= reached(found, Carrier.ICS_ITEM)
    suspects = {each.identifier for each in changed_provisions(found, before) if isinstance(each, ChangedProvision)}
    assert suspects == expected


def test_examples_that_rest_on_a_change(before: Project, tmp_path: Path) -> None:
    found = changed(before, tmp_path, ("0x10: Public Client", "0x10: Installation Client"))
    assert len(reached(found, Carrier.EXAMPLE)) == 1
    found = changed(before, tmp_path / "octets", ("08 00 00 01", "08 00 01 01"))
    assert (reached(found, Carrier.PROVISION), reached(found, Carrier.TEST)) == (set(), {"test-t-pc"})


def test_other_addresses_of_the_row_of_an_example(before: Project, tmp_path: Path) -> None:
    found = changed(before, tmp_path, ("0x10: Public Client", "0x10, 0x12: Public Client"))
    assert reached(found, Carrier.EXAMPLE) == set()


def test_what_provisions_have_become(before: Project, tmp_path: Path) -> None:
    both = ":prov:`both` The head end shall set the clock daily and shall log each failure of the meter."
    found = changed(
        before,
        tmp_path,
        (
            both,
            "{}\n\n{}".format(
                ":prov:`clock` The head end shall set the clock daily.",
                ":prov:`log` The head end shall log each failure of the meter.",
            ),
        ),
        (":prov:`one` A key shall be stored in the meter.", ""),
        ("A key shall be changed", "A key shall be stored in the meter and shall be changed"),
        (":prov:`gone` A lamp shall blink.", ""),
        ("A client shall repeat", "A client shall not repeat"),
        ("`old-name`", "`new-name`"),
    )
    assert found.identifiers == {"both": ("clock", "log"), "old-name": ("new-name",), "one": ("two",), "gone": ()}
    actions = {reach.what: reach.of.actions for reach in found.reaches if hasattr(reach.of, "actions")}
    assert {what: [each.value for each in found] for what, found in actions.items()} == {
        "clock": ["split"],
        "log": ["split", "renamed"],
        "two": ["merged"],
        "rev": ["reversed"],
        "new-name": ["renamed"],
        "gone": ["removed"],
    }
    # Tests that still name what is gone.
    assert {"test-t-both", "test-t-one", "test-t-gone", "test-t-old-name"} <= reached(found, Carrier.TEST)


def test_a_renamed_clause_that_a_provision_prints(tmp_path: Path) -> None:
    # What the provision says is the same: a reference counts by what it leads to.
    printed = STANDARD.replace("Stations shall listen.", "Stations shall listen, see :ref:`named`.")
    named = printed.replace("Timers\n------\n", ".. _named:\n\nTimers\n------\n")
    renamed = named.replace("Timers\n------\n", "Timers and waits\n----------------\n")
    old, new = read(tmp_path / "old", named, results()), read(tmp_path / "new", renamed, results())
    found = impact_of(("old", old), ("new", new))
    assert [reach.what for reach in found.reaches] == ["4 Timers and waits"]
    assert found.reaches[0].reached == ()
    assert list(changed_provisions(found, new)) == []


def test_a_cell_that_is_a_provision_itself(tmp_path: Path) -> None:
    cells = (STANDARD.replace("     - 3 s", f"     - shall be {value} s") for value in (3, 30))
    old, new = (read(tmp_path / str(number), text, results()) for number, text in enumerate(cells))
    (reach,) = impact_of(("old", old), ("new", new)).reaches
    assert reach.what == "t1-shall-30-s"
    assert [each.identifier for each in reach.kind(Carrier.PROVISION)] == ["timers"]
    assert [each.identifier for each in reach.kind(Carrier.TEST)] == ["test-t-timers"]


def test_a_test_that_names_what_is_gone_by_its_name_alone(tmp_path: Path) -> None:
    text = STANDARD.replace("`old-name`", "`one-name`").replace("`gone`", "`lamp-blinks`")
    tests = '<testsuite><testcase name="one_name"/><testcase name="LampBlinks"/></testsuite>'
    old = read(tmp_path / "old", text, tests)
    changed_text = text.replace("`one-name`", "`new-name`").replace(":prov:`lamp-blinks` A lamp shall blink.", "")
    found = impact_of(("old", old), ("new", read(tmp_path / "new", changed_text, tests)))
    told = {reach.what: [each.because for each in reach.kind(Carrier.TEST)] for reach in found.reaches}
    assert told["new-name"] == ["verified one-name"]
    assert told["lamp-blinks"] == ["verified lamp-blinks"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Where the mains is on:", "Where the mains is off:", "follows it"),
        ("Where the mains is on:", "", "followed it"),
        ("", "Where the mains is on:", "follows it"),
        ("In class A:", "In class B:", "follows it"),
        # With what is printed beside its words.
        ("Where :abbr:`X (mains)` is on *now* [*]_:", "Where :abbr:`X (mains)` is off *now* [*]_:", "follows it"),
        # What limits nothing, and what is not about these.
        ("The lamps:", "The lights:", ""),
    ],
)
def test_the_condition_before_a_list(old: str, new: str, why: str, tmp_path: Path) -> None:
    body = "\n\n- :prov:`a` A lamp shall blink.\n\n- :prov:`b` A lamp may hum.\n\n  :prov:`c` A lamp shall stop.\n"
    note = "\n.. [*] A note.\n" if "[*]" in old else ""
    texts = (f"{STANDARD}\nLamps\n-----\n\nSome text.\n\n{lead_in}{body}{note}" for lead_in in (old, new))
    one, other = (read(tmp_path / str(number), text, "<testsuite/>") for number, text in enumerate(texts))
    found = impact_of(("old", one), ("new", other))
    told = {each.identifier: each.because for reach in found.reaches for each in reach.kind(Carrier.PROVISION)}
    assert {name: told.get(name, "") for name in "bc"} == {"b": why, "c": why}


def test_a_first_result_is_no_change(tmp_path: Path) -> None:
    written = json.loads(profile_json(read(tmp_path / "one", STANDARD, results())))
    unknown, gone = copy.deepcopy(written), copy.deepcopy(written)
    unknown["tests"][0]["result"] = gone["tests"][1]["result"] = ""
    before, after, later = (("any", project_of(each)) for each in (unknown, written, gone))
    assert impact_of(before, after).reaches == ()
    assert [reach.what for reach in impact_of(after, later).reaches] == [subject_of(after[1].of(TestCase)[1])]


def test_tests(before: Project, tmp_path: Path) -> None:
    tests = results(TESTS.replace("rev ", "")).replace(
        "</testsuite>", '<testcase name="more" verifies="tcp"/></testsuite>'
    )
    found = changed(before, tmp_path, tests=tests)
    told = {reach.what: {each.identifier: each.because for each in reach.reached} for reach in found.reaches}
    assert told == {
        'test case "more" (test-more)': {"tcp": "is verified by it"},
        'test case "t rev" (test-t-rev)': {"rev": "was verified by it"},
    }
    # What proves a provision is not what that rests on.
    assert list(changed_provisions(found, before)) == []


def test_the_command(tmp_path: Path) -> None:
    for name, text in (("old", STANDARD), ("new", STANDARD.replace("     - 3 s", "     - 30 s"))):
        directory = tmp_path / name
        directory.mkdir()
        for file, content in (("conf.py", CONF), ("index.rst", text), ("results.xml", results())):
            (directory / file).write_text(content, "utf-8")
    status, out, _ = run_command("impact", str(tmp_path / "old"), str(tmp_path / "new"), "--format", "json")
    assert status == 1
    (change,) = json.loads(out)["changes"]
    assert [each["id"] for each in change["provisions"]] == ["timers"]
    assert [each["id"] for each in change["tests"]] == ["test-t-timers"]
    status, out, _ = run_command("impact", str(tmp_path / "old"), str(tmp_path / "old"))
    assert (status, out.strip()) == (0, "Nothing has changed.")
    assert run_command("impact", "none", str(tmp_path / "old"))[0] == 2


def test_json_is_the_same_for_the_same_editions(before: Project, tmp_path: Path) -> None:
    texts = [impact_json(changed(before, tmp_path / name, ("     - 3 s", "     - 30 s"))) for name in ("a", "b")]
    assert texts[0] == texts[1]


def test_a_test_of_a_former_provision(tmp_path: Path) -> None:
    text = STANDARD.replace("`old-name`", "`new-name`").replace(":prov:`gone` A lamp shall blink.", "")
    for name, content in (("old", STANDARD), ("new", text)):
        directory = tmp_path / name
        directory.mkdir()
        conf = f"{CONF}dlms_previous_edition = '../old'\n" if name == "new" else CONF
        for file, written in (("conf.py", conf), ("index.rst", content), ("results.xml", results())):
            (directory / file).write_text(written, "utf-8")
    judgement = judge_project(tmp_path / "new", review=True, select=["trace-target-unknown"], log=io.StringIO())
    assert judgement is not None
    assert [each.message for each in judgement.findings] == [
        (
            'the test case "t gone" verifies "gone", a provision that was removed in this edition: retire what stands'
            " for it, or name another provision"
        ),
        'the test case "t old-name" verifies "old-name", a provision that is now "new-name": name that',
    ]
