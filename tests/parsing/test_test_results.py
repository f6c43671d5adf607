"""Results of test benches: what they say, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.review_records import TestCase, UnreadResults
from sphinx_dlmsprofile.parsing.test_results import read_test_results

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record

KNOWN = ["join-once", "join-once-more", "go", "station-shall-wait"]


def read(directory: Path, content: str | bytes, name: str = "results.xml") -> list[Record]:
    """What a file says."""
    (directory / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_test_results(directory, [name], KNOWN))


def cases(directory: Path, content: str | bytes, name: str = "results.xml") -> list[TestCase]:
    """The test cases of a file."""
    found = read(directory, content, name)
    assert all(isinstance(each, TestCase) for each in found), found
    return [each for each in found if isinstance(each, TestCase)]


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
        ("test-four", "skipped", 7),
        ("test-four-2", "passed", 8),
    ]
    assert all(case.verifies == () for case in found)


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
        ('<testcase classname="JOIN.Once" name="x"/>', ["join-once"]),
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
    ],
)
def test_runs_of_written_tests(name: str, runs: str, verifies: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "results.xml").write_text(f'<testsuite><testcase name="{name}"/></testsuite>', "utf-8")
    (found,) = read_test_results(tmp_path, ["results.xml"], KNOWN, ["test-join-once"])
    assert isinstance(found, TestCase)
    assert (found.runs, found.verifies) == (runs, verifies)


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
