"""A redline: the PDF with what has changed since the previous edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_dlmsprofile.diff.text_edits import BlockEdit, PlacedBlock, TextAction
from sphinx_dlmsprofile.model.printed import PrintedBlock
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.publishing.redline import DELETED, mark_changes
from sphinx_dlmsprofile.text.location import Location
from tests.builds.building import Built, build, write
from tests.rendering.printed import Word, words_of
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = ["sphinx_dlmsprofile"]
project = "IEC 62056-8-99"
numfig = True
dlms_select = []
dlms_stage = "final"
"""
TITLE = """
.. profile-title:: Part 8-99: Test communication profile for neighbourhood networks
   :deliverable: IS
   :edition: 1.0

"""
OLD = (
    TITLE
    + """
Scope
=====

The station sends oldword frames of *many* octets.

Nothing is wrong with this.

Wait as `told <https://example.org/told>`__ for :math:`x_1` **long**, not oldtime.

Droppedparagraph stood here.

- kept item of the list
- droppeditem of the list

Last paragraph.

Other
=====

.. code-block:: text

   oldcode

Before :math:`\\frac{p}{q}` it was formerlyword.

.. math:: oldm + 1

Trailing text which goneatend.
"""
)
NEW = (
    TITLE
    + """
Scope
=====

The station sends newword frames of *many* octets.

Nothing is wrong with this.

Wait as `told <https://example.org/told>`__ for :math:`x_1` **long**, not *newtime*.

Addedparagraph *stands* here.

- kept item of the list

Last paragraph.

Other
=====

.. code-block:: text

   newcode

Before :math:`\\frac{p}{r}` it was nowadaysword.

.. math:: newm + 2
"""
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("redline")
    for name, text in (("old", OLD), ("new", NEW)):
        (directory / name).mkdir()
        (directory / name / "conf.py").write_text(f'{CONF}\ndlms_previous_edition = "../old"\n')
        (directory / name / "index.rst").write_text(text)
    return directory / "new"


@pytest.fixture(scope="module")
def redline(source: Path) -> Built:
    return build(source, source.parent / "out", "-D", "dlms_redline=1", builder="dlmspdf")


@pytest.fixture(scope="module")
def words(redline: Built) -> list[Word]:
    assert "dlms.pdf" not in redline.warnings
    return words_of(next(redline.out.glob("*.pdf")).read_bytes())


def place(words: list[Word], text: str) -> int:
    (found,) = (index for index, word in enumerate(words) if word.text == text)
    return found


def test_both_editions_are_in_it(words: list[Word]) -> None:
    first = ["oldword", "newword", "Droppedparagraph", "Addedparagraph", "droppeditem"]
    order = [*first, "oldcode", "newcode", "goneatend."]
    places = [place(words, text) for text in order]
    assert places == sorted(places)
    assert {word.page for word in words if word.text == "REDLINE"} == {word.page for word in words}


def test_words_are_struck_and_underlined_and_paragraphs_have_bars(redline: Built, words: list[Word]) -> None:
    page = words[place(words, "oldword")].page
    with pypdfium2.PdfDocument(next(redline.out.glob("*.pdf"))) as document:
        lines = [tuple(side * 25.4 / 72 for side in item.get_bounds()) for item in document[page - 1].get_objects()
                 if item.type == 2]  # fmt: skip

    def has_line(word: Word, low: float, high: float) -> bool:
        height = word.top - word.bottom
        return any(
            left <= word.left + 0.5 and right >= word.right - 0.5
            and word.bottom + low * height <= (bottom + top) / 2 <= word.bottom + high * height
            for left, bottom, right, top in lines
        )  # fmt: skip

    struck = [words[place(words, text)] for text in ("oldword", "Droppedparagraph", "droppeditem")]
    new = [words[place(words, text)] for text in ("newword", "Addedparagraph")]
    same = words[place(words, "wrong")]
    assert all(has_line(word, 0.2, 0.8) for word in struck)
    assert all(has_line(word, -0.8, 0.3) for word in new)
    assert not has_line(same, -0.8, 0.8)

    def has_bar(word: Word) -> bool:
        return any(left < 24 and bottom - 1 <= word.bottom <= top for left, bottom, _right, top in lines)

    assert all(map(has_bar, (struck[0], struck[1], new[1])))
    assert not has_bar(same)


def test_what_is_gone_from_the_end_stands_at_the_end() -> None:
    tree = publish_doctree("One stays.\n\nThe last stays.")
    first, last, gone = (
        PlacedBlock(PrintedBlock(kind=TextKind.PARAGRAPH, text=text, at=Location("a.rst", 1)), None)
        for text in ("One stays.", "The last stays.", "This was the end.")
    )
    same = [BlockEdit(TextAction.SAME, each, each) for each in (first, last)]
    mark_changes(tree, [*same, BlockEdit(TextAction.REMOVED, gone, None)])
    paragraphs = list(tree.findall(nodes.paragraph))
    assert [each.astext() for each in paragraphs] == ["One stays.", "The last stays.", "This was the end."]
    assert [bool(list(each.findall(lambda node: DELETED in getattr(node, "attributes", {}).get("classes", ()))))
            for each in paragraphs] == [False, False, True]  # fmt: skip


def test_without_the_option_nothing_is_marked(source: Path) -> None:
    built = build(source, source.parent / "plain", builder="dlmspdf")
    texts = [word.text for word in words_of(next(built.out.glob("*.pdf")).read_bytes())]
    assert not {"oldword", "REDLINE"} & set(texts)


def test_a_paragraph_with_markup_is_marked_word_by_word(words: list[Word]) -> None:
    at = place(words, "oldtime")
    assert [word.text for word in words[at - 2 : at + 2]] == ["long,", "not", "oldtime", "newtime."]


def test_formulae_are_marked_and_never_shown_as_latex(redline: Built, words: list[Word]) -> None:
    found = [word.text for word in words]
    assert not any("frac" in text for text in found)
    assert found.index("p/q") < place(words, "formerlyword") < place(words, "nowadaysword.")
    with pypdfium2.PdfDocument(next(redline.out.glob("*.pdf"))) as document:
        lines = [
            (page, *(side * 25.4 / 72 for side in item.get_bounds()))
            for page, each in enumerate(document, 1) for item in each.get_objects() if item.type == 2
        ]  # fmt: skip
    for sign, low, high in (("1", 0.1, 0.9), ("2", -1.0, 0.2)):
        word = next(word for word in words[place(words, "nowadaysword.") :] if word.text == sign)
        height = word.top - word.bottom
        assert any(
            page == word.page and left < word.left and right >= word.right - 0.5 and right - left < 60
            and word.bottom + low * height <= (bottom + top) / 2 <= word.bottom + high * height
            for page, left, bottom, right, top in lines
        )  # fmt: skip


def test_lines_within_lines_are_taken_by_pdf_ua(tmp_path: Path) -> None:
    """What is struck in new words, and octets that have changed: no line stands in another."""
    text = f"{TITLE}\n.. role:: del\n\nScope\n=====\n\nIt :del:`never` waits %s.\n\n"
    text += ".. apdu-example:: One\n\n   C0 01 C%s 00 08 00 00 01 00 00 FF 02 00\n"
    source = write(tmp_path / "source", {"index.rst": text % ("now", 1), "conf.py": CONF})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    (source / "index.rst").write_text(text % ("for :del:`long` ever", 2), "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json", "dlms_pdf_standards=a-2a,ua-1")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    assert "PDF/UA" not in built.warnings
    assert list(built.out.glob("*.pdf"))


def test_octets_that_have_changed_are_said_above_their_example(tmp_path: Path) -> None:
    text = f"{TITLE}\n\nScope\n=====\n\nText.\n\n"
    text += ".. apdu-example:: One\n\n   C0 01 C%s 00 08 00 00 01 00 00 FF 02 00\n\nLast.\n\n"
    text += ".. exchange:: Two\n\n   - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00\n"
    text += "   - server: C4 01 C1 00 11 0%s\n"
    source = write(tmp_path / "source", {"index.rst": text % (1, 5), "conf.py": CONF})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    (source / "index.rst").write_text(text % (2, 7), "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json", "dlms_pdf_standards=a-2a,ua-1")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    found = [word.text for word in words_of(next(built.out.glob("*.pdf")).read_bytes())]
    assert " C0 01 C1 C2 00 08 " in " ".join(found)
    assert " Octets of message 2: C4 01 C1 00 11 05 07 " in " ".join(found)
    assert found.count("Octets:") == found.count("message") == 1


def test_octets_of_messages_that_are_new_or_gone_are_said_above_their_exchange(tmp_path: Path) -> None:
    """Of an exchange that is new, or gone, all of it is."""

    def text(*exchanges: tuple[str, str]) -> str:
        shown = (
            f".. exchange:: {name}\n\n" + "".join(
                f"   - server: C4 01 C{number} 00 11 {octet}\n" for number, octet in enumerate(octets.split())
            ) for name, octets in exchanges
        )  # fmt: skip
        return f"{TITLE}\n\nScope\n=====\n\nText.\n\n" + "\nMore.\n\n".join(shown)

    before = text(("A", "A0 A1"), ("B", "B0 B1 B2"), ("C", "C0"))
    source = write(tmp_path / "source", {"index.rst": before, "conf.py": CONF})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    (source / "index.rst").write_text(text(("A", "A0 A1 A2"), ("B", "B0 BB"), ("D", "D0")), "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json", "dlms_pdf_standards=a-2a,ua-1")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    printed = " ".join(word.text for word in words_of(next(built.out.glob("*.pdf")).read_bytes()))
    for words in (
        "Octets of message 3: C4 01 C2 00 11 A2 ",
        "Octets of message 2: C4 01 C1 00 11 B1 BB ",
        "Octets of message 3 of the previous edition: C4 01 C2 00 11 B2 ",
    ):
        assert printed.count(words) == 1
    assert printed.count("Octets of message") == 3
    assert "PDF/UA" not in built.warnings


def test_each_new_message_is_said_once_and_no_other_one(tmp_path: Path) -> None:
    """That a message has a sender is a cell of its exchange, and new where its number is."""

    def text(*exchanges: tuple[str, str, str]) -> str:
        shown = (
            f".. exchange:: {caption}\n   :name: {name}\n\n" + "".join(
                f"   - server: C4 01 C{octet[1]} 00 11 {octet}\n" for octet in octets.split()
            ) for name, caption, octets in exchanges
        )  # fmt: skip
        return f"{TITLE}\n\nScope\n=====\n\nText.\n\n" + "\nMore.\n\n".join(shown)

    before = text(("renamed", "Old name", "B0 B1"), ("longer", "C", "C0"))
    source = write(tmp_path / "source", {"index.rst": before, "conf.py": CONF})
    assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    after = text(("renamed", "New name", "B5 B0 B1"), ("longer", "C", "C0 C1"))
    (source / "index.rst").write_text(after, "utf-8")
    options = ("dlms_redline=1", "dlms_previous_edition=old.json")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    printed = " ".join(word.text for word in words_of(next(built.out.glob("*.pdf")).read_bytes()))
    assert "Octets of message 1: C4 01 C5 00 11 B5 " in printed
    assert "Octets of message 2: C4 01 C1 00 11 C1 " in printed
    assert printed.count("Octets of message") == 2


def test_changed_octets_stand_above_their_own_example(tmp_path: Path) -> None:
    """In a file of the same name elsewhere, in one that is included, in an exchange whose messages are in a file."""
    get = "C0 01 C{} 00 08 00 00 01 00 00 FF 02 00"
    source = tmp_path / "source"
    for edition in (1, 2):
        files = {
            "conf.py": CONF,
            "index.rst": f"{TITLE}\n\n.. toctree::\n\n   a-text\n   text\n   sub/text\n",
            "a-text.rst": f"One\n===\n\nText.\n\n.. apdu-example:: A\n\n   {get.format(1)}\n",
            "text.rst": f"Two\n===\n\nText.\n\n.. apdu-example:: B\n\n   {get.format(2 + edition)}\n\n"
            ".. include:: part.inc\n",
            "part.inc": f"Words.\n\n.. apdu-example:: C\n\n   {get.format(4 + edition)}\n",
            "sub/text.rst": f"Three\n=====\n\nText.\n\n.. apdu-example:: D\n\n   {get.format(1)}\n\n"
            ".. exchange:: E\n   :file: sent.yaml\n",
            "sub/sent.yaml": f"- client: {get.format(1)}\n- server: C4 01 C1 00 11 0{6 + edition}\n",
        }
        write(source, files)
        if edition == 1:
            assert run_command("export", str(source), "--output", str(source / "old.json"))[0] == 0
    options = ("dlms_redline=1", "dlms_previous_edition=old.json")
    built = build(source, tmp_path / "out", *(word for each in options for word in ("-D", each)), builder="dlmspdf")
    text = " ".join(word.text for word in words_of(next(built.out.glob("*.pdf")).read_bytes()))
    begin = text.rindex("1 One")
    places = [
        text.index(words, begin)
        for words in (
            "– A", "Octets: C0 01 C3 C4 00", "– B", "Octets: C0 01 C5 C6 00", "– C", "– D",
            "Octets of message 2: C4 01 C1 00 11 07 08", "– E",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert text.count("Octets: ") == 2
    assert text.count("Octets of message") == 1
