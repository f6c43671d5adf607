"""APDU examples on the page: all octets, names and links from other documents, what is wrong marked in a draft."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import Tag

from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

CONF = "suppress_warnings = ['dlms']\n"
GET = "C0 01 C1 00 B4 00 00 27 00 00 FF 02 00"
ROOT = """\
Standard
========

.. toctree::

   services
   examples
   classes
"""
SERVICES = """\
Services
========

.. sap-table:: Client and server SAPs
   :width: 16

   client:
     0x10: Public Client
   server:
     0x01: Management Logical Device

.. xdlms-services:: Services

   GET: {confirmed: unicast}
"""
EXAMPLES = f"""\
Annex A (informative) Examples
==============================

As :numref:`ex-state` shows.

.. apdu-example:: Reading *channel*
   :name: ex-state
   :envelope: wrapper

   0001 0010 0001 000D
   {GET}
"""
CLASSES = """\
Annex B (normative) Classes
===========================

.. cosem-class:: Wide radio setup
   :class-id: 180
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string, static: yes}
     2: {name: channel, type: unsigned, static: yes}

.. obis-codes:: Codes

   0-b:39.0.0.255: {class: Wide radio setup, name: Setup of the radio}
"""
FILES = {"index.rst": ROOT, "services.rst": SERVICES, "examples.rst": EXAMPLES, "classes.rst": CLASSES}


def rows(page: BeautifulSoup, selector: str = "table.dlms-apdu") -> list[list[str]]:
    """The texts of the rows that show a field."""
    found = page.select(f"{selector} tbody tr[class*=dlms-field-]")
    return [[text(cell) for cell in row.select("td")] for row in found]


def octets(page: BeautifulSoup, number: int = 0) -> str:
    """The octets in the row of octets."""
    block = page.select("table.dlms-apdu pre.dlms-octets")[number]
    return " ".join(text(part) for part in block.select(".dlms-field"))


def test_the_page(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES, CONF), tmp_path / "html")
    page = built.page("examples")
    assert (built.status, built.warnings) == (0, "")
    assert text(page.select_one("table.dlms-apdu caption")) == "Table A.1 – Reading channel"
    assert "Table A.1" in text(page.select_one("div.body p"))
    assert octets(page) == f"00 01 00 10 00 01 00 0D {GET}"
    shown = rows(page)
    assert [row[0] for row in shown] == ["0", "2", "4", "6", "8", "9", "10", "11", "13", "19", "20"]
    assert " ".join(row[1] for row in shown) == octets(page)
    meanings = {row[2]: row[4] for row in shown}
    assert meanings["source-wport"] == "0x0010, Public Client"
    assert meanings["class-id"] == "180, Wide radio setup"
    assert meanings["instance-id"] == "0-0:39.0.0.255, Setup of the radio"
    assert meanings["attribute-id"] == "2, channel"
    links = {text(link): str(link["href"]) for link in page.select("table.dlms-apdu td a.internal")}
    assert {name: href.partition("#")[0] for name, href in links.items()} == {
        "0x0010, Public Client": "services.html",
        "0x0001, Management Logical Device": "services.html",
        "GET": "services.html",
        "180, Wide radio setup": "classes.html",
        "0-0:39.0.0.255, Setup of the radio": "classes.html",
        "2, channel": "classes.html",
    }
    for href in links.values():
        name, _, anchor = href.partition("#")
        assert built.page(name.removesuffix(".html")).find(id=anchor), href


def test_ends_that_no_envelope_shows(tmp_path: Path) -> None:
    example = ".. apdu-example:: Reading\n   :client: 16\n   :server: 0x02\n\n   C4 01 C1 00 16 05\n"
    files = {**FILES, "examples.rst": f"Annex A (informative) Examples\n==============================\n\n{example}"}
    page = build(write(tmp_path / "source", files, CONF), tmp_path / "html").page("examples")
    assert text(page.select_one("table.dlms-apdu tbody tr")) == "Client: 0x0010, Public Client; server: 0x0002"
    assert page.select("table.dlms-apdu tbody tr:first-child a[href^='services.html#']")


@pytest.mark.parametrize("profile", ["IP-based profile", "IP based profile", "ip  based Profile"])
def test_a_profile_is_found_however_its_name_is_spelled(profile: str, tmp_path: Path) -> None:
    services = SERVICES.replace(":width: 16", ":width: 16\n   :profile: IP-based profile")
    examples = EXAMPLES.replace(":envelope: wrapper", f":envelope: wrapper\n   :profile: {profile}")
    files = {**FILES, "services.rst": services, "examples.rst": examples}
    page = build(write(tmp_path / "source", files, CONF), tmp_path / "html").page("examples")
    assert {row[2]: row[4] for row in rows(page)}["source-wport"] == "0x0010, Public Client"


def test_the_sap_of_another_profile_is_not_meant(tmp_path: Path) -> None:
    services = SERVICES.replace(":width: 16", ":width: 16\n   :profile: General profile")
    examples = EXAMPLES.replace(":envelope: wrapper", ":envelope: wrapper\n   :profile: IP based profile")
    files = {**FILES, "services.rst": services, "examples.rst": examples}
    page = build(write(tmp_path / "source", files, CONF), tmp_path / "html").page("examples")
    assert "Public Client" not in text(page.select_one("table.dlms-apdu"))


def test_each_field_is_one_row_and_marks_its_octets(tmp_path: Path) -> None:
    page = build(write(tmp_path / "source", FILES, CONF), tmp_path / "html").page("examples")
    names = (name for row in page.select("table.dlms-apdu tr") for name in str(row.get("class")).split("'"))
    numbers = [name for name in names if name.startswith("dlms-field-")]
    assert numbers == [f"dlms-field-{number}" for number in range(11)]
    for name in numbers:
        assert page.select(f"pre.dlms-octets .{name}")


def test_the_script_is_where_examples_are(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES, CONF), tmp_path / "html")
    with_script = [name for name in FILES if built.page(name.removesuffix(".rst")).select("script[src*=dlmsprofile]")]
    assert with_script == ["examples.rst"]
    assert (built.out / "_static" / "dlmsprofile.js").is_file()


def test_the_page_follows_other_documents(tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    build(source, tmp_path / "html")
    write(source, {**FILES, "classes.rst": CLASSES.replace("name: channel", "name: width")}, CONF)
    again = build(source, tmp_path / "html")
    fresh = build(source, tmp_path / "fresh")
    assert "2, width" in [row[4] for row in rows(again.page("examples"))]
    assert str(again.page("examples")) == str(fresh.page("examples"))


@pytest.mark.parametrize("stage", ["draft", "final"])
def test_an_invalid_example_shows_all_octets(stage: str, tmp_path: Path) -> None:
    wrong = ".. apdu-example:: Wrong\n\n   C4 01 C1 00\n   07 0C 07\n"
    source = write(tmp_path / "source", {"index.rst": wrong}, f"{CONF}dlms_stage = '{stage}'\n")
    page = build(source, tmp_path / "html").page("index")
    assert octets(page) == "C4 01 C1 00 07 0C 07"
    assert [text(part) for part in page.select("pre.dlms-octets .dlms-octets-bad")] == ["07"] * (stage == "draft")


@pytest.mark.parametrize("stage", ["draft", "final"])
def test_octets_that_cannot_be_read_are_shown(stage: str, tmp_path: Path) -> None:
    wrong = ".. apdu-example:: Wrong\n\n   C4 0G\n"
    source = write(tmp_path / "source", {"index.rst": wrong}, f"{CONF}dlms_stage = '{stage}'\n")
    page = build(source, tmp_path / "html").page("index")
    assert [text(box) for box in page.select(".dlms-fault pre")] == ["C4 0G"]


def test_the_plain_text_of_a_ciphered_example(tmp_path: Path) -> None:
    example = """\
    .. apdu-example:: Ciphered
       :keys: keys.yaml

       C81E3001234567 411312FF935A47566827C467BC 7D825C3BE4A77C3FCC056B6B
    """
    keys = "system-title: 4D4D4D0000BC614E\nencryption: 000102030405060708090A0B0C0D0E0F\n"
    keys += "authentication: D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF\n"
    source = write(tmp_path / "source", {"index.rst": example, "keys.yaml": keys}, CONF)
    page = build(source, tmp_path / "html").page("index")
    assert octets(page, 1) == "C0 01 00 00 08 00 00 01 00 00 FF 02 00"
    # The document depends on the keys.
    (source / "keys.yaml").write_text(keys.replace("0D0E0F", "0D0E0E"), encoding="utf-8")
    page = build(source, tmp_path / "html").page("index")
    assert len(page.select("table.dlms-apdu pre.dlms-octets")) == 1


@pytest.mark.parametrize("form", ["octets", "table", "xml", "octets, xml"])
def test_forms(form: str, tmp_path: Path) -> None:
    example = f".. apdu-example:: Reading\n   :form: {form}\n\n   C4 01 C1 00 16 05\n"
    page = build(write(tmp_path / "source", {"index.rst": example}, CONF), tmp_path / "html").page("index")
    table = page.select_one("table.dlms-apdu")
    assert isinstance(table, Tag)
    assert bool(table.select("pre.dlms-octets")) == ("octets" in form)
    assert bool(rows(page)) == ("table" in form)
    assert ("<x:enum>" in text(table)) == ("xml" in form)


def test_a_line_for_each_object(tmp_path: Path) -> None:
    octets = "C4 01 C1 00 02 03 09 06 01 00 01 08 00 FF 06 00 00 30 39 02 02 0F 00 16 1E"
    for form, heads in (("values", "Offset Object Name Value"), ("table, values", "Offset Octets Field")):
        example = f".. apdu-example:: Energy\n   :form: {form}\n\n   {octets}\n"
        page = build(write(tmp_path / f"source-{form}", {"index.rst": example}, CONF), tmp_path / form).page("index")
        table = page.select_one("table.dlms-apdu")
        assert isinstance(table, Tag)
        assert heads in text(table)
        assert "1-0:1.8.0.255 active energy import, total, time integral 1 12 345 Wh" in text(table)
        name = next(cell for cell in table.select("td") if text(cell).startswith("active energy"))
        assert name["colspan"] == "2"  # no attribute is named


def test_a_line_for_each_object_names_its_attribute(tmp_path: Path) -> None:
    example = ".. apdu-example:: Asking\n   :form: values\n\n   C0 01 C1 00 03 01 00 01 08 00 FF 02 00\n"
    page = build(write(tmp_path / "source", {"index.rst": example}, CONF), tmp_path / "html").page("index")
    assert "Offset Object Name Attribute Value" in text(page.select_one("table.dlms-apdu"))


def test_an_example_is_read_in_the_light_of_those_before_it(tmp_path: Path) -> None:
    octets = (
        "C0 01 C1 00 03 01 00 01 08 00 FF 03 00",
        "C4 01 C1 00 02 02 0F 03 16 1E",
        "C0 01 C2 00 03 01 00 01 08 00 FF 02 00",
        "C4 01 C2 00 06 00 00 30 39",
        "C4 01 C3 00 06 00 00 30 39",
    )
    example = "".join(f".. apdu-example:: Message {each[:8]}\n   :form: values\n\n   {each}\n\n" for each in octets)
    page = build(write(tmp_path / "source", {"index.rst": example}, CONF), tmp_path / "html").page("index")
    shown = [text(table) for table in page.select("table.dlms-apdu")]
    assert "1-0:1.8.0.255 active energy import, total, time integral 1 value 12 345 000 Wh" in shown[3]
    assert "active energy" not in shown[4]


def test_the_decoder_is_not_loaded_without_examples(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": SERVICES}, CONF)
    code = (
        "import sys\nfrom sphinx.cmd.build import build_main\n"
        f"build_main(['-q', '-b', 'html', {str(source)!r}, {str(tmp_path / 'html')!r}])\n"
        "print(*(name for name in sys.modules if name.startswith('sphinx_dlmsprofile') and 'apdu' in name))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "sphinx_dlmsprofile.model.apdu_example" in loaded
    assert not [name for name in loaded if name.startswith("sphinx_dlmsprofile.apdu")]
