"""Footnotes: those of the text count through the standard, those of a table stand in it with letters of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes

from sphinx_dlmsprofile.rendering.list_marks import ordinal
from sphinx_dlmsprofile.rendering.tree import nodes_in

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "dlms_footnote"
"""Attribute of a footnote of the text: which of its document it is, from 1."""

TABLE_MARK = "dlms_table_footnote"
"""Attribute of a footnote of a table: its letter."""

MARK = "dlms_footnote_mark"
"""Attribute of a footnote whose mark is settled: what is printed."""


def place_footnotes(document: nodes.document) -> None:
    """Say of each footnote which it is: in the order of the first references, those without any at last."""
    references: dict[str, list[nodes.footnote_reference]] = {}
    for reference in nodes_in(document, nodes.footnote_reference):
        references.setdefault(reference.get("refid", ""), []).append(reference)
    notes = nodes_in(document, nodes.footnote)
    by_id = {identifier: note for note in notes for identifier in note["ids"]}
    known = ((by_id[identifier], found) for identifier, found in references.items() if identifier in by_id)
    referred = {id(note): (note, found) for note, found in known}
    letters: dict[int, int] = {}
    place = 0
    for note, found in referred.values():
        if table := _table_of(found):
            letters[id(table)] = letter = letters.get(id(table), 0) + 1
            note[TABLE_MARK] = ordinal("loweralpha", letter)
        else:
            place += 1
            note[PLACE] = place
    for note in notes:
        if id(note) not in referred:
            place += 1
            note[PLACE] = place


def print_marks(elements: list[tuple[nodes.Element, str]], before: Mapping[str, int]) -> None:
    """Write the marks of footnotes and their references, and put those of tables into them.

    ``elements`` are those of a document, each with its docname; ``before`` says how many footnotes of the text come
    before each document.
    """
    notes: dict[tuple[str, str], nodes.footnote] = {}
    for node, docname in elements:
        if isinstance(node, nodes.footnote) and (PLACE in node or TABLE_MARK in node):
            node[MARK] = node.get(TABLE_MARK) or str(before.get(docname, 0) + node[PLACE])
            if node.children and isinstance(node[0], nodes.label):
                node[0] = nodes.label("", node[MARK])
            notes.update(((docname, identifier), node) for identifier in node["ids"])
    tables: dict[int, tuple[nodes.table, list[nodes.footnote]]] = {}
    for node, docname in elements:
        note = notes.get((docname, node.get("refid", ""))) if isinstance(node, nodes.footnote_reference) else None
        if note is None:
            continue
        node[:] = [nodes.Text(note[MARK])]
        table = _around(node)
        if table is not None and TABLE_MARK in note:
            node["classes"].append("dlms-table-footnote")
            _, own = tables.setdefault(id(table), (table, []))
            if note not in own:
                own.append(note)
    for table, own in tables.values():
        _add_row(table, own)


def is_table_note(node: nodes.Node) -> TypeGuard[nodes.footnote]:
    """Whether it is a footnote of a table, which only that refers to."""
    return isinstance(node, nodes.footnote) and TABLE_MARK in node


def stands_in_table(note: nodes.Element) -> bool:
    """Whether a footnote has been put into its table."""
    return MARK in note and TABLE_MARK in note


def _table_of(references: list[nodes.footnote_reference]) -> nodes.table | None:
    """The one table that holds all references to a footnote."""
    tables = {id(table): table for table in map(_around, references)}
    return next(iter(tables.values())) if len(tables) == 1 else None


def _around(node: nodes.Node | None) -> nodes.table | None:
    while node is not None and not isinstance(node, nodes.table):
        node = node.parent
    return node


def _add_row(table: nodes.table, notes: list[nodes.footnote]) -> None:
    """Move footnotes into a last row that spans the table."""
    group = next((child for child in table.children if isinstance(child, nodes.tgroup)), None)
    body = next((child for child in group.children if isinstance(child, nodes.tbody)), None) if group else None
    if group is None or body is None:
        return
    entry = nodes.entry("", classes=["dlms-table-footnotes"])
    columns = sum(isinstance(child, nodes.colspec) for child in group.children)
    if columns > 1:
        entry["morecols"] = columns - 1
    for note in sorted(notes, key=lambda note: (len(note[MARK]), note[MARK])):
        note.parent.remove(note)
        entry += note
    body += nodes.row("", entry)
