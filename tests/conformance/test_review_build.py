"""The report in a review build: there, right after each build, and nowhere else."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

FILES = {
    "index.rst": """
        Title
        =====

        .. toctree::

           scope
           addressing
        """,
    "scope.rst": "Scope\n=====\n\nText.\n",
    "addressing.rst": """
        Identification and addressing schemes
        =====================================

        .. sap-table:: Client and server SAPs

           client:
             0x00: No-station
             0x01: Client Management Process
             0x11: Public Client
           server:
             0x00: No-station
             0x01: Management Logical Device
             0xFF: All-station (Broadcast)
        """,
}
REVIEW = ("-D", "dlms_review=1")
PAGE = "conformance-report"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES)


def row_of(built: Built, identifier: str) -> Tag:
    [found] = built.page(PAGE).select(f"tr:has(#demand-{identifier})")
    return found


def row(built: Built, identifier: str) -> list[str]:
    return [text(cell) for cell in row_of(built, identifier).find_all("td")]


def test_page_and_json(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *REVIEW)
    number, asked, verdict, where, findings = row(built, "6-5")
    assert (number, verdict, where) == ("6-5", "not met", "Clause 2")
    assert asked.endswith("(should)")
    assert findings.endswith("sap-reserved-value")
    [link] = row_of(built, "6-5").select("a")
    assert link["href"] == "addressing.html#identification-and-addressing-schemes"
    assert built.page("index").select(".dlms-review a")[0]["href"] == f"{PAGE}.html"
    stored = json.loads((built.out / f"{PAGE}.json").read_text("utf-8"))
    assert stored["summary"]["clear"] is False
    # No heading of the report got the number of a clause.
    assert [text(each) for each in built.page(PAGE).select(".dlms-conformance h1")] == ["Conformance report"]
    assert not built.page(PAGE).select(".dlms-conformance .section-number")


def test_csv_has_each_demand(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *REVIEW)
    with (built.out / f"{PAGE}.csv").open(encoding="utf-8") as file:
        rows = {row["demand"]: row for row in csv.DictReader(file)}
    stored = json.loads((built.out / f"{PAGE}.json").read_text("utf-8"))
    assert {name: row["verdict"] for name, row in rows.items()} == {
        demand["id"]: demand["verdict"] for demand in stored["demands"]
    }
    assert rows["6-5"]["where"] == "Clause 2"
    assert rows["6-5"]["findings"].startswith("addressing.rst:")
    files = [str(link["href"]) for link in built.page(PAGE).select(".dlms-files a")]
    assert files == [f"{PAGE}.csv", f"{PAGE}.json", f"{PAGE}.xlsx"]


def test_links_of_a_single_page(source: Path, tmp_path: Path) -> None:
    page = build(source, tmp_path / "out", *REVIEW, builder="singlehtml").page("index")
    links = [str(link["href"]) for link in page.select(".dlms-conformance a.reference")]
    assert "#identification-and-addressing-schemes" in links
    assert all(link == "#" or page.find(id=link.removeprefix("#")) for link in links)


def test_every_link_leads_somewhere(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *REVIEW)
    for link in built.page(PAGE).select(".dlms-conformance table a.reference"):
        page, _, anchor = str(link["href"]).partition("#")
        target = built.page(page.removesuffix(".html") or PAGE)
        assert not anchor or target.find(id=anchor) is not None, link["href"]


def test_left_out_of_what_is_published(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", *REVIEW)
    built = build(source, tmp_path / "out")
    assert not [*built.out.glob(f"{PAGE}*"), *built.out.glob("report-*")]
    assert not built.page("index").select(".dlms-review")


def test_incremental_builds_show_what_a_clean_one_shows(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *REVIEW)
    before = built.pages()
    assert build(source, tmp_path / "out", *REVIEW).pages() == before
    edit(source / "addressing.rst", "0x11: Public", "0x10: Public")
    built = build(source, tmp_path / "out", *REVIEW)
    assert row(built, "6-5")[2] == "met"
    assert built.pages() == build(source, tmp_path / "clean", *REVIEW).pages()


def test_a_new_waiver_reaches_the_page(source: Path, tmp_path: Path) -> None:
    (source / "waivers.yaml").write_text("- {rule: sap-gap, reason: Later.}\n", "utf-8")
    options = (*REVIEW, "-D", "dlms_waivers=waivers.yaml")
    assert row(build(source, tmp_path / "out", *options), "6-5")[2] == "not met"
    (source / "waivers.yaml").write_text("- {rule: sap-reserved-value, reason: 'So it is, <b>here</b>.'}\n", "utf-8")
    found = row(build(source, tmp_path / "out", *options), "6-5")
    assert found[2] == "waived"
    assert found[4] == "sap-reserved-value: So it is, <b>here</b>."


def test_parallel_as_serial(source: Path, tmp_path: Path) -> None:
    for number in range(8):
        (source / f"more{number}.rst").write_text(f"More {number}\n======\n\nText.\n", "utf-8")
    with (source / "index.rst").open("a") as file:
        file.writelines(f"   more{number}\n" for number in range(8))
    serial = build(source, tmp_path / "serial", *REVIEW)
    parallel = build(source, tmp_path / "parallel", "-j", "2", *REVIEW)
    assert serial.pages() == parallel.pages()


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "latex", "epub", "dlmspdf"])
def test_other_builders(builder: str, source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "out", *REVIEW, builder=builder)
    assert "Traceback" not in built.warnings
    assert (built.out / f"{PAGE}.json").is_file()
    if builder == "singlehtml":
        assert built.page("index").find(id="demand-6-5") is not None
    if builder == "dirhtml":
        assert (built.out / PAGE / "index.html").is_file()


def test_in_the_pdf(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    from pypdf import PdfReader  # noqa: PLC0415

    built = build(source, tmp_path / "out", *REVIEW, builder="dlmspdf")
    [path] = built.out.glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(path).pages]
    first = next(number for number, page in enumerate(pages) if "What that means" in page)
    assert "Conformance report" in pages[first]
    assert "Not ready for publication" in pages[first]
    assert any("sap-reserved-value" in page for page in pages[first:])


def test_a_manual_has_none(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": "Manual\n======\n"}, "dlms_standard = False\n")
    built = build(source, tmp_path / "out", *REVIEW)
    assert not list(built.out.glob(f"{PAGE}*"))
