"""The finish of an IEC publication on paper: what stands where, and what stays together."""

from __future__ import annotations

from base64 import b64decode
from ctypes import create_string_buffer
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.rendering.typography import printed, runs
from tests.builds.building import Built, build
from tests.rendering.printed import Word, words_of

if TYPE_CHECKING:
    from pathlib import Path

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
ROWS = "\n".join(f"   row{number},v{number}" for number in range(60))
CONF = """
extensions = ["sphinx_dlmsprofile"]
project = "IEC 62056-8-99"
author = "A. Author"
copyright = "2026 House"
numfig = True
dlms_organization = "House of Standards"
dlms_committee = "TC 1"
dlms_isbn = "978-2-8322-0000-0"
dlms_ics = ["35.110", "91.140.50"]
dlms_copyright_notice = "First part.\\n\\nSecond part."
dlms_logo = "dot.png"
dlms_select = []
"""
TEXT = f"""
.. profile-title:: Part 8-99: Test communication profile for neighbourhood networks
   :deliverable: IS
   :edition: 1.0

Foreword
========

Text of the foreword.

Scope
=====

{"A document of internationally standardized communication infrastructures ensures interoperability. " * 6}

Normative references
====================

{"Words and more of IEC 62056-5-3 ensure that. " * 12}

{"- item with several words that do not fill the line, and incomprehensibilities " * 1}and then some more of them
  until the second line is reached, where it ends

.. csv-table:: A long table
   :header: Name, Value

{ROWS}

.. csv-table:: Narrow
   :width: 50%
   :align: left

   narrowone, narrowtwo

.. figure:: dot.png
   :figwidth: 50%
   :align: right
   :alt: dot

   Figcaption of a dot

   1
     keyone

.. math:: U = R \\cdot I

where

:math:`U`
   is the voltageword.

.. hlist::
   :columns: 3

   - colone
   - coltwo
   - colthree

| lineone

| linetwo
|
| linethree

The value is -128 below IEC 62056-1-0.

.. image:: dot.png
   :width: 20mm
   :align: right
   :alt: dot at the right
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    source = tmp_path_factory.mktemp("finish") / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF)
    (source / "index.rst").write_text(TEXT)
    (source / "dot.png").write_bytes(PNG)
    return build(source, source.parent / "out", "-D", "dlms_stage=final", builder="dlmspdf")


@pytest.fixture(scope="module")
def pdf(built: Built) -> Path:
    return next(built.out.glob("*.pdf"))


@pytest.fixture(scope="module")
def words(pdf: Path) -> list[Word]:
    return words_of(pdf.read_bytes())


@pytest.fixture(scope="module")
def texts(pdf: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def one(words: list[Word], text: str, *, after: int = 3) -> Word:
    """The one word that says this, behind the contents."""
    (found,) = (word for word in words if word.text == text and word.page > after)
    return found


def test_title_page_and_copyright_page(texts: list[str]) -> None:
    for part in ("TC 1", "ICS 35.110; 91.140.50", "ISBN 978-2-8322-0000-0", "House of Standards"):
        assert part in texts[0]
    assert "© 2026 House First part. Second part. House of Standards" in texts[1]


def test_logo(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        assert any(item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for item in document[0].get_objects())


def test_the_title_stands_above_the_foreword(texts: list[str]) -> None:
    page = next(text for text in texts[3:] if "Text of the foreword" in text)
    parts = ["HOUSE OF STANDARDS", "THE DLMS/COSEM SUITE", "Part 8-99", "FOREWORD", "Text of the foreword"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_what_has_no_number_is_in_capitals_everywhere(pdf: Path, texts: list[str]) -> None:
    assert "FOREWORD ." in texts[2]
    assert "FOREWORD" in [entry.title for entry in PdfReader(pdf).outline if not isinstance(entry, list)]


def test_further_parts_of_a_table_say_so(texts: list[str]) -> None:
    parts = [page for page in texts if "row" in page and "A long table" not in page]
    assert parts
    for page in parts:
        assert page.index("Table 1 (continued)") < page.index("Name Value") < page.index("row")
    assert sum(page.count("(continued)") for page in texts) == len(parts)


def test_further_parts_of_a_table_begin_like_any_other_text(words: list[Word]) -> None:
    """What says so is text of the page, and not of its margin, and its distance from the head is that of a caption."""
    first_line = 267.5
    found = [word for word in words if word.text == "(continued)"]
    assert found
    for word in found:
        assert word.top <= first_line
        assert word.top == max(each.top for each in words if each.page == word.page and each.top <= first_line)
    heads = [word for word in words if word.text == "Value" and word.page in {each.page for each in found}]
    first = next(word for word in words if word.text == "Value" and word.page < found[0].page)
    caption = next(word for word in words if word.text == "long" and word.page == first.page)
    for word, head in zip(found, heads, strict=True):
        assert word.bottom - head.top == pytest.approx(caption.bottom - first.top, abs=1.5)


def test_numbers_and_designations_stay_on_one_line(words: list[Word]) -> None:
    pairs = list(pairwise(words))
    parted = [(a, b) for a, b in pairs if a.text == "IEC" and abs(a.bottom - b.bottom) > 2]
    assert any(a.text == "IEC" for a, _b in pairs)
    assert parted == []


def test_text_is_hyphenated_and_lists_are_flush_left(words: list[Word]) -> None:
    assert any(
        word.text.replace("\x02", "") == "internationally" != word.text for word in words
    )  # as pdfium has a hyphen
    item = one(words, "fill")
    line = sorted((w for w in words if w.page == item.page and abs(w.bottom - item.bottom) < 1), key=lambda w: w.left)
    gaps = [b.left - a.right for a, b in pairwise(line[1:])]
    assert max(gaps) < 1.7


def test_minus(words: list[Word]) -> None:
    assert one(words, "−128").page > 3


def test_a_where_list_stands_beside_its_signs(words: list[Word]) -> None:
    text = one(words, "voltageword.")
    sign = next(word for word in words if word.page == text.page and abs(word.bottom - text.bottom) < 1.5)
    assert sign.left < text.left


def test_key_of_a_figure(words: list[Word]) -> None:
    key = one(words, "Key")
    text = one(words, "keyone")
    assert key.bottom > text.bottom
    assert key.page == text.page


def test_sizes_and_sides_of_tables_and_figures(words: list[Word]) -> None:
    left, right = one(words, "narrowone"), one(words, "narrowtwo")
    assert left.left == pytest.approx(26.8, abs=0.5)
    assert right.right < 105
    caption = [word for word in words if word.text in {"Figcaption", "dot"} and word.left > 100 and word.page > 3]
    assert sum(word.left + word.right for word in caption) / len(caption) / 2 == pytest.approx(145, abs=12)


def test_a_picture_at_the_right(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        boxes = [item.get_bounds() for page in document for item in page.get_objects() if item.type == 3]
    assert any(box[2] * 25.4 / 72 == pytest.approx(185, abs=0.2) and box[0] > 400 for box in boxes)


def test_columns_of_a_list(words: list[Word]) -> None:
    first, second, third = (one(words, text) for text in ("colone", "coltwo", "colthree"))
    assert first.bottom == second.bottom == third.bottom
    assert first.left + 40 < second.left < third.left - 40


def test_blank_lines_of_a_line_block(words: list[Word]) -> None:
    assert one(words, "linetwo").bottom - one(words, "linethree").bottom > 7


def test_the_line_below_the_last_text(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        paths = [item.get_bounds() for item in document[len(document) - 1].get_objects() if item.type == 2]
    assert any(80 < right - left < 90 and top - bottom < 2 for left, bottom, right, top in paths)


def test_the_last_rows_of_a_table_are_not_parted(words: list[Word]) -> None:
    pages = [one(words, f"row{number}").page for number in range(60)]
    assert pages[0] == pages[1]
    assert pages[-2] == pages[-1]
    assert len(set(pages)) > 1


def test_a_row_that_heads_others_stays_with_the_next(tmp_path: Path) -> None:
    """The more text is above, the lower the heading comes: never does it end a page."""
    conf = 'extensions = ["sphinx_dlmsprofile"]\nproject = "P"\ndlms_standard = False\n'
    (tmp_path / "conf.py").write_text(conf)
    rule = "   +--------+--------+\n"
    rows = "".join(
        f"   | {f'**head{number}**':<16}|\n{rule}   | a{number:<6}| b      |\n{rule}" for number in range(100)
    )
    table = f"{rule}   | n      | m      |\n   +========+========+\n{rows}"
    (tmp_path / "index.rst").write_text(f"Title\n=====\n\n.. table:: T\n\n{table}")
    built = build(tmp_path, tmp_path / "out", builder="dlmspdf")
    found = words_of(next(built.out.glob("*.pdf")).read_bytes())
    page = {word.text: word.page for word in found}
    assert len(set(page.values())) > 2
    assert all(page[f"head{number}"] == page[f"a{number}"] for number in range(100))


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("as IEC 62056-1-0 and ISO/IEC 8802-2 say", ["IEC 62056-1-0", "ISO/IEC 8802-2"]),
        ("IEC TR 62051-1, IEEE 802.11ah; RFC 8724.", ["IEC TR 62051-1", "IEEE 802.11ah", "RFC 8724"]),
        ("see Table 6, Figure A.4 and Annex A", ["Table 6", "Figure A.4", "Annex A"]),
        ("Tabelle 3 der Anlage", ["Tabelle 3"]),
        ("after 10 ms or 2 304 octets at 150 kbit/s", ["10 ms", "2 304", "150 kbit/s"]),
        ("DLMS/COSEM and TCP/IP", ["DLMS/COSEM", "TCP/IP"]),
        ("the DataNotification of tcp_udp_port", ["DataNotification", "tcp_udp_port"]),
        ("from −110 dBm to −60 dBm, −1 000 to +5 at ≤ 3 µW", ["−110 dBm", "−60 dBm", "−1 000", "≤ 3 µW"]),
        ("5 × 10⁻⁶ to 100 × 10⁻⁶ s of 40 000 mAh", ["5 × 10⁻⁶", "100 × 10⁻⁶ s", "40 000 mAh"]),
        ("at ≥ -95 dBm, ≤ 5\u00a0V or 1\u202f000 V, 10-20 ms", ["≥ -95 dBm", "≤ 5\u00a0V", "1\u202f000 V", "20 ms"]),
        ("was added, see 5.3; see A.2.1", ["see 5.3", "see A.2.1"]),
        ("a table and 10 men, and/or 3 more", []),
        ("see the table, 3 × 4 men, a+5 b", []),
    ],
)
def test_what_stays_on_one_line(text: str, together: list[str]) -> None:
    assert "".join(piece for piece, _stays in runs(text)) == text
    assert [piece for piece, stays in runs(text) if stays] == together


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-128 to -1, (-5)", "−128 to −1, (−5)"),
        ("62056-1-0, A-1, 0-b:39.0.0.255, 2026-01-01", "62056-1-0, A-1, 0-b:39.0.0.255, 2026-01-01"),
        ("re-read, -x, 5 - 3", "re-read, -x, 5 - 3"),
    ],
)
def test_negative_numbers(text: str, shown: str) -> None:
    assert printed(text) == shown


DRAFT = """
extensions = ["sphinx_dlmsprofile"]
project = "IEC 62056-8-99"
copyright = "2026 House"
dlms_select = []
"""
NOTES = """
Title
=====

