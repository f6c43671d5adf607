"""What the text of a web page names is linked to where it is defined, and nothing else is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.builds.building import Built, build, edit, text, write
from tests.support import to_myst

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'suppress_warnings = ["dlms", "toc", "myst"]\nhtml_theme = "basic"\n'
TEXT = """\
Radio setup and the NAP
=======================

A Meter of the radio network answers a NAP; the meter and the NAPs follow IEC 62056-5-3, 7.2, and IEC 62056-5-3:2016.

``NAP``, :abbr:`NAP (its own words)` and :abbr:`NAP (network access point)` are *the NAP*,
`meter <https://meter.example>`_, a sub-meter, meter-based.

The Radio setup, its join_delay, the class Radio set-up and Radio setup.join_delay, not logical_name nor mode.

The Public Client, the Meter Reader and the Twin are SAPs; CAN is a bus, and one can read.

Of 0-0:39.0.0.255, 0-5:39.0.0.255 and 0-0:96.1.0.255 one is new.

See Clause 2 and Table 1. Clause 2.1 of IEC 62056-9-7 is elsewhere. See 2.1. It is as in 2.2. And Table 9?

.. rst-class:: dlms-no-links

A meter without a link.

.. table:: A table with a meter

   =======  ========================
   A meter  A meter
   =======  ========================
   meter    a meter; a meter, a NAP
   =======  ========================

.. code-block:: text

   meter

.. note:: A gateway, a NAP.
"""
DEFINITIONS = """\
Definitions
===========

Terms and definitions
---------------------

.. term:: meter

   definition: device of a radio network that measures

.. term:: gateway <power>

   definition: one thing

.. term:: gateway <networks>

   definition: another thing

Abbreviated terms
-----------------

.. abbreviations::

   NAP: network access point
   CAN: controller area network
   Twin: one of two

.. normative-references::

   IEC 62056-5-3: "Electricity metering data exchange – Part 5-3: DLMS/COSEM application layer"

.. sap-table:: SAPs
   :name: tab-saps

   client:
     0x10: Public Client
     0x11: Meter Reader
     0x12..0x13: Meter Readers
   server:
     0x11: Meter Reader
"""
ANNEX = """\
Annex B (normative) Classes
===========================

.. cosem-class:: Radio setup
   :class-id: 180
   :version: 0
   :obis: 0-0:39.0.0.255

   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
     2: {name: join_delay, type: unsigned, static: yes}
     3: {name: mode, type: enum, static: yes}

:ref:`Addresses <tab-saps>`
   They are elsewhere.

.. obis-codes:: Codes

   0-0:39.0.0.255: {name: Radio, class: Radio setup}
