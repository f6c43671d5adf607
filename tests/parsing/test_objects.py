"""The objects of a device: what is read, how it is shown, compared and used to read APDUs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.exports.profile import profile_data, project_of
from sphinx_dlmsprofile.registry.extended import known_objects
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.apdu import ObjectValue
    from sphinx_dlmsprofile.model.project import Project

TEXT = """\
Objects
=======

.. objects:: Objects of a meter
   :associations: Reader, Manager

   0-0:1.0.0.255:
     class: Clock
     version: 0
     support: M if server
     access: [r, rw encrypted]
     attributes:
       3: {value: -60, unit: min}
       time: {Reader: "-"}
     methods: {1: ["-", x]}
   1-0:1.8.0.255: {class: 3, name: Active energy}
   0-0:39.0.0.255: {class: Radio setup, attributes: {power: {unit: dBm}}}

.. cosem-class:: Radio setup
   :class-id: 9000
   :version: 1
   :obis: 0-b:39.0.0.255

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: power, type: integer}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    judgement = judge_project(Source({"index.rst": TEXT}).write(tmp_path_factory.mktemp("objects")), log=io.StringIO())
    assert judgement is not None
    assert [each for each in judgement.findings if each.rule.startswith(("object-", "body-"))] == []
    return judgement.project


def test_for_other_programs(project: Project) -> None:
    [table] = profile_data(project)["object_tables"]
    clock, energy, radio = table["entries"]
    assert table["associations"] == ["Reader", "Manager"]
    assert [(each["class_id"], each["class_version"]) for each in (clock, energy, radio)] == [(8, 0), (3, 0), (9000, 1)]
    assert (clock["conformance"]["symbol"], clock["support"]) == ("C", "M if server")
    assert clock["access"][1] == {
        "rights": "rw encrypted",
        "association": "Manager",
        "allowed": ["read", "write"],
        "protections": ["encrypted"],
    }
    zone, time = clock["attributes"]
    assert (zone["key"], zone["value"], zone["unit"], zone["access"]) == ("3", -60, "min", [])
    assert time["access"][0]["allowed"] == []
    assert clock["methods"][0]["access"][1]["allowed"] == ["invoke"]


def test_two_editions(project: Project) -> None:
    data = profile_data(project)
    [table] = data["object_tables"]
    table["entries"][0]["access"][0]["rights"] = "rw"
    table["entries"][0]["attributes"][0]["value"] = 0
    del table["entries"][1]
    changes = [(each.subject, [action.value for action in each.actions]) for each in compare(project, project_of(data))]
    assert changes == [
        ("object 0-0:1.0.0.255", ["changed"]),
        ("attribute 3 of object 0-0:1.0.0.255", ["changed"]),
        ("object 1-0:1.8.0.255", ["removed"]),
    ]


def test_values_of_apdus_have_units_and_names(project: Project) -> None:
    assert known_objects(project).attribute_unit(9000, 2, "0-0:39.0.0.255") == "dBm"
    assert known_objects(project).attribute_unit(9000, 2, "0-1:39.0.0.255") == ""
    octets = bytes.fromhex("C101C12328" + "0000270000FF" + "02000FF6")
    assert [value.shown for value in read(octets, project)] == ["-10 dBm"]
    named = read(bytes.fromhex("C001C10003" + "0100010800FF" + "0200"), project)
    assert [value.name for value in named] == ["Active energy"]


def read(octets: bytes, project: Project) -> tuple[ObjectValue, ...]:
    return dissect(octets, lookup=known_objects(project)).values


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("0-0:1.0.0.255: {class: Clock, access: [r]}", "1 values for 2 associations"),
        ("0-0:1.0.0.255: {class: Clock, access: x}", "write -, r, w or rw"),
        ("0-0:1.0.0.255: {class: Clock, methods: {1: r}}", "write - or x"),
        ("0-0:1.0.0.255: {class: Clock, access: r sealed}", "authenticated, encrypted, signed"),
        ("0-0:1.0.0.255: {access: r}", "has no class"),
        ("0-0:1.0.0.255: [Clock]", "is a text"),
        ("0-0:1.0.0.255: {class: Clock, support: perhaps}", "write M, O, X"),
        ("0-0:1.0.0.255: {class: Clock, acess: r}", "did you mean"),
    ],
)
def test_slips_are_reported_and_the_rest_is_read(row: str, problem: str, tmp_path: Path) -> None:
    text = f".. objects:: Objects\n   :associations: A, B\n\n   {row}\n   0-0:41.0.0.255: SAP assignment\n"
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    messages = [each.message for each in judgement.findings if each.rule.startswith("body-")]
    assert len(messages) == 1
    assert problem in messages[0]
    assert len(profile_data(judgement.project)["object_tables"][0]["entries"]) == 2
