"""Results of test benches: what they say, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.review_records import TestCase, UnreadResults, with_runs
from sphinx_dlmsprofile.parsing.test_results import read_test_results
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record

KNOWN = ["join-once", "join-once-more", "go", "station-shall-wait"]


def read(
    directory: Path, content: str | bytes, name: str = "results.xml", types: Sequence[str] = ("test",)
) -> list[Record]:
    """What a file says."""
    (directory / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_test_results(directory, [name], KNOWN, types=types))


def cases(
    directory: Path, content: str | bytes, name: str = "results.xml", types: Sequence[str] = ("test",)
) -> list[TestCase]:
    """The test cases of a file."""
    found = read(directory, content, name, types)
    assert all(isinstance(each, TestCase) for each in found), found
    return [each for each in found if isinstance(each, TestCase)]


def test_results_are_named_by_patterns(tmp_path: Path) -> None:
    for name in ("runs/b.xml", "runs/a.xml", "runs/deep/c.xml", "runs/[1].xml", "runs/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<testsuite><testcase name="in {path.stem}"/></testsuite>', "utf-8")

    def named(*names: str) -> list[str]:
        found = read_test_results(tmp_path, names, KNOWN)
        return [each.at.source if isinstance(each, TestCase) else f"no {each.name}" for each in found]  # type: ignore[attr-defined]

    assert named("runs/?.xml") == ["runs/a.xml", "runs/b.xml"]
    assert named("runs/**/[bc].xml") == ["runs/b.xml", "runs/deep/c.xml"]
    assert named("runs/[1].xml") == ["runs/[1].xml"]
    assert named("runs/a.xml", "runs/?.xml") == ["runs/a.xml", "runs/b.xml"]
    assert named("runs/*.json", "run*") == ["no runs/*.json", "no run*"]
    assert named(f"{tmp_path}/runs/d*/*.xml") == [f"{tmp_path}/runs/deep/c.xml"]


def test_results_of_junit(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        """<?xml version="1.0" encoding="utf-8"?>
        <testsuites><testsuite name="s">
          <properties><property name="verifies" value="of-the-suite"/></properties>
          <testcase classname="a.b" name="one"/>
          <testcase name="two"><failure message="no">text</failure></testcase>
          <testcase name="three"><error/></testcase>
          <testcase name="four"><skipped/></testcase>
          <testcase name="four"><system-out>it failed</system-out></testcase>
        </testsuite></testsuites>""",
    )
    assert [(case.identifier, case.result, case.at.line) for case in found] == [
        ("test-a-b-one", "passed", 4),
        ("test-two", "failed", 5),
        ("test-three", "failed", 6),
        ("test-four", "passed", 8),
    ]
    assert [case.verifies for case in found] == [("of-the-suite",)] * 4
    assert [run.result for run in found[-1].runs] == ["skipped", "passed"]


@pytest.mark.parametrize(
    ("case", "result"),
    [
        ('<testcase name="a" status="run"/>', "passed"),
        ('<testcase name="a" status="run" result="completed"/>', "passed"),
        ('<testcase name="a" status="fail"><failure message=""/></testcase>', "failed"),
        ('<testcase name="a" status="disabled"/>', "skipped"),
        ('<testcase name="DISABLED_a" status="notrun" result="suppressed"/>', "skipped"),
        ('<testcase name="a"><failure/><skipped/></testcase>', "failed"),
        ('<testcase name="a"><flakyFailure/><system-err/></testcase>', "passed"),
        ('<testcase name="a"><failure/><rerunFailure/></testcase>', "failed"),
    ],
)
def test_results_of_ctest_googletest_and_maven(case: str, result: str, tmp_path: Path) -> None:
    (found,) = cases(tmp_path, f"<testsuites><testsuite><testsuite>{case}</testsuite></testsuite></testsuites>")
    assert found.result == result


@pytest.mark.parametrize(
    ("case", "verifies"),
    [
        ('<testcase name="test_join_once"/>', ["join-once"]),
        ('<testcase name="test_join_once_more"/>', ["join-once-more"]),
        ('<testcase name="wait [join-once] [station-shall-wait]"/>', ["join-once", "station-shall-wait"]),
        ('<testcase classname="JOIN.Once" name="x"/>', []),
        ('<testcase classname="tests.test_join_once" name="test_setup"/>', []),
        ('<testcase name="tests/test_join_once.py::test_setup"/>', []),
        ('<testcase name="JoinOnceSuite.Setup"/>', []),
        ('<testcase name="JoinOnce"/>', ["join-once"]),
        ('<testcase name="Radio.JoinOnceMore/1"/>', ["join-once-more"]),
        ('<testcase name="StationShallWAIT"/>', ["station-shall-wait"]),
        ('<testcase name="test_not_join_once"/>', []),
        ('<testcase name="DoesNotJoinOnce"/>', []),
        ('<testcase name="never [join-once]"/>', ["join-once"]),
        ('<testcase name="a" verifies="go, other"/>', ["go", "other"]),
        (
            """<testcase name="a"><properties><property name="verifies"
            value="['join-once', 'go']"/></properties></testcase>""",
            ["join-once", "go"],
        ),
        (
            """<testcase name="a"><properties>
            <property name="cmake_labels" value="fast;go;verifies=x"/></properties></testcase>""",
            ["go", "x"],
        ),
        ('<properties><property name="verifies" value="go"/></properties><testcase name="join_once"/>', ["go"]),
        ('<testcase name="joins_once"/>', []),
        ('<testcase name="go"/>', []),
        (
            '<testcase name="a"><properties><property name="provision" value="go, other"/></properties></testcase>',
            ["go", "other"],
        ),
        (
            (
                '<testcase name="join_once"><properties><property name="Requirements">go\n next</property>'
                "</properties></testcase>"
            ),
            ["go", "next"],
        ),
        ('<testcase name="a"><properties><property name="owner" value="go"/></properties></testcase>', []),
    ],
)
def test_what_a_case_verifies(case: str, verifies: list[str], tmp_path: Path) -> None:
    (found,) = cases(tmp_path, f"<testsuite>{case}</testsuite>")
    assert list(found.verifies) == verifies


@pytest.mark.parametrize(
    ("name", "runs", "verifies"),
    [
        ("test_join_once", "test-join-once", ()),
        ("bench.test-join-once[1 MHz]", "test-join-once", ()),
        ("joins_once", "", ()),
        ("join_once", "", ("join-once",)),
        # Another test case, of whose name it is a part.
        ("test_join_once_by_relay", "", ("join-once",)),
        ("never_test_join_once", "", ()),
        ("test_join_once_2", "test-join-once", ()),
        ("TestJoinOnce/1", "test-join-once", ()),
        ("bench::joins (test-join-once)", "test-join-once", ()),
        ("Joins in time test-join-once", "test-join-once", ()),
        ("test_T_7", "T-7", ()),
        ("T-7: joins once", "T-7", ()),
        ("T-7 joins once", "T-7", ()),
        ("t_7_joins_once", "T-7", ()),
        ("t_70_joins_once", "", ()),
        ("quick", "quick", ()),
        ("test_quick[2 MHz]", "quick", ()),
        ("joins[quick]", "", ()),
        ("quick_join", "", ()),
        # What benches put around a name, and parameters that are no words of it.
        ("test_join_once_0_slow", "test-join-once", ()),
        ("Test Join Once 433 MHz", "test-join-once", ()),
        ("Test Join Once - slow", "test-join-once", ()),
        ("Test Join-Once by relay - slow", "", ("join-once",)),
        ("TestJoinOnceTest", "test-join-once", ()),
        ("DISABLED_test_T_7", "T-7", ()),
        # One word with a number.
        ("TC7 joins once", "TC7", ()),
        ("test_TC7_joins_once", "TC7", ()),
        ("Joins once (TC7)", "TC7", ()),
        ("test_tc70", "", ()),
        ("test_ipv6_of_another", "", ()),
        # Said of another test case.
        ("is no T-7", "", ()),
        ("T-7 is not slow", "T-7", ()),
        # As its author's pattern for identifiers of needs may allow.
        ("T.9", "T.9", ()),
    ],
)
def test_runs_of_written_tests(name: str, runs: str, verifies: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "results.xml").write_text(f'<testsuite><testcase name="{name}"/></testsuite>', "utf-8")
    written = ["test-join-once", "T-7", "quick", "TC7", "T.9", "test-ipv6"]
    (found,) = read_test_results(tmp_path, ["results.xml"], KNOWN, written)
    assert isinstance(found, TestCase)
    assert (found.run_of, found.verifies) == (runs, verifies)


def test_what_a_run_says(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        """<testsuites name="old"><testsuite name="s" timestamp="2026-05-01T08:00:00+02:00">
          <properties><property name="bench" value="Rig"/><property name="bench_version" value="2.3"/></properties>
          <testcase name="a" time="0.25"/>
          <testcase name="b" timestamp="2026-05-01T08:01:00"><failure message="no
 answer">trace</failure></testcase>
          <testcase name="c"><skipped>no radio</skipped></testcase>
        </testsuite></testsuites>""",
    )
    assert [(run.time, run.duration, run.message, run.bench) for case in found for run in case.runs] == [
        ("2026-05-01T08:00:00+02:00", "0.25", "", "Rig 2.3"),
        ("2026-05-01T08:01:00", "", "no answer", "Rig 2.3"),
        ("2026-05-01T08:00:00+02:00", "", "no radio", "Rig 2.3"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        # The newest wins, whichever file comes first.
        (("2026-01-02", "<failure/>"), ("2026-01-03", ""), "passed"),
        (("2026-01-03", ""), ("2026-01-02", "<failure/>"), "passed"),
        (("2026-01-02T00:30:00+01:00", "<failure/>"), ("2026-01-01T23:45:00Z", ""), "passed"),
        # Nobody knows which is newer.
        (("", ""), ("2026-01-02", "<failure/>"), "failed"),
        (("2026-01-02", ""), ("2026-01-02", "<failure/>"), "failed"),
        (("yesterday", "<failure/>"), ("", ""), "failed"),
    ],
)
def test_a_case_in_two_files(first: tuple[str, str], second: tuple[str, str], result: str, tmp_path: Path) -> None:
    for name, (time, outcome) in (("1.xml", first), ("2.xml", second)):
        case = f'<testcase name="test_join_once">{outcome}</testcase>'
        (tmp_path / name).write_text(f'<testsuite timestamp="{time}">{case}</testsuite>', "utf-8")
    (found,) = read_test_results(tmp_path, ["1.xml", "2.xml"], KNOWN)
    assert isinstance(found, TestCase)
    assert (found.result, len(found.runs), found.verifies) == (result, 2, ("join-once",))


def test_parametrised_runs_of_a_written_test(tmp_path: Path) -> None:
    runs = ((1, "1 MHz", "<failure/>"), (2, "2 MHz", ""), (3, "1 MHz", ""), (4, "4 MHz", "<skipped/>"))
    for number, parameter, outcome in runs:
        case = f'<testcase name="test_join_once[{parameter}]">{outcome}</testcase>'
        (tmp_path / f"{number}.xml").write_text(f'<testsuite timestamp="2026-01-0{number}">{case}</testsuite>', "utf-8")
    written = TestCase(at=Location("t.rst", 1), identifier="test-join-once", title="T", written=True)

    def with_files(*numbers: int) -> TestCase:
        names = [f"{number}.xml" for number in numbers]
        (case,) = with_runs([written], read_test_results(tmp_path, names, KNOWN, ["test-join-once"]))
        assert isinstance(case, TestCase)
        return case

    assert [with_files(*numbers).result for numbers in ((1, 2), (2, 3), (1, 2, 3))] == ["failed", "passed", "passed"]
    assert [with_files(*numbers).result for numbers in ((2, 4), (1, 4))] == ["skipped", "failed"]
    assert len(with_files(1, 2, 3).runs) == 3


@pytest.mark.parametrize(
    ("pattern", "name", "verifies"),
    [
        (r"TC_(\w+?)_\d+", "TC_JoinOnce_01", ["join-once"]),
        (r"TC_(\w+?)_\d+", "TC_go_02", ["go"]),
        (r"TC_(\w+?)_\d+", "test_join_once", ["join-once"]),
        (r"TC_(\w+?)_\d+", "TC_leave_02", ["leave"]),
        (r"(TC|XC)_(?P<provision>\w+)", "XC_join_once", ["join-once"]),
        ("go|join-once", "go and join-once", ["go", "join-once"]),
        (r"^req ([\w,-]+)", "req go,join-once", ["go", "join-once"]),
    ],
)
def test_a_pattern_of_the_project(pattern: str, name: str, verifies: list[str], tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(f'<testsuite><testcase name="{name}"/></testsuite>', "utf-8")
    (found,) = read_test_results(tmp_path, ["r.xml"], KNOWN, pattern=pattern)
    assert isinstance(found, TestCase)
    assert list(found.verifies) == verifies


def test_output_of_robot_framework(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        """<?xml version="1.0" encoding="UTF-8"?>
        <robot generator="Robot 7.0" generated="2026-05-01T08:00:00">
        <suite name="Radio"><suite name="Join">
          <test name="Joins" line="3">
            <kw name="x"><tag>go</tag><status status="FAIL" start="2026-05-01T07:00:00" elapsed="9">in</status></kw>
            <tag>join-once</tag><tag>smoke</tag>
            <status status="PASS" start="2026-05-01T08:00:00.5" elapsed="1.500000"/>
          </test>
          <test name="Station Shall Wait">
            <tags><tag>requirement: go</tag></tags>
            <status status="FAIL" starttime="20260501 08:00:00.000" endtime="20260501 08:00:02.250">no answer</status>
          </test>
          <test name="Station shall wait"><status status="SKIP">not now</status></test>
          <test name="odd"><status status="MAYBE"/></test>
          <meta name="Version">2.3</meta><status status="FAIL"/>
        </suite></suite>
        </robot>""",
    )
    assert [(case.title, case.verifies, case.result) for case in found] == [
        ("Radio.Join.Joins", ("join-once",), "passed"),
        ("Radio.Join.Station Shall Wait", ("go",), "failed"),
        ("Radio.Join.Station shall wait", ("station-shall-wait",), "skipped"),
        ("Radio.Join.odd", (), ""),
    ]
    assert {run.bench for case in found for run in case.runs} == {"Radio 2.3"}
    assert [(run.time, run.duration, run.message, run.said) for case in found for run in case.runs] == [
        ("2026-05-01T08:00:00.500000", "1.500000", "", ""),
        ("2026-05-01T08:00:00", "2.250", "no answer", ""),
        ("", "", "not now", ""),
        ("", "", "", "MAYBE"),
    ]


def test_needs_json(tmp_path: Path) -> None:
    needs = {
        "T_1": {"id": "T_1", "title": "One", "links": ["join-once"], "status": "Passed"},
        "T_2": {"title": "Two", "verifies": ["go"], "links": ["x"], "result": "fail", "status": "open"},
        "T_3": {},
    }
    data = {"current_version": "1", "versions": {"0": {"needs": {"old": {}}}, "1": {"needs": needs}}}
    found = cases(tmp_path, json.dumps(data), "results.json")
    assert [(case.identifier, case.title, case.verifies, case.result) for case in found] == [
        ("T_1", "One", ("join-once",), "passed"),
        ("T_2", "Two", ("go",), "failed"),
        ("T_3", "T_3", (), ""),
    ]


def test_needs_json_of_a_bench_that_imports_the_profile(tmp_path: Path) -> None:
    needs = {
        "join-once": {"id": "join-once", "type": "dlms_provision", "title": "It shall join once.", "status": None},
        "clause-5": {"id": "clause-5", "type": "dlms_clause"},
        "T_1": {"id": "T_1", "type": "test", "links": ["join-once", "T_2"]},
        "T_2": {"id": "T_2", "type": "dlms_test", "verifies": ["gone"]},
    }
    data = {"current_version": "", "versions": {"": {"needs": needs}}}
    found = cases(tmp_path, json.dumps(data), "results.json")
    assert [(case.identifier, case.verifies) for case in found] == [("T_1", ("join-once",)), ("T_2", ("gone",))]
    # Another type may be one of requirements, whose links prove nothing.
    found = cases(tmp_path, json.dumps(data), "results.json", types=())
    assert [case.identifier for case in found] == ["T_2"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><testsuite>&b;</testsuite>', "a.xml", "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><testsuite/>', "a.xml", "document type"),
        ("<testsuite><testcase></testsuite>", "a.xml", "mismatched tag"),
        ("<html/>", "a.xml", "begins with <html>"),
        ("", "a.xml", "no element found"),
        (b"\xff\xfe\x00", "a.xml", ""),
        ("[]", "a.json", "not a needs.json"),
        ("{", "a.json", "not a needs.json"),
        ('{"current_version": "1", "versions": {"1": {"needs": [1]}}}', "a.json", "not a needs.json"),
        (b"\xff", "a.json", "not a needs.json"),
    ],
)
def test_what_is_refused(content: str | bytes, name: str, reason: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, content, name)
    assert isinstance(found, UnreadResults)
    assert reason in found.reason
    assert found.at.source == name


def test_a_missing_file(tmp_path: Path) -> None:
    (found,) = read_test_results(tmp_path, ["none.xml"], [])
    assert isinstance(found, UnreadResults)
    assert found.reason
