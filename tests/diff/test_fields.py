"""Each field of a public record is decided on, and what is decided holds of the example, leaf by leaf."""

from __future__ import annotations

import copy
import io
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.exports.profile import profile_data, project_of
from sphinx_dlmsprofile.exports.profile_schema import profile_schema
from sphinx_dlmsprofile.exports.record_codec import codecs
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.declaration import CLAUSE, COMMON, Compared, Derived, Field, Shown
from sphinx_dlmsprofile.model.fields.table import PUBLIC, SHAPES, declared
from sphinx_dlmsprofile.model.printed import ClauseText
from tests.support import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator


def reachable() -> set[type]:
    """All kinds of objects that profile.json can hold."""
    found: set[type] = set()
    waiting: list[Any] = [*PUBLIC, Clause]
    while waiting:
        hint = waiting.pop()
        if is_dataclass(hint) and isinstance(hint, type) and hint not in found and hint.__name__ not in _PLAIN:
            found.add(hint)
            waiting += get_type_hints(hint, localns=codecs().names).values()
        waiting += get_args(hint)
    return found


_PLAIN = {"Text", "Location"}
"""What becomes a plain value."""


def test_each_field_is_decided() -> None:
    assert set(SHAPES) == reachable()
    for kind, shape in SHAPES.items():
        names = [each.name for each in fields(kind) if each.init]
        assert [name for name in shape.fields if name not in names] == [], kind
        # A new field without a decision: add it to the file of its subject in model/fields.
        assert [name for name in names if name not in shape.fields and name not in COMMON] == [], kind
        for name in names:
            field = declared(kind, name)
            assert field.words or field.shown is Shown.MAPPED, (kind, name)
            assert (field.compared is Compared.NOT) == bool(field.reason), (kind, name)
        assert all(each.words and each.reason for each in shape.derived.values())


@dataclass(frozen=True)
class Leaf:
    """A value of the file: where it stands, its schema, and why it is not compared, "" if it is."""

    path: tuple[str | int, ...]
    value: Any
    schema: dict[str, Any]
    reason: str

    @property
    def kind(self) -> str:
        return "/".join("*" if isinstance(each, int) else each for each in self.path)


SECTIONS = ("01-scope#sec-scope", "99-index#index")
"""Two clauses of the example."""

_KINDS = {shape.name or kind.__name__: kind for kind, shape in SHAPES.items()}


def decision(kind: type, key: str) -> Field | Derived:
    """What is decided of a key of an object."""
    shape = SHAPES[kind]
    if key in shape.derived:
        return shape.derived[key]
    for each in fields(kind):
        if each.init and (declared(kind, each.name).key or each.name) == key:
            return declared(kind, each.name)
    return COMMON["at"] if key == "source" else CLAUSE


def leaves(value: Any, schema: dict[str, Any], path: tuple[str | int, ...], reason: str = "") -> Iterator[Leaf]:
    """All values below one, each with its decision."""
    references = [each["$ref"] for each in (schema, *schema.get("anyOf", ())) if "$ref" in each]
    if isinstance(value, dict):
        name = references[0].rpartition("/")[2] if references else ""
        for key, inner in value.items():
            decided = decision(_KINDS[name], key) if name in _KINDS else None
            properties = profile_schema_cached()["$defs"][name]["properties"] if name else {}
            yield from leaves(
                inner, properties.get(key, {}), (*path, key), reason or (decided.reason if decided else "")
            )
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, schema.get("items") or {}, (*path, index), reason)
    elif value is not None or not references:
        # Where an object may stand, one that has it is looked at.
        yield Leaf(path, value, schema, reason)


@cache
def profile_schema_cached() -> dict[str, Any]:
    return profile_schema()


@cache
def example() -> dict[str, Any]:
    judgement = judge_project(EXAMPLE, review=True, overrides={"dlms_previous_edition": ""}, log=io.StringIO())
    assert judgement is not None
    return profile_data(judgement.project)


@cache
def kinds_of_leaves() -> dict[str, Leaf]:
    """One leaf of each kind: one that says something, if there is one."""
    found: dict[str, Leaf] = {}
    for key in (*(key for kind, key in PUBLIC.items() if kind is not ClauseText), "clauses"):
        for leaf in leaves(example()[key], profile_schema_cached()["properties"][key], (key,)):
            if leaf.kind not in found or (found[leaf.kind].value is None and leaf.value is not None):
                found[leaf.kind] = leaf
    return found


def others(leaf: Leaf) -> Iterator[Any]:
    """Values that might stand in the place of another one."""
    value, schema = leaf.value, leaf.schema
    if "enum" in schema:
        yield from (each for each in schema["enum"] if each != value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield value + 1
    elif value is None:
        yield from ("zebra", 1, True, *SECTIONS)
    else:
        yield f"{value} zebra"
        yield from (each for each in SECTIONS if each != value)
        yield f"{value}00"


def test_each_kind_of_leaf_is_compared_or_has_a_reason() -> None:
    silent, unreadable = [], []
    for kind, leaf in kinds_of_leaves().items():
        if leaf.reason:
            continue
        found = list(changes(example(), leaf))
        if not found:
            unreadable.append(kind)
        elif not all(found):
            silent.append(kind)
    assert (silent, unreadable) == ([], [])


def changes(data: dict[str, Any], leaf: Leaf) -> Iterator[int]:
    """How many changes a comparison finds with another value in that place; none if no other value can be read."""
    part, path = excerpt(data, leaf)
    old = project_of(part)
    assert compare(old, old) == ()
    for value in others(leaf):
        changed = copy.deepcopy(part)
        place: Any = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        try:
            new = project_of(changed)
        except ValueError:
            continue
        yield len(compare(old, new))
        return


def excerpt(data: dict[str, Any], leaf: Leaf) -> tuple[dict[str, Any], tuple[str | int, ...]]:
    """The one record that a leaf is in, with its clause and another one; and the path to the leaf in it."""
    part = {key: data[key] for key in ("schema_version", "root", "review", "clauses")}
    key, index = str(leaf.path[0]), leaf.path[1]
    if key == "clauses":
        return part, leaf.path
    record = data[key][index]
    clauses = [each for each in data["clauses"] if each["id"] in {record["section"], *SECTIONS}]
    part |= {"clauses": [{**each, "subclauses": []} for each in clauses], key: [record]}
    return part, (key, 0, *leaf.path[2:])


def test_what_is_not_compared_is_not_told() -> None:
    told = [kind for kind, leaf in kinds_of_leaves().items() if leaf.reason and any(changes(example(), leaf))]
    # Alone, the key of a layer no longer is that which the stack names.
    assert told == ["layer_stacks/*/layers/*/key"]


def test_most_leaves_are_compared() -> None:
    reasons = Counter(leaf.reason for key, leaf in kinds_of_leaves().items() if "/dissection/" not in key)
    assert reasons[""] > sum(reasons.values()) / 2


def test_a_field_without_a_decision_is_noticed() -> None:
    for kind in SHAPES:
        with pytest.raises(KeyError):
            declared(kind, "a_new_field")
