"""The baseline: what is known does not count, what is new does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import Source, findings_of_command, run_command

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Addresses
=========

.. sap-table:: SAPs

   client:
     0x10: Public Client
     0x02..0x1F: Open for client SAP assignment
"""
ONLY = ("--select", "sap-overlap,source-warning,baseline-unused")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one finding, and a baseline of it."""
    project = Source({"index.rst": TEXT}).write(tmp_path / "profile")
    status, out, _ = run_command("check", str(project), *ONLY, "--format", "json")
    assert status == 1
    (project / "known.json").write_text(out, "utf-8")
    return project


def waived(project: Path, *arguments: str) -> list[Any]:
    found = findings_of_command(str(project), *ONLY, *arguments)
    return [(each["rule"], each["waived"]) for each in found]


def test_what_is_known_does_not_count(project: Path) -> None:
    baseline = ("--baseline", str(project / "known.json"))
    assert waived(project, *baseline) == [("sap-overlap", "known in known.json")]
    assert run_command("check", str(project), *ONLY, *baseline)[0] == 0
    # Another line, also in the message, is the same finding; a second one of the kind is new.
    page = project / "index.rst"
    page.write_text(f"Words.\n\n{TEXT}     0x11: Reading client\n\n**no end\n", "utf-8")
    found = waived(project, *baseline)
    assert sorted(found, key=str) == [
        ("sap-overlap", "known in known.json"),
        ("sap-overlap", None),
        ("source-warning", None),
    ]
    assert run_command("check", str(project), *ONLY, *baseline)[0] == 1


def test_the_configuration_names_it(project: Path) -> None:
    assert waived(project, "-D", "dlms_baseline=known.json") == [("sap-overlap", "known in known.json")]
    found = findings_of_command(str(project), "-D", "dlms_baseline=nothing.json")
    assert 'the baseline "nothing.json" cannot be read: correct dlms_baseline' in [each["message"] for each in found]


def test_what_was_waived_is_not_in_it(project: Path) -> None:
    known = json.loads((project / "known.json").read_text("utf-8"))
    known["findings"][0]["waived"] = "agreed"
    (project / "known.json").write_text(json.dumps(known), "utf-8")
    assert waived(project, "--baseline", str(project / "known.json")) == [("sap-overlap", None)]


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [1]}', '{"findings": [{"rule": 1}]}', "[" * 9999])
def test_another_file_is_refused(project: Path, text: str) -> None:
    (project / "known.json").write_text(text, "utf-8")
    status, out, err = run_command("check", str(project), "--baseline", str(project / "known.json"))
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "--format json" in err


def test_what_is_known_and_gone_is_reported_with_the_way_to_write_the_file_anew(project: Path) -> None:
    known = project / "known.json"
    content = json.loads(known.read_text("utf-8"))
    overlap = content["findings"][0]
    content["findings"] += [
        overlap,
        {**overlap, "rule": "sap-gap", "message": "gone"},
        # Of these nothing is known: the one is not judged here, the other later than this is.
        {**overlap, "rule": "provision-uncovered", "message": "in review builds alone"},
        {**overlap, "rule": "waiver-unused", "message": "after the waivers"},
    ]
    known.write_text(json.dumps(content), "utf-8")
    option = ("-D", "dlms_baseline=known.json")
    (found,) = (each for each in findings_of_command(str(project), *ONLY, *option) if each["waived"] is None)
    assert [found[key] for key in ("rule", "severity", "file", "line")] == [
        "baseline-unused",
        "advice",
        "known.json",
        1,
    ]
    assert "2 of the 5 known findings are gone, the first is sap-overlap in index.rst: write" in found["message"]
    anew = ("-D", "dlms_baseline=")
    assert all(part in found["message"] for part in anew)
    _, out, _ = run_command("check", str(project), *ONLY, *anew, "--format", "json")
    known.write_text(out, "utf-8")
    assert waived(project, "--baseline", str(known)) == [("sap-overlap", "known in known.json")]
