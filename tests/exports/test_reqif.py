"""Provisions as ReqIF, read back by the library that tools use."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.reqif import CHAPTER_NAME, FOREIGN_ID, HEADING_TYPE, KIND, REFERENCE, TEXT
from sphinx_dlmsprofile.model.provision import Provision
from tests.support import EXAMPLE, Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

reqif_parser = pytest.importorskip("reqif.parser")

TEXTS = """\
Title
#####

Identification & addressing schemes
===================================

A client *shall* use "0x10" & <nothing> else.

Details
-------

A server should answer. It may wait.

Nothing here
------------

Plain words.
"""


def exported(source: Path, tmp_path: Path) -> Any:
    path = tmp_path / "profile.reqif"
    assert run_command("export", str(source), "--reqif", "--output", str(path))[0] == 0
    return reqif_parser.ReqIFParser.parse(str(path))


def told(bundle: Any) -> list[tuple[int, str]]:
    """The hierarchy: level and heading or text."""
    (specification,) = bundle.core_content.req_if_content.specifications
    found = []
    for place in bundle.iterate_specification_hierarchy(specification):
        thing = bundle.lookup.get_spec_object_by_ref(place.spec_object)
        shown = CHAPTER_NAME if thing.spec_object_type == HEADING_TYPE else TEXT
        found.append((place.level, thing.attribute_map[shown].value))
    return found


def test_clauses_with_their_provisions(tmp_path: Path) -> None:
    source = Source({"index.rst": TEXTS}).write(tmp_path / "source")
    assert told(exported(source, tmp_path)) == [
        (1, "Identification & addressing schemes"),
        (2, "A client shall use “0x10” & <nothing> else."),
        (2, "Details"),
        (3, "A server should answer."),
        (3, "It may wait."),
    ]


def test_read_back_equal(tmp_path: Path) -> None:
    judgement = judge_project(EXAMPLE)
    assert judgement is not None
    things = exported(EXAMPLE, tmp_path).core_content.req_if_content.spec_objects
    provisions = [thing.attribute_map for thing in things if thing.spec_object_type != HEADING_TYPE]
    read = [(each[FOREIGN_ID].value, each[TEXT].value, each[KIND].value, each[REFERENCE].value) for each in provisions]
    written = [
        (each.identifier, each.text, [f"kind-{each.kind.value}"], each.clause.label if each.clause else "")
        for each in judgement.project.of(Provision)
    ]
    assert sorted(read) == sorted(written)


def test_valid_by_the_schema_of_the_omg(tmp_path: Path) -> None:
    exported(EXAMPLE, tmp_path)
    command = (
        sys.executable,
        "-m",
        "reqif.cli.main",
        "validate",
        "--use-reqif-schema",
        str(tmp_path / "profile.reqif"),
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "0 errors, 0 schema issues" in done.stdout) == (0, True), done.stdout


def test_same_bytes_and_the_date_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source({"index.rst": TEXTS}).write(tmp_path)
    monkeypatch.delitem(os.environ, "SOURCE_DATE_EPOCH", raising=False)
    first = run_command("export", str(source), "--reqif")[1]
    assert first == run_command("export", str(source), "--reqif")[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert (
        "<CREATION-TIME>2026-01-01T00:00:00+00:00</CREATION-TIME>" in run_command("export", str(source), "--reqif")[1]
    )


def test_a_profile_without_provisions(tmp_path: Path) -> None:
    assert told(exported(Source({"index.rst": "Scope\n=====\n\nWords.\n"}).write(tmp_path / "source"), tmp_path)) == []