Text.

.. figure:: dot.png
   :alt: dot

   Caption

   .. csv-table::

      keyone, keytwo

.. list-table:: T
   :stub-columns: 1

   * - name [#n]_
     - value

.. [#n] An explanationword
"""
TITLE = """
.. profile-title:: Part 8-99: Test communication profile for neighbourhood networks
   :deliverable: IS
   :edition: 1.0

"""
CLASS = (
    TITLE
    + """
Scope
=====

{text}

.. cosem-class:: Test setup
   :class-id: 8192
   :version: 0
   :cardinality: 0..n
   :obis: 0-b:39.0.0.255

   attributes:
     1: {{name: logical_name, type: octet-string, static: yes, short-name: x}}
     2:
       name: modename
       type: {{enum: {{0: valuezero, 1: valueone, 2: valuetwo}}}}
       static: yes
       short-name: x + 0x08
       description: How the stationword joins.
     3:
       name: listname
       type: {{structure: [{{name: partone, type: unsigned}}, {{name: parttwo, type: unsigned}}]}}
       static: yes
       short-name: x + 0x10
       description: What the listword is.
"""
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> list[list[Word]]:
    """Drafts with so much text above a class that its attributes come to the end of the page one after the other."""
    found = []
    for lines in range(18, 45, 2):
        source = tmp_path_factory.mktemp("draft")
        (source / "conf.py").write_text(DRAFT)
        (source / "index.rst").write_text(CLASS.format(text="\n".join(f"| line{line}" for line in range(lines))))
        built = build(source, source / "out", builder="dlmspdf")
        found.append(words_of(next(built.out.glob("*.pdf")).read_bytes()))
    return found


def test_values_and_types_stay_with_their_attribute(draft: list[list[Word]]) -> None:
    for words in draft:
        pages = {word.text: word.page for word in words}
        assert pages["stationword"] == pages["valuezero"] == pages["valuetwo"]
        assert pages["listword"] == pages["partone:"] == pages["parttwo:"]
    assert len({{word.text: word.page for word in words}["stationword"] for words in draft}) == 2


def test_a_draft_says_so_on_each_page_and_numbers_its_lines(draft: list[list[Word]]) -> None:
    words = draft[0]
    last = max(word.page for word in words)
    assert {word.page for word in words if word.text == "DRAFT"} == set(range(1, last + 1))
    numbers = {word.text for word in words if word.right < 25 and word.page > 2}
    assert {"1", "2", "10", "20"} <= numbers
    assert not [word for word in words if word.right < 25 and word.page == 2]


def test_lines_of_an_index_have_no_numbers(tmp_path: Path) -> None:
    """Those of two columns would stand on one spot."""
    (tmp_path / "conf.py").write_text(f"{DRAFT}\ndlms_pdf_line_numbers = 'always'\n")
    (tmp_path / "index.rst").write_text(
        f"{TITLE}Scope\n=====\n\n.. index:: firstentry, secondentry\n\nText.\n\nIndex\n=====\n"
    )
    words = words_of(next(build(tmp_path, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf")).read_bytes())
    entry = next(word for word in words if word.text == "firstentry,")
    assert [word.text for word in words if word.right < 25 and word.page == entry.page] in (["1"], [])
    assert [word for word in words if word.right < 25 and word.page < entry.page]


@pytest.mark.parametrize("count", [7, 90, 231])
def test_the_last_columns_of_an_index_are_balanced(count: int, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(f"{DRAFT}\ndlms_stage = 'final'\n")
    terms = [f"{chr(97 + number % 23)}term{number}" for number in range(count)]
    entries = "\n".join(f"   single: {term}" for term in terms)
    (tmp_path / "index.rst").write_text(
        f"Title\n=====\n\nScope\n-----\n\n.. index::\n{entries}\n\nText.\n\nIndex\n-----\n"
    )
    words = words_of(next(build(tmp_path, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf")).read_bytes())
    found = [word for word in words if "term" in word.text]
    assert [word.text for word in found] == sorted((f"{term}," for term in terms), key=lambda term: (term[0], term))
    last = [word for word in found if word.page == found[-1].page]
    feet = [min(word.bottom for word in last if (word.left > 105) == right) for right in (False, True)]
    assert abs(feet[0] - feet[1]) < 16
    # No letter stands at the foot of a column without an entry below it.
    for letter in (
        word for word in words if len(word.text) == 1 and word.text.isupper() and word.page >= found[0].page
    ):
        assert any(
            0 < letter.bottom - word.bottom < 9 and word.page == letter.page and abs(word.left - letter.left) < 5
            for word in found
        )


def test_pages_of_a_review_are_no_publication(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(f"{DRAFT}\ndlms_stage = 'final'\ndlms_review = True\n")
    (tmp_path / "index.rst").write_text(f"{TITLE}Scope\n=====\n\nText.\n\nOther\n=====\n\nMore.\n")
    content = next(build(tmp_path, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf")).read_bytes()
    words = words_of(content)
    last = next(word.page for word in words if word.text == "More.")
    assert set(range(1, last + 1)) <= {word.page for word in words if word.text == "REVIEW"}
    assert max(word.top - word.bottom for word in words) < 10, "the mark behind the text is no text"
    with pypdfium2.PdfDocument(content) as document:
        assert all(bytes(document[page].render(scale=0.3).buffer).count(236) > 1500 for page in range(last))


def test_the_line_that_ends_the_text_never_stands_alone(tmp_path: Path) -> None:
    """It is drawn into the margin at the foot of a page that is full."""
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "P"\ndlms_standard = False\n')
    for lines in range(52, 58):
        (tmp_path / "index.rst").write_text("Title\n=====\n\n" + "\n".join(f"| line{line}" for line in range(lines)))
        content = next(build(tmp_path, tmp_path / f"out{lines}", builder="dlmspdf").out.glob("*.pdf")).read_bytes()
        words = words_of(content)
        with pypdfium2.PdfDocument(content) as document:
            assert len(document) == max(word.page for word in words if word.text.startswith("line"))


def test_tables_that_explain_figures_have_no_frame_and_notes_of_tables_no_stress(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(f"{DRAFT}\ndlms_stage = 'final'\n")
    (tmp_path / "dot.png").write_bytes(PNG)
    (tmp_path / "index.rst").write_text(NOTES)
    content = next(build(tmp_path, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf")).read_bytes()
    words = words_of(content)
    key, note = one(words, "keyone", after=2), one(words, "explanationword", after=2)
    assert key.left < 28
    with pypdfium2.PdfDocument(content) as document:
        page = document[key.page - 1]
        rules = [each.get_bounds() for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
        assert not any(bottom * 0.3528 - 2 < key.bottom < top * 0.3528 + 2 for _left, bottom, _right, top in rules)
        text = document[note.page - 1].get_textpage()
        place = text.get_text_range().index("explanationword")
        name = create_string_buffer(100)
        pypdfium2.raw.FPDFText_GetFontInfo(text, place, name, 100, None)
        assert b"Bold" not in name.value


def test_pages_are_filled_where_a_figure_does_not_fit(tmp_path: Path) -> None:
    """What is high stands at the foot of a page, behind what announces it, and figures keep their order."""
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "P"\ndlms_standard = False\n')
    (tmp_path / "high.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="500"/>')
    (tmp_path / "low.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="50"/>')
    texts = [f"Some words of paragraph{number} to fill a line." for number in range(60)]
    for at, name in ((25, "high"), (32, "low")):
        texts[at] += f"\n\n.. figure:: {name}.svg\n   :alt: {name}\n\n   Caption{name}"
    (tmp_path / "index.rst").write_text("Title\n=====\n\n" + "\n\n".join(texts))
    built = build(tmp_path, tmp_path / "out", builder="dlmspdf")
    found = [word for word in words_of(next(built.out.glob("*.pdf")).read_bytes()) if word.page > 2]
    last = max(word.page for word in found)
    lowest = [min(word.bottom for word in found if word.page == page) for page in range(3, last)]
    assert len(lowest) > 1
    assert max(lowest) < 45

    def place(text: str) -> tuple[int, float]:
        word = one(found, text, after=2)
        return word.page, -word.bottom

    assert place("paragraph25") < place("Captionhigh") < place("Captionlow")
    assert place("paragraph26") < place("Captionhigh")


@pytest.mark.parametrize(("behind", "floats"), [("", False), ("Text behind the figure.", True)])
def test_the_line_that_ends_the_text_stands_below_its_last_figure(behind: str, *, floats: bool, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "P"\ndlms_standard = False\n')
    (tmp_path / "high.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"/>')
    (tmp_path / "index.rst").write_text(
        f"Title\n=====\n\nBefore it.\n\n.. figure:: high.svg\n   :alt: high\n\n   Captionhigh\n\n{behind}\n"
    )
    content = next(build(tmp_path, tmp_path / "out", builder="dlmspdf").out.glob("*.pdf")).read_bytes()
    caption = one(words_of(content), "Captionhigh", after=2)
    assert (caption.bottom < 60) == floats
    with pypdfium2.PdfDocument(content) as document:
        drawn = [
            each.get_bounds() for each in document[2].get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
        ]
    lines = [bottom for left, bottom, right, top in drawn if top - bottom < 3 and 80 < right - left < 90]
    assert len(lines) == 1
    assert lines[0] * 0.3528 < caption.bottom
