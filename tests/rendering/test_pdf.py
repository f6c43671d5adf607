"""The PDF of a small standard that holds what is hard to print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.builds.building import Built, build, edit, write

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parent / "standard"
NAME = "IEC-XX-62056-8-99.pdf"


class Print:
    """A PDF, read back."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self.reader = PdfReader(built.out / NAME)
        self.pages = [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    def page_of(self, words: str, *, after: int = 2) -> int:
        """The number of the first page that holds the words, behind the contents."""
        return next(number for number, page in enumerate(self.pages, 1) if number > after and words in page)

    def headings(self) -> list[tuple[int, str, int]]:
        """The bookmarks: level, title, page."""

        def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from walk(entry, level + 1)
                else:
                    page = self.reader.get_destination_page_number(entry)
                    assert page is not None
                    yield level, str(entry.title), page + 1

        return list(walk(self.reader.outline, 1))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("pdf") / "source"
    shutil.copytree(SOURCE, directory)
    return directory


@pytest.fixture(scope="module")
def pdf(source: Path) -> Print:
    return Print(build(source, source.parent / "out", builder="dlmspdf"))


def test_file_name_is_safe(pdf: Print) -> None:
    assert [path.name for path in pdf.built.out.glob("*.pdf")] == [NAME]


def test_title_page(pdf: Print) -> None:
    page = pdf.pages[0]
    for words in (
        "IEC/XX 62056-8-99",
        "Edition 2.1",
        "TECHNICAL SPECIFICATION",
        "DRAFT",
        "Electricity metering data exchange – The DLMS/COSEM suite",
        "Part 8-99: Nasty communication profile for neighbourhood networks",
        "© 2025, A. Author",
    ):
        assert words in page
    assert "– 1 –" not in page


def test_metadata(pdf: Print) -> None:
    data = pdf.reader.metadata
    assert data is not None
    assert data.title is not None
    assert data.title.endswith("Part 8-99: Nasty communication profile for neighbourhood networks")
    assert data.author == "A. Author"
    assert str(data["/Keywords"]) == "DLMS/COSEM, nasty, test"
    assert "/CreationDate" not in data
    assert _root(pdf.reader)["/Lang"] == "en-GB"


def _root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def test_tagged(pdf: Print) -> None:
    root = _root(pdf.reader)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    alternatives, kinds = _structure(root["/StructTreeRoot"])
    assert {"Three boxes above each other", "A figure wider than the page, without text alternative"} <= alternatives
    assert {
        "/H1",
        "/H2",
        "/TOC",
        "/TOCI",
        "/Table",
        "/TH",
        "/TD",
        "/Caption",
        "/L",
        "/Note",
        "/Figure",
        "/Link",
    } <= kinds


def _structure(root: Any) -> tuple[set[str], set[str]]:
    """The text alternatives and the kinds of elements in the tree of tags."""
    alternatives, kinds, waiting = set(), set(), [root]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            kinds.add(str(element.get("/S")))
            alternatives.add(str(element.get("/Alt")))
            waiting += [element["/K"]] if "/K" in element else []
    return alternatives, kinds


def test_a4_and_running_header(pdf: Print) -> None:
    for number, page in enumerate(pdf.reader.pages, 1):
        turned = "A figure wider than the page, without" in pdf.pages[number - 1] and number > 2
        assert [round(float(size)) for size in page.mediabox[2:]] == ([842, 595] if turned else [595, 842])
        if number > 1:
            assert f"– {number} –" in pdf.pages[number - 1]
            assert "IEC/XX 62056-8-99 © 2025, A. Author" in pdf.pages[number - 1]


def test_bookmarks(pdf: Print) -> None:
    assert [(level, title) for level, title, _page in pdf.headings()] == [
        (1, "Contents"),
        (1, "Foreword"),
        (1, "Introduction"),
        (1, "1 Scope"),
        (2, "1.1 Terms"),
        (1, "2 Text and its parts"),
        (2, "2.1 Lists"),
        (2, "2.2 Notes"),
        (2, "2.3 Notes again"),
        (2, "2.4 Code"),
        (2, "2.5 Formulae"),
        (1, "3 Tables and figures"),
        (1, "Annex A (informative) Examples of nasty things"),
        (2, "A.1 First example"),
        (1, "Annex B (normative) Something"),
        (1, "Bibliography"),
        (1, "Index"),
    ]


def test_contents_lead_to_the_pages(pdf: Print) -> None:
    contents = re.sub(r"[. ]{4,}", " … ", pdf.pages[1])
    for _level, title, page in pdf.headings()[1:]:
        assert f"{title} … {page}" in contents


def test_lists_of_figures_and_tables(pdf: Print) -> None:
    contents = re.sub(r"[. ]{4,}", " … ", pdf.pages[1])
    for entry in (
        "Figure 1 – A stack with a literal",
        "Figure 2 – A figure wider than the page, without text alternative",
        "Table 1 – Spans",
        "Table 2 – A long table with a footnote in its caption that must not be repeated in the contents",
        "Table A.1 – A table in an annex",
    ):
        page = pdf.page_of(re.split(" with a ", entry)[0])
        assert f"{entry} … {page}" in contents
    assert contents.index("Index …") < contents.index("Figure 1") < contents.index("Table 1")


def test_numbers_are_those_of_the_html(pdf: Print, source: Path) -> None:
    html = build(source, source.parent / "html")
    titles = html.titles("foreword", "scope", "text", "tables", "annexes", "end")
    assert [title for _level, title, _page in pdf.headings()[1:]] == [
        title for title in titles if not title.startswith(("Table", "Figure", "Listing", "The legend"))
    ]
    captions = [re.sub(r" ?\[\d+\]", "", title) for title in titles if title.startswith(("Table", "Figure"))]
    assert len(captions) == 6
    for caption in captions:
        assert caption in re.sub(r"[. ]{4,}", " … ", pdf.pages[1])


def test_front_matter_and_annexes_begin_pages(pdf: Print) -> None:
    starts = {title: page for _level, title, page in pdf.headings()}
    for title, words in {
        "Foreword": "FOREWORD",
        "Introduction": "INTRODUCTION",
        "Annex A (informative) Examples of nasty things": "Annex A (informative) Examples of nasty things",
        "Annex B (normative) Something": "Annex B (normative) Something",
        "Index": "INDEX",
    }.items():
        body = re.sub(r"^.*?– \d+ –( IEC/XX 62056-8-99 © 2025, A. Author)?", "", pdf.pages[starts[title] - 1])
        assert body.strip().startswith(words)


def test_title_stands_again_above_the_first_clause(pdf: Print) -> None:
    page = pdf.pages[pdf.page_of("1 Scope") - 1]
    assert page.index("ELECTRICITY METERING DATA EXCHANGE") < page.index("Part 8-99") < page.index("1 Scope")


def test_text_is_never_code(pdf: Print) -> None:
    for words in (
        r'such as # $ \ " * _ ` @ < > in literals',
        "# $ \\ “ * _ ` @ < > ~ [ ] { } in text",
        "#import “evil” and $x$ stay text",
        "≤ ≥ → × … – µ Ω Δ ✓ ⇒ ∈ café Ελληνικά Кириллица",
        'short "line" # with $ signs \\ and so on',
    ):
        assert words in pdf.text


def test_references(pdf: Print) -> None:
    assert "see Clause 2 and Text and its parts" in pdf.text
    assert "Scope, Clause 2, Table 2, Figure 1, Annex A, A.1, Typst" in pdf.text
    assert "As (1) says" in pdf.text


def test_links_lead_somewhere(pdf: Print) -> None:
    names = set(pdf.reader.named_destinations)
    internal, external = 0, []
    for page in pdf.reader.pages:
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                external.append(action["/URI"])
            else:
                target = (link.get("/Dest") or action["/D"]).get_object()
                assert isinstance(target, list) or str(target) in names
                internal += 1
    assert internal > 60
    assert external == ['https://typst.app/?a=1&b="2"']


def test_list_marks(pdf: Print) -> None:
    page = pdf.pages[pdf.page_of("2.1 Lists") - 1]
    marks = re.findall(r"(?:[a-z]+|\d)\) (?=first|roman|second|automatic)", page)
    assert marks == ["a) ", "1) ", "i) ", "ii) ", "2) ", "b) ", "1) ", "2) "]


def test_notes_are_numbered_where_there_are_several(pdf: Print) -> None:
    assert "NOTE Only one here." in pdf.text
    assert "NOTE 1 The first of two notes. NOTE 2 The second of two notes." in pdf.text
    assert "EXAMPLE An example, with code." in pdf.text
    assert "WARNING Danger of everything." in pdf.text


def test_footnotes(pdf: Print) -> None:
    foreword = pdf.pages[pdf.page_of("FOREWORD") - 1]
    assert foreword.endswith("1 The first footnote, in the foreword.")
    for number, words in enumerate(
        ("The first footnote", "With code, emphasis", "The last.", "A footnote in a table.", "The caption’s footnote."),
        1,
    ):
        assert pdf.text.count(words) == 1
        assert f"{number} {words}" in pdf.text


def test_table_heads_repeat(pdf: Print) -> None:
    first = pdf.page_of("Table 2 – A long table with")
    pages = [number for number, page in enumerate(pdf.pages, 1) if "attribute_with_a_long_name_" in page]
    assert pages[0] == first
    assert len(pages) >= 3
    for number in pages:
        assert "Octet Name Meaning" in pdf.pages[number - 1]


def test_caption_is_above_a_table_and_below_a_figure(pdf: Print) -> None:
    table = pdf.pages[pdf.page_of("Table 1 – Spans") - 1]
    assert table.index("Table 1 – Spans") < table.index("spans both columns")
    figure = pdf.pages[pdf.page_of("Figure 1 – A stack") - 1]
    assert figure.index("Application") < figure.index("The legend of the figure.") < figure.index("Figure 1 –")


def test_nodes_of_others(pdf: Print) -> None:
    assert 'Stamped #"by" hand' in pdf.text
    assert "The text of the riddle. After the riddle." in pdf.text
    warnings = [line for line in pdf.built.warnings.splitlines() if "riddle" in line]
    assert len(warnings) == 1
    line = next(
        number for number, text in enumerate((SOURCE / "text.rst").read_text().splitlines(), 1) if "riddle::" in text
    )
    assert warnings[0].startswith(f"{pdf.built.out.parent / 'source' / 'text.rst'}:{line}: WARNING: ")


def test_what_cannot_be_shown_is_named(pdf: Print) -> None:
    assert "[missing.png]" in pdf.text
    assert "the PDF names it only: missing.png" in pdf.built.warnings
    assert r"\unknowncommand{a}" in pdf.text
    assert "the PDF shows the LaTeX source of this formula" in pdf.built.warnings
    assert "<b>raw</b>" not in pdf.text


def test_index(pdf: Print) -> None:
    page = pdf.pages[-1]
    pages = {title: number for _level, title, number in pdf.headings()}
    scope, meter = pages["1 Scope"], pages["Annex B (normative) Something"]
    annex = pages["Annex A (informative) Examples of nasty things"]
    for entry in (
        "C counter, see meter",
        f"meter as a thing, {meter} network, {scope}",
        f"network, see also profile meter, {scope}",
        f"profile nasty, {scope}",
        f"scope, {scope}, {annex}",
        f"HES, {scope}",
    ):
        assert entry in page


def test_same_bytes(pdf: Print, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = build(source, source.parent / "again", "-j2", builder="dlmspdf")
    assert (again.out / NAME).read_bytes() == (pdf.built.out / NAME).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = Print(build(source, source.parent / "dated", builder="dlmspdf"))
    assert dated.reader.metadata is not None
    assert str(dated.reader.metadata["/CreationDate"]).startswith("D:20231114221320")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    directory = tmp_path / "source"
    directory.mkdir()
    conf = 'extensions = ["sphinx_dlmsprofile"]\nproject = "Small"\ndlms_standard = False\n'
    (directory / "conf.py").write_text(conf)
    (directory / "index.rst").write_text("Title\n=====\n\nText.\n\nPlace.\n")
    return directory


def test_standards_can_be_asked_for(source: Path) -> None:
    built = build(source, source.parent / "archive", "-D", "dlms_pdf_standards=a-2a,ua-1", builder="dlmspdf")
    content = (built.out / NAME).read_bytes()
    assert b"pdfaid:part>2<" in content
    assert b"pdfuaid:part>1<" in content


def test_a_missing_glyph_is_an_error_at_its_line(small: Path) -> None:
    edit(small / "index.rst", "Place.", "Place 漢.")
    built = build(small, small.parent / "out", "-D", "dlms_pdf_standards=ua-1", builder="dlmspdf")
    assert built.status == 1
    assert f'{small / "index.rst"}:6: ERROR: no PDF: no font has a glyph for "漢": U+6F22' in built.warnings
    assert not list(built.out.glob("*.pdf"))


def test_a_broken_picture_is_an_error_at_its_line(small: Path) -> None:
    (small / "bad.png").write_bytes(b"nothing")
    edit(small / "index.rst", "Place.", ".. image:: bad.png")
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert built.status == 1
    assert f"{small / 'index.rst'}:6: ERROR: no PDF: failed to decode image" in built.warnings


def test_an_unknown_standard(small: Path) -> None:
    built = build(small, small.parent / "out", "-D", "dlms_pdf_standards=zz", builder="dlmspdf")
    assert built.status == 1
    assert built.warnings.splitlines() == ["ERROR: no PDF: unknown pdf standard: zz"]


def test_without_typst(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_dlmsprofile.publishing.typst.compiler.find_spec", lambda _name: None)
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert built.status == 1
    assert built.warnings.splitlines() == [
        'ERROR: the builder dlmspdf needs the package typst: pip install "sphinx-dlmsprofile[pdf]"'
    ]


@pytest.mark.parametrize(
    "text",
    ["", "Only a paragraph.", "A\n=\n\nB\n=\n", "T\n=\n\n.. contents::\n\n.. [1] unused\n", ".. index:: single: x\n"],
)
def test_odd_documents(small: Path, text: str) -> None:
    (small / "index.rst").write_text(text)
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert (built.out / "Small.pdf").is_file()


ANCHORS = """
Title :index:`root` _`in root`
==============================

.. _lost:

Contents
--------

Scope :index:`heading` _`in heading`
------------------------------------

See `in root`_, `in heading`_, `in caption`_, `in head`_, `in figure`_, `in cell`_, `in note`_, :ref:`x <lost>`. [#h]_

.. list-table:: Caption :index:`caption` _`in caption`
   :header-rows: 1

   * - Head :index:`head` _`in head` [#f]_
{rows}

.. [#f] The head's note.
.. [#h] With _`in note`

.. figure:: x.svg

   Figure _`in figure` [#h]_

Second [#g]_ heading
--------------------

.. [#g] The heading's note.

Index
-----
"""


def test_anchors_where_text_is_printed_twice(small: Path) -> None:
    rows = "\n".join(f"   * - _`in cell{number or ''}`" for number in range(70))
    (small / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "Small"\n')
    (small / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')
    (small / "index.rst").write_text(ANCHORS.format(rows=rows))
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert "no PDF" not in built.warnings
    reader = PdfReader(built.out / "Small.pdf")
    assert [page.extract_text().count("The head’s note.") for page in reader.pages] == [0, 0, 1, 1, 0]
    index = " ".join(reader.pages[-1].extract_text().split())
    assert "C caption, 3 H head, 3 heading, 3 R root, 3" in index


def test_terms_stand_on_lines_of_their_own(small: Path) -> None:
    (small / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\nproject = "Small"\n')
    terms = (
        "Terms and definitions\n---------------------\n\njoining\n~~~~~~~\n\nwhat it is\n\n"
        "Abbreviated terms\n~~~~~~~~~~~~~~~~~\n\nx\n"
    )
    (small / "index.rst").write_text(f"Title\n=====\n\nScope\n-----\n\nText.\n\n{terms}")
    reader = PdfReader(build(small, small.parent / "out", builder="dlmspdf").out / "Small.pdf")
    assert "2.1\njoining\nwhat it is\n2.2" in reader.pages[-1].extract_text()
    assert "joining" not in reader.pages[1].extract_text()
    assert "Abbreviated terms" in reader.pages[1].extract_text()


def test_footnotes_of_myst(small: Path) -> None:
    (small / "index.rst").unlink()
    (small / "index.md").write_text("# Title\n\nText[^a], more[^b].\n\n[^b]: Note b\n[^a]: Note a\n")
    built = build(small, small.parent / "out", builder="dlmspdf")
    text = " ".join(PdfReader(built.out / "Small.pdf").pages[-1].extract_text().split())
    assert text.endswith("Text1, more2. 1 Note a 2 Note b")
    assert built.warnings == ""


def test_diagrams_keep_their_text(small: Path) -> None:
    stack = """.. layer-stack:: The stack

   layers:
     mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
   profiles:
     General profile: {kind: general, stack: [ap, al, mac]}
"""
    edit(small / "index.rst", "Place.", stack)
    reader = PdfReader(build(small, small.parent / "out", builder="dlmspdf").out / "Small.pdf")
    text = reader.pages[-1].extract_text()
    assert "DLMS/COSEM application" in " ".join(text.split())
    assert "IEEE 802.11ah" in text
    assert "The stack" in text
    alternatives, _kinds = _structure(_root(reader)["/StructTreeRoot"])
    assert any("General profile" in alternative for alternative in alternatives)


@pytest.mark.parametrize("name", ["Other name.pdf", "Other name", "../Other name"])
def test_name_can_be_given(small: Path, name: str) -> None:
    built = build(small, small.parent / "out", "-D", f"dlms_pdf_name={name}", builder="dlmspdf")
    assert [path.name for path in built.out.glob("*.pdf")] == ["Other-name.pdf"]


def test_a_project_that_is_no_standard(small: Path) -> None:
    edit(small / "index.rst", "Place.", "Sub\n---\n\n.. py:function:: call(a)\n\n   What it does.\n\nAfter.")
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert built.warnings == ""
    text = " ".join(PdfReader(built.out / "Small.pdf").pages[-1].extract_text().split())
    assert "Sub call(a) What it does. After." in text


def test_a_removed_document_leaves_the_print(tmp_path: Path) -> None:
    index = "Title\n=====\n\n.. toctree::\n\n   kept\n   removed\n   kept\n"
    texts = {f"{name}.rst": f"{name.title()}\n=======\n\nText of {name}.\n" for name in ("kept", "removed")}
    source = write(tmp_path / "source", {"index.rst": index, **texts}, 'project = "A"\ndlms_standard = False\n')
    whole = PdfReader(build(source, tmp_path / "out", builder="dlmspdf").out / "A.pdf")
    assert "".join(page.extract_text() for page in whole.pages).count("Text of") == 2
    (source / "removed.rst").unlink()
    built = build(source, tmp_path / "out", builder="dlmspdf")
    assert "index.rst" in built.warnings
    assert "toctree contains reference to nonexisting document 'removed'" in built.warnings
    rest = "".join(page.extract_text() for page in PdfReader(built.out / "A.pdf").pages)
    assert "Text of kept" in rest
    assert "Text of removed" not in rest
