"""Who has no sources has the ``profile.json`` that was published: the commands of implementers say the same of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = """\
Radio
=====

.. xdlms-services:: Services

   GET: {confirmed: unicast, support: M}
   SET: {confirmed: unicast, support: 'M if class "Push setup"'}

.. cosem-class:: Radio setup
   :class-id: 200
   :version: 0
   :obis: 0-0:94.43.1.255

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: mode, type: enum, values: {0: "off", 1: "on"}, mandatory: M}

.. objects:: Objects
   :associations: Public Client

   0-0:1.0.0.255: {class: Clock, support: M, access: [r]}
   0-0:94.43.1.255: {class: 200, access: [r]}

.. envelope:: Header
   :id: header

   fields:
     kind: {octets: 1, value: 1}
     rest: {content: APDU}

.. apdu-example:: Reading

   C0 01 C1 00 08 00 00 01 00 00 FF 02 00
"""
_TARGETS = ("objects-csv", "gxf", "gurux", "cosempdu", "lua", "c", "rust", "python", "python-classes", "provisions")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    source = Source({"index.rst": _TEXT}).write(tmp_path_factory.mktemp("source"))
    published = source.parent / "profile.json"
    assert run_command("export", str(source), "--output", str(published))[0] == 0
    return str(source), str(published)


@pytest.mark.parametrize("target", [*_TARGETS, "ics-csv", "ics-yaml", "profile"])
def test_exports(target: str, places: tuple[str, str]) -> None:
    written = [run_command("export", place, "--to", target) for place in places]
    assert written[0] == written[1]
    assert written[0][0] == 0


def test_statements_and_demands(places: tuple[str, str], tmp_path: Path) -> None:
    statement = tmp_path / "statement.yaml"
    statement.write_text('"service GET": no\n"class 40": yes\n', "utf-8")
    judged = [run_command("ics", "judge", str(statement), place) for place in places]
    assert judged[0] == judged[1]
    assert "service SET: it is mandatory by its condition" in judged[0][1]
    explained = [run_command("explain-conformance", place) for place in places]
    assert explained[0] == explained[1]


def test_a_published_profile_is_read_one_way(places: tuple[str, str]) -> None:
    status, _, err = run_command("export", places[1], "-D", "dlms_stage=draft", "--to", "c")
    assert (status, err) == (
        2,
        f"dlmsprofile: {places[1]} is a file: -t, -D and --stage are for the directory with conf.py\n",
    )
