"""A draft in headless Chromium: accessible, on a phone, without other servers, with notes beside the text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.browser.chromium import probed, served
from tests.builds.building import build, edit
from tests.support import EXAMPLE
from tests.tools import find_tool

PROBE = Path(__file__).parent / "pages.html"
SAMPLE = ("05-layers", "index", "annex-a", "findings", "former-numbers", "search")

FORMULA = "The limit of `all <https://example.org/all>`__ is :math:`\\frac{a}{b}` ms for a station.\n\n"
ALIKE = """

.. table:: Rights

   === === ===
   r   r   ww
   r   ww  r
   === === ===
"""

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.tool("axe-core")]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser sees of a changed example, as pages.html measures it."""
    directory = tmp_path_factory.mktemp("pages")
    source = directory / "source"
    shutil.copytree(EXAMPLE, source)
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('dlms_stage = "draft"\ndlms_previous_edition = "last.json"\nsuppress_warnings = ["dlms"]\n')
    edit(source / "05-layers.rst", "The lower layers are those", FORMULA + "The lower layers are those")
    built = build(source, directory / "first", "-D", "dlms_previous_edition=")
    shutil.copy(built.out / "profile.json", source / "last.json")
    edit(source / "05-layers.rst", "The lower layers are those", "The lower layers must be those")
    edit(source / "05-layers.rst", "it neither extends nor modifies them", "it never extends them")
    edit(source / "05-layers.rst", "The limit of", "The upper limit of")
    edit(source / "03-terms.rst", "   AARE: application association response\n", "")
    edit(source / "03-terms.rst", "   ACSE:", "   AARE: application association response\n   ACSE:")
    additional = source / "10-additional.rst"
    additional.write_text(additional.read_text("utf-8") + ALIKE, "utf-8")
    pages = build(source, directory / "html").out
    shutil.copy(PROBE, pages / PROBE.name)
    shutil.copy(str(find_tool("axe-core")), pages / "axe.min.js")
    names = sorted(path.name for path in pages.glob("*.html") if path.name != PROBE.name)
    query = {
        "all": ",".join(names),
        "sample": ",".join(f"{name}.html" for name in SAMPLE),
        "copy": "06-addressing.html",
        "id": "clause-6.3",
        "notes": "05-layers.html",
        "terms": "03-terms.html",
        "alike": "10-additional.html",
    }
    with served(pages) as address:
        result: dict[str, Any] = probed(
            f"{address}{PROBE.name}?{urlencode(query)}",
            directory / "browser",
            "--window-size=1400,1000",
            budget=120_000,
            patience=240,
        )
    return result


def test_no_page_has_to_be_scrolled_sideways_on_a_phone(seen: dict[str, Any]) -> None:
    assert len(seen["phone"]) > 15
    assert {name for name, page in seen["phone"].items() if page["needed"] > page["room"]} == set()


def test_captions_stand_above_their_tables_on_a_phone(seen: dict[str, Any]) -> None:
    assert {name: page["displaced"] for name, page in seen["phone"].items() if page["displaced"]} == {}


def test_no_page_asks_another_server(seen: dict[str, Any]) -> None:
    assert {address for page in seen["phone"].values() for address in page["elsewhere"]} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", SAMPLE)
def test_pages_are_accessible(page: str, scheme: str, seen: dict[str, Any]) -> None:
    assert seen[scheme][f"{page}.html"] == []


def test_the_keyboard_reaches_all_in_the_order_of_the_page(seen: dict[str, Any]) -> None:
    walked = seen["keyboard"]
    assert walked["first"] == "Skip to content"
    assert walked["ordered"]
    assert walked["count"] > 50
    assert walked["unseen"] == []


def test_the_keyboard_reaches_the_sign_of_each_heading_and_caption(seen: dict[str, Any]) -> None:
    count, missed = seen["keyboard"]["signs"]
    assert count > 30
    assert missed == []


def test_without_scripts_is_all_but_what_needs_them(seen: dict[str, Any]) -> None:
    page = seen["withoutScripts"]
    assert page["field"] == 0, "a field that finds nothing"
    assert page["links"] > 50
    assert page["tree"] > 20
    assert page["said"] == ["Findings and marks of change in the text need JavaScript."]
    assert "The upper limit of" in page["text"]


def test_the_sign_beside_a_heading_copies_its_lasting_address(seen: dict[str, Any]) -> None:
    (copied,) = seen["copied"]["texts"]
    cited, _, address = copied.partition(": ")
    assert cited == "IEC 62056-8-30, 6.3"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/06-addressing\.html#[a-z][a-z-]+", address)
    assert seen["copied"]["said"] == "Copied: IEC 62056-8-30, 6.3"


def test_a_finding_stands_below_its_paragraph(seen: dict[str, Any]) -> None:
    (finding,) = seen["beside"]["findings"]
    assert finding.endswith("editorial-must")
    assert "must be those" in seen["beside"]["after"][0]


def test_a_finding_on_an_abbreviation_stands_below_what_it_means(seen: dict[str, Any]) -> None:
    assert seen["besideTerms"] == [["dd", "application association response"]]


def test_changes_are_marked_and_can_be_hidden(seen: dict[str, Any]) -> None:
    formula, changed = seen["beside"]["changed"]
    assert changed.startswith("The lower layers are must be those")
    assert formula.startswith("The upper limit of all")
    assert seen["beside"]["shown"] == [True, False, True]


def test_cells_of_a_row_that_say_the_same_are_marked_each(seen: dict[str, Any]) -> None:
    assert seen["alike"] == [True] * 6


def test_marks_leave_links_and_words_as_they_are(seen: dict[str, Any]) -> None:
    assert seen["beside"]["kept"]
    assert seen["beside"]["links"][1] >= 3
