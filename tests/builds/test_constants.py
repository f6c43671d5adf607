"""The role const prints what a table of constants says, in whatever document that stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """
    A profile
    =========

    .. toctree::

       text
       other
       times
"""
TEXT = """
    Text
    ====

    A client shall wait for :const:`response  TIMEOUT`, :dlms:const:`RT`, and not :py:const:`sys.maxsize`.
"""
OTHER = """
    # Other

    {const}`Response timeout` and {const}`Port` and {const}`Respond timeout`
"""
TIMES = """
    Times
    =====

    .. constants:: Times

       Response timeout: {value: 30, unit: s, also: RT, reason: "twice :const:`Port`"}
       Port: 4059
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", {"index.rst": INDEX, "text.rst": TEXT, "other.md": OTHER, "times.rst": TIMES})


def test_values_are_printed_and_follow_their_table(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "html")
    assert built.links("text") == ["30 s", "30 s"]
    assert text(built.page("text").select_one("code.py-const")) == "sys.maxsize"
    assert built.links("other") == ["30 s", "4059"]
    assert [text(row) for row in built.page("times").select("tbody tr")] == [
        "Response timeout 30 s twice 4059",
        "Port 4059 –",
    ]
    edit(source / "times.rst", "value: 30", "value: 40")
    assert build(source, tmp_path / "html").links("other") == ["40 s", "4059"]


def test_the_model_has_the_values(source: Path, tmp_path: Path) -> None:
    data = json.loads((build(source, tmp_path / "html").out / "profile.json").read_text("utf-8"))
    (table,) = data["constant_tables"]
    assert [(each["name"], each["value"], each["unit"], each["also"]) for each in table["entries"]] == [
        ("Response timeout", 30, "s", ["RT"]),
        ("Port", 4059, None, []),
    ]
    words = "A client shall wait for 30\u00a0s, 30\u00a0s, and not sys.maxsize."
    assert [each["text"] for each in data["provisions"]] == [words]
    assert words in [block["text"] for clause in data["text"] for block in clause["blocks"]]


def test_a_name_that_no_table_states_is_reported(source: Path, tmp_path: Path) -> None:
    said = build(source, tmp_path / "html").warnings
    assert "dlms:const reference target not found: Respond timeout" in said
