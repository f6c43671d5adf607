"""Links, previews, the field to find and jump, and provisions, in headless Chromium and from a directory."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sphinx_dlmsprofile.model.obis import read_obis
from tests.browser.chromium import contrast, opened, probed
from tests.builds.building import build, text, write
from tests.builds.test_links import CONF, FILES
from tests.tools import find_tool

SCRIPT = Path(__file__).parent / "links.js"
PROVISIONS = """\

Provisions
----------

:prov:`answer-once` A meter shall answer once. It should be quick, and may not sleep.

The term meter, see 1.1.
"""
OBJECTS = """\

.. objects:: Objects

   0-0:1.0.0.255: {class: Clock}
   0-0:39.0.0.255: {class: Radio setup}

.. cosem-class:: Radio monitor
   :class-id: 182
   :version: 0
   :cardinality: 0..n
   :obis: 0-0:39.7.0.255, 0-0:39.8.0.255

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}
"""
LONG = f"""\
:orphan:

Before
======

.. list-table:: Long
   :header-rows: 1

   * - Row
     - Says
{"".join(f"   * - row-{row}{chr(10)}     - nothing{chr(10)}" for row in range(120))}
{"".join(f"- item-{item}{chr(10)}" for item in range(120))}
"""
PAGES = {
    **FILES,
    "text.rst": FILES["text.rst"] + PROVISIONS,
    "annex.rst": FILES["annex.rst"] + OBJECTS,
    "long.rst": LONG,
}
QUERIES = {
    "2.1": ("clause", "terms-and-definitions"),
    "clause 2.1": ("clause", "terms-and-definitions"),
    "Annex A": ("clause", "annex-b-normative-classes"),
    "a": ("clause", "annex-b-normative-classes"),
    "table 2": ("table", "tab-saps"),
    "Tab. 2": ("table", "tab-saps"),
    "A.1": ("table", "class-Radio-setup"),
    "0x10": ("sap", "sap-client-Public-Client"),
    "10h": ("sap", "sap-client-Public-Client"),
    "0x0010": ("sap", "sap-client-Public-Client"),
    "0x13": ("sap", "sap-client-Meter-Readers"),
    "16": ("sap", "sap-client-Public-Client"),
    "public client": ("sap", "sap-client-Public-Client"),
    "client.Public Client": ("sap", "sap-client-Public-Client"),
    "0-0:39.0.0.255": ("obis", "obis-0-0-39.0.0.255"),
    "0-0:39.0.0*255": ("obis", "obis-0-0-39.0.0.255"),
    "0.0.39.0.0.255": ("obis", "obis-0-0-39.0.0.255"),
    "0-0:39.0.0": ("obis", "obis-0-0-39.0.0.255"),
    "0000270000FF": ("obis", "obis-0-0-39.0.0.255"),
    "00 00 27 00 00 ff": ("obis", "obis-0-0-39.0.0.255"),
    "39.0.0": ("obis", "obis-0-0-39.0.0.255"),
    "39.0.0*255": ("obis", "obis-0-0-39.0.0.255"),
    "obis 39.0.0": ("obis", "obis-0-0-39.0.0.255"),
    "0-0:1.0.0.255": ("object", "object-0-0-1.0.0.255"),
    "1.0.0": ("object", "object-0-0-1.0.0.255"),
    "0-0:39.8.0.255": ("class", "class-Radio-monitor"),
    "39.7.0": ("class", "class-Radio-monitor"),
    "0000010000FF": ("object", "object-0-0-1.0.0.255"),
    "Clock": ("object", "object-0-0-1.0.0.255"),
    "cl. 2.1": ("clause", "terms-and-definitions"),
    "Sec. 2.1": ("clause", "terms-and-definitions"),
    "2.1.": ("clause", "terms-and-definitions"),
    "section 2.1": ("clause", "terms-and-definitions"),
    "180": ("class", "class-Radio-setup"),
    "class 180": ("class", "class-Radio-setup"),
    "class_id=180": ("class", "class-Radio-setup"),
    "Interface class 180": ("class", "class-Radio-setup"),
    "client 0x10": ("sap", "sap-client-Public-Client"),
    "Client 17": ("sap", "sap-client-Meter-Reader"),
    "server 0x11": ("sap", "sap-server-Meter-Reader"),
    "SAP: 16": ("sap", "sap-client-Public-Client"),
    "abbreviation NAP": ("abbreviation", "abbreviation-NAP"),
    "attribute join_delay": ("attribute", "attribute-Radio-setup-join_delay"),
    "radio set-up": ("class", "class-Radio-setup"),
    "Radio setup.2": ("attribute", "attribute-Radio-setup-join_delay"),
    "join_delay": ("attribute", "attribute-Radio-setup-join_delay"),
    "answer-once": ("provision", "prov-answer-once"),
    "NAP": ("abbreviation", "abbreviation-NAP"),
    "meters": ("term", "term-meter"),
    "IEC 62056-5-3": ("reference", "ref-IEC-62056-5-3"),
    "controller area": ("abbreviation", "abbreviation-CAN"),
}
"""What comes first for each query."""

NOTHING = (
    *("", "9.9", "table 99", "0x99", "1-1:39.0.0.255", "nowhere to be found", "((", "0-0:999.0.0.255"),
    *("1.8.0", "18.0", "class 99"),
)
CODES = (
    *("0-0:1.0.0.255", "0-b:39.0.0.255", "0-B:39.0.0.255", "1-0:1.8.0*255", "0-0:0..9.0.0.255", "0-0:0…9.1.e.255"),
    *(
        "16-0:1.0.0.255",
        "0-0:256.0.0.255",
        "0-0:9..0.0.0.255",
        "0-c:1.0.0.255",
        "0-0:1.0.0",
        "x",
        "1.2.3",
        "0-0:1.0.0.f",
    ),
)
"""Read alike by the page and by the extension, but for the form without the last group, which a reader may write."""

_WINDOW = ("--hide-scrollbars", "--window-size=1300,900")

pytestmark = pytest.mark.tool("chromium")


@dataclass(frozen=True)
class Site:
    """The built pages, and where a browser keeps what it does."""

    pages: Path
    profile: Path

    def address(self, page: str) -> str:
        return (self.pages / page).as_uri()

    def probed(self, page: str, *options: str) -> Any:
        """What a page says of itself."""
        return probed(self.address(page), self.profile, *_WINDOW, *options)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A standard in the theme that it has by default."""
    directory = tmp_path_factory.mktemp("links")
    conf = CONF.replace('html_theme = "basic"\n', 'dlms_stage = "final"\n')  # a draft shows findings in its text
    source = write(directory / "source", PAGES)
    (source / "conf.py").write_text(f'extensions = ["sphinx_dlmsprofile"]\nproject = "IEC 62056-8-99"\n{conf}')
    return Site(build(source, directory / "html").out, directory / "browser")


