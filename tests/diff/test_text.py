"""The texts of two editions side by side: what is the same, what differs, and what is told already."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from jsonschema import Draft202012Validator

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.diff.comparison import compare_editions
from sphinx_dlmsprofile.diff.text import align
from sphinx_dlmsprofile.diff.text_edits import PlacedBlock
from sphinx_dlmsprofile.diff.words import Mark
from sphinx_dlmsprofile.exports.changes import changes_json, changes_text
from sphinx_dlmsprofile.exports.profile import profile_data, project_of
from sphinx_dlmsprofile.model.printed import PrintedBlock
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rendering.changes import changes_section
from sphinx_dlmsprofile.text.location import Location
from tests.diff.test_command import SCHEMA
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.diff.comparison import Comparison
    from sphinx_dlmsprofile.model.project import Project

AT = Location("index.rst", 1)
OLD = r"""
A profile
=========

Scope
-----

The port is ``4059``. A client shall wait for 3 s. See :numref:`tab-b` and :ref:`sec-late`.

A first paragraph of the scope that will stand somewhere else in the next edition.

.. table:: Second
   :name: tab-b

   ===== =====
   Name  Value
   ===== =====
   T1    3 s
   T2    10\ :sup:`6`
   ===== =====

Middle
------

A sentence that no edition has changed.

.. code-block:: yaml

   key: value

.. _sec-late:

Late
----

It is late. A server should answer at once.

.. note:: It counts.

.. sap-table:: SAPs

   client:
     0x10: Public Client
"""


def project(text: str, directory: Path) -> Project:
    return edition({"index.rst": text}, directory)


def edition(files: dict[str, str], directory: Path) -> Project:
    Source(files).write(directory)
    judgement = judge_project(directory, log=io.StringIO())
    assert judgement is not None
    # As it is compared, wherever it comes from.
    return project_of(json.loads(json.dumps(profile_data(judgement.project))))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(OLD, tmp_path_factory.mktemp("old"))


def comparison(old: Project, text: str, directory: Path) -> Comparison:
    return compare_editions(("old", old), ("new", project(text, directory)))


def edits(found: Comparison) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (each["kind"], each["clause"], each["old"], each["new"]) for each in json.loads(changes_json(found))["text"]
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "``4059``",
            "``4061``",
            (
                "changed",
                "1",
                "The port is 4059. A client shall wait for 3 s. See Table 1 and Late.",
                "The port is 4061. A client shall wait for 3 s. See Table 1 and Late.",
            ),
        ),
        ("T1    3 s", "T1    30 s", ("changed", "1", "3 s", "30 s")),
        (r"10\ :sup:`6`", "106     ", ("changed", "1", "10^6", "106")),
        (
            "It is late. A",
            "A",
            ("changed", "3", "It is late. A server should answer at once.", "A server should answer at once."),
        ),
        (".. note:: It counts.", "It counts.", ("changed", "3", "It counts.", "It counts.")),
        ("   key: value", "   key:\n     value", ("changed", "2", "key: value", "key:\n  value")),
        (".. note:: It counts.", "", ("removed", "3", "It counts.", None)),
        ("A sentence that", "Another paragraph.\n\nA sentence that", ("added", "2", None, "Another paragraph.")),
    ],
)
def test_one_edit(before: str, after: str, expected: tuple[str, ...], old: Project, tmp_path: Path) -> None:
    found = comparison(old, OLD.replace(before, after), tmp_path)
    assert edits(found) == [expected]
    assert found.differs
    assert found.outcome == "1 change: 1 of the wording."


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("should answer", "shall not answer", "1 change: 1 of provisions."),
        ("answer at once.", "answer at once, and 10\\ :sup:`6` times.", "1 change: 1 of provisions."),
        (" A server should answer at once.", "", "1 change: 1 of provisions."),
        ("0x10: Public Client", "0x11: Another Client", "2 changes: 2 of the model."),
        ("\nMiddle\n------", "\nCentre\n------", "1 change: 1 of the model."),
        ("see nothing", "", "Nothing has changed."),
        # A new table and a new clause before: other numbers, the same references.
        (
            ".. table:: Second",
            ".. table:: First\n\n   === ===\n   A   B\n   === ===\n\n.. table:: Second",
            "3 changes: 3 of the wording.",
        ),
        ("\nMiddle\n------", "\nBetween\n-------\n\nMiddle\n------", "3 changes: 3 of the model."),
    ],
)
def test_nothing_is_told_twice(before: str, after: str, outcome: str, old: Project, tmp_path: Path) -> None:
    found = comparison(old, OLD.replace(before, after), tmp_path)
    assert found.outcome == outcome, changes_text(found)


OTHERS = """\
A profile
=========

