"""A report as docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.conformance import REPORT_CLASS, files_note
from sphinx_dlmsprofile.rendering.report_rows import rows_html
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, group_row, start_table, table_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_dlmsprofile.model.report import Cell, Mention, Report, Tone
    from sphinx_dlmsprofile.rendering.report_rows import Address

    Link = Callable[[Mention], nodes.Node]

_CLASSES: dict[Tone, str] = {
    "good": "dlms-met",
    "bad": "dlms-not-met",
    "accepted": "dlms-waived",
    "open": "dlms-reader",
}


def report_section(
    report: Report, link: Link, files: Sequence[nodes.Node] = (), address: Address | None = None
) -> nodes.section:
    """The report as a section; ``link`` makes the node of a mention, ``files`` point to it in other formats.

    For a page of HTML, ``address`` says where a mention leads; then ``link`` is not asked.
    """
    page = nodes.section("", nodes.title("", report.title), ids=[f"report-{report.name}"], classes=[REPORT_CLASS])
    if report.outcome:
        tone = {True: ["dlms-met"], False: ["dlms-not-met"], None: ["dlms-neutral"]}[report.is_good]
        page += nodes.paragraph("", "", nodes.strong("", report.outcome), classes=["dlms-outcome", *tone])
    page += nodes.paragraph("", report.lead)
    if report.summary and report.summary.rows:
        page += _table(report.summary, link, address)
    page += _table(report, link, address) if report.rows else nodes.paragraph("", report.empty)
    page += files_note(files)
    return page


def _table(report: Report, link: Link, address: Address | None) -> nodes.table:
    shown = [column for column in report.columns if column.width]
    head = table_row([entry([nodes.Text(column.head)]) for column in shown])
    widths = [column.width for column in shown]
    table, body = start_table([], widths, [head], classes=["dlms-report", f"dlms-report-{report.name}"])
    if address:
        body += nodes.raw("", rows_html(report, address, _CLASSES), format="html")
        return table
    ids = iter(report.row_ids)
    for group in report.groups:
        if group.head:
            body += group_row((group.head, len(shown)))
        for row in group.rows:
            cells = [cell for column, cell in zip(report.columns, row, strict=True) if column.width]
            body += table_row([_cell(cell, link) for cell in cells], next(ids))
    return table


def _cell(cell: Cell, link: Link) -> nodes.entry:
    content: list[nodes.Node] = []
    for mention in cell.mentions:
        if content:
            content.append(nodes.Text(", "))
        content.append(link(mention) if mention.to else nodes.Text(mention.words))
    classes = ["dlms-verdict", _CLASSES[cell.tone]] if cell.tone else []
    return entry(content or [nodes.Text(NOTHING)], *classes)
