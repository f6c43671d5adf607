"""The provisions by clause, and the proforma that a manufacturer fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.provision_attributes import ALLOCATION
from sphinx_dlmsprofile.reports import reports
from sphinx_dlmsprofile.reports.provisions import provisions
from sphinx_dlmsprofile.reports.statement import statement, statements
from sphinx_dlmsprofile.sphinx.building.review_pages import PAGE_NAMES, REPORT_NAMES
from tests.support import EXAMPLE, Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.project import Project

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

A client shall send. A client that supports TCP shall listen. A server of the IP based profile shall answer.
It should hurry, and it may rest. It can fail.

Services
========

A server shall say where it stands, and pad where needed.

.. xdlms-services:: Services

   GET: {confirmed: unicast}
   ACCESS: not used
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    judgement = judge_project(Source({"index.rst": TEXT}).write(tmp_path))
    assert judgement is not None
    return judgement.project


def test_filtered_by_allocation(tmp_path: Path) -> None:
    text = r"""
Profile
=======

.. _join:

Registration
------------

:prov:`a` A server shall join. :prov:`b` An operator shall change keys. :prov:`c` A client may wait. It shall be quick.

.. provision-attributes::

   a: {allocation: server, verification: [test, analysis], criterion: 'It joins in *10*\ :sup:`6` s, see :ref:`join`.'}
   b: {allocation: operator, owner: WG 14}
   c: {allocation: "client, server"}
"""
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path))
    assert judgement is not None
    asked = {
        report.name: [row[2].text for head, row in report.rows if head.startswith("Clause 1")]
        for report in statements(judgement.project)
    }
    quick = "it-shall-be-quick"
    assert asked == {
        "statement": ["a", "c", quick],
        "statement-client": ["c", quick],
        "statement-server": ["a", "c", quick],
        "statement-operator": ["b", quick],
    }
    assert {f"report-{name}" for name in asked} <= PAGE_NAMES
    report = provisions(judgement.project)
    assert [column.key for column in report.columns][3:] == ["verification", "criterion", "allocation", "owner"]
    first, second, *_ = (row for _, row in report.rows)
    assert [cell.text for cell in first][3:] == [
        "test, analysis",
        "It joins in 10^6 s, see Registration.",
        "server",
        "",
    ]
    assert [cell.text for cell in second][3:] == ["", "", "operator", "WG 14"]


def test_a_page_for_each_who_can_be_bound() -> None:
    assert {f"report-statement-{who.replace(' ', '-')}" for who in ALLOCATION} <= PAGE_NAMES


def test_provisions_by_clause_and_kind(project: Project) -> None:
    report = provisions(project)
    assert report.outcome == "4 requirements, 1 recommendation, 1 possibility."
    assert [(group.head, [row[1].text for row in group.rows]) for group in report.groups] == [
        ("Clause 1 Layers", ["requirement"] * 3 + ["recommendation", "possibility"]),
        ("Clause 2 Services", ["requirement"]),
    ]


def test_status_of_each_item(project: Project) -> None:
    rows = {row[1].text: (row[0].text, row[4].text) for _, row in statement(project).rows}
    assert rows["A client shall send."] == ("1", "m")
    assert rows["A client that supports TCP shall listen."] == ("2", "c")
    assert rows["A server of the IP based profile shall answer."] == ("3", "c")
    assert rows["[A server of the IP based profile shall answer.] It should hurry, and it may rest."] == ("4", "o")
    assert rows["A server shall say where it stands, and pad where needed."] == ("5", "m")
    assert rows["GET"] == ("6", "O")
    assert "It can fail." not in rows
    assert "ACCESS" not in rows


def test_new_classes_are_items() -> None:
    judgement = judge_project(EXAMPLE)
    assert judgement is not None
    report = statement(judgement.project)
    rows = [row[1].text for head, row in report.rows if head == "Interface classes"]
    assert rows[0] == "IEEE 802.11ah setup (class_id 180, version 0)"
    names = [each.name for each in reports(judgement.project, {})]
    assert [name for name in names if not name.startswith("statement-")] == list(REPORT_NAMES)
    assert names[len(REPORT_NAMES) :] == [
        "statement-client",
        "statement-server",
        "statement-gateway",
        "statement-operator",
    ]
