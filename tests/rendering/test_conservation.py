"""No word is lost, cut or printed over another on the way from the source to any output."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_dlmsprofile.publishing.losses import Fragment, Misplaced, fragments, losses, places, squeeze
from sphinx_dlmsprofile.publishing.typst.compiler import compile_pdf
from sphinx_dlmsprofile.publishing.typst.proof import Proof, proof
from sphinx_dlmsprofile.publishing.word_counts import rarer
from tests.builds.building import Built, build, write
from tests.rendering.random_document import RandomDocument

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'dlms_standard = False\nproject = "P"\n'


def printed(out: Path) -> Proof:
    return proof(next(out.glob("*.pdf")).read_bytes())


def words_of(page: str) -> str:
    """What a reader sees of an HTML page."""
    return BeautifulSoup(page, "html.parser").text


class Project:
    """Random documents, written as one project."""

    def __init__(self, directory: Path, documents: list[RandomDocument]) -> None:
        self.documents = documents
        files = {f"d{number}.rst": document.text for number, document in enumerate(documents)}
        files["index.rst"] = "All\n===\n\n.. toctree::\n   :glob:\n\n   d*\n"
        self.source = write(directory / "source", files, CONF)

    def build(self, builder: str) -> Built:
        directory = self.source.parent
        return build(self.source, directory / builder, "-d", str(directory / "doctrees"), builder=builder)

    def lost_in(self, shown: str) -> list[str]:
        """The words that an output does not show."""
        squeezed = squeeze(shown)
        return [word for document in self.documents for word in document.words if squeeze(word) not in squeezed]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("lost"), [RandomDocument(seed) for seed in range(2)])


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_the_pages_show_every_word(builder: str, project: Project) -> None:
    out = project.build(builder).out
    assert project.lost_in(" ".join(words_of(path.read_text("utf-8")) for path in out.glob("*.html"))) == []


def test_the_book_shows_every_word(project: Project) -> None:
    with ZipFile(next(project.build("epub").out.glob("*.epub"))) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    assert project.lost_in(" ".join(map(words_of, pages))) == []


# The builder has its own pace in following Sphinx.
@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml")
def test_the_json_pages_show_every_word(project: Project) -> None:
    pages = [json.loads(path.read_text("utf-8")) for path in project.build("json").out.glob("*.fjson")]
    assert project.lost_in(" ".join(words_of(page["body"]) for page in pages if "body" in page)) == []


@pytest.mark.parametrize("builder", ["html", "dlmspdf"])
def test_the_review_shows_every_word(builder: str, project: Project) -> None:
    source = project.source
    options = ("-D", "dlms_review=1", "-D", "dlms_standard=1")
    out = build(source, source.parent / f"review-{builder}", *options, builder=builder).out
    if builder == "dlmspdf":
        assert project.lost_in(printed(out).text) == []
    else:
        assert project.lost_in(" ".join(words_of(path.read_text("utf-8")) for path in out.glob("*.html"))) == []


def test_the_text_shows_every_word(tmp_path: Path) -> None:
    # Sphinx refuses to write tables in tables as text.
    project = Project(tmp_path, [RandomDocument(9, tables_in_cells=False)])
    out = project.build("text").out
    assert project.lost_in(" ".join(path.read_text("utf-8") for path in out.glob("*.txt"))) == []


def test_the_pdf_shows_every_word_where_it_can_be_read(project: Project) -> None:
    built = project.build("dlmspdf")
    shown = printed(built.out)
    assert project.lost_in(shown.text) == []
    assert shown.misplaced == []
    assert "[dlms.pdf]" not in built.warnings


HEX = "0123456789ABCDEF" * 9
IDENTIFIER = "association_mode_of_the_station_" * 6 + "end"
HEADS = [f"Responsibility{letter}" for letter in "ABCDEFGHIJKL"]
ROWS = "\n".join(f"       - bit {number} last{number}x" for number in range(75))
TALL = f"""
What does not fit
=================

{HEX} {HEX}ENDA in a text, ``{HEX}ENDB`` in a literal, {IDENTIFIER}x, getTheRequestNormalWith{"List" * 40}ENDC.

Heading {IDENTIFIER}
--------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

- item ``/{"a_path/" * 40}ENDD``

  .. note:: {HEX}ENDE

:{IDENTIFIER}F: value {HEX}ENDG

.. list-table:: Hexadecimal {HEX}ENDH
   :header-rows: 1

   * - A
     - {IDENTIFIER}
     - C
   * - get-request-normal
     - {HEX} ENDI
     - what it means, in a few words

.. list-table:: Wide
   :header-rows: 1

   * - {chr(10).join(f"     - {head}" for head in HEADS).removeprefix("     - ")}
   * - {HEX}
{chr(10).join("     - 1" for _ in HEADS[1:])}

.. list-table:: Tall

   * - first
     - * bit
{ROWS.replace("       - ", "       * ")}
   * - second
     - .. code-block:: text

