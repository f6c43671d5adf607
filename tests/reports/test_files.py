"""Reports as files: the same rows, groups and identifiers in CSV, JSON, workbooks and pages."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.exports.reports import csv_text, flat_table, report_json
from sphinx_dlmsprofile.exports.workbook import workbook
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Mention, Report, say, say_each
from tests.builds.building import build, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds.building import Built

DAY = datetime(2026, 5, 4, tzinfo=UTC)
REPORT = Report(
    name="coverage",
    title="Coverage: all/part [1]",
    lead="",
    columns=(
        Column("provision", "Provision", 20),
        Column("tests", "Tests", 20, several=True, parts=("id", "result")),
        Column("methods", "Methods", 20, several=True),
        Column("count", "Count", 0, is_number=True),
    ),
    groups=(
        Group(
            "5.2 Layers",
            (
                (
                    say("join-once"),
                    Cell(
                        (Mention("Joins, once", id="t-a", result="passed"), Mention("New", id="t-b", result="failed"))
                    ),
                    say_each(["test", "analysis"]),
                    say(12),
                ),
                (say("=SUM(A1)"), Cell(), Cell(), say(0)),
            ),
        ),
    ),
    empty="",
)
FLAT: list[list[str | int]] = [
    ["group", "provision", "tests", "tests_ids", "tests_results", "methods", "count", "row"],
    [
        "5.2 Layers",
        "join-once",
        "Joins, once (passed); New (failed)",
        "t-a; t-b",
        "passed; failed",
        "test; analysis",
        12,
    ],
    ["5.2 Layers", "=SUM(A1)", "", "", "", "", 0],
]


def test_csv() -> None:
    head, first, second = csv.reader(io.StringIO(csv_text(*flat_table(REPORT))))
    assert head == FLAT[0]
    assert first == [*(str(each) for each in FLAT[1]), "row-coverage-join-once"]
    assert second[1] == "'=SUM(A1)"


def test_json_has_lists() -> None:
    first, second = json.loads(report_json(REPORT))["rows"]
    assert first == {
        "group": "5.2 Layers",
        "provision": "join-once",
        "tests": [
            {"text": "Joins, once", "id": "t-a", "result": "passed"},
            {"text": "New", "id": "t-b", "result": "failed"},
        ],
        "methods": ["test", "analysis"],
        "count": 12,
        "row": "row-coverage-join-once",
    }
    assert (second["tests"], second["methods"], second["count"]) == ([], [], 0)


def cells(octets: bytes) -> dict[str, list[list[Any]]]:
    """The values of a workbook, by the titles of its sheets."""
    book = openpyxl.load_workbook(io.BytesIO(octets))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_a_workbook() -> None:
    octets = workbook({REPORT.title: flat_table(REPORT)}, DAY)
    ((title, rows),) = cells(octets).items()
    assert title == "Coverage  all part  1 "
    assert [["" if each is None else each for each in row[: len(FLAT[1])]] for row in rows[1:]] == FLAT[1:]
    sheet = openpyxl.load_workbook(io.BytesIO(octets)).active
    assert (sheet["B3"].data_type, sheet.freeze_panes, sheet.auto_filter.ref) == ("s", "A2", "A1:H3")


def test_the_same_table_gives_the_same_bytes() -> None:
    assert workbook({"A": flat_table(REPORT)}, DAY) == workbook({"A": flat_table(REPORT)}, DAY)
    assert b"2026-05-04" not in workbook({"A": flat_table(REPORT)}, datetime(1980, 1, 1, tzinfo=UTC))


def test_what_a_spreadsheet_cannot_hold() -> None:
    ((_, rows),) = cells(workbook({"A": (["head"], [["a\x00b"], ["x" * 40_000]])}, DAY)).items()
    assert rows[1] == ["a\ufffdb"]
    assert rows[2][0] == "x" * 32_766 + "…"
    assert cells(workbook({"A": (["head"], [])}, DAY)) == {"A": [["head"]]}


FILES = {
    "index.rst": """
        Title
        #####

        Layers
        ======

        :prov:`send` A client shall send. A client may rest.

        .. provision-attributes::

           send: {verification: [test, analysis], allocation: client, status: agreed, owner: WG 14}

        Services
        ========

        A server shall pad.
        """,
    "results.xml": '<testsuite><testcase name="One, two" verifies="send"/><testcase name="aimless"/></testsuite>',
}
CONF = 'dlms_test_results = ["results.xml"]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    directory = tmp_path_factory.mktemp("reports")
    return build(write(directory / "source", FILES, CONF), directory / "out", "-D", "dlms_review=1")


@pytest.mark.parametrize("name", ["coverage", "provisions", "statement"])
def test_groups_and_rows_are_the_same_everywhere(built: Built, name: str) -> None:
    file = built.out / f"report-{name}"
    with file.with_suffix(".csv").open(encoding="utf-8") as stream:
        in_csv = [(row["group"], row["row"]) for row in csv.DictReader(stream)]
    in_json = [(row["group"], row["row"] or "") for row in json.loads(file.with_suffix(".json").read_text())["rows"]]
    _, *rows = next(iter(cells(file.with_suffix(".xlsx").read_bytes()).values()))
    page = built.page(f"report-{name}").select(f"table.dlms-report-{name} tbody tr")
    on_page, head = [], ""
    for row in page:
        if "dlms-group" in (row.get("class") or ()):
            head = text(row)
        else:
            on_page.append((head, row.get("id") or ""))
    assert in_csv == in_json == on_page == [(row[0], row[-1] or "") for row in rows]
    assert any(row for _, row in in_csv)


def test_the_pdf_has_the_same_groups_and_rows(built: Built, tmp_path: Path) -> None:
    """Each head of a group, and what each row below it is about, one after the other from the title of a report on."""
    pdf = build(built.out.parent / "source", tmp_path / "pdf", "-D", "dlms_review=1", builder="dlmspdf")
    (path,) = pdf.out.glob("*.pdf")
    # Behind the contents, which name the reports, too.
    printed = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages[2:])
    for name in ("coverage", "provisions", "statement"):
        with (built.out / f"report-{name}.csv").open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        title = "".join(text(built.page(f"report-{name}").select_one("h1")).split())
        place, head = printed.casefold().find(title.casefold()), ""
        assert place >= 0, name
        for row in rows:
            about = [row["group"]] * (row["group"] != head) + [row.get("identifier") or row["provision"]]
            for words in about:
                place = printed.find("".join(words.split()), place)
                assert place >= 0, (name, words)
            head = row["group"]


def test_the_coverage_has_attributes_and_tests_apart(built: Built) -> None:
    send = json.loads((built.out / "report-coverage.json").read_text("utf-8"))["rows"][0]
    assert send["tests"] == [{"text": "One, two", "id": "test-one-two", "result": "passed"}]
    assert (send["verification"], send["allocation"], send["owner"]) == (["test", "analysis"], ["client"], "WG 14")
    heads = [text(head) for head in built.page("report-coverage").select("table.dlms-report-coverage thead th")]
    assert heads[-3:] == ["Verification", "Allocation", "Status"]
    assert "Owner" not in heads  # in the files alone


def test_without_the_library_there_is_no_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_dlmsprofile.sphinx.review.reports.find_spec", lambda _name: None)
    built = build(write(tmp_path / "source", FILES), tmp_path / "out", "-D", "dlms_review=1")
    assert not list(built.out.glob("*.xlsx"))
    links = {text(link) for link in built.page("report-coverage").select(".dlms-files a")}
    assert links == {"CSV", "JSON"}
    published = build(tmp_path / "source", built.out)
    assert not list(published.out.glob("report-*"))
