"""``profile.json`` says all that the records say, as its schema promises, and reads back into equal records."""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_dlmsprofile import model
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.profile import ProfileError, profile_data, profile_json, project_of, read_profile
from sphinx_dlmsprofile.exports.profile_schema import profile_schema, schema_text
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.fields.table import INTERNAL, PUBLIC
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.printed import ClauseText
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.sap import SapRow, SapTable, Side
from sphinx_dlmsprofile.text.location import Location, Text
from tests.support import EXAMPLE, ROOT, Source, run_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ODD = {
    "index.rst": """
Odd
===

.. profile-title:: Part 8-30: X communication profile for LANs

.. profile-title:: Something else

Addressing
----------

.. include:: saps.inc

.. template-clause:: 6
   :reason: the technology has no addresses

Classes
-------

.. cosem-class:: A class
   :class-id: 0xB4
   :version: none

   attributes:
     one: {name: logical_name, type: octet-string, minimum: [1]}
     2: {name: two, type: {structure: [unsigned]}}

Last
----

.. not-applicable::
   :reason: there is nothing to say
""",
    "saps.inc": """
.. sap-table:: SAPs
   :width: wide

   client:
     0x10, ten: Public Client
   client:
     0x11: {name: Another, reason: "why: not"}
   nobody: x
""",
}
"""What an author can get wrong: it must not get lost."""


def read(directory: Path, *, review: bool = False) -> Project:
    judgement = judge_project(directory, review=review, log=io.StringIO())
    assert judgement is not None
    return judgement.project


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """The example, all snippets of the manual, and what can go wrong."""
    snippets = tmp_path_factory.mktemp("snippets") / "source"
    shutil.copytree(ROOT / "docs" / "snippets", snippets)
    names = sorted(f"{path.stem}{path.suffix}" for path in snippets.glob("*") if path.suffix in {".rst", ".md"})
    for name in names:
        path = snippets / name
        path.rename(path.with_name(f"{path.stem}-{path.suffix[1:]}{path.suffix}"))
    Source({"index.rst": "All\n===\n\n.. toctree::\n   :glob:\n\n   *\n"}).write(snippets)
    return {
        # Test cases are read in a review build alone.
        "example": read(EXAMPLE, review=True),
        "snippets": read(snippets),
        "odd": read(Source(ODD).write(tmp_path_factory.mktemp("odd"))),
    }


@pytest.fixture(scope="module", params=["example", "snippets", "odd"])
def project(request: pytest.FixtureRequest, projects: dict[str, Project]) -> Project:
    return projects[request.param]


def kinds(base: type[Record]) -> Iterator[type[Record]]:
    """The classes below ``base`` that have none below themselves."""
    for kind in base.__subclasses__():
        if kind.__subclasses__():
            yield from kinds(kind)
        elif kind.__module__.startswith("sphinx_dlmsprofile."):
            yield kind


def test_each_kind_of_record_is_public_or_has_a_reason() -> None:
    for module in pkgutil.iter_modules(model.__path__, f"{model.__name__}."):
        importlib.import_module(module.name)
    shown, hidden = set(PUBLIC), set(INTERNAL)
    assert shown & hidden == set()
    # Bases with records of their own stand in the lists, too.
    assert set(kinds(Record)) <= shown | hidden
    assert all(INTERNAL.values())


def test_each_public_kind_is_tried(projects: dict[str, Project]) -> None:
    for kind in set(PUBLIC) - {ClauseText}:
        assert any(project.of(kind) for project in projects.values()), kind


