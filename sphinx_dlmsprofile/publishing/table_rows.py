"""What formats that know cells by their rows ask of a table: no row without cells, footnotes by themselves."""

from __future__ import annotations

from docutils import nodes


def without_empty_rows(tgroup: nodes.Element) -> None:
    """Take rows out in which no cell begins, and shorten the cells that reach over them by as much."""
    for part in tgroup.children:
        if not isinstance(part, nodes.thead | nodes.tbody):
            continue
        rows = [row for row in part.children if isinstance(row, nodes.row)]
        empty = {index for index, row in enumerate(rows) if not row.children}
        for index, row in enumerate(rows if empty else ()):
            for entry in row.children:
                if isinstance(entry, nodes.entry) and (reach := int(entry.get("morerows", 0))):
                    entry["morerows"] = reach - sum(index < other <= index + reach for other in empty)
        part[:] = [row for row in rows if row.children]


def footnotes_in(table: nodes.Element) -> list[nodes.Element]:
    """The footnotes of a table, which stand in its last row."""
    return [
        note
        for entry in table.findall(nodes.entry)
        if "dlms-table-footnotes" in entry["classes"] and entry.parent.parent.parent.parent is table
        for note in entry.children
        if isinstance(note, nodes.footnote)
    ]
