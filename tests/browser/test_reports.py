"""A report of 3,000 rows in headless Chromium: searched, filtered, sorted, turned over, and opened at one row."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest
from docutils.core import publish_from_doctree
from docutils.utils import new_document

from sphinx_dlmsprofile.model.report import Column, Group, Report, say
from sphinx_dlmsprofile.rendering.reports import report_section
from tests.browser.chromium import opened, probed, served
from tests.builds.building import build, write
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.report import Cell

ROWS = 3_000
IN_A_CLAUSE = 30
STATES = ("verified", "failed", "none")
PROBE = """<!doctype html><meta charset="utf-8"><pre id="result"></pre>
<iframe id="page" src="report.html#row-coverage-station-2999" width="1200" height="600"></iframe>
<script>
page.onload = () => {
  const inside = page.contentDocument, view = page.contentWindow;
  const all = (what) => [...inside.querySelectorAll(what)];
  const rows = () => all("tbody tr:not(.dlms-group)").map(row => row.cells[0].textContent);
  const count = () => inside.querySelector("output").textContent;
  const turn = (label) => all(".dlms-report-parts button").find(each => each.textContent === label).click();
  const parts = () => inside.querySelector(".dlms-report-parts").textContent;
  const field = inside.querySelector("input"), [state, ...others] = all("select");
  const give = (control, value, event) => { control.value = value; control.dispatchEvent(new view.Event(event)); };
  const seen = {};
  const named = inside.getElementById("row-coverage-station-2999").getBoundingClientRect();
  seen.opened = {top: named.top, bottom: named.bottom, height: view.innerHeight, parts: parts(), rows: rows()};
  give(field, "STATION-7 clause", "input");
  seen.searched = {count: count(), first: rows()[0], heads: all("tr.dlms-group").length};
  give(field, "", "input");
  seen.cleared = {count: count(), rows: rows().length, parts: parts()};
  seen.choices = [...state.options].map(each => each.textContent);
  seen.selects = 1 + others.length;
  give(state, "failed", "change");
  seen.filtered = {count: count(), rows: rows().slice(0, 3)};
  view.location.hash = "row-coverage-station-0";
  setTimeout(() => {
    seen.found = {count: count(), chosen: state.value, first: rows()[0]};
    const button = inside.querySelector("thead button");
    button.click(); button.click();
    const [said, head] = [inside.querySelector("th").ariaSort, inside.querySelector("tr.dlms-group").textContent];
    seen.sorted = {first: rows()[0], said, head};
    turn("›");
    seen.turned = {parts: parts(), first: rows()[0]};
    turn("All");
    seen.all = {rows: rows().length, parts: parts()};
    result.textContent = JSON.stringify(seen);
  }, 300);
};
</script>
"""

pytestmark = pytest.mark.tool("chromium")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe sees, step by step."""
    pages = tmp_path_factory.mktemp("report")
    (pages / "report.html").write_text(page(), "utf-8")
    (pages / "probe.html").write_text(PROBE, "utf-8")
    with served(pages) as address:
        found: dict[str, Any] = probed(f"{address}probe.html", tmp_path_factory.mktemp("browser"))
    return found


def page() -> str:
    """The page, with the style sheet and the script that a build gives it."""
    static = ROOT / "sphinx_dlmsprofile" / "rendering" / "static"
    document = new_document("report")
    document += report_section(report(), lambda _mention: pytest.fail("nodes"), address=lambda _mention: "")
    made: bytes = publish_from_doctree(document, writer="html5", settings_overrides={"embed_stylesheet": False})
    script = f"<script>{(static / 'reports.js').read_text('utf-8')}</script>"
    style = f"<style>{(static / 'dlmsprofile.css').read_text('utf-8')}</style>"
    return made.decode("utf-8").replace("</head>", f"{script}{style}</head>")


def report() -> Report:
    """Provisions in clauses of thirty."""
    columns = tuple(Column(head.lower(), head, 30) for head in ("Provision", "State", "Text"))
    groups = (
        Group(f"Clause {first // IN_A_CLAUSE}", tuple(map(row, range(first, first + IN_A_CLAUSE))))
        for first in range(0, ROWS, IN_A_CLAUSE)
    )
    return Report(name="coverage", title="Coverage", lead="", columns=columns, groups=tuple(groups), empty="")


