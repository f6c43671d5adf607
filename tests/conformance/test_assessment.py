"""Verdicts: from a project and its findings to an answer for each demand."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sphinx_dlmsprofile.analysis.attribution import attribute
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.conformance import conformance_json
from sphinx_dlmsprofile.judging.conformance import assess
from sphinx_dlmsprofile.model.conformance import Answer, Conformance, Verdict
from sphinx_dlmsprofile.model.finding import Finding, Severity
from sphinx_dlmsprofile.model.layers import Profile
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.text.location import Location, Text
from tests.support import EXAMPLE, Source, run_command


def report_on(directory: Path, stage: str | None = None) -> Conformance:
    judgement = judge_project(directory, stage=stage, log=io.StringIO())
    assert judgement is not None
    return assess(judgement.project, judgement.findings, judgement.policy)


def answer(report: Conformance, identifier: str) -> Answer:
    return next(each for each in report.answers if each.demand.identifier == identifier)


@pytest.fixture(scope="module")
def example() -> Conformance:
    return report_on(EXAMPLE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "profile", ignore=shutil.ignore_patterns("build", "_build")))


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def test_the_example_is_clear(example: Conformance) -> None:
    assert example.is_clear
    assert example.final
    assert example.counts[Verdict.NOT_MET] == 0
    assert sum(example.counts.values()) == len(example.answers) > 100


def test_every_finding_belongs_to_one_demand_or_none(example: Conformance) -> None:
    judgement = judge_project(EXAMPLE, log=io.StringIO())
    assert judgement is not None
    assert len(example.findings) == len(judgement.findings)
    assert set(example.findings) == set(judgement.findings)


@pytest.mark.parametrize(
    ("identifier", "gist"),
    [("introduction-5", "rules"), ("1-4", "restricted"), ("1-5", "data structures"), ("1-6", "companion")],
)
def test_a_demand_is_answered_by_its_own_ordered_paragraph(example: Conformance, identifier: str, gist: str) -> None:
    found = answer(example, identifier)
    assert found.verdict is Verdict.WAIVED
    assert [gist in finding.message for finding in found.findings] == [True]


def test_octets_that_no_rule_sees_are_left_to_a_reader(example: Conformance, copy: Path) -> None:
    assert answer(example, "A-3").verdict is Verdict.MET
    annex = copy / "annex-a.md"
    text = annex.read_text("utf-8")
    for directive in ("apdu-example", "exchange"):
        text = text.replace(f"```{{{directive}}}", "```{code-block} text\n:caption:")
    annex.write_text(text, "utf-8")
    found = answer(report_on(copy), "A-3")
    assert (found.verdict, "apdu-example" in found.reason) == (Verdict.READER, True)


def test_what_is_waived_says_why(example: Conformance) -> None:
    waived = answer(example, "introduction-2")
    assert waived.verdict is Verdict.WAIVED
    assert all(finding.rule == "mandated-wording-missing" for finding in waived.findings)
    assert sum(len(applied.findings) for applied in example.waivers) == sum(
        1 for finding in example.findings if finding.waived is not None
    )


def test_the_same_rule_is_told_apart_by_place(example: Conformance) -> None:
    homes = {"introduction-2": "introduction.rst", "1-2": "01-scope.md", "2-1": "02-references.rst"}
    for identifier, source in homes.items():
        assert {finding.at.source for finding in answer(example, identifier).findings} == {source}


def test_a_fault_leaves_its_demand_unmet(copy: Path) -> None:
    edit(copy / "06-addressing.md", "0x10: Public Client", "0x11: Public Client")
    report = report_on(copy)
    found = answer(report, "6-5")
    assert found.verdict is Verdict.NOT_MET
    assert [finding.rule for finding in found.findings] == ["sap-reserved-value"]
    assert not report.is_clear
    assert report.headline.startswith("Not ready")


def test_a_missing_clause_meets_no_demand(copy: Path) -> None:
    path = copy / "07-services.md"
    content = path.read_text("utf-8")
    start = content.index("## Security mechanisms")
    end = content.index("\n## ", start)
    path.write_text(content[:start] + content[end + 1 :], "utf-8")
    report = report_on(copy)
    assert [answer(report, name).verdict for name in ("7.4-1", "7.4-3")] == [Verdict.NOT_MET] * 2
    assert answer(report, "7.4-1").place is None
    assert answer(report, "contents-1").verdict is Verdict.NOT_MET
    # The clauses behind it are found all the same, under other numbers.
    moved = answer(report, "7.5-2").place
    assert moved is not None
    assert moved.number == "7.4"


def test_a_missing_clause_that_is_waived(copy: Path) -> None:
    path = copy / "07-services.md"
    content = path.read_text("utf-8")
    start = content.index("## Security mechanisms")
    end = content.index("\n## ", start)
    path.write_text(content[:start] + content[end + 1 :], "utf-8")
    waiver = "\n- rule: clause-missing\n  place: template 7.4\n  reason: In 5-3.\n  by: WG 14\n  date: 2026-03-31\n"
    with (copy / "waivers.yaml").open("a", encoding="utf-8") as file:
        file.write(waiver)
    report = report_on(copy)
    found = answer(report, "7.4-2")
    assert (found.verdict, found.reason) == (Verdict.WAIVED, "In 5-3.")
    listed = json.loads(conformance_json(report))["waivers"][-1]
    assert (listed["by"], listed["date"], listed["findings"]) == ("WG 14", "2026-03-31", 1)


def test_a_body_that_cannot_be_read_meets_nothing(copy: Path) -> None:
    edit(copy / "06-addressing.md", "0x10: Public Client", "0x10: [Public Client")
    report = report_on(copy)
    found = answer(report, "6-3")
    assert found.verdict is Verdict.NOT_MET
    assert "cannot be read" in found.reason
    assert [finding.rule for finding in report.others] == ["body-syntax"]


STACK = """
A profile
=========

