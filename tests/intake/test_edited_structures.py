"""Rows, entries and items that are changed in Word come back as what they are, and typed signs stay signs."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import docx
import pytest
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from sphinx_dlmsprofile.intake.edited_tables import change_table
from sphinx_dlmsprofile.intake.edits import Edits
from sphinx_dlmsprofile.intake.fitted import Fitted, escaped, fit
from sphinx_dlmsprofile.intake.list_marks import counted
from sphinx_dlmsprofile.intake.surroundings import Kind, surroundings
from sphinx_dlmsprofile.text.carried import carried_by
from sphinx_dlmsprofile.text.printed import Printed
from tests.builds.building import build, write
from tests.intake.wordml import CONF, printed
from tests.support import run_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILES = {
    "index.rst": """\
        Electricity metering
        ====================

        .. profile-title:: Part 8-99: a mesh

        .. toctree::

           scope
           references
           terms
           body
           more
        """,
    "scope.rst": """\
        Scope
        =====

        This part tells how a mesh talks.
        """,
    "references.rst": """\
        Normative references
        ====================

        .. normative-references::

           IEC 62056-5-3: "Application layer"
           RFC 768: User Datagram Protocol
           RFC 8200: Internet Protocol
        """,
    "terms.md": """\
        # Terms, definitions and abbreviated terms

        ## Terms and definitions

        ```{term} leaf node
        definition: node that forwards nothing
        ```

        ## Abbreviated terms

        ```{abbreviations}
        HES: "head end system"
        MED: "metering end device"
        ```
        """,
    "body.rst": """\
        Layers
        ======

        The mesh does this:

        a) it wakes at noon,

        b) it sleeps,

        c) it ends:

           1) an inner count.

        .. list-table:: Modes of the mesh
           :header-rows: 1

           * - Mode
             - Rate
             - Remark
           * - 1a
             - 50
             - rare, see :ref:`here <sec-here>`
           * - 1b
             - 100
             - | first line
               | second line
           * - 2a
             - 150
             - mains power

        .. _sec-here:

        Frames
        ------

        +---------+-----------+
        | Field   | Octets    |
        +=========+===========+
        | Header  | 9 or more |
        +---------+-----------+
        | Payload | up to 127 |
        +---------+-----------+

        ======  ======
        Left    Right
        ======  ======
        shy     brave
        ======  ======

        .. code-block:: c
           :caption: Count of frames

           count = 129;

        .. csv-table:: Letters

           alpha, wind
           beta, rain
        """,
    "more.md": """\
        # Services

        Reading takes a moment of time.

        | Town | Nodes |
        |:-----|------:|
        | Ulm  | 12    |
        | Bonn | 24    |

        - Waters:

          | River | Length |
          |-------|--------|
          | Rhine | 1233   |

        ```{list-table} Routers by town
        :header-rows: 1

        * - Town
          - Routers
        * - Essen
          - 7
        * - Kiel
          - 8
        ```
        """,
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small standard in Word."""
    return printed(tmp_path_factory.mktemp("word"), _FILES)


def _paragraphs(word: Document) -> list[Paragraph]:
    every = (Paragraph(each, word) for each in word.element.body.iter(f"{_W}p"))
    return [each for each in every if not str(each.style and each.style.name).casefold().startswith("toc")]


def _find(word: Document, text: str) -> Paragraph:
    return next(each for each in _paragraphs(word) if text in each.text)


def _typed(text: str, old: str, new: str) -> Callable[[Document], None]:
    def edit(word: Document) -> None:
        run = next(each for each in _find(word, text).runs if old in each.text)
        run.text = run.text.replace(old, new)

    return edit


def _typed_last(word: Document, old: str, new: str) -> None:
    run = [each for paragraph in _paragraphs(word) for each in paragraph.runs if old in each.text][-1]
    run.text = run.text.replace(old, new)


def _row(word: Document, text: str) -> Any:
    return next(_find(word, text)._p.iterancestors(f"{_W}tr"))


