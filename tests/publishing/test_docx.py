"""Word: every word and number, fields that stay true when Word computes them, the same bytes twice."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from pypdf import PdfReader

from sphinx_dlmsprofile.publishing.docx import tables
from sphinx_dlmsprofile.publishing.docx.container import _PARAGRAPH_ORDER
from sphinx_dlmsprofile.publishing.docx.inline import InlineMixin
from sphinx_dlmsprofile.publishing.docx.omml import to_omml
from sphinx_dlmsprofile.publishing.docx.oxml import M
from sphinx_dlmsprofile.publishing.docx.page import TURNED
from sphinx_dlmsprofile.publishing.formula_reader import read_formula
from sphinx_dlmsprofile.publishing.losses import squeeze
from sphinx_dlmsprofile.publishing.mathml import to_mathml
from tests.builds.building import IMAGE, Built, build, write
from tests.publishing import awkward
from tests.publishing.conftest import RANDOM
from tests.publishing.numbers import caption_numbers, clause_numbers, environment
from tests.publishing.word import W, Word, q, text_of
from tests.tools import find_tool

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publishing.conftest import Builds

BUILDER = "dlmsdocx"
PROJECTS = pytest.mark.parametrize("project", ["example", "awkward_standard", "random_documents"])
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture
def built(project: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(project)(BUILDER)
    return found


def words_lost(built: Built) -> list[str]:
    return [line for line in built.warnings.splitlines() if "words of this text are not in the Word document" in line]


def test_every_word_is_in_it(random_documents: Builds) -> None:
    built = random_documents(BUILDER)
    shown = squeeze(Word.in_folder(built.out).text)
    assert [word for document in RANDOM for word in document.words if squeeze(word) not in shown] == []
    assert words_lost(built) == []


def test_awkward_words_are_in_it(awkward_standard: Builds) -> None:
    built = awkward_standard(BUILDER)
    word = Word.in_folder(built.out)
    shown = word.text + " ".join(field.code for field in word.fields())
    assert [each for each in awkward.WORDS if each not in shown] == []
    assert words_lost(built) == []


def test_a_lost_word_is_reported_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InlineMixin, "visit_emphasis", InlineMixin.skip)
    source = write(tmp_path / "source", {"index.rst": "T\n=\n\nOne.\n\nWhat is *lostword* here.\n"}, 'project = "P"\n')
    built = build(source, tmp_path / "out", builder=BUILDER)
    (line,) = words_lost(built)
    assert "index.rst:6: WARNING" in line
    assert "lostword" in line


@PROJECTS
def test_fields_show_what_word_computes(built: Built) -> None:
    word = Word.in_folder(built.out)
    assert word.wrong_fields() == []


@pytest.mark.parametrize("project", ["example", "awkward_standard"])
def test_numbers_are_those_of_all_outputs(built: Built) -> None:
    word, env = Word.in_folder(built.out), environment(built.out.parent / "doctrees")
    assert sorted(word.numbers().values()) == clause_numbers(env)
    for style, kind, label in (("TABLE-title", "table", "Table"), ("FIGURE-title", "figure", "Figure")):
        captions = [text_of(each) for each in word.paragraphs(style)]
        found = sorted(caption.partition(" – ")[0] for caption in captions if caption.startswith(label))
        assert found == sorted(f"{label} {number}" for number in caption_numbers(env, kind))


def test_references_are_fields(example: Builds) -> None:
    codes = [field.code for field in Word.in_folder(example(BUILDER).out).fields()]
    assert sum(code.startswith("REF") for code in codes) > 100
    assert sum(code.startswith("SEQ Table") for code in codes) > 50
    assert sum(code.startswith("XE") for code in codes) > 100


def test_a_number_that_word_would_not_count_is_typed(tmp_path: Path) -> None:
    text = "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n\n.. toctree::\n   :numbered:\n\n   c\n"
    pages = {f"{name}.rst": f"{name}\n=\n\n:ref:`x-{name}`\n\n.. _x-{name}:\n\nS\n-\n" for name in "abc"}
    source = write(tmp_path / "source", {"index.rst": text, **pages}, 'dlms_standard = False\nproject = "P"\n')
    word = Word.in_folder(build(source, tmp_path / "out", builder=BUILDER).out)
    headings = [f"{word.numbers().get(id(each), '')} {text_of(each)}" for each in word.paragraphs("heading 1")]
    assert headings == ["1 a", "2 b", " 1 c"]
    assert word.wrong_fields() == []


def test_headings_have_the_levels_of_word(example: Builds) -> None:
    word = Word.in_folder(example(BUILDER).out)
    styles = [word.style(each) for each in word.paragraphs()]
    for style in ("heading 1", "heading 2", "heading 3", "ANNEX_title", "ANNEX-heading1", "HEADINGNonumber"):
        assert style in styles
    assert styles.count("TERM-number") == styles.count("TERM") == styles.count("TERM-definition") == 16


def test_contents_are_filled(example: Builds) -> None:
    word = Word.in_folder(example(BUILDER).out)
    contents = [text_of(each) for each in word.paragraphs("toc 1", "toc 2", "toc 3")]
    headings = word.paragraphs("heading 1", "heading 2", "heading 3", "ANNEX_title", "HEADINGNonumber")
    headings += word.paragraphs("ANNEX-heading1", "ANNEX-heading2")
    assert len(contents) == len(headings)
    assert "5.3.3 MAC layer …" in contents
    assert "Annex A (informative) Examples …" in contents
    listed = [text_of(each) for each in word.paragraphs("table of figures")]
    captions = [text_of(each) for each in word.paragraphs("FIGURE-title") + word.paragraphs("TABLE-title")]
    assert [line.removesuffix(" …") for line in listed] == captions
    assert word.settings.find(q("updateFields")) is not None


def test_the_front_matter_has_its_titles_in_capitals(example: Builds) -> None:
    word = Word.in_folder(example("dlmsdocx").out)
    titles = [text_of(each) for each in word.paragraphs("HEADINGNonumber")]
    assert titles == ["FOREWORD", "INTRODUCTION", "INDEX"]
    assert [text_of(each).split("\u2026")[0].strip() for each in word.paragraphs("toc 1")[:2]] == titles[:2]


def test_footnotes_are_counted_by_word(random_documents: Builds) -> None:
    word = Word.in_folder(random_documents(BUILDER).out)
    references = list(word.body.iter(q("footnoteReference")))
    assert len(references) > 5
    assert {each.get(q("customMarkFollows")) for each in references} == {None}
    notes = [each for each in word.footnotes if each.get(q("type")) is None]
    assert len(list(word.footnotes.iter(q("footnoteRef")))) == len(notes) == len(references)


def test_footnotes_are_those_of_word(awkward_standard: Builds) -> None:
    word = Word.in_folder(awkward_standard(BUILDER).out)
    references = [each.get(q("id")) for each in word.body.iter(q("footnoteReference"))]
    notes = {each.get(q("id")): each for each in word.footnotes if each.get(q("type")) is None}
    assert references == list(notes) == ["1", "2", "3", "4"]
    # Those of the root document count first, wherever its text stands: their marks are typed.
    assert [text_of(notes[name][0]) for name in references[:3]] == ["3 Inheading.", "4 fromaline", "5 fromcode"]
    assert "NOTEREF" in " ".join(field.code for field in word.fields())


def test_tables_have_heads_spans_and_footnotes(awkward_standard: Builds) -> None:
    word = Word.in_folder(awkward_standard(BUILDER).out)
    for table in word.body.iter(q("tbl")):
        columns = len(list(table.find(q("tblGrid"))))  # type: ignore[arg-type]
        for row in table.findall(q("tr")):
            assert sum(_span(cell) for cell in row.findall(q("tc"))) == columns
            assert all(cell[-1].tag == q("p") for cell in row.findall(q("tc")))
    captioned = next(table for table in word.body.iter(q("tbl")) if "Ha" in text_of(table))
    rows = captioned.findall(q("tr"))
    assert [row.find(f"{q('trPr')}/{q('tblHeader')}") is not None for row in rows] == [True, False, False, False]
    merges = [cell.get(q("val")) for cell in captioned.iter(q("vMerge"))]
    assert merges == ["restart", "continue"]
    assert text_of(rows[-1]).split() == ["a", "capnote"]


def _span(cell: Element) -> int:
    found = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
    return int(str(found.get(q("val")))) if found is not None else 1


def test_a_reference_to_a_paragraph_leads_there(tmp_path: Path) -> None:
    text = "T\n=\n\nSee :ref:`this <here>`.\n\n.. _here:\n\nHere it is.\n"
    source = write(tmp_path / "source", {"index.rst": text}, 'dlms_standard = False\nproject = "P"\n')
    word = Word.in_folder(build(source, tmp_path / "out", builder=BUILDER).out)
    (link,) = word.body.iter(q("hyperlink"))
    paragraph, _ = word.bookmarks()[str(link.get(q("anchor")))]
    assert text_of(paragraph) == "Here it is."


def test_a_wide_table_lies_on_its_side(tmp_path: Path) -> None:
    heads = ", ".join(f"Responsibility{number}" for number in range(12))
    text = f"T\n=\n\nBefore.\n\n.. csv-table:: Wide\n   :header: {heads}\n\n   {', '.join('x' * 12)}\n\nAfter.\n"
    source = write(tmp_path / "source", {"index.rst": text}, 'dlms_standard = False\nproject = "P"\n')
    built = build(source, tmp_path / "out", builder=BUILDER)
    assert "index.rst:6: WARNING: the table is too wide for the page" in built.warnings
    word = Word.in_folder(built.out)
    sizes = [each.find(q("pgSz")).get(q("orient")) for each in word.body.iter(q("sectPr"))]  # type: ignore[union-attr]
    assert sizes == [None, "landscape", None]


def test_a_table_that_just_fits_a_turned_page_is_not_too_wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_least_widths", lambda _group: [TURNED - 300, 300])
    text = "T\n=\n\n.. csv-table:: Wide\n\n   a, b\n"
    source = write(tmp_path / "source", {"index.rst": text}, 'dlms_standard = False\nproject = "P"\n')
    built = build(source, tmp_path / "out", builder=BUILDER)
    assert "too wide" not in built.warnings
    orients = [each.get(q("orient")) for each in Word.in_folder(built.out).body.iter(q("pgSz"))]
    assert "landscape" in orients


def test_figures_are_drawings_with_a_picture_beside(example: Builds) -> None:
    word = Word.in_folder(example(BUILDER).out)
    drawings = list(word.body.iter(q("drawing")))
    assert len(drawings) == 13
    relations = fromstring(word.parts["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): f"word/{each.get('Target')}".replace("word//word", "word") for each in relations}
    for drawing in drawings:
        shown = [each.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
                 for each in drawing.iter() if each.tag.endswith(("}blip", "}svgBlip"))]  # fmt: skip
        png, svg = (word.parts[targets[each]] for each in shown)
        assert png.startswith(b"\x89PNG")
        assert b"<svg" in svg
        properties = next(each for each in drawing.iter() if each.tag.endswith("}docPr"))
        assert properties.get("descr")


FORMULAE = [
    r"\frac{a}{b}",
    r"x_{1}^{2} + y_i - z^k",
    r"\sum_{i=1}^{n} i^2 + \int_0^1 x",
    r"\sqrt[3]{x} \cdot \sqrt{y}",
    r"\left( \frac{1}{2} \right] + \overline{z} + \hat{w}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"f(x) = \begin{cases} 0 & x < 1 \\ 1 & \text{else} \end{cases}",
    r"\lim_{x \to \infty} \log x \le \mathrm{max}",
    r"\underbrace{a + b}_{c} \boxed{x} \phantom{y}",
    r"a &= b \\ &+ c",
]


def _mathml(latex: str) -> Element:
    return to_mathml(read_formula(latex, display=True), display=True)


@pytest.mark.parametrize("latex", FORMULAE)
def test_formulae_keep_all_their_signs(latex: str) -> None:
    source = _mathml(latex)
    shown = "".join(part.text or "" for each in to_omml(source) for part in each.iter(f"{{{M}}}t"))
    signs = "".join(
        part.get(f"{{{M}}}{name}", "")
        for each in to_omml(source)
        for part in each.iter()
        if part.tag.endswith(("}chr", "}begChr", "}endChr"))
        for name in ("val",)
    )
    wanted = [sign for sign in "".join(source.itertext()) if not sign.isspace() and sign not in "_\u2061ˆ"]
    assert sorted(sign for sign in shown + signs if sign in wanted) == sorted(wanted)


def test_the_parts_of_a_formula_are_what_office_calls_them() -> None:
    parts = (part for latex in FORMULAE for each in to_omml(_mathml(latex)) for part in each.iter())
    kinds = {part.tag.removeprefix(f"{{{M}}}") for part in parts}
    assert {"f", "sSubSup", "sSub", "sSup", "nary", "rad", "d", "m", "acc", "limLow"} <= kinds
    assert {"bar", "groupChr", "borderBox", "phant", "mcs"} <= kinds


@PROJECTS
def test_properties_are_in_the_order_of_the_schema(built: Built) -> None:
    word = Word.in_folder(built.out)
    for root in (word.body, word.footnotes):
        for form in root.iter(q("pPr")):
            places = [_PARAGRAPH_ORDER.index(part.tag.removeprefix(W)) for part in form]
            assert places == sorted(set(places))


def test_the_same_input_gives_the_same_bytes(
    awkward_standard: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = awkward_standard(BUILDER)
    again = build(first.out.parent / "source", tmp_path / "again", "-j2", builder=BUILDER)
    (content,), (other,) = (list(each.out.glob("*.docx")) for each in (first, again))
    assert content.read_bytes() == other.read_bytes()
    assert Word(content.read_bytes()).dates == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = build(first.out.parent / "source", tmp_path / "dated", builder=BUILDER)
    properties = docx.Document(str(next(dated.out.glob("*.docx")))).core_properties
    assert properties.modified == properties.created == datetime.fromtimestamp(1700000000, UTC)
    assert properties.title.endswith("– The DLMS/COSEM suite – Part 8-99: awkward <communication> profile & more")


def test_lines_are_numbered_in_a_draft_alone(awkward_standard: Builds, example: Builds) -> None:
    draft, final = (Word.in_folder(project(BUILDER).out) for project in (awkward_standard, example))
    assert all(each.find(q("lnNumType")) is not None for each in draft.body.iter(q("sectPr")))
    assert all(each.find(q("lnNumType")) is None for each in final.body.iter(q("sectPr")))


SMALL = "T\n=\n\n.. table:: Caption\n\n   === ===\n   a   b\n   === ===\n\nText.\n"


@pytest.mark.parametrize("suffix", [".docx", ".dotx"])
def test_the_template_of_the_committee_takes_the_place_of_ours(suffix: str, tmp_path: Path) -> None:
    template = docx.Document()
    style = template.styles.add_style("TABLE-title", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = "Comic Sans MS"
    buffer = BytesIO()
    template.save(buffer)
    source = write(tmp_path / "source", {"index.rst": SMALL}, f'project = "P"\ndlms_docx_template = "t{suffix}"\n')
    content = buffer.getvalue()
    if suffix == ".dotx":
        content = _as_template(content)
    (source / f"t{suffix}").write_bytes(content)
    built = build(source, tmp_path / "out", builder=BUILDER)
    word = Word.in_folder(built.out)
    assert "dlms_docx_template" not in built.warnings
    assert b"Comic Sans MS" in word.parts["word/styles.xml"]
    assert word.parts["word/styles.xml"].count(b'w:val="TABLE-title"') == 1
    assert b"document.main+xml" in word.parts["[Content_Types].xml"]
    assert [text_of(each) for each in word.paragraphs("TABLE-title")] == ["Table 1 – Caption"]


def _as_template(content: bytes) -> bytes:
    result = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"ml.document.main+xml", b"ml.template.main+xml"))
    return result.getvalue()


@pytest.mark.parametrize(("content", "said"), [(None, "No such file"), (b"no zip", "File is not a zip file")])
def test_a_template_that_cannot_be_used_is_a_finding(content: bytes | None, said: str, tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": SMALL}, 'project = "P"\ndlms_docx_template = "t.docx"\n')
    if content is not None:
        (source / "t.docx").write_bytes(content)
    built = build(source, tmp_path / "out", builder=BUILDER)
    assert f'conf.py:4: ERROR: dlms_docx_template: "t.docx" cannot be used: {said}' in built.warnings
    assert 'our own styles: dlms_docx_template "t.docx" cannot be used' in built.warnings
    assert "Text." in Word.in_folder(built.out).text


def test_without_the_package_the_build_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "source", {"index.rst": SMALL}, 'project = "P"\n')
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    built = build(source, tmp_path / "out", builder=BUILDER)
    assert built.status == 1
    assert 'pip install "sphinx-dlmsprofile[word]"' in built.warnings


def test_the_language_is_said(awkward_standard: Builds) -> None:
    styles = fromstring(Word.in_folder(awkward_standard(BUILDER).out).parts["word/styles.xml"])
    (language,) = styles.iter(q("lang"))
    assert language.get(q("val")) == "en-GB"


@pytest.mark.tool("soffice")
def test_libreoffice_prints_all_of_it(awkward_standard: Builds, tmp_path: Path) -> None:
    (document,) = awkward_standard(BUILDER).out.glob("*.docx")
    program = str(find_tool("soffice"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(document)],
        check=True, capture_output=True,
    )  # fmt: skip
    shown = " ".join(page.extract_text() for page in PdfReader(next(tmp_path.glob("*.pdf"))).pages)
    in_fields = {"wave", "small", "radio", "xray", "yankee", "quebec", "romeo"}
    assert [word for word in awkward.WORDS if word not in in_fields and squeeze(word) not in squeeze(shown)] == []
    assert squeeze("Table 1 – Capof tabletitle") in squeeze(shown)
    assert squeeze("2.1 Terms and definitions") in squeeze(shown)


@pytest.mark.tool("pandoc")
def test_pandoc_reads_styles_and_references(awkward_standard: Builds) -> None:
    (document,) = awkward_standard(BUILDER).out.glob("*.docx")
    command = [str(find_tool("pandoc")), "-f", "docx+styles", "-t", "native", str(document)]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for style in ("TABLE-title", "FIGURE-title", "TERM-definition", "NOTE", "ANNEX_title"):
        assert f'"{style}"' in read


def test_bullets_have_the_level_of_their_list(tmp_path: Path) -> None:
    items = "* one\n\n  * two\n\n    * three\n\n* one again\n"
    source = write(tmp_path / "source", {"index.rst": f"Title\n=====\n\n{items}"})
    word = Word.in_folder(build(source, tmp_path / "out", builder=BUILDER).out)
    levels = [str(each.get(q("val"))) for each in word.body.iter(q("ilvl"))]
    assert levels == ["0", "1", "2", "0"]


def test_an_entry_of_the_index_is_in_small_type(example: Builds) -> None:
    styles = fromstring(Word.in_folder(example(BUILDER).out).parts["word/styles.xml"])
    sizes = {
        str(style.find(q("name")).get(q("val"))): str(style.find(f"{q('rPr')}/{q('sz')}").get(q("val")))  # type: ignore[union-attr]
        for style in styles.iter(q("style"))
        if style.find(f"{q('rPr')}/{q('sz')}") is not None
    }
    assert {sizes[name] for name in ("index 1", "index 2")} == {"18"}


def test_a_figure_stays_with_its_caption_and_a_listing_is_no_table(tmp_path: Path) -> None:
    text = (
        "Scope\n=====\n\n.. figure:: x.svg\n\n   Mesh\n\n   Key: B is the border.\n\n   - N is a node\n\n"
        ".. csv-table:: Modes\n\n   a, b\n\n.. code-block:: c\n   :caption: Choice\n\n   x = 1;\n"
    )
    files = {"index.rst": "T\n=\n\n.. toctree::\n\n   scope\n", "scope.rst": text, "x.svg": IMAGE}
    (path,) = build(write(tmp_path / "source", files), tmp_path / "out", builder="dlmsdocx").out.glob("*.docx")
    paragraphs = docx.Document(str(path)).paragraphs
    texts = [paragraph.text.replace("\u00a0", " ") for paragraph in paragraphs]
    caption = max(place for place, said in enumerate(texts) if said.startswith("Figure 1"))
    legend = [each._p.find(f"{q('pPr')}/{q('keepNext')}") for each in paragraphs[caption - 2 : caption]]
    assert all(each is not None for each in legend)
    assert [said.split("\t")[0] for said in texts if said.startswith(("Table 1", "Listing 1"))] == [
        "Table 1 – Modes",  # in the list of tables
        "Table 1 – Modes",
        "Listing 1 – Choice",
    ]