{chr(10).join(f"          line{number}x" for number in range(90))}
   * - third
     - .. list-table::

          * - inner {HEX} ENDJ
            - .. list-table::

                 * - innermost
                   - {IDENTIFIER}ENDK
          * - more
            - text

.. list-table:: Narrow
   :widths: 5 95

   * - .. list-table::

          * - .. list-table::

                 * - innermost_of_them
                   - .. note::

                        .. code-block:: text

                           wholeword anotherword thirdword
                   - {HEX} ENDN
     - {"wide text " * 20}

.. figure:: tall.svg

   A tall figure ENDL

   .. list-table::

      * - its
        - legend

.. figure:: wide.svg

   A wide figure ENDM

.. csv-table::

   {", ".join(f"x{number}y" for number in range(40))}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}">'
    '<text x="2" y="{2}" font-size="14">{3}</text></svg>'
)


@pytest.fixture(scope="module")
def tall(tmp_path_factory: pytest.TempPathFactory) -> tuple[Proof, str]:
    files = {
        "index.rst": TALL,
        "tall.svg": SVG.format(200, 2000, 1990, "bottomline"),
        "wide.svg": SVG.format(1400, 200, 100, "wideline"),
    }
    directory = write(tmp_path_factory.mktemp("tall") / "source", files, CONF)
    built = build(directory, directory.parent / "out", builder="dlmspdf")
    return printed(built.out), built.warnings


def test_what_does_not_fit_is_all_there(tall: tuple[Proof, str]) -> None:
    shown, warnings = tall
    assert "words of this text are not in the PDF" not in warnings
    ends = [f"END{letter}" for letter in "ABCDEFGHIJKLMN"]
    wanted = [*ends, *(f"last{number}x" for number in range(75)), *(f"line{number}x" for number in range(90))]
    wanted += [*HEADS, *(f"x{number}y" for number in range(40)), "bottomline", "wideline"]
    lost = [word for word in wanted if squeeze(word) not in shown.text]
    assert lost == []
    assert [word for word in ("wholeword", "anotherword", "thirdword") if word not in shown.lines] == []


def test_what_does_not_fit_is_not_cut(tall: tuple[Proof, str]) -> None:
    shown, warnings = tall
    assert shown.misplaced == []
    lines = TALL.splitlines()
    shrunk, wide = (line for line in warnings.splitlines() if "[dlms.pdf]" in line)
    assert f"index.rst:{lines.index('.. figure:: tall.svg') + 1}: WARNING: the picture is shrunk to" in shrunk
    assert re.search(r"index\.rst:\d+: WARNING: the table is too wide for the page", wide)


def test_a_loss_is_noticed() -> None:
    tree = publish_doctree("One two three.\n\nFour *five* six [#]_ seven.\n\n.. [#] eight\n\n.. comment\n")
    wanted = fragments(tree)
    assert [squeeze(fragment.text) for fragment in wanted] == ["onetwothree", "fourfivesix", "seven", "eight"]
    assert losses(wanted, squeeze("One two three. eight Four five six 1 seven.")) == []
    (loss,) = losses(wanted, squeeze("One two three. eight Four six 1 seven."))
    assert (loss.words, loss.node.astext()[:4]) == (("five",), "Four")


def test_a_broken_text_is_no_loss() -> None:
    wanted = fragments(publish_doctree("A text that is broken by a running head is there."))
    assert losses(wanted, squeeze("A text that is IEC 62056-8-99 – 12 – broken by a running-\nhead is there.")) == []


def test_what_is_cut_or_overprinted_is_noticed() -> None:
    source = """#set page("a4", margin: 25mm)
    #place(dx: 150mm, box(width: 80mm)[leavesthepaper])
    #place(dy: 40mm)[underneath]
    #place(dy: 40mm, dx: 4mm)[overprinted]
    #place(dy: 60mm)[twice] #place(dy: 60mm)[twice]
    #place(dy: 252mm)[toolow]
    """
    found = proof(compile_pdf({"main.typ": source.encode()})).misplaced
    assert [(each.page, each.fault) for each in found] == [
        (1, "runs out of the text"),
        (1, "runs out of the text"),
        (1, "is printed over something else"),
    ]
    assert any("toolow" in each.words for each in found)


def test_signs_of_a_formula_reach_into_each_other() -> None:
    source = """#set page("a4", margin: 25mm)
    Here $(1, 2; 3, 4)$ and $root(3, x)$ and $root(4, a + b)$.
    #place(dy: 40mm)[underneath]
    #place(dy: 40mm, dx: 4mm)[overprinted]
    """
    (found,) = proof(compile_pdf({"main.typ": source.encode()})).misplaced
    assert "over" in found.words