@pytest.fixture(scope="module")
def seen(site: Site) -> dict[str, Any]:
    """What the script sees in a page, step by step."""
    page = (site.pages / "text.html").read_text("utf-8")
    given = f"const QUERIES = {json.dumps([*QUERIES, *NOTHING])}, CODES = {json.dumps(CODES)};\n"
    probe = page.replace("</body>", f"<script>{given}{SCRIPT.read_text('utf-8')}</script></body>")
    # The page keeps its name, by which the index knows it.
    (site.pages / "text.html").write_text(probe, "utf-8")
    try:
        result: dict[str, Any] = site.probed("text.html")
    finally:
        (site.pages / "text.html").write_text(page, "utf-8")
    return result


def test_a_number_comes_first_and_the_keyboard_chooses(seen: dict[str, Any]) -> None:
    assert seen["slash"]
    assert seen["control"]
    number = seen["number"]
    assert (number["role"], number["expanded"]) == ("combobox", "true")
    assert number["options"][0] == number["active"] == "2.1Terms and definitionsclause"
    assert number["options"][-1] == seen["round"] == "Search all texts for “2.1”"
    assert seen["down"] == number["options"][1]
    assert seen["closed"] == {"hidden": True, "expanded": "false", "focused": True}
    assert seen["jumped"] == "#radio-setup-and-the-nap"


def test_words_choose_nothing_for_the_reader(seen: dict[str, Any]) -> None:
    assert seen["words"]["active"] is None
    assert any("meter" in option for option in seen["words"]["options"])


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_asked_for_is_found(seen: dict[str, Any], query: str) -> None:
    assert seen["found"][query][:1] == [list(QUERIES[query])]


@pytest.mark.parametrize("query", NOTHING)
def test_what_is_not_there_is_not_found(seen: dict[str, Any], query: str) -> None:
    assert seen["found"][query] == []


def test_codes_are_read_as_the_extension_reads_them(seen: dict[str, Any]) -> None:
    for code, groups in zip(CODES, seen["codes"], strict=True):
        known = read_obis(f"{code}.f" if code == "0-0:1.0.0" else code)
        assert groups == ([list(group) for group in known.groups] if known else None), code


