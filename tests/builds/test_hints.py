"""The roles cosem and obis: links to Annex B, and what a reader is told of what the text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """
    A profile
    =========

    .. toctree::

       text
       new
"""
TEXT = """
    Text
    ====

    :cosem:`Clock`, :cosem:`8`, :cosem:`8.2`, :cosem:`Push setup@2`, :cosem:`Push setup@2.3`,
    :cosem:`the mode <Radio setup.mode>`, :cosem:`180`, :obis:`0-0:1.0.0.255`, :obis:`0-1:39.0.0.255`,
    :obis:`0-0:39.1.0.255`, :obis:`0-0:94.44.0.255`, :cosem:`No such class`, :cosem:`Radio setup@0.2`.
"""
NEW = """
    New
    ===

    .. cosem-class:: Radio setup
       :class-id: 180
       :version: 0
       :obis: 0-b:39.1.0.255

       attributes:
         1: {name: logical_name, type: octet-string, static: yes}
         2: {name: mode, type: enum, static: yes}

    .. obis-codes:: Codes

       0-b:39.0.0.255: {class: ":cosem:`Radio setup`", name: Setup of the radio}
"""
CONF = 'dlms_select = ["class-unknown"]\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", {"index.rst": INDEX, "text.rst": TEXT, "new.rst": NEW}, CONF)


def _hints(built: Built) -> dict[str, str]:
    return {text(hint): str(hint["data-hint"]) for hint in built.page("text").select(".dlms-hint")}


def test_what_a_reader_is_told(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out")
    groups = "A = 0: abstract objects"
    assert _hints(built) == {
        "Clock": "Clock, class_id 8, version 0",
        "8.2": "Clock, class_id 8, version 0: attribute 2, time, octet-string, dynamic",
        "Push setup (version 2)": "Push setup, class_id 40, version 2",
        "Push setup.3": "Push setup, class_id 40, version 2: attribute 3, send_destination_and_method, structure",
        "the mode": "Radio setup, class_id 180, version 0: attribute 2, mode, enum, static",
        "Radio setup": "Radio setup, class_id 180, version 0",
        "Radio setup.2": "Radio setup, class_id 180, version 0: attribute 2, mode, enum, static",
        "0-0:1.0.0.255": f"Clock (class_id 8); {groups}, B = 0: no channel, C = 1: COSEM objects by context",
        "0-1:39.0.0.255": f"Setup of the radio; Radio setup (class_id 180); {groups}, B = 1: channel, "
        "C = 39: COSEM objects by context",
        "0-0:39.1.0.255": f"Radio setup (class_id 180); {groups}, B = 0: no channel, C = 39: COSEM objects by context",
        "0-0:94.44.0.255": f"{groups}, B = 0: no channel, C = 94: country specific, D = 44: United Kingdom",
    }
    assert built.links("text") == ["the mode", "Radio setup", "0-1:39.0.0.255", "0-0:39.1.0.255", "Radio setup.2"]
    focused = [text(hint) for hint in built.page("text").select('.dlms-hint[tabindex="0"]')]
    assert set(focused) == set(_hints(built)) - set(built.links("text"))
    row, table = (str(link["href"]) for link in built.page("text").select("a:has(> .dlms-hint)")[2:4])
    page = built.page("new")
    shown = page.find(id=row.removeprefix("new.html#"))
    assert shown
    assert "0-b:39.0.0.255" in text(shown.find_parent("tr"))
    assert page.find("table", id=table.removeprefix("new.html#"))


def test_a_change_of_annex_b_reaches_the_pages_that_name_it(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    edit(source / "new.rst", "type: enum", "type: unsigned")
    again = build(source, tmp_path / "out")
    assert _hints(again)["the mode"].endswith("mode, unsigned, static")
    assert again.pages() == build(source, tmp_path / "clean").pages()


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "singlehtml", "xml", "dirhtml"])
def test_other_builders(source: Path, tmp_path: Path, builder: str) -> None:
    said = build(source, tmp_path / "out", builder=builder).warnings.splitlines()
    known = ("[dlms.class-unknown]", "[dlms.builder-unsupported]", "table cell")
    assert [line for line in said if not any(each in line for each in known)] == []
