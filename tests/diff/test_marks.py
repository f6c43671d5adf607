"""Blocks of equal words that something else tells apart have changed; what follows from the order has not."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_dlmsprofile.sphinx.reading.cells import Cells
from tests.diff.test_text import comparison, edits, project

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "A profile\n=========\n\nScope\n-----\n\n{}\n"


def grid(*rows: str) -> str:
    """A table of cells with one sign each."""
    rule = "+" + "---+" * len(rows[0])
    lines = [f"|{'|'.join(f' {sign} ' for sign in row)}|\n{rule}" for row in rows]
    return "\n".join([rule, *lines])


DIGEST = blake2b(b'<svg xmlns="http://www.w3.org/2000/svg"/>', digest_size=4).hexdigest()
NOTES = "\n\n.. [#a] First 10\\ :sup:`6`.\n.. [#b] Second.\n"
CODE = ".. code-block:: c\n   {}\n\n   a = 1;"
CHANGED = {
    "bullets and letters": ("- one\n- two", "a) one\n\nb) two", [("one", "a) one"), ("two", "b) two")]),
    "letters and numbers": ("a) one", "1) one", [("a) one", "1) one")]),
    "another admonition": (".. warning:: Hot.", ".. caution:: Hot.", [("WARNING Hot.", "CAUTION Hot.")]),
    "a formula with a number": (".. math:: a", ".. math:: a\n   :label: x", [("a", "(1) a")]),
    "the first line": (
        CODE.format(":lineno-start: 5"),
        CODE.format(":lineno-start: 7"),
        [("5 a = 1;", "7 a = 1;")],
    ),
    "a list that begins later": ("3. one\n4. two", "5. one\n6. two", [("3) one", "5) one")]),
    "roman numbers": ("a. one\n#. two", "i. one\n#. two", [("a) one", "i) one")]),
    "a list below an item": (
        "1. one\n\n   3. two\n\n2. four",
        "1. one\n\n   4. two\n\n2. four",
        [("3) two", "4) two")],
    ),
    "footnotes that change places": (
        f"One [#a]_ two [#b]_ three.{NOTES}",
        f"One [#b]_ two [#a]_ three.{NOTES}",
        [("[First 10^6.] [Second.] One [*] two [*] three.", "[Second.] [First 10^6.] One [*] two [*] three.")],
    ),
    "a footnote that was reworded": (
        f"One [#a]_ two [#b]_ three.{NOTES}",
        f"One [#a]_ two [#b]_ three.{NOTES}".replace("Second", "Last"),
        [("Second.", "Last.")],
    ),
    "the target of a link with markup": (
        "See |one|_.\n\n.. |one| replace:: *this*\n.. _one: https://example.org/a",
        "See |one|_.\n\n.. |one| replace:: *this*\n.. _one: https://example.org/b",
        [("See this <https://example.org/a>.", "See this <https://example.org/b>.")],
    ),
    "the target of a picture": (
        ".. image:: x.svg\n   :target: https://example.org/a",
        ".. image:: x.svg\n   :target: https://example.org/b",
        [(f"x.svg {DIGEST} <https://example.org/a>", f"x.svg {DIGEST} <https://example.org/b>")],
    ),
    "a download": (
        "See :download:`this <x.svg>`.",
        "See :download:`this <conf.py>`.",
        [("See this <x.svg>.", "See this <conf.py>.")],
    ),
    "a cell in another column": (grid("ab", "x "), grid("ab", " x"), [("A2 x", "B2 x")]),
    "a cell over two rows": (
        grid("ab", " x"),
        "+---+---+\n| a | b |\n|   +---+\n|   | x |\n+---+---+",
        [("A1 a", "A1:A2 a")],
    ),
    "rows in one": (grid("ab", "cd"), grid("abcd"), [("A2 c", "C1 c"), ("B2 d", "D1 d")]),
    "a new column": (grid("ab", "xy"), grid("anb", "xzy"), [(None, "n"), (None, "z")]),
    "a new first column": (grid("ab", "xy"), grid("nab", "zxy"), [(None, "n"), (None, "z")]),
    "a new row": (grid("ab", "xy"), grid("ab", "nz", "xy"), [(None, "n"), (None, "z")]),
    "a head renamed": (grid("ab", "xy"), grid("ac", "xy"), [("b", "c")]),
    "another item": ("a) one\n\nb) two", "a) none\n\nb) one\n\nc) two", [(None, "none")]),
    "another note": (".. note:: One.", ".. note:: None.\n\n.. note:: One.", [(None, "None.")]),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_tells_blocks_apart(case: str, tmp_path: Path) -> None:
    before, after, expected = CHANGED[case]
    old, new = HEAD.format(before), HEAD.format(after)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    found = comparison(project(old, tmp_path / "old"), new, tmp_path / "new")
    assert [tuple(each[2:]) for each in edits(found)] == expected


def test_cells_without_a_table() -> None:
    word = nodes.paragraph("", "one")
    for around in (
        nodes.entry("", word),
        nodes.row("", nodes.entry("", word)),
        nodes.entry("", nodes.bullet_list("", word)),
    ):
        assert around.parent is None
        assert Cells().of(word) == ""


def test_places_of_cells() -> None:
    rows = [
        "+---+---+---+",
        "| a     | b |",
        "+---+---+   |",
        "| c | d |   |",
        "|   +---+---+",
        "|   | e     |",
        "+===+===+===+",
        "| f | g | h |",
        "+---+---+---+",
    ]
    document = publish_doctree("\n".join(rows), settings_overrides={"report_level": 5})
    cells = Cells()
    found = {each.astext(): cells.of(each) for each in document.findall(nodes.paragraph)}
    assert found == {"a": "A1:B1", "b": "C1:C2", "c": "A2:A3", "d": "B2", "e": "B3:C3", "f": "A4", "g": "B4", "h": "C4"}
    assert cells.of(document) == ""