def test_a_preview_shows_with_the_focus(seen: dict[str, Any]) -> None:
    shown = seen["preview"]
    assert (shown["hidden"], shown["inside"], shown["described"]) == (False, True, "dlms-preview")
    assert "2.1.1 meter" in shown["words"]
    assert "device of a radio network" in shown["words"]
    assert seen["escaped"] == {"hidden": True, "described": None}
    assert seen["pointed"] is True


def test_a_click_on_a_provision_copies_its_address(seen: dict[str, Any]) -> None:
    (copied,) = seen["copied"]["copied"]
    assert re.fullmatch(r"IEC 62056-8-99, answer-once: file:///\S+/text\.html#prov-answer-once", copied)
    assert "answer-once" in seen["copied"]["said"]
    assert seen["copied"]["hash"] == "#prov-answer-once"


def test_verbal_forms_are_marked_on_request(seen: dict[str, Any]) -> None:
    asked = seen["requirements"]
    assert asked["pressed"] == "true"
    assert asked["forms"] == [[form, "600"] for form in ("can", "shall", "should", "may not")]


def test_a_definition_says_where_it_is_used(seen: dict[str, Any]) -> None:
    uses = seen["uses"]
    assert (uses["label"], uses["words"], uses["expanded"]) == ("Used in 1 clause", "Used in 1", "true")
    assert seen["usesClosed"] == {"words": "", "focused": True}


