"""What people do to our document in Word comes back: in the sources, or in the report."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import docx
import pytest
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.builds.building import IMAGE
from tests.intake.wordml import printed
from tests.support import run_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_FILES = {
    "index.rst": """\
        Electricity metering
        ====================

        .. toctree::

           scope
           body
           more
        """,
    "scope.rst": """\
        Scope
        =====

        This part specifies how meters talk by radio.

        A second paragraph names the *device* with a footnote [#a]_ here.

        .. [#a] The footnote tells of waves.

        The third paragraph ends the scope of it.
        """,
    "body.rst": """\
        Addressing
        ==========

        .. _sec-list:

        Listing
        -------

        A hub does this:

        - it wakes up at noon,
        - it listens to the radio.

        Then it counts:

        a) the first count,
        b) the second count,

           1) an inner count.

        .. math:: E = m c^2
           :label: eq-e

        A sentence follows formula :eq:`eq-e` at last.

        .. figure:: x.svg
           :name: fig-one
           :alt: a red box

           The red box of the hub

        Further clauses
        ---------------

        The text of :numref:`fig-one` and of :numref:`tab-one` leads to :ref:`sec-list` by itself.

        .. csv-table:: Things and numbers
           :name: tab-one
           :header-rows: 1

           Thing,Number
           meter,5
           leaf,9

        .. csv-table:: Numbers alone
           :header-rows: 1

           Number,Thing
           6,stone
        """,
    "more.md": """\
        # Services

        ## Reading

        The service reads a value "at once" from the meter.

        ## Writing

        Writing takes longer than that.

        ### Deep

        See [the page](https://example.org/one) of the maker.
        """,
    "x.svg": IMAGE,
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small standard in Word."""
    return printed(tmp_path_factory.mktemp("word"), _FILES)


def _find(word: Document, text: str) -> Paragraph:
    """The paragraph with a text that is not one of the contents."""
    body = (each for each in word.paragraphs if not str(each.style and each.style.name).startswith(("toc", "table of")))
    return next(each for each in body if text in each.text)


def _swap(paragraph: Paragraph, old: str, new: str) -> None:
    run = next(each for each in paragraph.runs if old in each.text)
    run.text = run.text.replace(old, new)


def _copy(paragraph: Paragraph, old: str, new: str) -> None:
    """A copy behind it with other words, as the key Enter makes one."""
    copied = deepcopy(paragraph._p)
    paragraph._p.addnext(copied)
    _swap(Paragraph(copied, paragraph._parent), old, new)


def _xml(text: str) -> Any:
    end = re.match(r"<[\w:]+", text)
    assert end
    return parse_xml(f'{end[0]} xmlns:w="{_W}" xmlns:m="{_M}"{text[end.end() :]}')


def _drop(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def _pictures(word: Document) -> list[Any]:
    return [each for each in word.paragraphs if each._p.findall(".//{*}drawing")]


def _append(paragraph: Paragraph, text: str) -> None:
    paragraph._p.append(_xml(text))


def _other_picture(word: Document) -> None:
    part = next(each.target_part for each in word.part.rels.values() if each.target_ref.endswith(".png"))
    part._blob = part.blob + b" "


def _other_link(word: Document) -> None:
    next(each for each in word.part.rels.values() if each.is_external)._target = "https://example.org/two"


def _moved(word: Document) -> None:
    """A clause that stands behind the next one now."""
    body = list(word.element.body)
    first, last = (body.index(_find(word, text)._p) for text in ("Reading", "Writing"))
    end = _find(word, "See the page")._p
    for each in reversed(body[first:last]):
        end.addnext(each)


def _moved_with_tracking(word: Document) -> None:
    run = _find(word, "third paragraph").runs[0]._r
    gone, come = _xml('<w:moveFrom w:id="7" w:author="A"/>'), _xml('<w:moveTo w:id="8" w:author="A"/>')
    run.addprevious(gone)
    come.append(deepcopy(run))
    gone.append(run)
    target = deepcopy(_find(word, "Writing takes")._p)
    for each in list(target)[1:]:
        target.remove(each)
    target.append(come)
    _find(word, "Writing takes")._p.addnext(target)


def _counted_anew(word: Document) -> None:
    """A table before all others, and the fields updated."""
    for each in word.element.body.iter(f"{{{_W}}}p"):
        codes = "".join(code.text or "" for code in each.iter(f"{{{_W}}}instrText"))
        for text in each.iter(f"{{{_W}}}t"):
            if text.text in {"1", "2"} and "SEQ Table" in codes:
                text.text = str(int(text.text) + 1)
            elif text.text == "Table 1" and "REF" in codes:
                text.text = "Table\u00a02"


def _in_control(word: Document) -> None:
    paragraph = _find(word, "third paragraph")._p
    control = _xml("<w:sdt><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    control[0].append(paragraph)


def _row_marked(word: Document) -> None:
    row = word.tables[0].rows[1]._tr
    row.get_or_add_trPr().append(_xml('<w:del w:id="9" w:author="A"/>'))


def _text_box(word: Document) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice Requires='wps'>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    name = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    _append(
        _find(word, "third paragraph"),
        f'<w:r><mc:AlternateContent xmlns:mc="{name}">{both}</mc:AlternateContent></w:r>',
    )


def _pair_of_rows(word: Document) -> None:
    word.tables[0].cell(1, 1).merge(word.tables[0].cell(2, 1))


def _to(style: str, text: str) -> Callable[[Document], None]:
    return lambda word: setattr(_find(word, text), "style", word.styles[style])


def _number_typed(word: Document) -> None:
    heading = _find(word, "Writing")
    form = heading._p.get_or_add_pPr()
    for each in form.findall(f"{{{_W}}}numPr"):
        form.remove(each)
    form.append(_xml('<w:numPr><w:numId w:val="0"/></w:numPr>'))
    heading.runs[0].text = "3.2\tScribing"


def _marked(text: str) -> Callable[[Document], None]:
    return lambda word: _append(_find(word, "third paragraph"), text)


def _formed(name: str) -> Callable[[Document], None]:
    return lambda word: setattr(_find(word, "third paragraph").runs[0].font, name, True)


def _formula(word: Document) -> None:
    next(each for each in word.element.body.iter(f"{{{_M}}}t") if each.text == "2").text = "3"


def _footnote_elsewhere(word: Document) -> None:
    mark = next(each for each in _find(word, "A second").runs if each._r.findall(f"{{{_W}}}footnoteReference"))
    _find(word, "third paragraph")._p.append(mark._r)


def _text_for_references(word: Document) -> None:
    paragraph = _find(word, "leads to Listing")
    for each in list(paragraph._p)[1:]:
        paragraph._p.remove(each)
    paragraph.add_run("The text of Figure 1 and of Table 1 leads to Nothing by itself.")


def _in_two(word: Document) -> None:
    whole = _find(word, "third")
    _copy(whole, "The third paragraph ends", "ends")
    _swap(whole, " ends the scope of it.", "")


def _no_item(word: Document) -> None:
    (number,) = _find(word, "it wakes")._p.iter(f"{{{_W}}}numPr")
    number.getparent().remove(number)


class Edit(NamedTuple):
    """What is done, and what is then in a file of the sources or in the report."""

    do: Callable[[Document], Any]
    text: str = ""
    said: str = ""


EDITS = {
    "a figure without its picture": Edit(lambda w: _drop(_pictures(w)[0]), said='no longer has picture "a red box"'),
    "another picture": Edit(_other_picture, said='print has picture "a red box" ('),
    "another text alternative": Edit(
        lambda w: next(w.element.body.iter("{*}docPr")).set("descr", "a blue box"),
        said='print has picture "a blue box"',
    ),
    "a new item": Edit(
        lambda w: _copy(_find(w, "it wakes"), "wakes up at noon", "sings"), "noon,\n- it sings,\n- it l"
    ),
    "a new last item": Edit(
        lambda w: _copy(_find(w, "it listens"), "listens to the radio", "sleeps"), "radio.\n- it sleeps.\n\nThen"
    ),
    "an item with a typed mark": Edit(
        lambda w: _copy(_find(w, "the first"), "the first", "an added"),
        "a) the first count,\nb) an added count,\nc) the second",
    ),
    "an inner item": Edit(
        lambda w: _copy(_find(w, "an inner"), "an inner", "a third"), "   1) an inner count.\n   2) a third count.\n"
    ),
    "an item that is gone": Edit(lambda w: _drop(_find(w, "it wakes")), "this:\n\n- it listens"),
    "the end of a paragraph": Edit(
        lambda w: _swap(_find(w, "third"), " of it.", ""), "ends the scope\n", '"of it." is gone, as print has it'
    ),
    "a heading": Edit(
        lambda w: _swap(_find(w, "Further clauses"), "Further clauses", "Other clauses than these"),
        "Other clauses than these\n------------------------\n",
    ),
    "a level": Edit(_to("heading 2", "Deep"), said='more.md:11: "Deep": print has style "heading 2"'),
    "a heading that is text": Edit(
        _to("PARAGRAPH", "Deep"), said='print has style "paragraph" and no longer has style'
    ),
    "a new heading": Edit(
        lambda w: _find(w, "The text of").insert_paragraph_before("Anew", style="heading 2"), "Anew\n----\n"
    ),
    "a new heading in Markdown": Edit(
        lambda w: _find(w, "Writing takes").insert_paragraph_before("Anew", style="heading 3"), "### Anew\n"
    ),
    "a clause elsewhere": Edit(_moved, '\n## Reading\n\nThe service reads a value "at once" from the meter.\n'),
    "a move that is tracked": Edit(_moved_with_tracking, "than that.\n\nThe third paragraph ends the scope of it.\n"),
    "a paragraph in two": Edit(_in_two, "\n\nends the scope of it.\n", said='"The third paragraph" is new in print'),
    "a note": Edit(_to("NOTE", "third paragraph"), said='print has style "note" and no longer has style "paragraph"'),
    "an item that is none": Edit(
        _no_item, said='body.rst:11: "it wakes up at noon,": print no longer has item of a list, level 1'
    ),
    "a footnote elsewhere": Edit(_footnote_elsewhere, said='print has footnote after "it."'),
    "a caption": Edit(lambda w: _swap(_find(w, "The red box"), "red", "blue"), "   The blue box of the hub"),
    "a bold word": Edit(_formed("bold"), said='scope.rst:10: "The third paragraph ends the scope …": print has bold "'),
    "a highlight": Edit(
        lambda w: setattr(_find(w, "third").runs[0].font, "highlight_color", 7), said="print has highlighted yellow"
    ),
    "italics that are gone": Edit(
        lambda w: setattr(next(each for each in _find(w, "A second").runs if each.italic), "italic", None),
        said='print no longer has italic "device"',
    ),
    "hidden text": Edit(_formed("hidden"), said='print has hidden "The third'),
    "a deletion that is tracked": Edit(
        lambda w: _find(w, "third")._p.append(_deleted(_find(w, "third"))), said="The third paragraph"
    ),
    "a row that is marked": Edit(_row_marked, said='the row "meter | 5" is gone'),
    "cells that are joined": Edit(_pair_of_rows, said="joined with those below"),
    "a typed number": Edit(_number_typed, "## Scribing\n"),
    "a text box": Edit(_text_box, "of it.\n\nBoxed words.\n"),
    "numbers counted anew": Edit(_counted_anew, said='"Table 2" is what was "Table 1": numbers are counted anew'),
    "a control around a paragraph": Edit(_in_control, "The third paragraph ends the scope of it.\n"),
    "a hyphen that holds": Edit(
        _marked("<w:r><w:t> Well</w:t><w:noBreakHyphen/><w:t>known.</w:t></w:r>"), "it. Well‑known."
    ),
    "a sign of a font": Edit(
        _marked('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'), said="print has sign F0B3 of the font Symbol"
    ),
    "a break of the page": Edit(_marked('<w:r><w:br w:type="page"/></w:r>'), said="print has page break"),
    "a new section": Edit(
        lambda w: _find(w, "third")._p.get_or_add_pPr().append(_xml("<w:sectPr/>")), said="print has section break"
    ),
    "another formula": Edit(_formula, said='print has formula "E=mc3" and no longer has formula "E=mc2"'),
    "a new formula": Edit(_marked("<m:oMath><m:r><m:t>x=y</m:t></m:r></m:oMath>"), said='print has formula "x=y"'),
    "another address": Edit(_other_link, said='print has link "the page" to https://example.org/two'),
    "an entry of the index": Edit(
        _marked('<w:fldSimple w:instr=" XE &quot;depth&quot; "/>'), said="print has index entry depth"
    ),
    "a footer": Edit(
        lambda w: setattr(w.sections[0].footer.paragraphs[0], "text", "Foot words"),
        said='header or footer "Foot words"',
    ),
    "words for a reference": Edit(_text_for_references, "Listing\n-------\n", said="Nothing"),
}


def _deleted(paragraph: Paragraph) -> Any:
    """The first run of a paragraph, as deleted with tracking."""
    run = paragraph.runs[0]._r
    for each in run.findall(f"{{{_W}}}t"):
        each.tag = f"{{{_W}}}delText"
    gone = _xml('<w:del w:id="5" w:author="A"/>')
    gone.append(run)
    return gone


def _imported(document: Path, edit: Edit, room: Path) -> tuple[int, str, dict[str, str]]:
    word = docx.Document(str(document))
    edit.do(word)
    word.save(str(room / "edited.docx"))
    command = "sphinx_dlmsprofile.commands.import_draft"
    with mock.patch(f"{command}._found", return_value="checked"), mock.patch(f"{command}._unlike", return_value=[]):
        status, out, error = run_command("import", str(room / "edited.docx"), "--to", str(room / "out"))
    assert error == ""
    files = [each for each in (room / "out").rglob("*") if each.suffix in {".rst", ".md"}]
    return status, out, {each.name: each.read_text("utf-8") for each in files}


def _without_space(text: str) -> list[str]:
    return [line.lstrip() for line in text.rstrip().splitlines()]


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_in_the_sources_or_in_the_report(edit: Edit, document: Path, tmp_path: Path) -> None:
    status, out, files = _imported(document, edit, tmp_path)
    assert edit.text in "\n\n".join(files.values())
    assert edit.said in out
    assert status == (1 if "left to you:" in out else 0)
    # What print still says stands in it, and no word that was edited elsewhere.
    assert "This part specifies how meters talk by radio." in files["scope.rst"]
    assert "\nListing\n-------\n" in files["body.rst"]


def test_what_is_as_it_was_is_not_told(document: Path, tmp_path: Path) -> None:
    status, out, files = _imported(document, Edit(lambda _: None), tmp_path)
    assert (status, out.splitlines()[1:]) == (0, ["checked"])
    assert {name: _without_space(text) for name, text in files.items()} == {
        name: _without_space(text) for name, text in _FILES.items() if not name.endswith(".svg")
    }
