"""The PDF of a small standard that holds what is hard to print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.builds.building import Built, build

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
    assert root_of(pdf.reader)["/Lang"] == "en-GB"


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def test_tagged(pdf: Print) -> None:
    root = root_of(pdf.reader)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    alternatives, kinds = structure(root["/StructTreeRoot"])
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


def structure(root: Any) -> tuple[set[str], set[str]]:
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
        (1, "FOREWORD"),
        (1, "INTRODUCTION"),
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
        (1, "INDEX"),
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
    assert contents.index("INDEX …") < contents.index("Figure 1") < contents.index("Table 1")


def test_numbers_are_those_of_the_html(pdf: Print, source: Path) -> None:
    html = build(source, source.parent / "html")
    titles = html.titles("foreword", "scope", "text", "tables", "annexes", "end")
    headings = [title for title in titles if not title.startswith(("Table", "Figure", "Listing", "The legend"))]
    front = {"Foreword", "Introduction", "Index"}
    in_print = [title.upper() if title in front else title for title in headings]
    assert [title for _level, title, _page in pdf.headings()[1:]] == in_print
    captions = [re.sub(r" ?\[\w+\]", "", title) for title in titles if title.startswith(("Table", "Figure"))]
    assert len(captions) == 6
    for caption in captions:
        assert caption in re.sub(r"[. ]{4,}", " … ", pdf.pages[1])


def test_front_matter_and_annexes_begin_pages(pdf: Print) -> None:
    starts = {title: page for _level, title, page in pdf.headings()}
    for title, words in {
        "FOREWORD": "ELECTRICITY METERING DATA EXCHANGE",
        "INTRODUCTION": "INTRODUCTION",
        "Annex A (informative) Examples of nasty things": "Annex A (informative) Examples of nasty things",
        "Annex B (normative) Something": "Annex B (normative) Something",
        "INDEX": "INDEX",
    }.items():
        body = re.sub(r"^.*?– \d+ –( IEC/XX 62056-8-99 © 2025, A. Author| DRAFT)?", "", pdf.pages[starts[title] - 1])
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
    of_text = ("The first footnote", "With code, emphasis", "The last.", "The figure’s footnote.")
    of_tables = ("A footnote in a table.", "The caption’s footnote.")
    for mark, words in (*enumerate(of_text, 1), *(("a", words) for words in of_tables)):
        assert pdf.text.count(words) == 1
        assert re.search(rf"{mark}\s{words}", pdf.text)


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
    assert "image file not readable: missing.png" in pdf.built.warnings
    assert "\\unknowncommand" not in pdf.text
    assert "unknowncommand a" in pdf.text
    fault = r'the formula cannot be set, the PDF shows the words of it: Unknown LaTeX command "\unknowncommand"'
    assert pdf.built.warnings.count(fault) == 1
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


def test_standards_can_be_asked_for(source: Path) -> None:
    built = build(source, source.parent / "archive", "-D", "dlms_pdf_standards=a-2a,ua-1", builder="dlmspdf")
    content = (built.out / NAME).read_bytes()
    assert b"pdfaid:part>2<" in content
    assert b"pdfuaid:part>1<" in content
