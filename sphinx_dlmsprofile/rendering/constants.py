"""The table of constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say, say_number
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, start_table, table_row, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.constants import Constant, Constants
    from sphinx_dlmsprofile.rendering.table_parts import Inline


def constants_table(record: Constants, inline: Inline, row_id: Callable[[Constant], str]) -> nodes.table:
    """Each constant with its value, and why it has that where a reason is given; ``row_id`` gives the id of a row."""
    has_reasons = any(each.reason for each in record.entries)
    heads = mark(["Name", "Value", *(["Reason"] if has_reasons else [])])
    head = table_row([entry([nodes.Text(say(text))]) for text in heads])
    title = inline(record.caption) if record.caption else []
    shares = (34, 20, 46) if has_reasons else (60, 40)
    table, body = start_table(title, shares, [head], classes=("dlms-constants",), stubs=1)
    for each in record.entries:
        cells = [entry(inline(each.name)), entry([nodes.Text(say_number(each.printed))])]
        if has_reasons:
            cells.append(told(each.reason, inline) if each.reason else entry([nodes.Text(NOTHING)]))
        body += table_row(cells, row_id(each))
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in heads])
    return table