Scope
-----

>>> doctestQ

termQ : classifierQ
   Text.

--optionQ=FILE  Text.

.. centered:: centeredQ

.. productionlist::
   rule: valueQ

.. py:function:: called(argumentQ)

.. image:: picture.png
   :alt: alternativeQ

See `the site <https://example.org/Q>`_ and :abbr:`MAC (medium access controlQ)`.
"""


@pytest.mark.parametrize("index", range(OTHERS.count("Q")))
def test_words_that_are_no_prose_are_compared(index: int, tmp_path: Path) -> None:
    parts = OTHERS.split("Q")
    changed = "Q".join(parts[: index + 1]) + "R" + "Q".join(parts[index + 1 :])
    assert comparison(project(OTHERS, tmp_path / "old"), changed, tmp_path / "new").differs


@pytest.mark.parametrize(
    "statement", [".. not-applicable:: It has no X.\n", ".. not-applicable::\n\n   It has:\n\n   - no X;\n"]
)
def test_that_a_clause_is_not_applicable_is_told_once(statement: str, tmp_path: Path) -> None:
    text = f"A profile\n=========\n\nScope\n-----\n\n{statement}\nOther\n-----\n\nText.\n"
    found = comparison(project(text, tmp_path / "old"), text.replace("X", "Y"), tmp_path / "new")
    assert found.outcome == "1 change: 1 of the model.", changes_text(found)
    found = comparison(project(text.replace(statement, ""), tmp_path / "none"), text, tmp_path / "added")
    assert "of the wording" not in found.outcome, changes_text(found)


@pytest.mark.parametrize(
    "body",
    [".. apdu-example:: Reading\n   :apdu: get-request-normal\n\n   C0 01 ZZ\n", ".. sap-table:: S\n\n   client: [Z\n"],
)
def test_what_cannot_be_read_is_compared_as_it_is_written(body: str, tmp_path: Path) -> None:
    texts = (f"A profile\n=========\n\nScope\n-----\n\n{each}" for each in (body, body.replace("Z", "Y")))
    one, other = (project(text, tmp_path / str(number)) for number, text in enumerate(texts))
    assert compare_editions(("old", one), ("new", other)).outcome == "1 change: 1 of the wording."


def test_a_block_that_has_moved(old: Project, tmp_path: Path) -> None:
    moved = "A first paragraph of the scope that will stand somewhere else in the next edition.\n"
    text = OLD.replace(moved, "").replace("A sentence that", f"{moved.replace('will', 'must')}\nA sentence that")
    found = comparison(old, text, tmp_path)
    assert [each[:2] for each in edits(found)] == [("moved", "2")]
    (edit,) = found.text.edits
    assert [(mark, word) for mark, word in edit.words if mark is not Mark.SAME] == [
        (Mark.DELETED, "will"),
        (Mark.INSERTED, "must"),
    ]
    assert "paragraph: moved from 1 Scope: " in changes_text(found)


def test_all_blocks_of_both_editions_are_there_in_order(old: Project, tmp_path: Path) -> None:
    text = OLD.replace("A sentence that no", "A line that no").replace("It is late. ", "").replace("Public", "Private")
    new = project(text, tmp_path)
    found = compare_editions(("old", old), ("new", new)).text.blocks
    for side, edition in (("old", old), ("new", new)):
        blocks = [block for clause in edition.texts.printed() for block in clause.blocks]
        assert [placed.block for each in found if (placed := getattr(each, side))] == blocks
    for each in found:
        words = each.words
        for placed, other in ((each.old, Mark.INSERTED), (each.new, Mark.DELETED)):
            if placed:
                assert "".join(word for mark, word in words if mark is not other) == placed.block.text


def test_an_edition_without_text_is_not_the_same(old: Project) -> None:
    data = profile_data(old)
    del data["text"]
    found = compare_editions(("old", project_of(data)), ("new", old))
    assert found.differs
    assert "The wording was not compared" in changes_text(found)
    content = json.loads(changes_json(found))
    assert (content["changes"], content["text_compared"], content["text"]) == ([], False, [])


def test_the_schema_holds(old: Project, tmp_path: Path) -> None:
    found = comparison(old, OLD.replace("4059", "4061").replace("3 s.", "4 s."), tmp_path)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(changes_json(found)))
    assert json.loads(changes_json(found))["format"] == 2


@pytest.mark.parametrize("words", [("yes", "no"), ("a b c d e f", "a b c d e g")])
def test_a_long_table_of_few_words_loses_no_block(words: tuple[str, str]) -> None:
    """With all pairs compared, this would take minutes."""
    old, new = (
        [PlacedBlock(PrintedBlock(TextKind.CELL, words[bool(place % every)], AT), None) for place in range(4000)]
        for every in (2, 3)
    )
    edits = list(align(old, new, lambda one, other: one.block.text == other.block.text))
    assert sum(each.old is not None for each in edits) == sum(each.new is not None for each in edits) == 4000


def test_new_numbers_of_formulae_are_no_change(tmp_path: Path) -> None:
    formula = ".. math:: b = 2\n   :label: load\n"
    text = f"A profile\n=========\n\nScope\n-----\n\n{formula}\nThe load is given in :eq:`load`.\n"
    before = project(text, tmp_path / "old")
    more = text.replace(formula, f".. math:: a = 1\n   :label: first\n\n{formula}")
    assert edits(comparison(before, more, tmp_path / "more")) == [("added", "1", None, "a = 1")]
    other = text.replace("is given", "stands")
    (edit,) = edits(comparison(before, other, tmp_path / "other"))
    assert edit[2:] == ("The load is given in (1).", "The load stands in (1).")


def test_what_is_gone_stands_between_its_neighbours() -> None:
    old, new = (
        [PlacedBlock(PrintedBlock(TextKind.PARAGRAPH, text, AT), None) for text in texts]
        for texts in (
            ("The item is two in the list", "A quotation that goes"),
            ("The item is second in the list", "Something quite different comes here now instead"),
        )
    )
    found = [(edit.action.value, edit.place.block.text.split()[0]) for edit in align(old, new, lambda *_: True)]
    assert found == [("changed", "The"), ("removed", "A"), ("added", "Something")]


ITEMS = "A profile\n=========\n\nScope\n-----\n\nThe modes:\n\na) the first one\nb) the other one\n"


def test_other_marks_of_items_are_a_change(tmp_path: Path) -> None:
    before = project(ITEMS, tmp_path / "old")
    found = comparison(before, ITEMS.replace("a) ", "1) ").replace("b) ", "2) "), tmp_path / "numbers")
    assert edits(found) == [
        ("changed", "1", "a) the first one", "1) the first one"),
        ("changed", "1", "b) the other one", "2) the other one"),
    ]
    assert "changed: [-a-]{+1+}) the first one" in changes_text(found)
    # That an item is the next one now is no change of it.
    found = comparison(
        before,
        ITEMS.replace("a) the", "a) a new one\nb) the").replace("b) the other", "c) the other"),
        tmp_path / "more",
    )
    assert edits(found) == [("added", "1", None, "a new one")]


def test_a_cell_that_says_what_another_has_said_is_not_moved(tmp_path: Path) -> None:
    rows = "   Response | 5 s plus delay of waking | 10 s plus delay of waking\n   Block | 2 s | 4 s\n"
    old = f"A profile\n=========\n\nScope\n-----\n\n.. csv-table:: Timers\n   :delim: |\n\n{rows}"
    found = comparison(
        project(old, tmp_path / "old"),
        old.replace("10 s plus", "20 s plus").replace("5 s plus", "10 s plus"),
        tmp_path / "new",
    )
    assert edits(found) == [
        ("changed", "1", "5 s plus delay of waking", "10 s plus delay of waking"),
        ("changed", "1", "10 s plus delay of waking", "20 s plus delay of waking"),
    ]


def test_what_a_directive_in_markdown_prints_is_told_by_its_record_alone(tmp_path: Path) -> None:
    head, words = "# A profile\n\n## Services\n", "Many services: M of them are solicited, in unicast.\n"
    files = {
        name: f"{head}\n```{{xdlms-services}}\nGET: {{confirmed: unicast{support}}}\n```\n\n{words}"
        for name, support in (("old", ""), ("new", ", support: M"))
    }
    read = []
    for name, text in files.items():
        Source({"index.md": text}).write(tmp_path / name)
        judgement = judge_project(tmp_path / name, log=io.StringIO())
        assert judgement is not None
        read.append(judgement.project)
    found = compare_editions(("old", read[0]), ("new", read[1]))
    assert found.outcome == "1 change: 1 of the model.", changes_text(found)


NOTES = """\
# A profile

