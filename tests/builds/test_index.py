"""The index of a standard: what stands in it, and that it is never old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import Built, build, edit, text, write

if TYPE_CHECKING:
    from pathlib import Path

ROOT = """
Title
=====

.. toctree::

   foreword
   scope
   layers
   annex
   index-of-it
"""
FILES = {
    "index.rst": ROOT,
    "foreword.rst": "Foreword\n========\n\n.. index:: history\n\nText.\n",
    "scope.rst": """
        .. index:: scope

        Scope
        =====

        :index:`Adaptation layer` and :index:`6LoWPAN`, and again :index:`Adaptation layer`.

        .. index::
           single: band; licence-free
           pair: wireless; network
           triple: one; two; three
           see: SAP; service access point
           seealso: Adaptation layer; convergence layer
           ! broadcast
        """,
    "layers.md": """
        # Layers

        ## Adaptation

        ```{index} single: Adaptation layer
        ```

        ```{index} ! service access point
        ```

        Text.

        ```{index} émission, Zone, zebra, Ångström
        ```

        More text, {index}`adaptation layer`.
        """,
    "annex.rst": """
        Annex A (informative) Examples
        ==============================

        :index:`Zone`

        Sub
        ---

        :index:`Zone`
        """,
    "index-of-it.rst": "Index\n=====\n",
    "orphan.rst": ":orphan:\n\nOrphan\n======\n\n:index:`nowhere`\n",
}
EXPECTED = [
    "Symbols",
    "6LoWPAN, 1",
    "A",
    "Adaptation layer, 1, 2.1, see also convergence layer",
    "adaptation layer, 2.1",
    "Ångström, 2.1",
    "B",
    "band",
    "  licence-free, 1",
    "broadcast, 1",
    "E",
    "émission, 2.1",
    "H",
    "history, Foreword",
    "N",
    "network",
    "  wireless, 1",
    "O",
    "one",
    "  two three, 1",
    "S",
    "SAP, see service access point",
    "scope, 1",
    "service access point, 2.1",
    "T",
    "three",
    "  one two, 1",
    "two",
    "  three, one, 1",
    "W",
    "wireless",
    "  network, 1",
    "Z",
    "zebra, 2.1",
    "Zone, 2.1, Annex A, A.1",
]


def lines(built: Built, name: str) -> list[str]:
    """The index as a reader sees it, sub-entries indented."""
    found = built.page(name).select(".dlms-index p")
    return ["  " * (len(line.find_parents("li")) - 1) + text(line) for line in found]


def test_entries(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES), tmp_path / "out")
    assert lines(built, "index-of-it") == EXPECTED
    page = built.page("index-of-it")
    assert [main.text for main in page.select(".dlms-index strong")] == ["1", "2.1"]


def test_entries_lead_to_their_place(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES), tmp_path / "out")
    for link in built.page("index-of-it").select(".dlms-index a"):
        name, _, anchor = str(link["href"]).partition(".html#")
        assert built.page(name).find(id=anchor), link["href"]


def test_one_page_has_the_same_index(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES), tmp_path / "out", builder="singlehtml")
    assert lines(built, "index") == EXPECTED
    page = built.page("index")
    assert all(page.find(id=link["href"][1:]) for link in page.select(".dlms-index a"))


@pytest.mark.parametrize("builder", ["text", "latex", "xml", "man"])
def test_other_builders_print_it(tmp_path: Path, builder: str) -> None:
    built = build(write(tmp_path / "source", FILES), tmp_path / "out", builder=builder)
    assert built.status != 2
    written = "".join(
        path.read_text("utf-8") for path in built.out.glob("*") if path.suffix in {".txt", ".tex", ".xml", ".1"}
    )
    assert "see also" in written
    assert "dlms_index" not in written


def test_one_file(tmp_path: Path) -> None:
    source = "Title\n=====\n\nScope\n-----\n\n:index:`entry`\n\nIndex\n-----\n\nIn alphabetical order.\n"
    built = build(write(tmp_path / "source", {"index.rst": source}), tmp_path / "out")
    assert lines(built, "index") == ["E", "entry, 1"]
    assert "In alphabetical order." in text(built.page("index").select_one("section#index"))


def test_an_index_in_myst(tmp_path: Path) -> None:
    source = "# Title\n\n## Scope\n\n{index}`entry`\n\n## Index\n"
    built = build(write(tmp_path / "source", {"index.md": source}), tmp_path / "out")
    assert lines(built, "index") == ["E", "entry, 1"]


def test_a_manual_keeps_its_section(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", FILES, "dlms_standard = False\n"), tmp_path / "out")
    assert not lines(built, "index-of-it")


@pytest.mark.parametrize(
    ("name", "old", "new", "written"),
    [
        ("layers.md", "zebra", "zoo", True),
        ("layers.md", "More text", "Other text", False),
        ("index.rst", "   scope\n   layers\n", "   layers\n   scope\n", True),
        ("scope.rst", "see: SAP", "see: SAPs", True),
    ],
)
def test_it_is_written_when_it_changes(tmp_path: Path, name: str, old: str, new: str, written: bool) -> None:  # noqa: FBT001
    source = write(tmp_path / "source", FILES)
    page = build(source, tmp_path / "out").out / "index-of-it.html"
    before = page.stat().st_mtime_ns
    edit(source / name, old, new)
    built = build(source, tmp_path / "out", "-j2")
    assert (page.stat().st_mtime_ns != before) is written
    assert built.pages() == build(source, tmp_path / "clean").pages()
