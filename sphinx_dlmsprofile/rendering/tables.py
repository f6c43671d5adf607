"""Records as tables: what authors of COSEM documents know from the template and the Blue Book.

Pure functions from a record to docutils nodes, for every builder. ``inline`` makes the nodes of a
text that may hold inline markup. Captions come without "Table n –": the numbering puts it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.sap import DEFAULT_WIDTH, SapRow, SapTable, Side
from sphinx_dlmsprofile.model.title import SUITE_TITLE, Deliverable
from sphinx_dlmsprofile.rendering.class_tables import class_tables
from sphinx_dlmsprofile.rendering.classes import FAULT_TEXT_CLASS, SHOWS
from sphinx_dlmsprofile.rendering.support import support_nodes
from sphinx_dlmsprofile.rendering.table_parts import (
    NOTHING,
    Inline,
    entry,
    group_row,
    paragraphs,
    start_table,
    table_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_dlmsprofile.model.title import ProfileTitle

__all__ = ["Inline", "class_tables", "fault_box", "sap_table", "sap_values", "title_block"]

_SIDES = mark({Side.CLIENT: "Client SAPs", Side.SERVER: "Server SAPs"})


def sap_table(
    record: SapTable, inline: Inline, row_id: Callable[[SapRow], str] | None = None, *, title: Sequence[nodes.Node] = ()
) -> nodes.table:
    """The SAPs as in Table 1 of the template: clients, then servers, the name left and its values right.

    ``row_id`` gives the id of a row for references to it, "" for none; ``title`` the nodes of the
    caption, by default those of the record's.
    """
    caption = list(title) or (inline(record.caption) if record.caption else [])
    has_support = any(row.support for row in record.rows)
    shares = (50, 28, 22) if has_support else (65, 35)
    table, body = start_table(caption, shares, classes=("dlms-sap",), stubs=1)
    width = record.width or DEFAULT_WIDTH
    for side, heading in _SIDES.items():
        rows = record.side(side)
        if not rows and all(side is not given for given, _ in record.sides):
            continue
        body += group_row((say(heading), 2), *[(say("Support"), 1)] * has_support)
        for row in rows:
            demand = [entry(support_nodes(row.support, inline))] if has_support else []
            body += _sap_row(row, width, inline, row_id(row) if row_id else "", demand)
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]), entry([nodes.Text(NOTHING)])])
    return table


def _sap_row(row: SapRow, width: int, inline: Inline, anchor: str, demand: Sequence[nodes.entry]) -> nodes.row:
    name = entry(inline(row.name))
    if row.reason:
        name += paragraphs(row.reason, inline, classes=["dlms-reason"])
    return table_row([name, entry(sap_values(row, width), "dlms-values"), *demand], anchor)


def sap_values(row: SapRow, width: int) -> list[nodes.Node]:
    """The values of a row in one way of writing, "0x02…0x0F, 0x11…0xFF"; as written where they were not read."""
    if row.unread or not row.ranges:
        return [nodes.Text(row.values.value or NOTHING)]
    written: list[nodes.Node] = []
    for values in row.ranges:
        if written:
            written.append(nodes.Text(", "))
        written.append(nodes.inline("", values.written(width, "…"), classes=["dlms-value"]))
    return written


def title_block(record: ProfileTitle, inline: Inline) -> list[nodes.Node]:
    """The title of the standard for the head of a page; the PDF has a title page of its own."""
    block = nodes.container(classes=["dlms-title-block"])
    if record.series:
        block += nodes.paragraph("", "", *inline(record.series), classes=["dlms-series"])
    else:
        block += nodes.paragraph("", say(SUITE_TITLE), classes=["dlms-series"])
    block += nodes.paragraph("", "", *inline(record.title), classes=["dlms-part-title"])
    facts = []
    if record.deliverable:
        facts.append(say(Deliverable.called(record.deliverable.value)))
    if record.edition:
        facts.append(say("Edition {}", record.edition))
    if facts:
        block += nodes.paragraph("", ", ".join(facts), classes=["dlms-deliverable"])
    if record.description:
        block += nodes.paragraph("", "", *inline(record.description), classes=["dlms-description"])
    return [block]


def fault_box(raw: str, reason: str = "This body could not be read, or not all of it:") -> nodes.container:
    """The raw text of something malformed, marked so that it is noticed in a draft."""
    box = nodes.container(classes=["dlms-fault"])
    box[SHOWS] = "fault"
    box += nodes.paragraph("", reason, classes=["dlms-fault-reason"])
    if raw.strip():
        box += nodes.literal_block(raw, raw, language="text", classes=[FAULT_TEXT_CLASS])
    return box
