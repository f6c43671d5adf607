"""The table of what a new version of a class changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.class_changes import superseded
from sphinx_dlmsprofile.model.location import Location
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.rendering.class_changes import changes_table

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.cosem import InterfaceClass

BODY = """\
attributes:
  1: {name: logical_name, type: octet-string}
  2: {name: activated, type: boolean}
  3: {name: server_name, type: octet-string}
  4: {name: server_port, type: unsigned}
  5: {name: server_address, type: octet-string}
  6: {name: authentication_keys, type: {array: {structure: [unsigned]}}}
  8: {name: last_answer}
methods:
  1: {name: synchronize, type: integer}
  2: {name: add_authentication_key, type: structure}
  4: {name: reset, type: {choice: [null-data, integer]}}
"""


def _record(*head: str) -> InterfaceClass:
    lines = [Line(text, "index.rst", number) for number, text in enumerate((*head, *BODY.splitlines()), 1)]
    source = read_directive(Location("index.rst", 1), lines[: len(head)], lines[len(head) :])
    return parse_cosem_class(source, BodyReader())


def _rows(record: InterfaceClass) -> list[list[str]]:
    found = superseded(shipped_registry(), record)
    assert found
    table = changes_table(record, found, "changes")
    assert table
    assert table["ids"] == ["changes"]
    return [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]


def test_each_change_is_told() -> None:
    assert _rows(_record("NTP setup", ":class-id: 100", ":version: 1")) == [
        ["No.", "Version 0", "Version 1", "Change"],
        ["Attributes"],
        ["1", "logical_name: octet-string", "logical_name: octet-string", "unchanged"],
        ["2", "activated: boolean", "activated: boolean", "unchanged"],
        ["3", "server_address: octet-string", "server_name: octet-string", "renumbered, now 5"],
        ["4", "server_port: long-unsigned", "server_port: unsigned", "type changed"],
        ["5", "authentication_method: enum", "server_address: octet-string", "renamed"],
        ["6", "authentication_keys: array", "authentication_keys: array", "unchanged"],
        ["7", "client_key: octet-string", "–", "removed"],
        ["8", "–", "last_answer", "added"],
        ["Specific methods"],
        ["1", "synchronize", "synchronize: integer", "unchanged"],
        ["2", "add_authentication_key", "add_authentication_key: structure", "unchanged"],
        ["3", "delete_authentication_key", "–", "removed"],
        ["4", "–", "reset: CHOICE", "added"],
    ]


def test_what_is_superseded() -> None:
    registry = shipped_registry()
    new = superseded(registry, _record("Radio setup", ":class-id: 180", ":version: 1"))
    same = superseded(registry, _record("NTP setup", ":class-id: 100", ":version: 0"))
    assert new is same is None
    found = superseded(registry, _record("Push setup", ":class-id: 40", ":version: 9"))
    assert found
    assert found.version == found.existing.current_version
    older = superseded(registry, _record("Push setup", ":class-id: 40", ":version: 9", ":supersedes: 2"))
    assert older
    assert older.version == 2
    unknown = superseded(registry, _record("Push setup", ":class-id: 40", ":version: 9", ":supersedes: 0"))
    assert unknown
    assert unknown.layout is None
    assert changes_table(_record("Push setup"), unknown, "changes") is None