def _say(element: Any, *words: str) -> None:
    texts = list(element.iter(f"{_W}t"))
    for each, word in zip(texts, [*words, *[""] * len(texts)], strict=False):
        each.text = word


def _copied(find: Callable[[Document], Any], *words: str) -> Callable[[Document], None]:
    """What is copied behind itself, with other words."""

    def edit(word: Document) -> None:
        element = find(word)
        copy = deepcopy(element)
        element.addnext(copy)
        _say(copy, *words)

    return edit


def _dropped(find: Callable[[Document], Any]) -> Callable[[Document], None]:
    def edit(word: Document) -> None:
        element = find(word)
        element.getparent().remove(element)

    return edit


def _row_of(text: str) -> Callable[[Document], Any]:
    return lambda word: _row(word, text)


def _paragraph_of(text: str) -> Callable[[Document], Any]:
    return lambda word: _find(word, text)._p


def _all_rows_struck_out(word: Document) -> None:
    for row in _row(word, "Kiel").getparent().iter(f"{_W}tr"):
        name = _W.strip("{}")
        row.get_or_add_trPr().append(parse_xml(f'<w:del xmlns:w="{name}" w:id="9" w:author="A"/>'))


class Edit(NamedTuple):
    """What is done, and what is then in a file, once; ``said`` is in the report."""

    do: Callable[[Document], Any]
    text: str = ""
    said: str = ""
    gone: str = "\0"


