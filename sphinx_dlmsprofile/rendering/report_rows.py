"""The rows of a report as HTML: nodes for tens of thousands of cells take most of the time of a review build."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rendering.table_parts import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_dlmsprofile.model.report import Cell, Mention, Report, Tone

    Address = Callable[[Mention], str]


_FIRST = 200
_LATER = '</tbody>\n<tbody class="dlms-later">'


def rows_html(report: Report, address: Address, classes: Mapping[Tone, str]) -> str:
    """The rows of a report with their ids; ``address`` says where a mention leads, "" for nowhere.

    Those of a long table are in two bodies, of which a browser with the script lays out the first one alone.
    """
    rows = list(_rows(report, address, classes))
    later = [_LATER, *rows[_FIRST:]] if len(rows) > _FIRST else []
    return "\n".join((*rows[:_FIRST], *later, ""))


def _rows(report: Report, address: Address, classes: Mapping[Tone, str]) -> Iterator[str]:
    shown = [place for place, column in enumerate(report.columns) if column.width]
    ids = iter(report.row_ids)
    for group in report.groups:
        if group.head:
            yield f'<tr class="dlms-group"><td colspan="{len(shown)}"><strong>{escape(group.head)}</strong></td></tr>'
        for row in group.rows:
            row_id = next(ids)
            start = f'<tr id="{escape(row_id)}">' if row_id else "<tr>"
            yield "".join((start, *(_cell(row[place], address, classes) for place in shown), "</tr>"))


def _cell(cell: Cell, address: Address, classes: Mapping[Tone, str]) -> str:
    start = f'<td class="dlms-verdict {classes[cell.tone]}">' if cell.tone else "<td>"
    content = ", ".join(_mention(mention, address(mention)) for mention in cell.mentions)
    return f"{start}{content or NOTHING}</td>"


def _mention(mention: Mention, address: str) -> str:
    words = escape(mention.words)
    return f'<a class="reference internal" href="{escape(address)}">{words}</a>' if address else words