"""
FILES = {
    "index.rst": "A profile\n=========\n\n.. toctree::\n\n   text\n   defined\n   annex\n",
    "text.rst": TEXT,
    "defined.rst": DEFINITIONS,
    "annex.rst": ANNEX,
}
LINKS = [
    ("Meter", "defined#term-meter"),
    ("NAP", "defined#abbreviation-NAP"),
    ("IEC 62056-5-3", "defined#ref-IEC-62056-5-3"),
    ("NAP", "defined#abbreviation-NAP"),
    ("Radio setup", "annex#class-Radio-setup"),
    ("join_delay", "annex#attribute-Radio-setup-join_delay"),
    ("Public Client", "defined#sap-client-Public-Client"),
    ("Twin", "defined#abbreviation-Twin"),
    ("0-0:39.0.0.255", "annex#obis-0-0-39.0.0.255"),
    ("Clause 2", "defined#definitions"),
    ("Table 1", "#id1"),
    ("2.1", "defined#terms-and-definitions"),
    ("2.2", "defined#abbreviated-terms"),
    ("meter", "defined#term-meter"),
    ("NAP", "defined#abbreviation-NAP"),
    ("NAP", "defined#abbreviation-NAP"),
]


def links(built: Built, page: str = "text") -> list[tuple[str, str]]:
    found = built.page(page).select("a.dlms-auto")
    return [(text(link), str(link["href"]).replace(".html", "")) for link in found]


def index(built: Built) -> dict[str, Any]:
    content = (built.out / "_static" / "standard-index.js").read_text("utf-8")
    data: dict[str, Any] = json.loads(content.removeprefix("dlmsIndex(").removesuffix(");\n"))
    return data


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("links") / "source", FILES, CONF)


@pytest.fixture(scope="module")
def built(source: Path) -> Built:
    return build(source, source.parent / "html")


def test_names_are_linked_once_a_paragraph_and_nowhere_else(built: Built) -> None:
    assert links(built) == LINKS
    page = built.page("text")
    assert not page.select(":is(h1, caption, thead, pre, code, .dlms-no-links) .dlms-auto")
    assert page.select_one("a.dlms-auto > abbr")["title"] == "network access point"  # type: ignore[index]
    (explained,) = page.select("abbr > a.dlms-auto")
    assert explained.parent["title"] == "network access point"  # type: ignore[index]
    assert not [link for link in links(built, "defined") if "term-meter" in link[1]], "it does not lead to itself"


def test_designations_and_labels_stay_on_one_line(built: Built) -> None:
    kept = [text(link) for link in built.page("text").select("a.dlms-kept")]
    assert kept == ["IEC 62056-5-3", "0-0:39.0.0.255", "Clause 2", "Table 1", "2.1", "2.2"]


def test_markdown_is_linked_alike(tmp_path: Path) -> None:
    made = write(tmp_path / "source", {name: content for name, content in FILES.items() if name != "text.rst"}, CONF)
    prose, _, rest = TEXT.partition(".. rst-class")  # what follows is a table in a markup that Markdown has not
    (made / "text.md").write_text(to_myst(prose + rest[rest.index(".. code-block") :]))
    expected = [
        *LINKS[:9],
        ("Clause 2", "defined#definitions"),
        ("Table 1", "defined#tab-saps"),
        *LINKS[11:13],
        LINKS[-1],
    ]
    assert links(build(made, tmp_path / "html")) == expected


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_pages_have_the_same_links(source: Path, built: Built, builder: str) -> None:
    other = build(source, source.parent / builder, builder=builder)
    found = 0
    for path in other.out.rglob("*.html"):
        page = Built(path.parent, 0, "", "").page(path.stem)
        for link in page.select("a.dlms-auto"):
            found += 1
            to, _, anchor = str(link["href"]).partition("#")
            target = path if not to else path.parent / to / "index.html"
            place = Built(target.parent, 0, "", "").page(target.stem)
            assert place.find(id=unquote(anchor)), link
    assert found == len(LINKS) + len(links(built, "annex")) + len(links(built, "defined"))
    # And scripts say the same of what they lead to.
    said = [[(row[0], *row[3:8]) for row in index(each)["entries"]] for each in (built, other)]
    assert said[0] == said[1]


def test_nothing_is_linked_where_it_is_switched_off(source: Path, built: Built, tmp_path: Path) -> None:
    other = build(source, tmp_path / "html", "-D", "dlms_links=0")
    assert links(other) == []
    # In words, the pages are the same.
    words = [[text(page.page("text").select_one("div.body"))] for page in (built, other)]
    assert words[0] == words[1]


def test_the_index_says_what_is_shown_and_where_it_is_used(built: Built) -> None:
    data = index(built)
    rows = {
        (data["kinds"][kind], head): (data["pages"][page], rest) for kind, page, _, _, head, *rest in data["entries"]
    }
    page, (body, *_, uses) = rows["abbreviation", "NAP"]
    assert (page, body) == ("defined.html", "network access point")
    assert [number for *_, number in uses] == ["1"]
    # What an author links counts wherever it stands.
    assert [number for *_, number in rows["table", "SAPs"][1][3]] == ["A"]
    assert rows["term", "meter"][1][0] == "device of a radio network that measures"
    assert rows["sap", "Public Client"][1][2] == [[16, 16]]
    assert rows["attribute", "Radio setup.join_delay"][1][0].startswith("Data type: unsigned")


def test_addresses_are_written_as_in_their_table(tmp_path: Path) -> None:
    wide = DEFINITIONS.replace("   :name: tab-saps\n", "   :name: tab-saps\n   :width: 16\n")
    built = build(write(tmp_path / "source", {**FILES, "defined.rst": wide}, CONF), tmp_path / "html")
    shown = {str(entry[3]) for entry in index(built)["entries"]}
    assert {"0x0010", "0x0011", "0x0012…0x0013"} <= shown
    assert {"0x10", "0x11"}.isdisjoint(shown)


def test_the_search_finds_numbers(built: Built) -> None:
    found = (built.out / "searchindex.js").read_text("utf-8")
    entries = json.loads(found.removeprefix("Search.setIndex(").removesuffix(")"))["indexentries"]
    assert entries["2.1"] == [[entries["2.1"][0][0], "terms-and-definitions", True]]
    assert entries["table 2"][0][1] == "tab-saps"
    assert "annex b" not in entries, "the first annex is A"
    assert entries["annex a"]


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("defined.rst", "NAP: network", "NAP: neighbourhood", {"text", "defined"}),
        ("defined.rst", "   NAP: network access point\n", "", {"text", "defined"}),
        ("annex.rst", "name: join_delay", "name: join_time", {"text", "annex"}),
        # A preview changes, no link does: the index alone is written again.
        ("defined.rst", "that measures", "that counts", {"defined"}),
        ("annex.rst", "\n     3: {", "\n     4: {name: further, type: enum, static: yes}\n     3: {", {"annex"}),
    ],
)
def test_pages_follow_what_others_define(tmp_path: Path, name: str, old: str, new: str, changed: set[str]) -> None:
    copy = write(tmp_path / "source", FILES, CONF)
    first = build(copy, tmp_path / "html")
    before = {path.stem: path.stat().st_mtime_ns for path in first.out.glob("*.html")}
    edit(copy / name, old, new)
    again, clean = build(copy, tmp_path / "html"), build(copy, tmp_path / "clean")
    assert index(again) == index(clean)
    assert links(again) == links(clean)
    written = {name for name, time in before.items() if (again.out / f"{name}.html").stat().st_mtime_ns != time}
    assert written & {"text", "defined", "annex"} == changed
