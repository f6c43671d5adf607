"""Coverage of provisions, and of services by profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.review_records import TestCase
from sphinx_dlmsprofile.model.verification import VerificationState, states_in_words
from sphinx_dlmsprofile.reports.coverage import coverage
from sphinx_dlmsprofile.reports.services import service_matrix
from tests.support import EXAMPLE, Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

TEXT = """\
Title
#####

.. layer-stack:: The profiles

   layers:
     mac: {role: mac, name: MAC layer, standard: IEEE 802.11}
   profiles:
     General profile:  {kind: general, stack: [ap, al, mac]}
     IP based profile: {kind: ip, stack: [ap, al, tl, ipv6, mac]}

Layers
======

:prov:`send` A client shall send. :prov:`a-listen` A client shall listen. :prov:`rest` It may rest.

Services
========

:prov:`pad` A server shall pad. :prov:`stand` A server shall stand. :prov:`a-fall` A server shall not fall.

.. xdlms-services:: Services

   GET: {confirmed: unicast}
   SET: {confirmed: unicast}

Annex A (informative) Examples
==============================

.. apdu-example:: Reading the clock
   :profile: IP based profile
   :shows: send

   C0 01 C1 00 08 00 00 01 00 00 FF 02 00

.. lower-layer-configuration:: Nothing

   retries: 0