def row(number: int) -> tuple[Cell, ...]:
    """A row with a state."""
    return say(f"station-{number}"), say(STATES[number % len(STATES)]), say(f"Station {number} shall answer.")


def test_an_address_opens_the_part_with_its_row(seen: dict[str, Any]) -> None:
    opened = seen["opened"]
    assert "Part 15 of 15" in opened["parts"]
    assert 0 <= opened["top"] < opened["bottom"] <= opened["height"]
    # What keeps the page quick: the other rows are not in the document.
    assert opened["rows"] == [f"station-{number}" for number in range(2_800, 3_000)]


def test_words_are_searched_in_rows_and_their_heads(seen: dict[str, Any]) -> None:
    # 7, 70 to 79, 700 to 799, in clauses of thirty
    assert seen["searched"] == {"count": "111 of 3000", "first": "station-7", "heads": 6}
    assert (seen["cleared"]["count"], seen["cleared"]["rows"]) == ("3000 of 3000", 200)
    assert "Part 1 of 15" in seen["cleared"]["parts"]


def test_a_column_of_few_values_is_filtered(seen: dict[str, Any]) -> None:
    assert seen["choices"] == ["State: all", "State: failed", "State: none", "State: verified"]
    assert seen["selects"] == 1
    assert seen["filtered"] == {"count": "1000 of 3000", "rows": ["station-1", "station-4", "station-7"]}


def test_an_address_is_found_although_it_is_filtered_out(seen: dict[str, Any]) -> None:
    assert seen["found"] == {"count": "3000 of 3000", "chosen": "", "first": "station-0"}


def test_rows_are_sorted_in_their_groups_and_turned_over(seen: dict[str, Any]) -> None:
    assert seen["sorted"] == {"first": "station-29", "said": "descending", "head": "Clause 0"}
    assert "Part 2 of 15" in seen["turned"]["parts"]
    assert seen["turned"]["first"] == "station-189"  # the part begins within clause 6, that goes down from 209
    assert seen["all"] == {"rows": ROWS, "parts": ""}


WIDE = """<!doctype html><meta charset="utf-8"><pre id="result"></pre>
<iframe id="page" src="wide.html" width="1300" height="600"></iframe>
<script>
page.onload = () => {
  const table = page.contentDocument.querySelector("table");
  result.textContent = JSON.stringify({needed: table.scrollWidth, room: table.clientWidth});
};
</script>
"""


def test_a_report_of_seven_columns_is_seen_whole(tmp_path: Path) -> None:
    columns = tuple(Column(f"c{number}", f"A column {number}", 14) for number in range(7))
    group = Group("", ((say("one-profile-implemented, both-profiles-same-objects, incomprehensibility"),) * 7,))
    wide = Report(name="impact", title="Impact", lead="", columns=columns, groups=(group,), empty="")
    document = new_document("report")
    document += report_section(wide, lambda _mention: pytest.fail("nodes"), address=lambda _mention: "")
    made: bytes = publish_from_doctree(document, writer="html5", settings_overrides={"embed_stylesheet": False})
    body = made.decode("utf-8").partition("<body")[2].partition(">")[2].partition("</body>")[0]
    theme = ROOT / "sphinx_dlmsprofile" / "theme" / "dlms" / "static" / "dlms-theme.css"
    sheets = (files("furo") / "theme" / "furo" / "static" / "styles" / "furo.css", theme)
    styles = "".join(f"<style>{sheet.read_text('utf-8')}</style>" for sheet in sheets)
    sides = '<aside class="sidebar-drawer"></aside>', '<aside class="toc-drawer"></aside>'
    page = (
        f'<div class="main"><div class="content"><div class="article-container"><article>{body}</article></div></div>'
    )
    (tmp_path / "wide.html").write_text(
        f'<!doctype html><head>{styles}</head><div class="page">{sides[0]}{page}{sides[1]}</div></div>', "utf-8"
    )
    (tmp_path / "probe.html").write_text(WIDE, "utf-8")
    with served(tmp_path) as address:
        seen = probed(f"{address}probe.html", tmp_path / "browser", "--window-size=1400,900")
    assert seen["needed"] <= seen["room"]


