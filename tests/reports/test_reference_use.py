"""Who relies on which clause of a referenced standard."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, text, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.rst": """
        Title
        =====

        .. toctree::

           references
           layers
        """,
    "references.rst": """
        Normative references
        ====================

        .. normative-references::

           IEC 62056-5-3:2023: DLMS/COSEM application layer
           RFC 8200: Internet Protocol
           RFC 9293: Transmission Control Protocol
        """,
    "layers.md": """
        # Lower layers

        The services shall be those of IEC 62056-5-3:2023, 6.10, with RFC 8200.

        ## Details

        The client shall follow IEC 62056-5-3:2023, 6.9 and IEC 62056-5-3:2023, 6.10.

        NOTE See IEC 62056-5-3:2023, Annex C.

        ```{note}
        IEC 62056-5-3:2023, Annex C, explains it.
        ```
        """,
}
REVIEW = ("-D", "dlms_review=1")
EXPECTED = [
    ["IEC 62056-5-3:2023", "6.9", ["2.1"], []],
    ["IEC 62056-5-3:2023", "6.10", ["Clause 2", "2.1"], []],
    ["IEC 62056-5-3:2023", "C", [], ["2.1"]],
    ["RFC 8200", "as a whole", ["Clause 2"], []],
]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(write(tmp_path / "source", FILES), tmp_path / "out", *REVIEW)


def test_csv_and_json_say_the_same(built: Built) -> None:
    with (built.out / "report-references.csv").open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head == ["group", "standard", "normative", "informative", "row"]
    assert [row[:-1] for row in rows] == [[*row[:2], *("; ".join(each) for each in row[2:])] for row in EXPECTED]
    stored = json.loads((built.out / "report-references.json").read_text("utf-8"))
    assert [list(row.values())[:-1] for row in stored["rows"]] == EXPECTED
    assert [row["row"] for row in stored["rows"]] == [row[-1] for row in rows]
    assert rows[0][-1] == "row-references-iec-62056-5-3-2023-6-9"


def test_page_links_to_the_clauses_and_files(built: Built) -> None:
    page = built.page("report-references")
    assert [text(row) for row in page.select("tr.dlms-group")] == ["IEC 62056-5-3:2023", "RFC 8200"]
    links = {str(link["href"]) for link in page.select(".dlms-report a")}
    assert links == {"layers.html#lower-layers", "layers.html#details"}
    for link in page.select(".dlms-files a"):
        assert (built.out / str(link["href"])).is_file()
    assert "report-references.html" in {str(link["href"]) for link in built.page("index").select(".dlms-review a")}