def test_nothing_is_added_to_the_text(site: Site, seen: dict[str, Any]) -> None:
    page = BeautifulSoup((site.pages / "text.html").read_text("utf-8"), "html.parser").select_one("[role=main]")
    # The list that has just been opened is a part of the page, and goes when it is closed.
    opened = seen["main"].replace("Used in 1 ", " ")
    assert " ".join(opened.split()) == text(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_shown_can_be_read(seen: dict[str, Any], scheme: str) -> None:
    assert len(seen[scheme]) > 10
    for each in seen[scheme]:
        assert contrast(each["ink"], each["under"]) >= 4.5, each


OPENED = """
const wait = (time) => new Promise((done) => setTimeout(done, time));
addEventListener("load", async () => {
  const found = [];
  const look = async () => found.push(...(await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    ({id, nodes}) => `${id}: ${nodes.map((node) => node.html.slice(0, 200))}`));
  await wait(500);
  document.body.dataset.theme = "SCHEME";
  document.querySelector(".dlms-requirements-switch").click();
  document.querySelector(".dlms-uses-open").click();
  document.querySelector("a.dlms-auto").focus();
  await wait(200);
  await look();
  const field = document.querySelector("input[name=q]");
  field.focus();
  field.value = "meter";
  field.dispatchEvent(new Event("input"));
  await wait(200);
  await look();
  document.body.innerHTML = "<pre id=result></pre>";
  document.getElementById("result").textContent = JSON.stringify(found);
});
"""
"""Opens all that can be opened, and lets axe look at it."""


@pytest.mark.tool("axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_is_accessible(site: Site, scheme: str) -> None:
    page, axe = (site.pages / "text.html").read_text("utf-8"), Path(str(find_tool("axe-core"))).read_text("utf-8")
    scripts = f"<script>{axe}</script><script>{OPENED.replace('SCHEME', scheme)}</script></body>"
    (site.pages / "text.html").write_text(page.replace("</body>", scripts), "utf-8")
    try:
        assert site.probed("text.html") == []
    finally:
        (site.pages / "text.html").write_text(page, "utf-8")


def test_the_search_says_first_what_is_asked_for_exactly(site: Site) -> None:
    (site.pages / "go.html").write_text("<script>location.href = 'search.html?q=table 2'</script>", "utf-8")
    out = BeautifulSoup(opened(site.address("go.html"), site.profile, *_WINDOW, "--dump-dom"), "html.parser")
    first = out.select_one("#search-results, ul.search")
    assert first
    assert text(first) == "Table 2 SAPs (table)"
    assert [link["href"] for link in first.select("a")] == [f"{site.pages.as_uri()}/defined.html#tab-saps"]
    assert out.select_one("#search-results ul.search li a")["href"] == "defined.html#tab-saps"  # type: ignore[index]


def test_it_fits_a_phone(site: Site) -> None:
    (site.pages / "phone.html").write_text(
        '<!doctype html><iframe id="page" src="text.html" width="320" height="600"></iframe><pre id="result"></pre>'
        "<script>page.onload = () => setTimeout(() => { const root = page.contentDocument.documentElement;"
        "result.textContent = JSON.stringify([root.scrollWidth, root.clientWidth]) }, 500)</script>",
        "utf-8",
    )
    needed, room = site.probed("phone.html", "--allow-file-access-from-files")
    assert needed <= room <= 320


def printed(site: Site, page: str, paper: Path, command: str) -> str:
    """The words of a page on paper, with a form feed after each sheet."""
    opened(site.address(page), site.profile, *_WINDOW, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    return subprocess.run([command, "-layout", str(paper), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.tool("pdftotext")
def test_long_tables_and_lists_go_on_over_sheets(site: Site) -> None:
    command = find_tool("pdftotext")
    assert command
    sheets = printed(site, "long.html", site.pages.parent / "long.pdf", command).split("\f")[:-1]
    words = " ".join(sheets).split()
    assert [word for word in words if re.match("(row|item)-", word)] == [
        *(f"row-{row}" for row in range(120)),
        *(f"item-{item}" for item in range(120)),
    ]
    assert "row-0" in sheets[0].split(), "the table begins below its heading"
    assert any("row-119" in sheet and "item-0" in sheet for sheet in sheets), "the list begins below the table"


@pytest.mark.tool("pdftotext")
@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_and_without_scripts_are_words_and_identifiers(site: Site, *, scripts: bool) -> None:
    paper, command = site.pages.parent / f"{scripts}.pdf", find_tool("pdftotext")
    assert command
    page = (site.pages / "text.html").read_text("utf-8")
    (site.pages / "printed.html").write_text(
        page if scripts else re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL), "utf-8"
    )
    words = printed(site, "printed.html", paper, command)
    assert "A meter shall answer once" in " ".join(words.split())
    assert "answer-once" in words
    assert "Show requirements" not in words
    assert "↩" not in words


def test_the_field_takes_kinds_in_the_language_of_the_document(site: Site) -> None:
    source = site.pages.parent / "source"
    pages = build(source, site.pages.parent / "french", "-D", "language=fr").out
    queries = {
        "classe 180": "class-Radio-setup",
        "objet 0-0:1.0.0.255": "object-0-0-1.0.0.255",
        "tableau 2": "tab-saps",
    }
    ask = f"{json.dumps([*queries])}.map((query) => window.dlms.jump.find(index, query)[0]?.entry.id)"
    script = (
        f"<script>addEventListener('load', async () => {{ const index = await window.dlms.load(); const found = {ask};"
        "const result = document.createElement('pre'); result.id = 'result';"
        "result.textContent = JSON.stringify(found); document.body.append(result) })</script></body>"
    )
    page = (pages / "text.html").read_text("utf-8")
    (pages / "probe.html").write_text(page.replace("</body>", script), "utf-8")
    assert probed((pages / "probe.html").as_uri(), site.profile, *_WINDOW) == [*queries.values()]


def test_a_standard_in_one_page_is_searched_there(site: Site) -> None:
    """It has no page of the search, and a directory without a server shows no index.html by itself."""
    source = site.pages.parent / "source"
    pages = build(source, site.pages.parent / "one", builder="singlehtml").out
    ask = """
    addEventListener("load", async () => {
      const wait = () => new Promise((done) => setTimeout(done, 300));
      const field = document.querySelector("input[name=q]"), list = document.getElementById("dlms-found");
      const seen = { action: field.form.getAttribute("action"), left: false };
      field.form.addEventListener("submit", () => (seen.left = true));
      const type = async (query, key) => {
        field.value = query;
        field.dispatchEvent(new Event("input"));
        await wait();
        const found = [...list.children].map((item) => item.textContent);
        field.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
        await wait();
        return found;
      };
      seen.nothing = await type("nowhere to be found", "Enter");
      [seen.found] = await type("2.1", "Enter");
      const result = Object.assign(document.createElement("pre"), { id: "result" });
      result.textContent = JSON.stringify({ ...seen, at: location.href });
      document.body.append(result);
    });
    """
    page = (pages / "index.html").read_text("utf-8")
    (pages / "index.html").write_text(page.replace("</body>", f"<script>{ask}</script></body>"), "utf-8")
    address = (pages / "index.html").as_uri()
    seen = probed(address, site.profile, *_WINDOW)
    assert seen == {
        "action": None,
        "left": False,
        "nothing": [],
        "found": "2.1Terms and definitionsclause",
        "at": f"{address}#terms-and-definitions",
    }