EDITS = {
    "a row less in a list-table": Edit(
        _dropped(_row_of("2a")), "       | second line\n\n.. _sec-here:", gone="mains power"
    ),
    "a row more in a list-table": Edit(
        _copied(_row_of("2a"), "3", "300", "by *day* only"),
        "     - mains power\n   * - 3\n     - 300\n     - by \\*day\\* only\n",
    ),
    "a row that stands elsewhere": Edit(
        lambda word: _row(word, "2a").addnext(_row(word, "1a")),
        "     - mains power\n   * - 1a\n     - 50\n     - rare, see :ref:`here <sec-here>`\n",
    ),
    "a row less in Markdown": Edit(_dropped(_row_of("Essen")), "  - Routers\n* - Kiel", gone="Essen"),
    "a row more in Markdown": Edit(_copied(_row_of("Kiel"), "Trier", "9"), "  - 8\n* - Trier\n  - 9\n```"),
    "a row more between bars": Edit(_copied(_row_of("Bonn"), "A|B", "9"), "| Bonn | 24    |\n| A\\|B | 9 |\n"),
    "a row less between bars": Edit(_dropped(_row_of("Ulm")), "|:-----|------:|\n| Bonn", gone="Ulm"),
    "a row more behind the heads between bars": Edit(
        _copied(_row_of("Town"), "Celle", "7"), "|:-----|------:|\n| Celle | 7 |\n| Ulm"
    ),
    "no heads between bars": Edit(_dropped(_row_of("River")), said='no longer has the row "River | Length"'),
    "a row more in a table of an item": Edit(
        _copied(_row_of("Rhine"), "Elbe", "1094"), "  | Rhine | 1233   |\n  | Elbe | 1094 |\n"
    ),
    "signs in a csv-table": Edit(_typed("rain", "rain", "*rain*"), "   beta, \\*rain\\*\n"),
    "signs in the caption of a listing": Edit(
        lambda word: _typed_last(word, "Count of frames", "*Count* of frames"), "   :caption: \\*Count\\* of frames\n"
    ),
    "brackets within a line of Markdown": Edit(_typed("moment", "moment", "(brief) moment"), "a (brief) moment"),
    "a cell of a grid": Edit(_typed("up to 127", "127", "255"), "| Payload | up to 255 |\n"),
    "a cell too long for its grid": Edit(
        _typed("up to 127", "up to 127", "up to 127 octets at night"),
        "up to 127 octets at night",
        "is taken from print",
    ),
    "a row less in a grid": Edit(_dropped(_row_of("Payload")), said="is taken from print as a whole"),
    "a cell of a simple table": Edit(_typed("shy", "shy", "bold"), "\nbold    brave\n"),
    "an abbreviation more": Edit(
        _copied(_paragraph_of("head end"), "MCS modulation and coding scheme"),
        'HES: "head end system"\nMCS: "modulation and coding scheme"\nMED',
    ),
    "an abbreviation less": Edit(_dropped(_paragraph_of("metering end")), '"head end system"\n```', gone="MED"),
    "a reference more": Edit(
        _copied(_paragraph_of("User Datagram"), "RFC 6282, Compression: a format"),
        'User Datagram Protocol\n   RFC 6282: "Compression: a format"\n   RFC 8200',
    ),
    "a reference less": Edit(_dropped(_paragraph_of("User Datagram")), '"Application layer"\n   RFC 8200', gone="768"),
    "an item more": Edit(
        _copied(_paragraph_of("it wakes"), "a) it yawns,"), "a) it wakes at noon,\nb) it yawns,\n\nc) it sleeps,"
    ),
    "an item less": Edit(_dropped(_paragraph_of("it sleeps")), "\nb) it ends:\n", gone="c)"),
    "signs in a text of YAML": Edit(
        _typed("User Datagram", "User Datagram", "User: Datagram #1"), '   RFC 768: "User: Datagram #1 Protocol"\n'
    ),
    "signs in quotation marks": Edit(
        _typed("head end", "head end", 'head "end" \\ #1'), '"head \\"end\\" \\\\\\\\ #1 system"\n'
    ),
    "signs in a definition": Edit(
        _typed("node that", "node that", "node: it $never$"), "definition: 'node: it \\$never\\$ forwards nothing'\n"
    ),
    "signs in Markdown": Edit(
        _typed("Reading takes", "takes", "$takes$ {role}`x` <b>"), "Reading \\$takes\\$ {role}\\`x\\` \\<b> a moment"
    ),
    "signs in code": Edit(_typed("count = 129", "129", "n*m*k_"), "   count = n*m*k_;\n"),
    "all rows struck out": Edit(_all_rows_struck_out, said="no longer has the table that begins with"),
    "capitals": Edit(
        lambda word: setattr(_find(word, "Reading takes").runs[0].font, "all_caps", True), said="print has all capitals"
    ),
    "a property": Edit(
        lambda word: setattr(word.core_properties, "keywords", "mesh"), said='property keywords is "mesh"'
    ),
}


def _imported(word: Document, room: Path) -> tuple[int, str, str]:
    word.save(str(room / "edited.docx"))
    status, out, error = run_command("import", str(room / "edited.docx"), "--to", str(room / "out"))
    assert error == ""
    files = (each for each in sorted((room / "out").rglob("*")) if each.suffix in {".rst", ".md"})
    return status, out, "\n\n".join(each.read_text("utf-8") for each in files)


_OTHERS_RESULT = {
    "a row less in a list-table",
    "a row less in Markdown",
    "a reference less",
    "an abbreviation less",
    "an item less",
    "a row less between bars",
}
"""Edits that take away what others change."""