def test_equal_records(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(profile_json(project), "utf-8")
    again = read_profile(path)
    for kind in PUBLIC:
        assert again.of(kind) == project.of(kind)
        assert [record.clause for record in again.of(kind)] == [record.clause for record in project.of(kind)]
    assert list(again.texts.printed()) == list(project.texts.printed())
    assert (again.clauses, again.root, again.sources) == (project.clauses, project.root, project.sources)
    assert profile_json(again) == path.read_text("utf-8")


def closed(schema: Any) -> Any:
    """A schema that takes no other keys than those it names."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inner} if isinstance(schema.get("properties"), dict) else inner


def test_schema_holds(project: Project) -> None:
    schema = closed(json.loads(schema_text()))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(profile_json(project)))


def test_schema_is_that_of_the_records() -> None:
    # Else: python -m sphinx_dlmsprofile.exports.profile_schema, and think of the version.
    assert json.loads(schema_text()) == profile_schema()


def test_what_implementers_need(projects: dict[str, Project]) -> None:
    data = profile_data(projects["example"])
    [table, wide] = data["sap_tables"]
    assert (table["clause"], table["profiles"]) == ("6.3", ["General profile"])
    assert table["rows"][2] == {
        "side": "client",
        "values": "0x10",
        "name": "Public Client",
        "ranges": [{"first": 16, "last": 16, "hex": "0x10"}],
        "reason": None,
        "support": None,
        "conformance": None,
        "source": table["rows"][2]["source"],
    }
    assert [each["hex"] for each in wide["rows"][3]["ranges"]] == ["0x0002..0x000F", "0x0011..0xFFFF"]
    new = data["interface_classes"][0]
    assert (new["class_id"], new["version"], new["attributes"][1]["name"]) == (180, 0, "association_mode")
    mode, leave = new["attributes"][1], new["methods"][3]
    assert [mode[key] for key in ("minimum", "maximum", "default", "short_name_offset")] == [0, 2, 0, 8]
    assert [(each["value"], each["first"], each["last"]) for each in mode["type"]["values"]] == [
        (0, 0, 0),
        (1, 1, 1),
        (2, 2, 2),
    ]
    assert (leave["parameter"], leave["short_name_offset"]) == ("structure {octet-string, octet-string}", 0xB8)
    code = data["obis_tables"][0]["rows"][0]
    assert [code[key] for key in ("interface_class", "class_id", "version")] == ["IEEE 802.11ah setup", 180, 0]
    assert code["value_groups"] == [[0, 0], "b", [39, 39], [0, 0], [0, 0], [255, 255]]
    assert new["clause"].startswith("B.")
    assert data["titles"][0]["part_number"] == "8-30"
    stack = data["layer_stacks"][0]["profiles"][1]["stack"]
    assert ["tcp", "udp"] in stack


CODES = """
Codes
=====

.. obis-codes:: Codes

   0-b:39.0.0.255: {class: ":cosem:`Data <1>`", name: "*One*, ``two``"}
   0-0:1.0.0.255: {class: 8, name: A clock}
   0-0:96.1.0.255: {class: Nothing known, name: Three}
   1-1:1.8.0..9.255: {class: X setup, name: Four}
   1-1:2.8.0.255: {class: "A **new** ``class``", name: "Five [1]_"}

.. cosem-class:: X setup
   :class-id: 0x2328
   :version: 2

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: level, type: enum, min: -1, max: "1.50", default: none, values: {0: low, 1..0x0F: "|sub|", (16): high}}
     3: {name: rate, type: float64, min: 1e3, max: "65 535", default: "0,5", short-name: 0x10}
     4: {name: rest, type: float64, min: (1) one, max: 1e999, default: 10 s, short-name: base}

.. cosem-class:: A **new** ``class`` [1]_
   :class-id: 9001
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string}

