"""Gates on how many requirements are verified, and against an edition before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = """
Profile
=======

Rules
-----

:prov:`join` A station shall join once.

:prov:`leave` A relay shall leave soon.

:prov:`may` A client may ask.
"""


def edition(directory: Path, results: str, standard: str = STANDARD) -> str:
    """An edition with the results of its tests: identifier and outcome."""
    directory.mkdir()
    outcomes = {"passed": "", "failed": "<failure/>", "skipped": "<skipped/>"}
    cases = "".join(
        f'<testcase name="t {name}" verifies="{name}">{outcomes[result]}</testcase>'
        for name, result in (each.split(":") for each in results.split())
    )
    (directory / "conf.py").write_text(
        'project = "IEC 62056-8-99"\nextensions = ["sphinx_dlmsprofile"]\ndlms_test_results = ["r.xml"]\n', "utf-8"
    )
    (directory / "index.rst").write_text(standard, "utf-8")
    (directory / "r.xml").write_text(f"<testsuite>{cases}</testsuite>", "utf-8")
    return str(directory)


@pytest.mark.parametrize(
    ("results", "least", "status"),
    [
        ("join:passed", "50", 0),
        ("join:passed", "50.1", 1),
        ("join:passed leave:passed", "100", 0),
        ("join:passed leave:skipped may:passed", "100", 1),
        ("join:failed leave:failed", "0", 0),
        ("", "1%", 1),
    ],
)
def test_least_share(results: str, least: str, status: int, tmp_path: Path) -> None:
    found, out, _ = run_command("report", edition(tmp_path / "p", results), "--min-verified", least)
    assert (found, "missed:" in out) == (status, status == 1)


def test_a_standard_without_requirements_passes_no_gate(tmp_path: Path) -> None:
    bare = edition(tmp_path / "bare", "", "Profile\n=======\n\nRules\n-----\n\nThere are none.\n")
    status, out, _ = run_command("report", bare, "--min-verified", "1")
    assert (status, "0.0 % of the requirements are verified" in out) == (1, True)


def test_no_worse_than(tmp_path: Path) -> None:
    old = edition(tmp_path / "old", "join:passed leave:passed")
    renamed = STANDARD.replace("`join`", "`enter`")
    for name, results, standard, reasons in (
        ("same", "join:passed leave:passed", STANDARD, []),
        ("renamed", "enter:passed leave:passed", renamed, []),
        ("fewer", "join:passed", STANDARD, ["50.0 % of the requirements", "no longer verified: leave"]),
        ("failed", "join:failed leave:passed", STANDARD, ["50.0 %", "1 requirement fails", "no longer verified: join"]),
    ):
        new = edition(tmp_path / name, results, standard)
        status, out, _ = run_command("report", new, "--no-worse-than", old, "--format", "json")
        missed = json.loads(out)["missed"]
        assert status == bool(reasons)
        assert [said.startswith(reason) for said, reason in zip(missed, reasons, strict=True)] == [True] * len(reasons)


def test_what_cannot_be_asked(tmp_path: Path) -> None:
    new = edition(tmp_path / "new", "")
    assert run_command("report", new, "--min-verified", "many")[0] == 2
    assert run_command("report", new, "--no-worse-than", "none")[0] == 2


def test_trend(tmp_path: Path) -> None:
    editions = [
        edition(tmp_path / name, results) for name, results in (("a", ""), ("b", "join:passed"), ("c", "leave:passed"))
    ]
    status, out, _ = run_command(
        "report", editions[2], "--trend", editions[0], "--trend", editions[1], "--format", "json"
    )
    found = json.loads(out)["editions"]
    assert (status, [each["percent"] for each in found]) == (0, [0, 50, 50])


def test_what_has_changed_does_not_count_until_it_is_confirmed(tmp_path: Path) -> None:
    old = edition(tmp_path / "old", "join:passed leave:passed")
    new = edition(tmp_path / "new", "join:passed leave:passed", STANDARD.replace("shall join", "shall not join"))
    assert run_command("export", old, "-D", "dlms_review=1", "--output", str(tmp_path / "old.json"))[0] == 0
    with (tmp_path / "new" / "conf.py").open("a") as conf:
        conf.write('dlms_previous_edition = "../old.json"\ndlms_confirmations = "confirmations.yaml"\n')
    (tmp_path / "new" / "confirmations.yaml").write_text("", "utf-8")
    status, out, _ = run_command("report", new, "--min-verified", "100")
    assert status == 1
    assert "1 of 2 requirements verified (50.0 %): 1 verified, 1 verified before a change" in out
    status, out, _ = run_command("report", new, "--no-worse-than", old)
    assert (status, "no longer verified: join" in out) == (1, True)
    said = run_command("confirm", new, "join", "--by", "A. Editor", "--reason", "The test asks for nothing else.")
    assert said[0] == 0, said
    assert run_command("report", new, "--min-verified", "100", "--no-worse-than", old)[0] == 0


@pytest.mark.parametrize("content", ["no XML", '<testsuite name="s" tests="3"><testcase name="a"/></testsuite>'])
def test_no_gate_is_passed_where_results_are_not_known(tmp_path: Path, content: str) -> None:
    new = edition(tmp_path / "new", "join:passed leave:passed")
    (tmp_path / "new" / "more.xml").write_text(content, "utf-8")
    with (tmp_path / "new" / "conf.py").open("a") as conf:
        conf.write('dlms_test_results = ["r.xml", "more.xml"]\n')
    status, out, _ = run_command("report", new, "--min-verified", "10")
    assert (status, "missed: more.xml:1: " in out) == (1, True)
    assert run_command("report", new, "--trend", new)[0] == 0