_COMMAND = "sphinx_dlmsprofile.commands.import_draft"


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_in_the_sources_or_in_the_report(edit: Edit, document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    edit.do(word)
    with mock.patch(f"{_COMMAND}._found", return_value=""), mock.patch(f"{_COMMAND}._unlike", return_value=[]):
        status, out, files = _imported(word, tmp_path)
    assert edit.text in files
    assert edit.said in out
    assert edit.gone not in files
    assert status == (1 if edit.said else 0), out


@pytest.mark.tool("pandoc")
def test_the_sources_print_what_the_document_does_after_many_edits(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    for name, edit in EDITS.items():
        if not edit.said and name not in _OTHERS_RESULT:
            edit.do(word)
    status, out, _ = _imported(word, tmp_path)
    assert (status, "left to you" in out) == (0, False), out


@pytest.mark.tool("pandoc")
def test_what_the_sources_do_not_print_is_told(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    for edit in (_all_rows_struck_out, _typed("Reading takes", "takes", "needs")):
        edit(word)
    # An import that writes other words than those of the document: its caption has no table any more.
    status, out, _ = _imported(word, tmp_path)
    assert status == 1
    assert 'the sources do not print what the document has, put it into them: "Table 3 – Routers by town"' in out


@pytest.mark.tool("pandoc")
def test_what_the_sources_still_print_is_told(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    _dropped(_row_of("Ulm"))(word)
    with mock.patch("sphinx_dlmsprofile.intake.edited_tables._take_out"):
        status, out, _ = _imported(word, tmp_path)
    assert status == 1
    assert 'the sources still print what the document no longer has, take it out: "Ulm | 12"' in out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a) one\na) two\nb) three\n", "a) one\nb) two\nc) three\n"),
        ("(3) one\n\n    (7) inner\n\n(9) two\n", "(3) one\n\n    (7) inner\n\n(4) two\n"),
        ("y) one\ny) two\nz) three\n", "y) one\ny) two\nz) three\n"),  # nothing follows z
        ("No list.\n\n- one\n", "No list.\n\n- one\n"),
    ],
)
def test_lists_are_counted(before: str, after: str) -> None:
    assert counted(before, 0) == after


def _fitted(name: str, text: str, old: str, new: str) -> str | None:
    at = text.index(old)
    around = surroundings(name, text, at, frozenset({"abbreviations"}))
    found = fit(name, text, Fitted(at, at + len(old), new), around)
    return None if found is None else text[: found.start] + found.text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "old", "new", "found"),
    [
        ("a: {b: c, d: e}\n", "c", "x, y", 'a: {b: "x, y", d: e}\n'),
        ("a: [b, 'c']\n", "c", "it's", "a: [b, 'it''s']\n"),
        ("- one\n", "one", "- two", '- "- two"\n'),
        ("a: one\n", "one", "", 'a: ""\n'),
        ("a: one # why\n", "one", "b: c", 'a: "b: c" # why\n'),
        ("a: |\n  one\n", "one", "b: c", "a: |\n  b: c\n"),
        ("one: a\n", "one", "two: three", '"two: three": a\n'),
        ("a: one\n  two three\n", "two", "two #1", None),  # a quotation mark there is a sign of the text
        ("a: one\n  two three\n", "two", "four", "a: one\n  four three\n"),
    ],
)
def test_a_text_of_yaml_is_quoted_where_it_has_to_be(text: str, old: str, new: str, found: str | None) -> None:
    assert _fitted("data.yaml", text, old, new) == found


def test_several_rows_one_after_the_other_change_where_they_are_written() -> None:
    rows = (("T1", "1 s"), ("T2", "2 s"), ("T3", "2 s"), ("T4", "4 s"))
    written = "".join(f"   * - {name}\n     - {value}\n" for name, value in rows)
    edited = Edits()
    edited.files["index.rst"] = f".. list-table:: Timers\n\n{written}\nText.\n"
    changed = (rows[0], ("T2", "5 s"), ("T3", "6 s"), ("T4", "7 s"))
    change_table(edited, Printed(rows, is_table=True), Printed(changed, is_table=True), "Table 1 – Timers")
    there = "".join(f"   * - {name}\n     - {value}\n" for name, value in changed)
    assert edited.files["index.rst"] == f".. list-table:: Timers\n\n{there}\nText.\n"
    assert not edited.open


