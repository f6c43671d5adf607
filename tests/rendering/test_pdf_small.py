"""The PDF of small documents: what stops it, what is odd in them, and what they are called."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from sphinx_dlmsprofile.publishing.formula_reader import formulae_of
from sphinx_dlmsprofile.publishing.typst.proof import proof
from tests.builds.building import build, edit, write
from tests.rendering.test_pdf import root_of, structure

if TYPE_CHECKING:
    from pathlib import Path

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    directory = tmp_path / "source"
    directory.mkdir()
    conf = 'extensions = ["sphinx_dlmsprofile"]\nproject = "Small"\ndlms_standard = False\n'
    (directory / "conf.py").write_text(conf)
    (directory / "index.rst").write_text("Title\n=====\n\nText.\n\nPlace.\n")
    return directory


def test_a_missing_glyph_is_an_error_at_its_line(small: Path) -> None:
    edit(small / "index.rst", "Place.", "Place 漢.")
    built = build(small, small.parent / "out", "-D", "dlms_pdf_standards=ua-1", builder="dlmspdf")
    assert built.status == 1
    assert f'{small / "index.rst"}:6: ERROR: no PDF: no font has a glyph for "漢": U+6F22' in built.warnings
    assert not list(built.out.glob("*.pdf"))


def test_broken_pictures_are_named_at_their_lines(small: Path) -> None:
    (small / "bad.png").write_bytes(b"nothing")
    (small / "none.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>')
    (small / "other.svg").write_bytes(PNG)
    (small / "folder.png").mkdir()
    names = ("bad.png", "none.svg", "other.svg", "absent.png", "folder.png")
    edit(small / "index.rst", "Place.", "\n\n".join(f".. image:: {name}\n   :alt: < {name}" for name in names))
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert built.status == 0
    lines = built.warnings.splitlines()
    at = f"{small / 'index.rst'}:"
    assert sorted(line.removeprefix(at).partition(" ")[0] for line in lines) == ["15:", "18:", "6:", "9:"]
    says = "the picture bad.png cannot be shown, the PDF names it only: it is not a PNG picture [dlms.pdf]"
    assert f"{at}6: WARNING: {says}" in lines
    shown = " ".join(page.extract_text() for page in PdfReader(next(built.out.glob("*.pdf"))).pages)
    assert [name for name in names if name in shown] == ["bad.png", "none.svg", "absent.png", "folder.png"]


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


@pytest.mark.parametrize(
    ("text", "listed"),
    [("Only a paragraph.", ""), (".. csv-table:: Sizes\n\n   A, 1\n", "Sizes"), ("T\n=\n\nA\n-\n\nText.\n", "A")],
)
def test_contents_without_anything_in_them_take_no_page(small: Path, text: str, listed: str) -> None:
    (small / "index.rst").write_text(text)
    built = build(small, small.parent / "out", builder="dlmspdf")
    shown = proof((built.out / "Small.pdf").read_bytes()).lines
    assert ("CONTENTS" in shown) == bool(listed)
    assert listed in shown.partition("CONTENTS")[2]


def test_a_sign_without_glyph_is_said_once(small: Path) -> None:
    (small / "index.rst").write_text("T\n=\n\nThe city 中国 and ``代码``, :math:`a = 漢`.\n")
    built = build(small, small.parent / "out", "-D", "dlms_standard=1", builder="dlmspdf")
    assert built.warnings.count("glyph-missing") == 3
    assert "are not in the PDF" not in built.warnings
    built = build(small, small.parent / "plain", builder="dlmspdf")
    assert 'are not in the PDF: "中国 代码"' in built.warnings


BOX = """
T
=

