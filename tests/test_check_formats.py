"""Findings in the forms that services for code review read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.exports.findings import as_json
from sphinx_dlmsprofile.exports.github import as_annotation
from sphinx_dlmsprofile.exports.sarif import as_sarif
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.model.finding import Edit, Finding, Severity
from sphinx_dlmsprofile.text.location import Location
from tests.support import Source, run_command
from tests.test_cli import BAD, waive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Source({"index.rst": BAD}, {"dlms_waivers": "waivers.yaml"}).write(tmp_path / "the profile")


def test_sarif_has_all_rules_and_the_findings(project: Path) -> None:
    waive(project, "[]")
    status, out, _ = run_command("check", str(project), "--format", "sarif", "--select", "sap-overlap,sap-gap")
    log = json.loads(out)
    (run,) = log["runs"]
    declared = run["tool"]["driver"]["rules"]
    assert (status, log["version"]) == (1, "2.1.0")
    assert [rule["id"] for rule in declared] == [rule.name for rule in RULES]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("sap-gap", "note"),
        ("sap-overlap", "error"),
        ("sap-gap", "note"),
    ]
    for result in run["results"]:
        assert declared[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "suppressions" not in result
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "the%20profile/index.rst"},
        "region": {"startLine": 10, "startColumn": 6},
    }


def test_sarif_fingerprints_stay_when_lines_move(tmp_path: Path) -> None:
    text = "Profile\n=======\n\nScope\n-----\n\nIt is 10%.\n\nIt is 10%.\n"

    def results(name: str, text: str) -> list[dict[str, Any]]:
        Source({"index.rst": text}).write(tmp_path / name)
        status, out, _ = run_command("check", str(tmp_path / name), "--format", "sarif")
        assert status == 1
        driver = json.loads(out)["runs"][0]["tool"]["driver"]
        assert driver["informationUri"].startswith("https://")
        assert all(rule["helpUri"].endswith(f"#rule-{rule['id']}") for rule in driver["rules"])
        found: list[dict[str, Any]] = json.loads(out)["runs"][0]["results"]
        return found

    one, other = results("one", text), results("other", text.replace("It is", "\nIt is", 1))
    prints = [[each["partialFingerprints"] for each in found] for found in (one, other)]
    assert prints[0] == prints[1]
    assert len({str(each) for each in prints[0]}) == len(one)
    place = next(each for each in one if each["ruleId"] == "editorial-percent-space")["locations"][0]
    region = place["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (7, 10)


def test_sarif_suppresses_what_is_waived(project: Path) -> None:
    waive(project, "- rule: sap-overlap", "  place: index.rst:10", "  reason: agreed in 2026")
    _, out, _ = run_command("check", "the profile", "--format", "sarif", "--select", "sap-overlap")
    (result,) = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "agreed in 2026"}]


def test_github_annotates_what_is_not_waived(project: Path) -> None:
    waive(project, "- rule: sap-overlap", "  place: index.rst:10", "  reason: agreed in 2026")
    status, out, _ = run_command("check", "the profile", "--format", "github", "--select", "sap-overlap,sap-gap")
    *annotations, last = out.splitlines()
    assert status == 0
    assert [line.partition("::")[2].partition(" ")[0] for line in annotations] == ["notice", "notice"]
    assert annotations[0].startswith("::notice file=the profile/index.rst,line=6,")
    assert last == "0 errors, 0 warnings, 2 advice, 1 waived"


def test_an_annotation_escapes_what_would_end_it() -> None:
    finding = Finding("body-syntax", Severity.ERROR, "100 %\nof a: b, c", Location("a,b:c.rst", 3))
    assert as_annotation(finding) == "::error file=a%2Cb%3Ac.rst,line=3,title=body-syntax::100 %25%0Aof a: b, c"


EDIT = Edit(Location("a.rst", 3, 5), Location("a.rst", 3, 9), "0x10", safe=True)
EDITED = Finding("sap-reserved-value", Severity.ERROR, "it is 0x10", Location("a.rst", 3, 5), edit=EDIT)


def test_an_edit_says_what_to_write_where() -> None:
    found = as_json(EDITED)
    assert found.pop("edit") == {
        "start": {"line": 3, "column": 5},
        "end": {"line": 3, "column": 9},
        "replacement": "0x10",
        "safe": True,
    }
    assert found == as_json(Finding("sap-reserved-value", Severity.ERROR, "it is 0x10", Location("a.rst", 3, 5)))


def test_sarif_has_an_edit_as_a_fix() -> None:
    (result,) = as_sarif([EDITED], RULES, "1", "doc")["runs"][0]["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "doc/a.rst"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
            "insertedContent": {"text": "0x10"},
        }
    ]
    assert fix["properties"] == {"safe": True}


_KEY = "5A5B5C5D5E5F50515253545556575859"
_KEY_FILES = {
    "cut": f"encryption: {_KEY[:-2]}",
    "long": f"encryption: {_KEY}00",
    "digit": f"encryption: {_KEY}\nauthentication: {_KEY[:-1]}z",
    "name": f"{_KEY}: encryption",
    "twice": f"encryption: {_KEY}\nencryption: {_KEY}",
    "list": f"encryption: {_KEY}\n- {_KEY}: x",
    "bracket": f"encryption: {{{_KEY}",
    "colon": f"encryption: unicast: {_KEY}",
    "tag": f"encryption: !x {_KEY}",
    "alone": _KEY,
    "unfit": f"system-title: 4D4D4D0000BC614E\nencryption: {_KEY}",
}


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_findings_quote_no_key(form: str, tmp_path: Path) -> None:
    """Whatever is wrong with a file of keys."""
    octets = "C8 1E 30 00000102 627B2DAE78FD937BBE91A8318AFC05B5B4B0F9B07D8E99C4BC"
    examples = [f".. apdu-example:: {name}\n   :keys: {name}.yaml\n\n   {octets}\n" for name in _KEY_FILES]
    source = Source({"index.rst": "T\n=\n\n" + "\n".join(examples)}).write(tmp_path / "source")
    for name, text in _KEY_FILES.items():
        (source / f"{name}.yaml").write_text(text, encoding="utf-8")
    status, out, err = run_command("check", str(source), "--format", form)
    assert status == 1
    assert {name for name in _KEY_FILES if f"{name}.yaml" in out} == set(_KEY_FILES) - {"unfit"}
    assert _KEY[:16] not in (out + err).upper()