Use of the communication layers for this profile
------------------------------------------------

Structure of the communication profiles
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

.. layer-stack:: The communication profiles

   layers:
     conv: {{role: adaptation, name: Convergence, clause: 5.4}}
     mac: {{role: mac, name: MAC layer, standard: X 1}}
     phy: {{role: physical, name: PHY, standard: X 1}}
   profiles:
     General one: {{kind: general, stack: [{general}]}}
{ip}
"""


def stacked(directory: Path, general: str, ip: str = "") -> Conformance:
    line = f"     IP one: {{kind: ip, stack: [{ip}]}}" if ip else ""
    return report_on(Source({"index.rst": STACK.format(general=general, ip=line)}).write(directory))


def test_what_does_not_occur_is_not_applicable(tmp_path: Path) -> None:
    report = stacked(tmp_path, "ap, al, mac, phy")
    for identifier in ("5.2-4", "5.2-5", "5.2-10", "5.2-11", "5.4-2"):
        found = answer(report, identifier)
        assert found.verdict is Verdict.NOT_APPLICABLE, identifier
        assert found.reason


def test_demands_on_kinds_of_profile_have_their_own_findings(tmp_path: Path) -> None:
    report = stacked(tmp_path, "ap, al, conv, mac, phy", "ap, al, tl, udp, ipv6, mac, conv, phy")
    assert answer(report, "5.2-10").verdict is Verdict.MET
    assert answer(report, "5.2-11").verdict is Verdict.NOT_MET


def test_without_any_stack_nothing_about_stacks_is_met(tmp_path: Path) -> None:
    report = report_on(Source({"index.rst": STACK.split(".. layer-stack", maxsplit=1)[0] + "Text.\n"}).write(tmp_path))
    found = answer(report, "5.2-4")
    assert found.verdict is Verdict.NOT_MET
    assert found.reason


def test_declared_as_not_applicable(copy: Path) -> None:
    path = copy / "07-services.md"
    content = path.read_text("utf-8")
    start = content.index("## Media access, bandwidth and timing considerations")
    end = content.index("\n## ", start)
    heading = content[start:].partition("\n")[0]
    path.write_text(
        content[:start] + heading + "\n\n```{not-applicable} no limits of its own\n```\n" + content[end:], "utf-8"
    )
    report = report_on(copy)
    found = answer(report, "7.6-1")
    assert (found.verdict, found.reason) == (Verdict.NOT_APPLICABLE, "no limits of its own")
    listed = json.loads(conformance_json(report))["deviations"]
    assert [(each["kind"], each["place"]["number"]) for each in listed] == [("not-applicable", "7.6")]


def answered_by(report: Conformance, identifier: str) -> set[str]:
    return {provision.identifier for provision in answer(report, identifier).provisions}


def test_provisions_answer_what_they_speak_of(example: Conformance) -> None:
    assert answered_by(example, "6-3") == {"same-sap-numbers"}
    assert "management-logical-device" in answered_by(example, "6-2")
    assert answered_by(example, "6-2") != answered_by(example, "6-4")
    # All of a clause that has this one demand, without those that answer for a subclause.
    assert {"phy-s1g", "country-before-transmission"} <= answered_by(example, "5.3.2-1")
    assert not answered_by(example, "5.3.2-1") & answered_by(example, "5.3.3-1")
    assert answered_by(example, "contents-1") == answered_by(example, "7.2-1") == set()
    listed = {each["id"]: each["provisions"] for each in json.loads(conformance_json(example))["demands"]}
    assert listed["6-3"] == ["same-sap-numbers"]


def test_a_clause_that_declares_what_it_answers(copy: Path) -> None:
    edit(
        copy / "06-addressing.md",
        "# Identification and addressing schemes\n",
        "# Naming\n\n```{template-clause} 6\n:reason: as in edition 1\n```\n",
    )
    report = report_on(copy)
    place = answer(report, "6-3").place
    assert place is not None
    assert place.title == "Naming"
    [listed] = json.loads(conformance_json(report))["deviations"]
    assert (listed["kind"], listed["answers"], listed["reason"]) == ("template-clause", ["6"], "as in edition 1")


def test_an_empty_project_answers_nothing_and_does_not_fail(tmp_path: Path) -> None:
    report = report_on(Source({"index.rst": ""}).write(tmp_path))
    assert not report.is_clear
    assert answer(report, "6-1").verdict is Verdict.NOT_MET
    assert json.loads(conformance_json(report))["summary"]["clear"] is False


def test_advice_of_a_draft_is_unmet_all_the_same(tmp_path: Path) -> None:
    text = "Scope\n=====\n\nThis is for xxx networks.\n\n<add a description>\n"
    report = report_on(Source({"index.rst": text}).write(tmp_path), "draft")
    assert answer(report, "contents-9").verdict is Verdict.NOT_MET


def test_rules_that_are_switched_off_judge_nothing(tmp_path: Path) -> None:
    files = {"index.rst": STACK.format(general="al, mac, phy", ip="")}
    source = Source(files, {"dlms_ignore": ["layer-standard-missing"]})
    found = answer(report_on(source.write(tmp_path)), "5.2-8")
    assert found.verdict is Verdict.READER
    assert "layer-standard-missing" in found.reason


def test_command_prints_json() -> None:
    status, out, err = run_command("report", str(EXAMPLE), "--format", "json")
    assert (status, err) == (0, "")
    printed: dict[str, Any] = json.loads(out)
    assert printed["summary"]["demands"] == len(printed["demands"])
    verdicts = [demand["verdict"] for demand in printed["demands"]]
    assert printed["summary"]["verdicts"] == {verdict.value: verdicts.count(verdict.value) for verdict in Verdict}


def test_command_prints_text_and_fails_on_unmet_demands(copy: Path) -> None:
    edit(copy / "06-addressing.md", "0x10: Public Client", "0x11: Public Client")
    status, out, _ = run_command("report", str(copy))
    assert status == 1
    assert "6-5 not met (Clause 6)" in out
    assert out.rstrip().splitlines()[-1].startswith("Not ready for publication: ")


def test_command_refuses_what_is_no_standard(tmp_path: Path) -> None:
    source = Source({"index.rst": "Manual\n======\n"}, {"dlms_standard": False})
    status, out, err = run_command("report", str(source.write(tmp_path)))
    assert (status, out) == (2, "")
    assert "dlms_standard" in err


CONVERGENCE = """\
Title
=====

