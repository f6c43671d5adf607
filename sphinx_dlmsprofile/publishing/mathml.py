"""Formulae as MathML: of web pages, and for what other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.formula_reader import RULE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx_dlmsprofile.publishing.formula_reader import Formula

_SIDES = {"l": "left", "c": "center", "r": "right"}
_ALIGNED = "ams-align"
"""The class of a table whose rows are lines, aligned at their cells."""


def to_mathml(formula: Formula, *, display: bool) -> Element:
    """The MathML of a formula that was read; its tag stands beside it."""
    for table, columns in zip(formula.tree.iter("mtable"), formula.tables, strict=True):
        _set_table(table, columns)
        if _ALIGNED in table.get("class", ""):
            table.set("displaystyle", "true")
    if display:
        formula.tree.set("display", "block")
    return formula.tree


def _set_table(table: Element, columns: str) -> None:
    """Let the columns of an array stand as they are asked for, and lines above rows; browsers take styles alone."""
    sides = [_SIDES[letter] for letter in columns if letter in _SIDES] if set(columns) <= {*_SIDES, "|", " "} else []
    for row in table:
        for place, cell in enumerate(row):
            if len(cell) and cell[0].tag == "mtext" and (cell[0].text or "").startswith(RULE):
                cell[0].text = (cell[0].text or "").removeprefix(RULE)
                row.set("style", "border-top: 1px solid")
            if place < len(sides):
                # Chromium follows the second form alone.
                cell.set("style", f"text-align: {sides[place]}; text-align: -webkit-{sides[place]}")
    if sides or _ALIGNED in table.get("class", ""):
        table.set("columnalign", " ".join(sides or ["right", "left"]))