def test_a_misplaced_text_is_found_in_the_source() -> None:
    tree = publish_doctree("One two three.\n\nFour five six.")
    wanted = fragments(tree)
    cut = Misplaced(1, "fivesix", "runs out")
    found = places(wanted, squeeze("One two three. Four five six."), [cut, cut, Misplaced(2, "label", "…")])
    assert [(each, node.astext()) for each, node in found] == [(cut, "Four five six.")]
    assert isinstance(wanted[0], Fragment)


def test_a_misplaced_text_that_is_written_several_times_is_found_where_it_is_printed() -> None:
    tree = publish_doctree("An x is here.\n\nNo cut text.\n\nThe x, and no other.\n\nExtra.")
    wanted = fragments(tree)
    text = squeeze("An x is here. Running head 12 No cut text. The x, and no other. Extra.")
    place = text.index("thex") + 3
    found = places(wanted, text, [Misplaced(1, "x", "runs out", place), Misplaced(1, "x", "is over", 2)])
    assert [node.astext() for _, node in found] == ["The x, and no other.", "An x is here."]


def test_what_is_misplaced_knows_its_place() -> None:
    source = """#set page("a4", margin: 25mm)
    one x two
    #place(dx: 168mm, box(width: 80mm)[x])
    #pagebreak()
    three x four
    #place(dx: 168mm, box(width: 80mm)[x])
    """
    found = proof(compile_pdf({"main.typ": source.encode()}))
    assert [(each.page, each.words, found.text[: each.place]) for each in found.misplaced] == [
        (1, "x", "onextwo"),
        (2, "x", "onextwoxthreexfour"),
    ]


def test_a_text_of_common_words_is_found_across_a_page() -> None:
    common = " ".join(f"The payload cycle {number}." for number in range(80))
    wanted = [Fragment(text, nodes.paragraph()) for text in (common, "A payload joining the relay", "The end")]
    broken = f"{common} A payload joining IEC 62056-8-30 the relay The end"
    assert losses(wanted, squeeze(broken)) == []
    (lost,) = losses(wanted, squeeze(broken.replace("joining", "")))
    assert lost.words == ("joining",)


CELLS = [("Public Client", "0x10", "reads"), ("Other client", "0x11", "reads"), ("Public Server", "0x10", "writes")]


def test_a_row_is_lost_whose_words_stand_elsewhere() -> None:
    wanted = [Fragment(cell, nodes.paragraph(cell)) for row in CELLS for cell in row]
    rows = [" ".join(row) for row in CELLS]
    assert rarer(wanted, "\n".join(["IEC 1", *rows, "2"])) == []
    without = "\n".join(["IEC 1", rows[0], rows[2], "2"])
    assert losses([each for each in wanted if each.text != "0x11"], squeeze(without)) != []
    others = [Fragment("Other client: 0x11", nodes.paragraph()), Fragment("reads more", nodes.paragraph()), *wanted]
    without = f"Other client: 0x11\nreads more\n{rows[0]}\n{rows[2]}"
    assert losses(others, squeeze(without)) == []
    lost = rarer(others, without)
    assert {word: each.node.rawsource for each in lost for word in each.words} == {
        "0x11": "0x11",
        "client": "Other client",
        "other": "Other client",
        "reads": "reads",
    }


@pytest.mark.parametrize(
    "printed",
    [
        "A word that is hyphen-\nated, and hyphenated H2O",
        "A word that is hyphen\ufffe\nated, and hyphenated H2O",
        "A word that is hyphenated, and hyphen-\n– 12 –\nIEC 62056-8-30\nated H 2 O",
        "A WORD THAT IS HYPHENATED, AND HYPHENATED H₂O",
    ],
)
def test_words_that_are_printed_in_parts_are_not_missed(printed: str) -> None:
    assert rarer([Fragment("A word that is hyphenated, and hyphenated H2O", nodes.paragraph())], printed) == []


def test_a_pdf_that_is_the_same_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    def counted(content: bytes, *, numbered: bool = False) -> Proof:
        opened.append(len(content))
        return proof(content, numbered=numbered)

    monkeypatch.setattr("sphinx_dlmsprofile.publishing.typst.proof.proof", counted)
    source = write(tmp_path / "source", {"index.rst": "All\n===\n\nThe first words.\n"}, CONF)

    def said() -> str:
        return build(source, tmp_path / "out", builder="dlmspdf").warnings

    assert (said(), said(), len(opened)) == ("", "", 1)
    (source / "index.rst").write_text("All\n===\n\nThe second words.\n", "utf-8")
    assert (said(), len(opened)) == ("", 2)
    # What is lost is said in each build.
    (source / "index.rst").write_text("All\n===\n\nThe words 計測.\n", "utf-8")
    assert all("words of this text are not in the PDF" in said() for _ in range(2))
    assert len(opened) == 4
    (tmp_path / "out.doctrees" / "dlms-whole.pdf.digest").write_bytes(b"cut")
    (source / "index.rst").write_text("All\n===\n\nThe first words.\n", "utf-8")
    assert (said(), len(opened)) == ("", 5)