.. admonition:: Current in mA, *not* in A, of :math:`\\frac{1}{2}` [#f]_

   Text in kW.

.. warning:: Voltage in mV.

.. [#f] Why.
"""


def test_the_title_of_a_box_is_printed_as_written(small: Path) -> None:
    """Units and formulae had become capitals and LaTeX: "IN MA"."""
    (small / "index.rst").write_text(BOX)
    built = build(small, small.parent / "out", builder="dlmspdf")
    shown = proof((built.out / "Small.pdf").read_bytes()).lines
    assert "Current in mA, not in A, of" in shown
    assert "frac" not in shown
    assert "Text in kW." in shown
    assert "WARNING Voltage in mV." in " ".join(shown.split())


RAW = """
T
=

Before.

.. raw:: html

   <p>onlyonpages</p>

.. raw:: html

   <hr>
"""


@pytest.mark.parametrize(
    ("builder", "called"), [("dlmspdf", "PDF"), ("dlmsdocx", "Word document"), ("dlmssts", "STS")]
)
def test_raw_text_in_a_project_that_is_no_standard_is_reported(builder: str, called: str, small: Path) -> None:
    (small / "index.rst").write_text(RAW)
    built = build(small, small.parent / "out", builder=builder)
    (line,) = (line for line in built.warnings.splitlines() if "what is written for" in line)
    assert f"index.rst:7: WARNING: the {called} does not show what is written for HTML" in line


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
    assert [page.extract_text().count("The head’s note.") for page in reader.pages] == [0, 0, 0, 1, 0]
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
    alternatives, _kinds = structure(root_of(reader)["/StructTreeRoot"])
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


def test_what_directives_divide_or_hide(small: Path) -> None:
    conf = small / "conf.py"
    conf.write_text(conf.read_text().replace('"]', '", "sphinx.ext.todo"]', 1))
    text = (
        ".. todo:: Nobody reads it.\n\n"
        ".. productionlist::\n   sum: first\n   first: last\n\n"
        ".. math::\n\n   aleph\n\n   beth\n"
    )
    edit(small / "index.rst", "Place.", text)
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert "dlms.pdf" not in built.warnings
    lines = proof(next(built.out.glob("*.pdf")).read_bytes()).lines.split()
    assert "Nobody" not in lines
    built = build(small, small.parent / "out", "-E", "-D", "todo_include_todos=1", builder="dlmspdf")
    printed = proof(next(built.out.glob("*.pdf")).read_bytes()).lines
    assert "Nobody" in printed
    assert re.search(r"sum +::= +first *\n *first +::= +last", printed.replace("\r", ""))


def test_the_keys_of_a_figure_begin_on_one_line(small: Path) -> None:
    (small / "dot.png").write_bytes(PNG)
    key = "   1\n     device\n\n   relays\n     what extends the reach\n"
    edit(small / "index.rst", "Place.", f".. figure:: dot.png\n   :alt: dot\n\n   Drawn.\n\n{key}")
    built = build(small, small.parent / "out", builder="dlmspdf")
    left: dict[str, float] = {}
    for page in PdfReader(next(built.out.glob("*.pdf"))).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, *_: left.update({text.strip(): cm[4] + tm[4]}))
    assert left["1"] == pytest.approx(left["relays"], abs=0.5)


def test_columns_of_headings_are_bold(small: Path) -> None:
    edit(small / "index.rst", "Place.", ".. list-table::\n   :stub-columns: 1\n\n   * - one\n     - two\n")
    built = build(small, small.parent / "out", builder="dlmspdf")
    fonts: dict[str, str] = {}
    for page in PdfReader(next(built.out.glob("*.pdf"))).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, font, _size: fonts.update({text.strip(): str(font)}))
    assert "Bold" in fonts["one"]
    assert "Bold" not in fonts["two"]


def test_an_abbreviation_is_explained_once(small: Path) -> None:
    role = ":abbr:`NNAP (neighbourhood network access point)`"
    edit(small / "index.rst", "Place.", f"Before {role} it stands.\n\nAgain {role} after.")
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert "dlms.pdf" not in built.warnings
    shown = " ".join(proof(next(built.out.glob("*.pdf")).read_bytes()).lines.split())
    assert "Before NNAP (neighbourhood network access point) it stands." in shown
    assert "Again NNAP after." in shown


def test_numbered_and_marked_lines_of_code(small: Path) -> None:
    numbered = "   :linenos:\n   :lineno-start: 98\n\n   int a;\n     int b;\n\n   int c;\n"
    marked = "   :emphasize-lines: 1,3\n\n   void d;\n   void e;\n   void f;\n"
    edit(small / "index.rst", "Place.", f".. code-block:: c\n{numbered}\n.. code-block:: c\n{marked}")
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert "dlms.pdf" not in built.warnings
    (page,) = PdfReader(next(built.out.glob("*.pdf"))).pages[-1:]
    lines = [" ".join(line.split()) for line in page.extract_text().splitlines()]
    begin = lines.index("98 int a;")
    assert lines[begin : begin + 4] == ["98 int a;", "99 int b;", "100", "101 int c;"]
    assert [line for line in lines if line.startswith("void")] == ["void d;", "void e;", "void f;"]
    contents = page.get_contents()
    assert contents is not None
    assert contents.get_data().count(b"1.5 w") == 2  # the bars beside them


def test_code_with_markup_keeps_its_lines_and_notes(small: Path) -> None:
    text = ".. parsed-literal::\n\n   *first* line\n     **second**\n   third\n   last [#n]_\n\n.. [#n] Noted.\n"
    edit(small / "index.rst", "Place.", text)
    built = build(small, small.parent / "out", builder="dlmspdf")
    assert "dlms.pdf" not in built.warnings
    shown = proof(next(built.out.glob("*.pdf")).read_bytes()).lines
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    begin = next(number for number, line in enumerate(lines) if line == "first line")
    assert lines[begin + 1 : begin + 3] == ["second", "third"]
    assert any("Noted." in line for line in lines)


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a = b", ["a = b"]),
        ("a\n  = b\n\n c = d\n \n\ne", ["a\n  = b", "c = d", "e"]),
        ("\\begin{array}{c}\na\n\nb\n\\end{array}", ["\\begin{array}{c}\na\n\nb\n\\end{array}"]),
    ],
)
def test_blank_lines_divide_formulae(source: str, parts: list[str]) -> None:
    assert formulae_of(source) == parts


def test_numbers_of_equations_have_the_letter_of_their_annex(small: Path) -> None:
    (small / "conf.py").write_text(f"{(small / 'conf.py').read_text()}numfig = True\n")
    annexes = "".join(
        f"Annex {letter} (informative) Name\n{'=' * 30}\n\n.. math:: e = {letter}\n   :label: in{letter}\n\n"
        "Sub\n---\n\nText.\n\n"
        for letter in "AB"
    )
    (small / "index.rst").write_text("Title\n=====\n\n.. toctree::\n\n   a\n   b\n")
    (small / "a.rst").write_text("Scope\n=====\n\n.. math:: e = f\n   :label: first\n\nSee :eq:`first`, :eq:`inB`.\n")
    (small / "b.rst").write_text(annexes)
    built = build(small, small.parent / "out", "-D", "dlms_standard=1", builder="dlmspdf")
    text = "".join(page.extract_text() for page in PdfReader(next(built.out.glob("*.pdf"))).pages)
    assert re.findall(r"\((?:[A-Z]\.)?\d\)", text) == ["(1)", "(1)", "(B.1)", "(A.1)", "(B.1)"]