Use of the communication layers for this profile
================================================

.. layer-stack:: Stack

   layers:
     mac: {{role: mac, name: Medium access, standard: IEEE 802.11ah}}
     conv: {{role: adaptation, name: Convergence, standard: RFC 6282}}
   profiles:
     {general}: {{kind: general, stack: [ap, al, mac]}}
     {ip}: {{kind: ip, stack: [ap, al, tl, udp, conv, ipv6, mac]}}

Protocol stacks
---------------

Text.
"""


@pytest.mark.parametrize(
    ("general", "ip"),
    [("Convergence", "IP based"), ("General", "IP based"), ("IP based", "Convergence"), ("conv", "is not")],
)
def test_a_finding_on_a_profile_is_attributed_however_profiles_and_layers_are_called(
    general: str, ip: str, tmp_path: Path
) -> None:
    text = CONVERGENCE.format(general=general, ip=ip)
    report = report_on(Source({"index.rst": text}).write(tmp_path), "draft")
    of_general, of_ip = answer(report, "5.2-10"), answer(report, "5.2-11")
    assert [finding.rule for finding in of_ip.findings] == ["layer-adaptation-misplaced"]
    assert (of_ip.verdict, of_general.findings) == (Verdict.NOT_MET, ())


def test_a_finding_is_attributed_by_what_it_is_about_and_not_by_its_words() -> None:
    at = Location("index.rst", 1)
    wrong = Profile(name=Text("IP based", at), kind="ip", stack=(), at=at)
    named = Finding("mapping-missing", Severity.ERROR, 'the profile "General" has none', at, profile=wrong)
    altered = Finding("mandated-wording-altered", Severity.WARNING, "it is altered", at, template="2")
    attributed, others = attribute(Project(), [named, altered])
    assert attributed == {"5.4-2": [named], "2-1": [altered]}
    assert others == []
