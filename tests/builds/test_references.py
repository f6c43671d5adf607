"""References by number read as the ISO/IEC Directives ask for, follow every change, and cost no doctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, write

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

TARGETS = """
.. _overview:

Overview
========

.. _inner:

Inner
-----

.. _paragraph:

Only a paragraph.

.. figure:: x.svg
   :name: fig

   A :strong:`figure`

.. _tab:

.. table:: A table

   == ==
   1  2
   == ==

.. _bare:

.. table::

   == ==
   1  2
   == ==

.. code-block:: text
   :name: code
   :caption: Some code

   x
"""
ANNEX = """
.. _annex:

Annex (normative) Tests
=======================

.. _annex-sub:

Sub
---

.. figure:: x.svg
   :name: annex-fig

   In an annex
"""
FRONT = ".. _front:\n\nForeword\n========\n\n.. _front-sub:\n\nSub\n---\n"
ROOT = "Title\n=====\n\n.. toctree::\n\n   front\n   targets\n   tests\n   text\n"
FILES = {"index.rst": ROOT, "targets.rst": TARGETS, "tests.rst": ANNEX, "front.rst": FRONT}

RST = [
    (":numref:`overview`", "Clause 1"),
    (":numref:`inner`", "1.1"),
    (":numref:`annex`", "Annex A"),
    (":numref:`annex-sub`", "A.1"),
    (":numref:`fig`", "Figure 1"),
    (":numref:`annex-fig`", "Figure A.1"),
    (":numref:`tab`", "Table 1"),
    (":numref:`code`", "Listing 1"),
    (":numref:`front-sub`", "Sub"),
    (":numref:`Clause {number} ({name}) <overview>`", "Clause 1 (Overview)"),
    (":numref:`Annex {number} <annex>`", "Annex A"),
    (":numref:`see %s <annex-fig>`", "see A.1"),
    (":numref:`{number}: {name} <fig>`", "1: A figure"),
    (":ref:`overview`", "Overview"),
    (":ref:`annex`", "Tests"),
    (":ref:`there <inner>`", "there"),
    (":ref:`fig`", "A figure"),
]
MYST = [
    ("{numref}`overview`", "Clause 1"),
    ("{numref}`annex`", "Annex A"),
    ("{numref}`annex-fig`", "Figure A.1"),
    ("{numref}`Clause {number} <overview>`", "Clause 1"),
    ("[](#overview)", "Overview"),
    ("[](#annex)", "Tests"),
    ("[](tests.rst)", "(normative) Tests"),
    ("[there](#tab)", "there"),
]


def test_references_in_rst(tmp_path: Path) -> None:
    text = "Text\n====\n\n" + "\n\n".join(source for source, _ in RST)
    built = build(write(tmp_path / "source", {**FILES, "text.rst": text}), tmp_path / "out")
    assert built.links("text") == [shown for _, shown in RST]


def test_references_in_myst(tmp_path: Path) -> None:
    text = "# Text\n\n" + "\n\n".join(source for source, _ in MYST)
    built = build(write(tmp_path / "source", {**FILES, "text.md": text}), tmp_path / "out")
    assert built.links("text") == [shown for _, shown in MYST]


@pytest.mark.parametrize("builder", ["text", "singlehtml", "latex", "man"])
def test_other_builders_take_the_same_references(tmp_path: Path, builder: str) -> None:
    text = "Text\n====\n\n" + "\n\n".join(source for source, _ in RST)
    built = build(write(tmp_path / "source", {**FILES, "text.rst": text}), tmp_path / "out", builder=builder)
    assert "numref" not in built.warnings
    if builder == "text":
        written = (built.out / "text.txt").read_text("utf-8")
        assert [line for line in written.splitlines()[3:] if line] == [shown for _, shown in RST]


@pytest.mark.parametrize(
    ("source", "warning"),
    [
        (":numref:`nowhere`", "undefined label: 'nowhere'"),
        (":numref:`paragraph`", "undefined label: 'paragraph'"),
        (":numref:`bare`", "Any number is not assigned: bare"),
        (":numref:`orphan-fig`", "Any number is not assigned: orphan-fig"),
        (":numref:`plain <fig>`", "invalid numfig_format: plain"),
        (":numref:`{numbers} <fig>`", "invalid numfig_format: {numbers}"),
        (":numref:`number { <fig>`", "invalid numfig_format: number {"),
        (":numref:`{number.x} <fig>`", "invalid numfig_format: {number.x}"),
        (":numref:`{0} number <fig>`", "invalid numfig_format: {0} number"),
    ],
)
def test_what_cannot_be_resolved_is_told(tmp_path: Path, source: str, warning: str) -> None:
    orphan = ":orphan:\n\nOrphan\n======\n\n.. figure:: x.svg\n   :name: orphan-fig\n\n   Orphan\n"
    files = {**FILES, "text.rst": f"Text\n====\n\nSee {source} there.\n", "orphan.rst": orphan}
    built = build(write(tmp_path / "source", files), tmp_path / "out")
    assert [line for line in built.warnings.splitlines() if "text.rst:4: WARNING:" in line and warning in line]


def test_no_doctree_is_read_back_for_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinx.environment import BuildEnvironment as Environment  # noqa: PLC0415

    read: list[str] = []
    original = Environment.get_doctree

    def get_doctree(self: BuildEnvironment, docname: str) -> object:
        read.append(docname)
        return original(self, docname)

    monkeypatch.setattr(Environment, "get_doctree", get_doctree)
    text = "Text\n====\n\n" + "\n\n".join(source for source, _ in RST if "numref" in source)
    build(write(tmp_path / "source", {**FILES, "text.rst": text}), tmp_path / "out")
    # At most once, to be written.
    assert read.count("targets") <= 1
    assert read.count("tests") <= 1


@pytest.mark.parametrize(
    ("name", "old", "new", "shown"),
    [
        (
            "targets.rst",
            "Only a paragraph.",
            ".. figure:: x.svg\n\n   Before",
            ["Clause 1", "Figure 2", "Table 1", "A table"],
        ),
        ("targets.rst", ":: A table", ":: A new name", ["Clause 1", "Figure 1", "Table 1", "A new name"]),
        (
            "index.rst",
            "   targets\n   tests\n",
            "   tests\n   targets\n",
            ["Clause 1", "Figure 1", "Table 1", "A table"],
        ),
        ("front.rst", "Foreword", "No foreword", ["Clause 2", "Figure 1", "Table 1", "A table"]),
        ("targets.rst", ".. _tab:\n\n", "", ["Clause 1", "Figure 1"]),
    ],
    ids=["figure added", "caption changed", "moved", "clause added", "label gone"],
)
def test_references_follow_a_change_elsewhere(tmp_path: Path, name: str, old: str, new: str, shown: list[str]) -> None:
    text = "Text\n====\n\n:numref:`overview` :numref:`fig` :numref:`tab` :ref:`tab`\n"
    source = write(tmp_path / "source", {**FILES, "text.rst": text})
    build(source, tmp_path / "out")
    edit(source / name, old, new)
    built = build(source, tmp_path / "out", "-j2")
    assert built.links("text") == shown
    assert built.pages() == build(source, tmp_path / "clean").pages()


def test_equations_are_numbered_alike(tmp_path: Path) -> None:
    equations = "\n.. math:: a\n   :label: {0}-a\n\n.. math:: b\n   :label: {0}-b\n"
    files = {
        **FILES,
        "targets.rst": TARGETS + equations.format("body"),
        "tests.rst": ANNEX + equations.format("annex"),
        "text.rst": "Text\n====\n\n:eq:`body-b` :eq:`annex-b`\n",
    }
    source = write(tmp_path / "source", files)
    assert build(source, tmp_path / "out").links("text") == ["(2)", "(A.2)"]
    edit(source / "targets.rst", "Only a paragraph.", ".. math:: c\n   :label: before")
    assert build(source, tmp_path / "out").links("text") == ["(3)", "(A.2)"]


def test_a_broken_build_leaves_no_old_number_behind(tmp_path: Path) -> None:
    text = "Text\n====\n\n:numref:`fig`\n"
    conf = """
import os

def fail(app, pagename, *rest):
    if (app.srcdir / "fail").exists():
        raise RuntimeError("broken")

def setup(app):
    app.connect("html-page-context", fail)
"""
    source = write(tmp_path / "source", {**FILES, "text.rst": text}, conf)
    build(source, tmp_path / "out")
    edit(source / "targets.rst", "Only a paragraph.", ".. figure:: x.svg\n\n   Before")
    (source / "fail").touch()
    assert build(source, tmp_path / "out").status == 2
    (source / "fail").unlink()
    assert build(source, tmp_path / "out").links("text") == ["Figure 2"]
