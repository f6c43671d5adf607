"""Footnotes of a table: letters in its cells, and their texts in rows that are one cell, as IEC tables have them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.intake.pandoc import Node
    from sphinx_dlmsprofile.intake.tables import Cell, Table

_BLANKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_LETTER = regex(r"[a-z]\)?")


def take_notes(table: Table) -> tuple[Table, dict[str, list[Node]]]:
    """The table without its footnotes, and these by their letters; unchanged where marks and texts do not fit."""
    notes: dict[str, list[Node]] = {}
    rows: list[list[Cell]] = []
    for place, row in enumerate(table.rows):
        is_whole = place > table.heads and len(row) == 1 and row[0].columns == len(table.widths)
        found, others = _notes_of(row[0]) if is_whole else ({}, [])
        if not found or notes.keys() & found.keys():
            rows.append(row)
            continue
        notes.update(found)
        rows += [[replace(row[0], blocks=others)]] if others else []
    used = {letter for row in rows for cell in row for letter in _letters(cell.blocks)}
    if not notes or used != notes.keys():
        return table, {}
    return replace(table, rows=rows), notes


def _notes_of(cell: Cell) -> tuple[dict[str, list[Node]], list[Node]]:
    """What paragraphs of a cell say behind their letters, and all of its other blocks."""
    found: dict[str, list[Node]] = {}
    others: list[Node] = []
    for block in cell.blocks:
        inner = block["c"][1] if block["t"] == "Div" and len(block["c"][1]) == 1 else [block]
        inlines = inner[0]["c"] if inner[0]["t"] in {"Para", "Plain"} else []
        letter = _letter(inlines[0]) if inlines else ""
        if not letter or letter in found:
            others.append(block)
            continue
        blanks = next((at for at, each in enumerate(inlines[1:], 1) if each["t"] not in _BLANKS), len(inlines))
        found[letter] = inlines[blanks:]
    return found, others


def _letter(node: Node) -> str:
    """The letter that is raised, "" for all else."""
    if node["t"] != "Superscript" or len(node["c"]) != 1 or node["c"][0]["t"] != "Str":
        return ""
    text = str(node["c"][0]["c"])
    return text.rstrip(")") if _LETTER.fullmatch(text) else ""


def _letters(node: Node) -> set[str]:
    """The letters that are raised among blocks."""
    found: set[str] = set()
    waiting: list[Node] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if each.get("t") == "Superscript" and (letter := _letter(each)):
                found.add(letter)
            waiting.append(each.get("c"))
        elif isinstance(each, list):
            waiting += each
    return found