"""
RESULTS = """\
<testsuites><testsuite>
<testcase name="a-listen"/>
<testcase name="a-fall"><failure>fell</failure></testcase>
</testsuite></testsuites>
"""
WAIVERS = """\
- {rule: provision-uncovered, place: provision pad, reason: See the other report.}
"""
CONF = {"dlms_review": True, "dlms_test_results": ["results.xml"], "dlms_waivers": "waivers.yaml"}


@pytest.fixture
def judgement(tmp_path: Path) -> Judgement:
    files = {"index.rst": TEXT, "results.xml": RESULTS, "waivers.yaml": WAIVERS}
    found = judge_project(Source(files, CONF).write(tmp_path))
    assert found is not None
    return found


def test_each_provision_with_what_covers_it(judgement: Judgement) -> None:
    report = coverage(judgement.project, judgement.verifications)
    assert [(head, *(cell.text for cell in row[:6])) for head, row in report.rows] == [
        ("Clause 1 Layers", "send", "requirement", "Reading the clock", "", "shown only", ""),
        ("Clause 1 Layers", "a-listen", "requirement", "", "a-listen (passed)", "verified", "results.xml"),
        ("Clause 1 Layers", "rest", "permission", "", "", "none", ""),
        ("Clause 2 Services", "pad", "requirement", "", "", "waived", "See the other report."),
        ("Clause 2 Services", "stand", "requirement", "", "", "none", ""),
        ("Clause 2 Services", "a-fall", "requirement", "", "a-fall (failed)", "failed", "results.xml, fell"),
        ("Examples that show nothing", "Nothing", "example", "", "", "", "name with :shows: what it shows"),
    ]
    assert report.is_good is False
    assert report.outcome == (
        "Of 5 requirements, 1 (20 %) are verified: 1 failed, 1 verified, 1 shown only, 1 waived, 1 none."
    )


def test_states_are_counted_by_clause_and_kind(judgement: Judgement) -> None:
    summary = coverage(judgement.project, judgement.verifications).summary
    assert summary is not None
    counted = [
        (
            row[0].text,
            row[1].text,
            {column.key: cell.text for column, cell in zip(summary.columns[2:], row[2:], strict=True)},
        )
        for _, row in summary.rows
    ]
    assert [
        (place, kind, {key: text for key, text in counts.items() if text != "0"}) for place, kind, counts in counted
    ] == [
        (
            "All clauses",
            "requirement",
            {"all": "5", "failed": "1", "verified": "1", "shown": "1", "waived": "1", "none": "1"},
        ),
        ("All clauses", "permission", {"all": "1", "none": "1"}),
        ("Clause 1 Layers", "requirement", {"all": "2", "verified": "1", "shown": "1"}),
        ("Clause 1 Layers", "permission", {"all": "1", "none": "1"}),
        ("Clause 2 Services", "requirement", {"all": "3", "failed": "1", "waived": "1", "none": "1"}),
    ]


def test_numbers_of_states_add_up_to_what_counts() -> None:
    states = {VerificationState.VERIFIED: 14, VerificationState.INSPECTION: 1, VerificationState.NONE: 2}
    said = "3 verified, 11 verified before a change, 1 by inspection, 2 none"
    assert states_in_words(states, 11) == said
    assert states_in_words({VerificationState.VERIFIED: 2}, 2) == "2 verified before a change"
    assert states_in_words({VerificationState.FAILED: 1}, 0) == "1 failed"


def test_what_a_change_has_overtaken_is_counted_apart(tmp_path: Path) -> None:
    text = TEXT.replace("`a-listen` ", "`a-listen` Where it is off, ")
    old = Source({"index.rst": text}, CONF).write(tmp_path / "old")
    for name, text in (("results.xml", RESULTS), ("waivers.yaml", WAIVERS)):
        (old / name).write_text(text, "utf-8")
    files = {"index.rst": TEXT, "results.xml": RESULTS, "waivers.yaml": WAIVERS, "confirmations.yaml": ""}
    conf = {**CONF, "dlms_previous_edition": "../old", "dlms_confirmations": "confirmations.yaml"}
    found = judge_project(Source(files, conf).write(tmp_path / "new"))
    assert found is not None
    report = coverage(found.project, found.verifications)
    assert report.outcome == (
        "Of 5 requirements, 0 (0 %) are verified: 1 failed, 1 verified before a change, 1 shown only, 1 waived, 1 none."
        " What shows or verifies 1 of them is to be looked at again."
    )
    assert report.summary is not None
    assert [row[-1].text for _, row in report.summary.rows] == ["1", "0", "1", "0", "0"]


def test_the_reason_of_a_waiver_stands_whatever_rules_are_selected(tmp_path: Path) -> None:
    files = {"index.rst": TEXT, "results.xml": RESULTS, "waivers.yaml": WAIVERS}
    found = judge_project(Source(files, CONF).write(tmp_path), select=["trace-suspect"])
    assert found is not None
    assert found.verifications["pad"].reason == "See the other report."


def test_services_by_profile(judgement: Judgement) -> None:
    report = service_matrix(judgement.project)
    assert [column.head for column in report.columns] == [
        "Service", "General profile", "IP based profile", "Profile not named",
    ]  # fmt: skip
    assert sum(column.width for column in report.columns) == 100
    assert [[cell.text for cell in row] for _, row in report.rows] == [
        ["GET", "", "Reading the clock", ""],
        ["SET", "", "", ""],
    ]
    assert report.outcome == "1 of 2 services is shown by no example."


def test_the_example_leaves_nothing_uncovered_without_a_reason() -> None:
    judgement = judge_project(EXAMPLE, review=True)
    assert judgement is not None
    assert [finding for finding in judgement.findings if finding.waived is None] == []
    states = {each.state.value for each in judgement.verifications.values() if each.kind.value == "requirement"}
    assert states == {"verified", "by inspection", "shown only", "waived"}
    early = judgement.verifications["no-early-repeat"]
    assert early.confirmed
    assert not early.suspect
    tests = judgement.project.of(TestCase)
    assert all(case.written and case.result and case.verifies for case in tests)


@pytest.mark.parametrize(
    ("results", "state"),
    [
        (("passed", "passed"), "verified"),
        (("passed", ""), "not run"),
        (("passed", "skipped"), "skipped"),
        (("skipped", "nearly", "passed"), "not run"),
        (("passed", "", "failed"), "failed"),
    ],
)
def test_all_test_cases_have_to_pass(results: tuple[str, ...], state: str, tmp_path: Path) -> None:
    cases = "".join(
        f".. dlms_test:: Case {number}\n   :id: case-{number}\n   :verifies: send\n   :dlms_result: {result}\n\n"
        for number, result in enumerate(results)
    )
    review = f":orphan:\n\nTests\n=====\n\n{cases}"
    text = "Title\n#####\n\nLayers\n======\n\n:prov:`send` A client shall send.\n"
    conf = {"dlms_review": True, "dlms_review_pages": ["review*"]}
    found = judge_project(Source({"index.rst": text, "review.rst": review}, conf).write(tmp_path), review=True)
    assert found is not None
    assert found.verifications["send"].state.value == state
    assert found.verifications["send"].is_proven is (state == "verified")
