"""Attributes of provisions: what is wrong with them is said at its line, and the rest counts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.diff.provisions import touches_substance
from sphinx_dlmsprofile.exports.need_types import FIELDS
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES, Attributes
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

TEXT = """\
Profile
=======

Registration
------------

:prov:`join-once` A station shall join once. :prov:`wait` A client may wait.

.. provision-attributes::

"""
FILE = TEXT + "   :file: attributes.yaml\n"


def read(path: Path, body: str) -> tuple[Project, list[Finding]]:
    text = TEXT + "".join(f"   {line}\n" for line in body.splitlines())
    judgement = judge_project(Source({"index.rst": text}).write(path))
    assert judgement is not None
    told = [each for each in judgement.findings if each.rule.startswith(("body-", "provision-attributes"))]
    return judgement.project, told


def values(project: Project, identifier: str) -> dict[str, str]:
    (found,) = (each for each in project.of(Provision) if each.identifier == identifier)
    return dict(found.attributes.items()) if found.attributes else {}


def test_none_is_forgotten() -> None:
    """A new attribute has its words, which reports, ReqIF and comparisons take, and its field in needs."""
    names = [each.name for each in fields(Attributes) if each.name != "identifier"]
    assert names == list(ATTRIBUTES)
    assert [name for name in names if f"dlms_{name}" not in FIELDS] == []


def test_all_attributes(tmp_path: Path) -> None:
    body = """\
join-once:
  verification: [test, "analysis, inspection"]
  criterion: "It has: one network."
  rationale: Networks are full.
  allocation: test house, operator
  status: ballot
  owner: WG 14
  change-request: CR 1, CR 2
  relevance: safety
"""
    project, told = read(tmp_path, body)
    assert told == []
    assert list(values(project, "join-once")) == list(ATTRIBUTES)
    assert values(project, "join-once") == {
        "verification": "test, analysis, inspection",
        "criterion": "It has: one network.",
        "rationale": "Networks are full.",
        "allocation": "test house, operator",
        "status": "ballot",
        "owner": "WG 14",
        "change_request": "CR 1, CR 2",
        "relevance": "safety",
    }
    assert values(project, "wait") == {}


def test_what_is_wrong(tmp_path: Path) -> None:
    body = """\
join-once:
  verification: [tset, test, test]
  allocation: {client: yes}
  owner: [a, b]
  statsu: agreed
wait: later
wiat: {status: agreed}
"""
    project, told = read(tmp_path, body)
    assert [(each.rule, each.at.line) for each in told] == [
        ("body-value-type", 12),
        ("body-value-type", 13),
        ("body-value-type", 14),
        ("body-key-unknown", 15),
        ("body-value-type", 16),
        ("provision-attributes-unused", 17),
    ]
    assert 'did you mean "wait"?' in told[-1].message
    assert values(project, "join-once") == {"verification": "test", "status": "agreed"}


def test_in_a_file(tmp_path: Path) -> None:
    files = {"index.rst": FILE.replace("::\n\n   :file", "::\n   :file"), "attributes.yaml": "wait:\n  owner: me\n"}
    judgement = judge_project(Source(files).write(tmp_path))
    assert judgement is not None
    assert values(judgement.project, "wait") == {"owner": "me"}


def test_changes_between_editions(tmp_path: Path) -> None:
    old, _ = read(tmp_path / "old", "join-once: {criterion: within 5 s, owner: a}\nwait: {owner: a}")
    new, _ = read(
        tmp_path / "new", "join-once: {criterion: within 9 s, owner: a}\nwait: {owner: b, verification: test}"
    )
    changes = {change.identifier: change for change in compare(old, new)}
    assert [action.value for action in changes["join-once"].actions] == ["changed"]
    assert [(each.what, each.old, each.new) for each in changes["wait"].details] == [
        ("verification", None, "test"),
        ("owner", "a", "b"),
    ]
    assert [action.value for action in changes["wait"].actions] == ["annotated"]
    # Another owner makes no test suspect.
    assert [change.identifier for change in compare(old, new) if touches_substance(change)] == ["join-once"]
