"""The data files of classes and types: well formed, sorted, and with facts that anybody in the field knows."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from sphinx_dlmsprofile.registry.data_types import (
    Kind,
    data_types,
    is_pseudo_type,
    meant_type,
    type_by_name,
    type_by_tag,
)
from sphinx_dlmsprofile.registry.interface_classes import class_by_id, class_by_name, fold_name, interface_classes


def _text(name: str) -> str:
    return files("sphinx_dlmsprofile.registry").joinpath(name).read_text("utf-8")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


@pytest.mark.parametrize("name", ["interface_classes.json", "data_types.json"])
def test_each_fact_stands_on_a_line_of_its_own(name: str) -> None:
    text = _text(name)
    data = json.loads(text, object_pairs_hook=_no_duplicates)
    facts = [entry for key, entries in data.items() if key != "head" for entry in entries]
    for entry in facts:
        layouts = entry.get("layouts", {})
        for members in (layout[kind] for layout in layouts.values() for kind in ("attributes", "methods")):
            assert all(f"\n      {json.dumps(member, ensure_ascii=False)}" in text for member in members)
        own = json.dumps({key: value for key, value in entry.items() if key != "layouts"}, ensure_ascii=False)
        assert f"\n  {own[:-1]}" in text
    assert text.endswith("}\n")


def test_classes_are_sorted_and_unique() -> None:
    classes = interface_classes()
    ids = [each.class_id for each in classes]
    assert ids == sorted(set(ids))
    assert len({fold_name(each.name) for each in classes}) == len(classes)
    for each in classes:
        assert list(each.versions) == sorted(set(each.versions))
        assert each.current_version == (each.versions[-1] if each.versions else None)
        assert [layout.version for layout in each.layouts] == sorted(layout.version for layout in each.layouts)
        assert {layout.version for layout in each.layouts} <= set(each.versions)


def test_every_layout_holds_the_rules_that_new_classes_are_judged_by() -> None:
    for layout in (layout for each in interface_classes() for layout in each.layouts):
        assert [attribute.number for attribute in layout.attributes] == list(range(1, len(layout.attributes) + 1))
        assert [method.number for method in layout.methods] == list(range(1, len(layout.methods) + 1))
        first = layout.attributes[0]
        assert (first.name, first.type, first.static, first.short_name) == ("logical_name", "octet-string", True, "x")
        for attribute in layout.attributes:
            assert attribute.type is None or type_by_name(attribute.type) or is_pseudo_type(attribute.type)


def test_every_fact_names_sources_of_the_head() -> None:
    known = set(json.loads(_text("interface_classes.json"))["head"]["sources"])
    for each in interface_classes():
        assert each.sources
        assert set(each.sources) <= known
        for layout in each.layouts:
            assert layout.sources
            assert set(layout.sources) <= known
            assert all(set(attribute.sources) <= known for attribute in layout.attributes)
            assert all(attribute.sources for attribute in layout.attributes[1:] if attribute.type)


@pytest.mark.parametrize(
    ("class_id", "name", "version"),
    [(1, "Data", 0), (3, "Register", 0), (7, "Profile generic", 1), (8, "Clock", 0), (15, "Association LN", 3),
     (18, "Image transfer", 0), (40, "Push setup", 3), (64, "Security setup", 1), (95, "Wi-SUN setup", 0),
     (128, "LoRaWAN setup", 0)],
)  # fmt: skip
def test_classes_everybody_knows(class_id: int, name: str, version: int) -> None:
    found = class_by_id(class_id)
    assert found is not None
    assert (found.name, found.current_version) == (name, version)
    assert class_by_name(name.upper()) is found


def test_look_up_of_classes() -> None:
    clock = class_by_id(8)
    assert clock is not None
    assert [attribute.name for attribute in clock.layouts[0].attributes[:3]] == ["logical_name", "time", "time_zone"]
    assert clock.layouts[0].attributes[8].short_name == "x + 0x40"
    assert class_by_name("S-FSK Phy&MAC setup") is class_by_id(50)
    assert class_by_name("  push set-up") is class_by_id(40)
    assert class_by_id(2) is class_by_id(180) is class_by_name("") is class_by_name("IEEE 802.11ah setup") is None


def test_data_types() -> None:
    types = data_types()
    assert [each.tag for each in types] == sorted({each.tag for each in types})
    assert len({each.name for each in types}) == len(types)
    for each in types:
        assert each is type_by_tag(each.tag)
        assert each is type_by_name(each.name.upper())
        if each.kind is Kind.INTEGER and each.name != "bcd":
            assert each.octets is not None
            assert each.minimum is not None
            assert each.maximum is not None
            assert each.maximum - each.minimum == 256**each.octets - 1
    assert type_by_tag(7) is None
    assert type_by_name("uint8") is None
    assert meant_type("UINT8") == "unsigned"
    assert is_pseudo_type("choice")


def test_hints_name_no_data_type() -> None:
    hints = [
        hint for entry in json.loads(_text("data_types.json"))["data_types"] for hint in entry.get("mistaken_for", ())
    ]
    assert len(hints) == len(set(hints))
    assert not any(type_by_name(hint) for hint in hints)
