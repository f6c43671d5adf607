"""Terms and abbreviations: numbers, form, references, index; plain markup beside the directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, text, write
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

INDEX = """\
Scope
=====

Some :dlms:term:`relays` and a :dlms:term:`Repeater`, see :numref:`t-relay`; one :dlms:term:`wake period`;
an :dlms:abbreviation:`SAP`.

Terms, definitions and abbreviations
====================================

Terms and definitions
---------------------

The following apply.

.. term:: relay
   :name: t-relay

   source: IEEE 802.11-2020, 3.2
   notes: [It is awake., It may be a meter.]
   examples: A meter with an antenna.
   definition: device that *forwards* frames
   admitted: repeater
   deprecated: booster

.. term:: wake period

   definition: time span of being awake
   examples: [One second., Two seconds.]

Abbreviations
-------------

.. abbreviations::

   A-MPDU: aggregate MPDU
   SAP: service access point

Index
=====
"""

PLAIN = """\
Scope
=====

A :dlms:term:`relay`.

Terms and definitions
=====================

wake period
-----------

time span of being awake

EXAMPLE 1 One second.

EXAMPLE 2 Two seconds.

.. term:: relay

   definition: device that forwards frames

Terms on power
--------------

These terms are about power.

.. term:: battery

   definition: store of energy
"""


@pytest.fixture(scope="module", params=["rst", "myst"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    source = Source({"index.rst": INDEX})
    source = source.as_myst() if request.param == "myst" else source
    directory = tmp_path_factory.mktemp("terms")
    conf = "suppress_warnings = ['dlms']\n"
    return build(write(directory / "source", source.files, conf), directory / "html", "-n")


def test_no_warning(built: Built) -> None:
    assert built.warnings == ""


def test_entries_are_numbered_subclauses(built: Built) -> None:
    titles = built.titles("index")
    assert titles[titles.index("2.1 Terms and definitions") :][:4] == [
        "2.1 Terms and definitions", "2.1.1 relay", "2.1.2 wake period", "2.2 Abbreviations",
    ]  # fmt: skip


def test_parts_are_labelled_and_in_order(built: Built) -> None:
    entries = built.page("index").select("section.dlms-term")
    assert [[text(part) for part in entry.find_all("p")] for entry in entries] == [
        [
            "repeater",
            "DEPRECATED: booster",
            "device that forwards frames",
            "EXAMPLE A meter with an antenna.",
            "Note 1 to entry: It is awake.",
            "Note 2 to entry: It may be a meter.",
            "[SOURCE: IEEE 802.11-2020, 3.2]",
        ],
        ["time span of being awake", "EXAMPLE 1 One second.", "EXAMPLE 2 Two seconds."],
    ]
    assert entries[0].em


def test_references(built: Built) -> None:
    links = built.page("index").select("div.body p a.reference.internal")
    assert [(text(link), str(link["href"]).rpartition("#")[2]) for link in links][:5] == [
        ("relays", "term-relay"),
        ("Repeater", "term-relay"),
        ("2.1.1", "term-relay"),
        ("wake period", "term-wake-period"),
        ("SAP", "abbreviation-SAP"),
    ]


def test_terms_are_in_the_index(built: Built) -> None:
    entries = [text(entry) for entry in built.page("index").select(".dlms-index li")]
    assert entries == ["relay, 2.1.1", "wake period, 2.1.2"]


def test_abbreviations_in_two_columns(built: Built) -> None:
    rows = built.page("index").select("dl.dlms-abbreviations > *")
    assert [text(row).rstrip(":") for row in rows] == ["A-MPDU", "aggregate MPDU", "SAP", "service access point"]


def test_plain_entries_look_alike(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": PLAIN}, "suppress_warnings = ['dlms']\n")
    built = build(source, tmp_path / "html", "-n")
    assert built.warnings == ""
    page = built.page("index")
    assert [text(entry.find(["h2", "h3", "h4"])) for entry in page.select("section.dlms-term")] == [
        "2.1 wake period", "2.2 relay", "2.3.1 battery",
    ]  # fmt: skip
    assert [text(part) for part in page.select("p.dlms-remark")] == ["EXAMPLE 1 One second.", "EXAMPLE 2 Two seconds."]


def test_where_no_subclause_can_stand(tmp_path: Path) -> None:
    body = "Scope\n=====\n\n* item\n\n  .. term:: relay\n\n     definition: device\n\nAfter.\n"
    built = build(write(tmp_path / "source", {"index.rst": body}, "suppress_warnings = ['dlms']\n"), tmp_path / "html")
    assert built.warnings == ""
    entry = built.page("index").select_one("li div.dlms-term")
    assert entry is not None
    assert [text(part) for part in entry.find_all("p")] == ["relay", "device"]