## Scope

A client waits[^a], and a server answers[^b].

- one client
- two servers
- the gateway

[^a]: Not long.
[^b]: At once.
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("waits[^a], and a server answers[^b]", "waits[^b], and a server answers[^a]", ("moved", "Not long.")),
        ("- one client\n- two servers\n", "- two servers\n- one client\n", ("moved", "two servers")),
        (
            "- one client\n- two servers\n- the gateway",
            "- two servers\n- the gateway\n- one client",
            ("moved", "one client"),
        ),
    ],
)  # fmt: skip
def test_few_words_that_change_places_have_moved(
    before: str, after: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    old, new = (
        edition({"index.md": text}, tmp_path / str(number))
        for number, text in enumerate((NOTES, NOTES.replace(before, after)))
    )
    found = [
        (each["kind"], each["old"])
        for each in json.loads(changes_json(compare_editions(("old", old), ("new", new))))["text"]
    ]
    assert [each for each in found if each[0] != "changed"] == [expected]


def test_few_words_that_are_gone_in_one_clause_and_new_in_another_have_not_moved(tmp_path: Path) -> None:
    text = "A profile\n=========\n\nScope\n-----\n\nNone.\n\nOther\n-----\n\nText.\n"
    old = project(text, tmp_path / "old")
    found = comparison(old, text.replace("None.\n\n", "") + "\nNone.\n", tmp_path / "new")
    assert [each[0] for each in edits(found)] == ["removed", "added"]


def test_the_page_of_changes_says_from_where_a_block_has_moved(old: Project, tmp_path: Path) -> None:
    paragraph = "A first paragraph of the scope that will stand somewhere else in the next edition.\n"
    text = (
        OLD.replace(paragraph, "").replace("A sentence that", f"{paragraph}\nA sentence that").replace("4059", "4061")
    )
    page = changes_section(comparison(old, text, tmp_path), lambda clause: nodes.Text(clause.label))
    heads = [each.astext() for each in page.findall(nodes.paragraph) if "dlms-change-head" in each["classes"]]
    assert heads == ["paragraph changed Clause 1", "paragraph moved Clause 2 from Clause 1"]


def test_the_text_of_a_first_clause_that_is_gone_is_told(tmp_path: Path) -> None:
    first = "Scope\n-----\n\nFirst words of it.\n\n"
    text = f"A profile\n=========\n\n{first}Other\n-----\n\nText.\n"
    found = comparison(project(text, tmp_path / "old"), text.replace(first, ""), tmp_path / "new")
    assert [each.place.block.text for each in found.text.blocks if each.new is None] == ["Scope", "First words of it."]