def test_cells_that_are_divided_by_signs_take_none_of_them() -> None:
    text = ".. csv-table:: Cap\n\n   a,b\n   six,d\n"
    assert _fitted("x.rst", text, "six", "e, f") is None
    assert _fitted("x.rst", text, "six", "e") == text.replace("six,d", "e,d")
    assert _fitted("x.rst", text, "six", "*e*") == text.replace("six,d", "\\*e\\*,d")


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("Text\n\n::\n\n   code\n\nMore\n", "code", Kind.CODE),
        ("Text\n\n::\n\n   code\n\nMore\n", "More", Kind.TEXT),
        (".. note::\n\n   .. abbreviations::\n\n      A: b\n", "A:", Kind.YAML),
        (".. note::\n\n   A: b\n", "A:", Kind.TEXT),
    ],
)
def test_what_is_around_a_place(text: str, at: str, kind: Kind) -> None:
    assert surroundings("x.rst", text, text.index(at), frozenset({"abbreviations"})).kind is kind


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("```c\ncode\n```\nMore\n", "code", Kind.CODE),
        ("```c\ncode\n```\nMore\n", "More", Kind.TEXT),
        (":::{note}\n```{abbreviations}\nA: b\n```\nMore\n:::\n", "A:", Kind.YAML),
        (":::{note}\n```{abbreviations}\nA: b\n```\nMore\n:::\n", "More", Kind.TEXT),
        ("````{eval-rst}\n+---+\n| a |\n+---+\n````\n", "a |", Kind.GRID),
        ("````{eval-rst}\n.. abbreviations::\n\n   A: b\n````\n", "A:", Kind.YAML),
    ],
)
def test_what_is_around_a_place_in_markdown(text: str, at: str, kind: Kind) -> None:
    assert surroundings("x.md", text, text.index(at), frozenset({"abbreviations"})).kind is kind


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "> a", "$a$", "[a](b)", "`a`", "*a*", "a_", "(a)=", "% a", "&amp;", "~~~"]
)
def test_signs_in_markdown_stay_signs(text: str, tmp_path: Path) -> None:
    files = {"index.md": f"# T\n\n{escaped(text, 'index.md')}\n"}
    source = write(tmp_path / "source", files)
    (source / "conf.py").write_text(CONF + "dlms_standard = False\n", "utf-8")
    built = build(source, tmp_path / "out", builder="text")
    assert (built.out / "index.txt").read_text("utf-8").split("\n\n", 1)[1].strip() == text


@pytest.mark.tool("pandoc")
def test_lines_that_end_as_on_windows_stay_so(tmp_path: Path) -> None:
    source = write(tmp_path / "source", _FILES)
    for path in source.rglob("*"):
        if path.suffix in {".rst", ".md"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (source / "conf.py").write_text(CONF, "utf-8")
    (found,) = build(source, tmp_path / "built", builder="dlmsdocx").out.glob("*.docx")
    word = docx.Document(str(found))
    for name in ("a row more in a list-table", "a row more behind the heads between bars", "an item more"):
        EDITS[name].do(word)
    status, out, _ = _imported(word, tmp_path)
    assert (status, "left to you" in out) == (0, False), out
    for name in ("body.rst", "more.md"):
        written = (tmp_path / "out" / name).read_bytes()
        assert written.count(b"\r\n") == written.count(b"\n") > (source / name).read_bytes().count(b"\n")
    assert (tmp_path / "out" / "terms.md").read_bytes() == (source / "terms.md").read_bytes()


def test_what_follows_from_files_does_not_travel(tmp_path: Path) -> None:
    source = write(tmp_path / "source", _FILES)
    (source / "conf.py").write_text(
        'project = "P"\nextensions = ["sphinx_dlmsprofile", "myst_parser"]\n'
        'language = "pl"\ndlms_language_files = ["pl.json"]\n',
        "utf-8",
    )
    (source / "pl.json").write_text('{"Table": "Tabela"}', "utf-8")
    (found,) = build(source, tmp_path / "built", builder="dlmsdocx").out.glob("*.docx")
    carried = carried_by(found)
    assert carried
    assert carried.beside
    assert "pl.json" in carried.files
    assert "dlms_given_words" not in carried.settings
    assert carried.beside.absent == []  # Markdown is read without its extension in conf.py
