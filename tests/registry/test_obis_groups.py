"""Value groups of OBIS: whose a code is, and what it says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sphinx_dlmsprofile.model.obis import MAXIMA, read_obis
from sphinx_dlmsprofile.registry.obis_groups import Owner, meanings, owner_of, value_ranges

FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "types.json"


@pytest.mark.parametrize(
    ("code", "owner"),
    [
        ("0-0:1.0.0.255", Owner.STANDARD),
        ("0-b:39.0.0.255", Owner.STANDARD),
        ("0-64:96.1.0.255", Owner.STANDARD),
        ("0-0:96.50.0.255", Owner.MANUFACTURER),
        ("0-0:96.49.0.255", Owner.STANDARD),
        ("0-65:1.0.0.255", Owner.UTILITY),
        ("0-128:1.0.0.255", Owner.MANUFACTURER),
        ("0-200:1.0.0.255", Owner.RESERVED),
        ("1-0:1.8.0.255", None),
        ("1-0:1.8.128.255", Owner.MANUFACTURER),
        ("1-0:1.128.0.255", Owner.MANUFACTURER),
        ("1-0:200.8.0.255", None),
        ("1-0:240.8.0.255", Owner.MANUFACTURER),
        ("0-0:93.1.0.255", Owner.CONSORTIA),
        ("0-0:93.2.0.255", Owner.CONSORTIA),
        ("0-0:94.31.0.255", Owner.COUNTRY),
        ("1-0:94.49.0.255", Owner.COUNTRY),
        ("0-0:90.0.0.255", Owner.RESERVED),
        ("3-0:1.0.0.255", Owner.RESERVED),
        ("0-0:1.0.0.128", Owner.MANUFACTURER),
        ("0-0:127..128.0.0.255", None),
    ],
)
def test_owner(code: str, owner: Owner | None) -> None:
    read = read_obis(code)
    assert read
    assert owner_of(read) is owner


def test_meanings() -> None:
    read = read_obis("0-0:94.31.0.255")
    assert read
    assert meanings(read) == (
        ("A = 0", "abstract objects"),
        ("B = 0", "no channel"),
        ("C = 94", "country specific"),
        ("D = 31", "Netherlands"),
    )
    assert meanings(read_obis("1-b:1.8.0.255") or read) == (("A = 1", "electricity"),)


def test_ranges_are_well_formed() -> None:
    for each in value_ranges():
        assert each.group in MAXIMA
        assert 0 <= each.first <= each.last <= MAXIMA[each.group]
    data = json.loads(files("sphinx_dlmsprofile.registry").joinpath("obis_value_groups.json").read_text("utf-8"))
    facts = [json.dumps(entry) for entry in data["value_groups"]]
    assert len(facts) == len(set(facts))


def test_every_value_of_a_and_b_has_one_meaning() -> None:
    for group in "ab":
        values = [value for each in value_ranges() if each.group == group for value in range(each.first, each.last + 1)]
        assert sorted(values) == list(range(MAXIMA[group] + 1))


@pytest.mark.skipif(not FACTS.is_file(), reason="the collected facts are not there")
def test_countries_and_ranges_are_those_of_the_collected_facts() -> None:
    facts: dict[str, Any] = json.loads(FACTS.read_text("utf-8"))["obis"]
    countries = {
        str(each.first): each.meaning
        for each in value_ranges()
        if each.group == "d" and each.where.get("c") == (94, 94)
    }
    assert countries.keys() == facts["country_ids"].keys()
    assert all(facts["country_ids"][number].startswith(name.split(",")[0]) for number, name in countries.items())
    reserved = [each for each in value_ranges() if each.group == "a" and each.owner is Owner.RESERVED]
    assert {value for each in reserved for value in range(each.first, each.last + 1)} == (
        set(range(16)) - set(map(int, facts["groups"]["A"]["defined"]))
    )
