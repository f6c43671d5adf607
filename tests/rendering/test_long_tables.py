"""Tables that go on over pages: what their heads hold, where these end, how wide the columns are, on which page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.publishing.losses import Fragment, losses, squeeze
from sphinx_dlmsprofile.publishing.typst.column_widths import Extent, share
from sphinx_dlmsprofile.rendering.conformance import REPORT_CLASS
from tests.builds.building import build, write
from tests.rendering.printed import words_of

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'extensions = ["sphinx_dlmsprofile"]\nproject = "P"\nnumfig = True\ndlms_standard = False\nauthor = "A"\n'
ROWS = "\n".join(f"   r{number},v{number}" for number in range(60))
NOTED = f"""
Part
====

Scope
-----

.. csv-table:: Head with a note and links
   :header: "Name [#h]_ and :ref:`there <there>`","`Out <https://example.org/>`_ and Value [#h]_"

{ROWS}
   last [#h]_,v

.. [#h] NOTEOFTHEHEAD.

.. _there:

Use
---

Text [#h]_.
"""


def test_notes_and_links_in_a_head_that_repeats(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": NOTED}, CONF)
    built = build(source, tmp_path / "out", "-D", "dlms_pdf_standards=a-2a,ua-1", builder="dlmspdf")
    assert (built.status, built.warnings) == (0, "")
    pages = [page.extract_text() for page in PdfReader(next(built.out.glob("*.pdf"))).pages]
    assert ["NOTEOFTHEHEAD" in page for page in pages] == ["r0 " in page or "r0\n" in page for page in pages]
    assert sum("Name" in page and "Value" in page for page in pages) == 2


def test_code_below_a_table_stands_below_no_column(tmp_path: Path) -> None:
    apdu = "C3 01 C1 00 28 00 00 19 09 00 FF 01 01 0F 00"
    before = "Part\n====\n\nScope\n-----\n\n" + "Text.\n\n" * 20
    text = f"{before}.. apdu-example:: Push\n   :form: octets table xml\n\n   {apdu}\n"
    source = write(tmp_path / "source", {"index.rst": text}, CONF)
    built = build(source, tmp_path / "out", "-D", "dlms_pdf_standards=a-2a,ua-1", builder="dlmspdf")
    assert built.status == 0
    pages = [page.extract_text() for page in PdfReader(next(built.out.glob("*.pdf"))).pages]
    found = [page for page in pages if "xDLMS-APDU" in page]
    assert found
    assert [("(continued)" in page, "Offset" in page) for page in found] == [(True, False)]


def test_columns_that_make_most_rows_high_get_the_room() -> None:
    rows: list[dict[int, float]] = [{0: 900.0, 1: 20.0}, *([{0: 20.0, 1: 150.0}] * 60)]
    columns = [Extent(12, 12, 900), Extent(12, 12, 150)]
    before, after = share(columns, 160), share(columns, 160, (), rows)
    assert sum(after) == pytest.approx(160)
    assert after[1] > before[1] + 20
    assert min(after) >= 12
    assert share(columns, 160, (50, 50), rows) == [80, 80]


def test_a_long_word_may_be_broken_by_the_end_of_a_page() -> None:
    word = "association_mode_of_the_station_of_the_network"
    wanted = [Fragment(f"{word} ends", None)]  # type: ignore[arg-type]
    assert losses(wanted, squeeze("before association_mode_of – 7 – P the_station_of_the_network ends")) == []
    [lost] = losses(wanted, squeeze("before association_mode_of – 7 – P the_network ends"))
    assert lost.words == (squeeze(word),)


def test_the_answers_of_a_statement_stand_on_one_line(tmp_path: Path) -> None:
    sentences = (f"A client in its state {number} and of the name {number} may send a value." for number in range(9))
    body = "\n\n".join(sentences)
    source = write(
        tmp_path / "source", {"index.rst": f"Part\n====\n\nScope\n-----\n\nText.\n\nUse\n---\n\n{body}\n"}, CONF
    )
    built = build(source, tmp_path / "out", "-D", "dlms_review=1", "-D", "dlms_standard=1", builder="dlmspdf")
    words = words_of(next(built.out.glob("*.pdf")).read_bytes())
    answers = [(words[at - 2], word) for at, word in enumerate(words) if word.text == "n/a"]
    assert answers
    assert [no.text for no, _ in answers if no.bottom != pytest.approx(_.bottom, abs=1)] == []


def test_a_report_with_a_turned_table_begins_on_a_turned_page(tmp_path: Path) -> None:
    head = ",".join(f"Responsibility{letter}" for letter in "ABCDEFGHIJ")
    table = f".. csv-table::\n   :header: {head}\n\n   1{',2' * 9}\n"
    report = f".. rst-class:: {REPORT_CLASS}\n\nReport\n------\n\nLead.\n\n{table}"
    source = write(tmp_path / "source", {"index.rst": f"Part\n====\n\nScope\n-----\n\nText.\n\n{report}"}, CONF)
    built = build(source, tmp_path / "out", builder="dlmspdf")
    *before, last = PdfReader(next(built.out.glob("*.pdf"))).pages
    assert last.mediabox.width > last.mediabox.height
    assert all(words in last.extract_text() for words in ("Report", "Lead.", "ResponsibilityJ"))
    assert all(page.mediabox.width < page.mediabox.height and page.extract_text().strip() for page in before)


def test_words_that_fill_the_columns_alike_stay_whole() -> None:
    columns = [*([Extent(12, 24.6, 24.6)] * 9), Extent(12, 24.9, 24.9)]
    assert min(share(columns, 247)[9], 24.9) == pytest.approx(24.9)


def test_the_closing_line_stands_on_the_turned_page_that_ends_the_text(tmp_path: Path) -> None:
    head = ",".join(f"Responsibility{letter}" for letter in "ABCDEFGHIJ")
    table = f".. csv-table:: Turned\n   :header: {head}\n\n   1{',2' * 9}\n"
    source = write(tmp_path / "source", {"index.rst": f"Part\n====\n\nScope\n-----\n\nText.\n\n{table}"}, CONF)
    built = build(source, tmp_path / "out", builder="dlmspdf")
    assert built.warnings == ""
    last = PdfReader(next(built.out.glob("*.pdf"))).pages[-1]
    assert "Turned" in last.extract_text()
