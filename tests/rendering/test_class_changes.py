"""The table of what a new version of a class changes."""

from __future__ import annotations

from itertools import pairwise

from docutils import nodes

from sphinx_dlmsprofile.analysis.class_changes import Change, changes, superseded
from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass, Method
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.registry.data_types import type_by_name
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.rendering.class_changes import changes_table
from sphinx_dlmsprofile.text.location import Location, Text

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
        ["1", "synchronize: integer", "synchronize: integer", "unchanged"],
        ["2", "add_authentication_key: structure", "add_authentication_key: structure", "unchanged"],
        ["3", "delete_authentication_key: double-long-unsigned", "–", "removed"],
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
    unknown = superseded(registry, _record("Profile generic", ":class-id: 7", ":version: 9", ":supersedes: 0"))
    assert unknown
    assert unknown.layout is None
    assert changes_table(_record("Profile generic"), unknown, "changes") is None


def test_the_versions_of_the_registry_keep_their_numbers() -> None:
    """What has been published is the measure of the rule, which asks versions on which sources agree."""
    departures = []
    for known in shipped_registry().classes:
        for before, after in pairwise(known.layouts):
            if not (before.confirmed and after.confirmed):
                continue
            record = InterfaceClass(
                at=Location("index.rst", 1),
                name=_text(known.name),
                attributes=tuple(
                    Attribute(number=_text(each.number), name=_text(each.name), type=_type(each.type), at=_PLACE)
                    for each in after.attributes
                ),
                methods=tuple(
                    Method(number=_text(each.number), name=_text(each.name), type=_type(each.type), at=_PLACE)
                    for each in after.methods
                ),
            )
            departures += [
                (known.name, after.version, each.number, each.change)
                for each in changes(before, record, lambda name: type_by_name(name) is not None)
                if each.change not in {Change.SAME, Change.ADDED}
            ]
    assert departures == []


_PLACE = Location("index.rst", 1)


def _text(value: object) -> Text:
    return Text(str(value), _PLACE)


def _type(name: str | None) -> DataType | None:
    return DataType(name=_text(name)) if name else None
