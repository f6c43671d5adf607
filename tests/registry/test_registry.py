"""The data files of classes and types: well formed, sorted, and with facts that anybody in the field knows."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.registered import Registry
from sphinx_dlmsprofile.parsing import registry
from sphinx_dlmsprofile.parsing.registry import RegistryReader
from sphinx_dlmsprofile.registry.data_types import (
    Kind,
    data_types,
    is_pseudo_type,
    meant_type,
    type_by_name,
)
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.registry.obis_codes import known_codes
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterator

class_by_id, class_by_name = shipped_registry().class_by_id, shipped_registry().class_by_name


def _text(name: str) -> str:
    return files("sphinx_dlmsprofile.registry").joinpath(name).read_text("utf-8")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


@pytest.mark.parametrize("name", ["interface_classes.json", "data_types.json"])
def test_each_fact_stands_on_a_line_of_its_own(name: str) -> None:
    text = _text(name)
    data = json.loads(text, object_pairs_hook=_no_duplicates)
    facts = [entry for key, entries in data.items() if key not in {"format", "head"} for entry in entries]
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
    assert len({fold_joints(each.name) for each in classes}) == len(classes)
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
            for each in (attribute.type or "null-data").split(" | "):
                assert type_by_name(each) or is_pseudo_type(each)


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
        assert each is type_by_name(each.name.upper())
        if each.kind is Kind.INTEGER and each.name != "bcd":
            assert each.octets is not None
            assert each.minimum is not None
            assert each.maximum is not None
            assert each.maximum - each.minimum == 256**each.octets - 1
    assert 7 not in {each.tag for each in types}
    assert type_by_name("uint8") is None
    assert meant_type("UINT8") == "unsigned"
    assert is_pseudo_type("choice")


def test_hints_name_no_data_type() -> None:
    hints = [
        hint for entry in json.loads(_text("data_types.json"))["data_types"] for hint in entry.get("mistaken_for", ())
    ]
    assert len(hints) == len(set(hints))
    assert not any(type_by_name(hint) for hint in hints)


def _schema(name: str = "registry.schema.json") -> Draft202012Validator:
    schema = json.loads(_text(name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", ["obis_value_groups", "data_types", "services", "parts"])
def test_further_files_hold_their_schema(name: str) -> None:
    _schema("facts.schema.json").validate(json.loads(_text(f"{name}.json")))


@pytest.mark.parametrize("name", ["interface_classes.json", "obis_codes.json"])
def test_what_comes_with_the_package_holds_the_schema_and_reads_as_a_project_file(name: str) -> None:
    """The reader of the files of a project and ours understand the same."""
    text = _text(name)
    _schema().validate(json.loads(text))
    reader = RegistryReader()
    start = Registry() if name == "interface_classes.json" else Registry(interface_classes())
    read = reader.extend(start, name, text)
    assert reader.faults == []
    assert read.classes == interface_classes()
    assert name == "interface_classes.json" or read.relations == known_codes()


def test_the_schema_knows_the_keys_of_the_reader() -> None:
    schema = _schema().schema
    defined = {name: tuple(each.get("properties", ())) for name, each in schema["$defs"].items()}
    known = {
        "class": registry.CLASS_KEYS, "layout": registry.LAYOUT_KEYS, "attribute": registry.ATTRIBUTE_KEYS,
        "method": registry.METHOD_KEYS, "relation": registry.RELATION_KEYS,
    }  # fmt: skip
    assert {name: set(defined[name]) for name in known} == {name: set(keys) for name, keys in known.items()}
    assert set(schema["properties"]) == set(registry.KEYS)
    assert schema["properties"]["format"]["const"] == registry.FORMAT


def test_all_of_the_class_list_is_there() -> None:
    """The list of Blue Book Part 2, Edition 16, and one class of Edition 17, of which nothing else is public."""
    classes = interface_classes()
    assert len(classes) == 106
    assert [each.class_id for each in classes if not each.layouts] == [170]
    assert sum(len(each.layouts) for each in classes) == 137
    assert sum(len(layout.attributes) for each in classes for layout in each.layouts) == 1171
    assert sum(len(layout.methods) for each in classes for layout in each.layouts) == 211
    ids = {each.class_id for each in classes}
    assert ids >= {1, *range(3, 13), 15, *range(17, 31), *range(40, 49), *range(50, 54), *range(55, 60)}
    assert ids >= {*range(61, 69), *range(70, 75), 76, 77, *range(80, 87), *range(90, 93), *range(100, 106)}


FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "classes.json"


CORRECTED = {
    (4, 3): "structure",
    (5, 4): "structure",
    (7, 6): "structure",
    (15, 4): "structure | octet-string",
    (15, 6): "structure | octet-string",
    (21, 3): "structure",
    (22, 2): "structure",
    (28, 6): "structure",
    (45, 4): "structure",
    (20, 10): "octet-string",
    (40, 7, "2"): "structure",
}
"""Types that one origin gave otherwise than all others, by class_id, attribute (and version)."""


def _attributes(classes: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for each in classes:
        for version, layout in each.get("layouts", {}).items():
            for attribute in layout["attributes"]:
                yield {"id": each["class_id"], "version": version}, attribute


def test_the_parameter_of_a_method_has_a_type_only_if_sources_of_different_origin_agree() -> None:
    data = json.loads(_text("interface_classes.json"))
    origins = data["head"]["origins"]
    typed = [
        method
        for each in data["classes"]
        for layout in each.get("layouts", {}).values()
        for method in layout["methods"]
        if "type" in method
    ]
    assert len(typed) > 70
    assert all(len({origins.get(source, source) for source in method["sources"]}) > 1 for method in typed)


def test_a_type_is_sure_only_if_sources_of_different_origin_agree() -> None:
    data = json.loads(_text("interface_classes.json"))
    origins = data["head"]["origins"]
    for place, attribute in _attributes(data["classes"]):
        if attribute["id"] > 1 and "type" in attribute:
            independent = {origins.get(source, source) for source in attribute["sources"]}
            assert (len(independent) < 2) == (attribute.get("confidence") == "single-source"), (place, attribute)


@pytest.mark.skipif(not FACTS.is_file(), reason="the collected facts are not there")
def test_the_collected_facts_are_kept() -> None:
    """Layouts and types are added, names are those of a table of the standard where one was found later."""
    facts = json.loads(FACTS.read_text("utf-8"))["classes"]
    ours = {each["class_id"]: each for each in json.loads(_text("interface_classes.json"))["classes"]}
    for each in facts:
        own = ours[each["class_id"]]
        assert own["name"] == each["name"]
        assert set(own["versions"]) >= set(each["versions"])
        for version, layout in each.get("layouts", {}).items():
            kept = own["layouts"][version]
            for kind in ("attributes", "methods"):
                assert [member["id"] for member in kept[kind]] == [member["id"] for member in layout[kind]]
                for member, collected in zip(kept[kind], layout[kind], strict=True):
                    named = {member["name"].casefold(), collected["name"].casefold()}
                    assert len(named) == 1 or "KB-BB16" in kept["sources"]
    for place, attribute in _attributes(facts):
        key = place["id"], attribute["id"]
        expected = CORRECTED.get((*key, place["version"]), CORRECTED.get(key, attribute["type"]))
        kept = ours[place["id"]]["layouts"][place["version"]]["attributes"][attribute["id"] - 1]
        assert kept.get("type") == expected or (expected is None and kept["sources"])


def test_the_example_of_the_manual() -> None:
    text = (Path(__file__).parents[2] / "docs/snippets/companion.yaml").read_text("utf-8")
    _schema().validate(yaml.safe_load(text.replace("\n      0:", '\n      "0":')))
    reader = RegistryReader()
    read = reader.extend(shipped_registry(), "companion.yaml", text)
    assert reader.faults == []
    assert read.attribute_type(8200, 2) == "unsigned"
    assert read.method_name(8200, 1) == "reset"
    assert read.object_name(8200, "0-1:128.0.0.255") == "Setup of the radio"
    clock = read.class_by_id(8)
    assert clock
    assert clock.versions == (0, 1)


TYPES = FACTS.with_name("types.json")


@pytest.mark.skipif(not TYPES.is_file(), reason="the collected facts are not there")
def test_codes_and_types_are_those_of_the_collected_facts() -> None:
    facts = json.loads(TYPES.read_text("utf-8"))
    assert [(each.tag, each.name) for each in data_types()] == [
        (each["tag"], each["name"]) for each in facts["data_types"]
    ]
    # Registers of electricity are left out: values of many kinds stand there.
    given = {
        (int(class_id), str(read_obis(_code(code))))
        for class_id, codes in facts["obis"]["class_obis_relations"].items()
        for code in codes
        if not code.startswith("1-")
    }
    assert {(each.class_id, str(each.code)) for each in known_codes()} == given


def _code(written: str) -> str:
    """A code of the facts, whose ranges have a hyphen, in our notation."""
    medium, rest = written.split("-", 1)
    return f"{medium}-{rest.replace('-', '..')}"


def test_the_program_of_the_manual_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parents[2] / "docs/registry.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(from .*?)```", text, re.DOTALL)
    exec(program, {})
    said = capsys.readouterr().out
    assert said.startswith("8 ['logical_name', 'time', 'time_zone'")
    assert said.endswith("octet-string\n")


def test_a_range_of_codes_is_given_to_all_classes_in_it() -> None:
    registry = shipped_registry()
    codes = [code for group in ("1", "2", "1..2") if (code := read_obis(f"0-0:{group}.0.0.255"))]
    assert [registry.classes_with(code) for code in codes] == [(8,), (27,), (8, 27)]