WIDTHS = """<!doctype html><meta charset="utf-8"><pre id="result"></pre><script>
(async () => {
  const seen = {};
  for (const width of [700, 1000, 1300, 1600]) {
    const frame = document.createElement("iframe");
    frame.width = width;
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    frame.src = "report-coverage.html";
    document.body.append(frame);
    await loaded;
    seen[width] = frame.contentDocument.documentElement.scrollWidth - frame.clientWidth;
  }
  document.getElementById("result").textContent = JSON.stringify(seen);
})();
</script>
"""
ATTRIBUTES = """
.. provision-attributes::

   join-once: {verification: [test, demonstration], allocation: [client, server, test house], status: agreed}
"""
RESULTS = """<testsuite><testcase name="tests.test_joining.test_a_station_joins_at_most_once_in_ninety_minutes">
<properties><property name="verifies" value="join-once"/></properties></testcase></testsuite>"""


def _of_many_columns(directory: Path) -> Path:
    """A project with a report that is wider than a window."""
    text = f"Profile\n=======\n\nJoining\n-------\n\n:prov:`join-once` A station shall join once.\n{ATTRIBUTES}"
    conf = 'html_theme = "dlms"\ndlms_review = True\ndlms_test_results = ["bench.xml"]\n'
    return write(directory / "source", {"index.rst": text, "bench.xml": RESULTS}, conf)


def test_a_report_of_many_columns_is_scrolled_in_its_table_and_not_with_the_page(tmp_path: Path) -> None:
    pages = build(_of_many_columns(tmp_path), tmp_path / "html").out
    (pages / "widths.html").write_text(WIDTHS, "utf-8")
    with served(pages) as address:
        seen = probed(f"{address}widths.html", tmp_path / "browser", "--window-size=1700,1000")
    assert list(seen) == ["700", "1000", "1300", "1600"]
    assert max(seen.values()) <= 0


def test_a_report_of_many_columns_is_printed_whole(tmp_path: Path) -> None:
    pages = build(_of_many_columns(tmp_path), tmp_path / "html").out
    paper = tmp_path / "paper.pdf"
    options = (f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    opened((pages / "report-coverage.html").as_uri(), tmp_path / "browser", *options)
    document = pdfium.PdfDocument(paper)
    found = []
    for page in document:
        text, width = page.get_textpage(), page.get_width()
        for words in ("Allocation", "test house", "agreed"):
            searcher = text.search(words)
            while place := searcher.get_next():
                left, _, right, _ = text.get_charbox(place[0] + place[1] - 1)
                found.append((words, 0 < left < right < width))
    assert {words for words, _ in found} == {"Allocation", "test house", "agreed"}
    assert all(inside for _, inside in found)


OVERLAPS = """<!doctype html><meta charset="utf-8"><pre id="result"></pre><script>
(async () => {
  const frame = document.createElement("iframe");
  frame.width = 1400;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = "index.html";
  document.body.append(frame);
  await loaded;
  const all = (what) => [...frame.contentDocument.querySelectorAll(what)];
  while (!all(".dlms-finding").some((each) => each.textContent.includes("TBD")))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const beside = all(".dlms-provision").map((each) => each.getBoundingClientRect());
  const boxes = all(".dlms-finding").map((each) => each.getBoundingClientRect());
  const crossed = boxes.filter((box) => beside.some((other) => box.top < other.bottom && other.top < box.bottom
    && box.left < other.right && other.left < box.right));
  const besides = boxes.filter((box) => beside.some((other) => box.top < other.bottom && other.top < box.bottom));
  document.getElementById("result").textContent = JSON.stringify(
    {identifiers: beside.length, beside: besides.length, crossed: crossed.length});
})();
</script>
"""


def test_findings_stand_beside_the_identifiers_in_the_margin(tmp_path: Path) -> None:
    """Those of a short paragraph with many provisions go on below it."""
    provisions = " ".join(f":prov:`lamp-{name}` A station shall blink." for name in "abcd")
    text = f"Profile\n=======\n\nScope\n-----\n\nLamps.\n\nLamps\n-----\n\n{provisions} TBD, it is.\n"
    source = write(tmp_path / "source", {"index.rst": text}, 'html_theme = "dlms"\ndlms_review = True\n')
    pages = build(source, tmp_path / "html").out
    (pages / "overlaps.html").write_text(OVERLAPS, "utf-8")
    with served(pages) as address:
        seen = probed(f"{address}overlaps.html", tmp_path / "browser", "--window-size=1500,1000")
    assert seen["identifiers"] == 4
    assert seen["beside"] > 0
    assert seen["crossed"] == 0
