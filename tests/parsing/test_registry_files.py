"""Registry files that Hypothesis makes up: read without an exception, each fault in the file and of the one rule."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_dlmsprofile.parsing import registry
from sphinx_dlmsprofile.parsing.registry import RegistryReader
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from tests.support import ROOT

SCHEMA = Draft202012Validator(
    json.loads((ROOT / "sphinx_dlmsprofile/registry/registry.schema.json").read_text("utf-8"))
)

_KEYS = (
    *registry.KEYS, *registry.CLASS_KEYS, *registry.LAYOUT_KEYS, *registry.ATTRIBUTE_KEYS, *registry.METHOD_KEYS,
    *registry.RELATION_KEYS, "0", "1", "colour",
)  # fmt: skip
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 70_000), st.text(max_size=6),
    st.sampled_from(("Clock", "unsigned", "uint8", "0-0:1.0.0.255", "CHOICE", "yes")),
)  # fmt: skip
_ANYTHING = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    _read(text)


@given(st.fixed_dictionaries({"format": st.just(1)}, optional={"classes": _ANYTHING, "relations": _ANYTHING}))
def test_anything_in_the_form_of_a_file(data: dict[str, Any]) -> None:
    _read(json.dumps(data))


_MEMBER = st.fixed_dictionaries(
    {"id": st.integers(1, 255), "name": st.sampled_from(("a", "b", "c"))},
    optional={"type": st.sampled_from(("unsigned", "array", "own_type"))},
)
_CLASS = st.fixed_dictionaries(
    {"class_id": st.integers(8200, 8210), "name": st.sampled_from(("Own one", "Own two"))},
    optional={
        "versions": st.lists(st.integers(0, 255), max_size=3),
        "confidence": st.sampled_from(("cross-checked", "single-source")),
        "layouts": st.dictionaries(
            st.integers(0, 255).map(str),
            st.fixed_dictionaries({}, optional={"attributes": st.lists(_MEMBER, unique_by=lambda each: each["id"])}),
            max_size=3,
        ),
    },
)


@given(st.lists(_CLASS, max_size=1))
def test_what_holds_the_schema_is_read(classes: list[dict[str, Any]]) -> None:
    data = {"format": 1, "classes": classes}
    SCHEMA.validate(data)
    assert _read(json.dumps(data)) == 0


def _read(text: str) -> int:
    """The number of faults."""
    reader = RegistryReader()
    reader.extend(shipped_registry(), "own.yaml", text)
    for fault in reader.faults:
        assert fault.kind == registry.RULE
        assert fault.at.source == "own.yaml"
        assert 1 <= fault.at.line <= max(1, len(text.splitlines()))
        assert fault.message
    return len(reader.faults)


@pytest.mark.parametrize(
    ("relation", "message"),
    [
        ("{class_id: 8}", "a relation needs a class_id and codes"),
        ("{codes: [0-0:128.0.0.255]}", "a relation needs a class_id and codes"),
        ("{class_id: 9000, codes: [0-0:128.0.0.255]}", "no class has the class_id 9000"),
    ],
)
def test_a_relation_without_its_parts(relation: str, message: str) -> None:
    reader = RegistryReader()
    reader.extend(shipped_registry(), "own.yaml", f"format: 1\nrelations:\n  - {relation}\n")
    (fault,) = reader.faults
    assert (fault.at.line, fault.kind) == (3, registry.RULE)
    assert message in fault.message


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{name: Own}", "a class needs a class_id and a name"),
        ("{class_id: 8200}", "a class needs a class_id and a name"),
        ("{class_id: eight, name: Own}", "class_id of a class is a number"),
    ],
)
def test_a_class_without_its_parts(entry: str, message: str) -> None:
    reader = RegistryReader()
    reader.extend(shipped_registry(), "own.yaml", f"format: 1\nclasses:\n  - {entry}\n")
    (fault,) = reader.faults
    assert (fault.at.line, fault.kind) == (3, registry.RULE)
    assert message in fault.message


def test_a_single_source_is_not_confirmed() -> None:
    text = "format: 1\nclasses:\n" + "".join(
        f"  - {{class_id: {8200 + index}, name: Radio {index}{word}}}\n"
        for index, word in enumerate(("", ", confidence: single-source", ", confidence: cross-checked"))
    )
    registry = RegistryReader().extend(shipped_registry(), "own.yaml", text)
    assert [each.confirmed for each in registry.classes if each.class_id >= 8200] == [True, False, True]