.. [1] A note.
"""


def test_names_without_markup_and_numbers_that_can_be_joined(tmp_path: Path) -> None:
    project = read(Source({"index.rst": CODES}).write(tmp_path / "source"))
    data = profile_data(project)
    rows = data["obis_tables"][0]["rows"]
    assert [(each["interface_class"], each["class_id"], each["name"]) for each in rows] == [
        ("Data", 1, "One, two"),
        ("8", 8, "A clock"),
        ("Nothing known", None, "Three"),
        ("X setup", 9000, "Four"),
        ("A new class", 9001, "Five"),
    ]
    assert [each["version"] for each in rows] == [0, 0, None, 2, 0]
    assert rows[3]["value_groups"] == [[1, 1], [1, 1], [1, 1], [8, 8], [0, 9], [255, 255]]
    level, rate, rest = data["interface_classes"][0]["attributes"][1:]
    assert [level[key] for key in ("minimum", "maximum", "default")] == [-1, 1.5, "none"]
    assert [rate[key] for key in ("minimum", "maximum", "default", "short_name_offset")] == [1000, 65535, 0.5, 16]
    assert [rest[key] for key in ("minimum", "maximum", "default")] == ["(1) one", "1e999", "10 s"]
    assert rest["short_name_offset"] is None
    assert data["interface_classes"][1]["name"] == "A new class"
    assert [(each["value"], each["first"], each["last"]) for each in level["type"]["values"]] == [
        (0, 0, 0),
        ("1..0x0F", 1, 15),
        ("(16)", 16, 16),
    ]
    again = project_of(json.loads(profile_json(project)))
    assert again.of(ObisTable) == project.of(ObisTable)
    assert again.of(InterfaceClass) == project.of(InterfaceClass)
    assert profile_json(again) == profile_json(project)


def test_files_of_version_1_can_be_read(tmp_path: Path) -> None:
    path = ROOT / "tests" / "exports" / "profile-1.0.json"
    assert json.loads(path.read_text("utf-8"))["schema_version"] == "1.0"
    old = read_profile(path)
    new = tmp_path / "profile.json"
    new.write_text(profile_json(old), "utf-8")
    Draft202012Validator(closed(json.loads(schema_text()))).validate(json.loads(new.read_text("utf-8")))
    again = read_profile(new)
    for kind in PUBLIC:
        assert again.of(kind) == old.of(kind)
    [setup, _] = old.of(InterfaceClass)
    assert setup.attributes[1].maximum == Text("2", setup.attributes[1].at)


# The first text of a new checkout waits for Hypothesis to write its table of characters.
@given(st.text(), st.text(), st.integers(min_value=1), st.none() | st.integers(min_value=1))
def test_any_text_reads_back(number: str, name: str, line: int, column: int | None) -> None:
    at = Location("a.rst", line, column)
    row = SapRow(side=Side.CLIENT, values=Text(number, at), name=Text(name, Location("b c.md", 1)))
    records = (
        InterfaceClass(at=at, name=Text(name, at), class_id=Text(number, at), version=Text(number, Location("b", 2))),
        SapTable(at=Location("a.rst", 1), rows=(row,), width=None, width_text=Text(number, at)),
    )
    again = project_of(json.loads(profile_json(Project(records))))
    assert set(again.records) == set(records)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "Expecting"),
        ("[]", "no schema_version"),
        ('{"a": 1}', "no schema_version"),
        ('{"schema_version": "3.0", "root": "index.rst:1"}', "version 3.0, but only 1 and 2 can be read"),
        ('{"schema_version": "2.0"}', "not a place"),
        ('{"schema_version": "2.0", "root": "index.rst:1", "sap_tables": {}}', "/sap_tables is not a list"),
        ('{"schema_version": "2.0", "root": "index.rst:1", "sap_tables": [{"width": "8"}]}', "/sap_tables/0/width"),
        ('{"schema_version": "2.0", "root": "index.rst:1", "terms": [{"source": "a:1", "section": "x"}]}', "clause"),
        ("[" * 200_000, "nested too deep"),
    ],
)
def test_what_is_no_profile(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError, match=reason):
        read_profile(path)


def test_later_minor_versions_can_be_read(projects: dict[str, Project], tmp_path: Path) -> None:
    data = profile_data(projects["example"])
    data["schema_version"] = "2.99"
    data["news"] = [{"source": "a:1"}]
    data["sap_tables"][0]["news"] = 1
    del data["obis_tables"]
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(data), "utf-8")
    again = read_profile(path)
    assert again.of(SapTable) == projects["example"].of(SapTable)


@given(st.data())
def test_damaged_files_are_refused_and_nothing_worse(projects: dict[str, Project], data: st.DataObject) -> None:
    damaged = json.loads(profile_json(projects["odd"]))
    places = [(damaged, key) for key in sorted(damaged)]
    for _ in range(data.draw(st.integers(0, 4))):
        holder, key = data.draw(st.sampled_from(places))
        below = holder[key]
        inner = sorted(below) if isinstance(below, dict) else range(len(below)) if isinstance(below, list) else ()
        places = [(below, each) for each in inner] or places
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(st.sampled_from([None, 7, "x", "a:1", [], {}, [None], {"source": 1}, True]))
    try:
        project_of(damaged)
    except ValueError:
        return


def test_command(tmp_path: Path, projects: dict[str, Project]) -> None:
    source = Source(ODD).write(tmp_path / "source")
    status, out, _ = run_command("export", str(source))
    assert (status, out) == (0, profile_json(projects["odd"]))
    path = tmp_path / "out.json"
    assert run_command("export", str(source), "--output", str(path), "-j", "2")[:2] == (0, "")
    assert path.read_text("utf-8") == out
    assert run_command("export", "--schema")[:2] == (0, schema_text())


def test_command_cannot_run(tmp_path: Path) -> None:
    source = Source({"index.rst": "T\n=\n"}, {"dlms_standard": False}).write(tmp_path / "source")
    assert run_command("export", str(source))[0] == 2
    assert run_command("export", str(tmp_path))[0] == 2
    assert run_command("export")[0] == 2
    status, _, err = run_command("export", "--schema", "--output", str(tmp_path / "no" / "file"))
    assert (status, err.startswith("dlmsprofile: ")) == (2, True)
