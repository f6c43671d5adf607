"""The parts that all tables of records are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from sphinx_dlmsprofile.text.location import Text

Inline = Callable[[Text], list[nodes.Node]]
"""Makes the nodes of a text with inline markup."""

NOTHING = "–"
"""What stands where nothing is given."""


def start_table(
    title: Sequence[nodes.Node],
    widths: Sequence[int],
    head: Sequence[nodes.row] = (),
    *,
    classes: Sequence[str] = (),
    stubs: int = 0,
) -> tuple[nodes.table, nodes.tbody]:
    """A table with its columns' shares of the width, its head and its caption; the rows go into the body."""
    table = nodes.table(classes=["dlms-table", *classes])
    if title:
        table += nodes.title("", "", *title)
    group = nodes.tgroup(cols=len(widths))
    table["classes"].append("colwidths-given")
    table += group
    for index, width in enumerate(widths):
        column = nodes.colspec(colwidth=width)
        if index < stubs:
            column["stub"] = 1
        group += column
    if head:
        group += nodes.thead("", *head)
    body = nodes.tbody()
    group += body
    return table, body


def entry(content: Sequence[nodes.Node], *classes: str, span: int = 1) -> nodes.entry:
    """A cell with one paragraph, over ``span`` columns; an empty one stays empty."""
    cell = nodes.entry(classes=list(classes))
    if span > 1:
        cell["morecols"] = span - 1
    if content:
        cell += nodes.paragraph("", "", *content)
    return cell


def table_row(entries: Sequence[nodes.entry], anchor: str = "", classes: Sequence[str] = ()) -> nodes.row:
    """A row; ``anchor`` is the id of a target in its first cell, since not all writers know ids of rows."""
    row = nodes.row("", *entries, classes=list(classes))
    if anchor:
        if not entries[0].children:
            entries[0] += nodes.paragraph()
        next(entries[0].findall(nodes.paragraph)).insert(0, nodes.target("", "", ids=[anchor]))
    return row


def group_row(*cells: tuple[str, int]) -> nodes.row:
    """A row that heads the rows below it: texts with the number of columns that each spans."""
    return table_row(
        [entry([nodes.strong("", text)] if text else [], span=span) for text, span in cells], classes=["dlms-group"]
    )
