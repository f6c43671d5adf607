"""Tables of provisions, of xDLMS services and of OBIS codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.value_table import ASSOCIATION_KEYS, demand_of, is_affirmed, is_none
from sphinx_dlmsprofile.rendering.support import coded_support, support_nodes
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, group_row, paragraphs, start_table, table_row, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.obis_table import ObisRow, ObisTable
    from sphinx_dlmsprofile.model.value_table import Cell, Group, Row, ValueTable
    from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse, XdlmsServices
    from sphinx_dlmsprofile.rendering.table_parts import Inline
    from sphinx_dlmsprofile.text.location import Text

    RowId = Callable[[str], str]

HEADINGS: Mapping[str, str] = mark(
    {
        "physical": "Physical devices",
        "intermediate": "Intermediate layers",
        "groups": "Groups",
        "confirmed": "Confirmed",
        "unconfirmed": "Unconfirmed",
        "pre-established": "Pre-established",
        "establishment": "Establishment",
        "release": "Release",
        "suites": "Security suites",
        "policies": "Security policies",
        "authentication": "Authentication",
        "keys": "Keys",
        "certificates": "Certificates",
        "lower-layer": "Security of the lower layers",
        "block-transfer": "Block transfer",
        "segmentation": "Segmentation and reassembly",
        "limits": "Limits",
    }
)
"""What is printed for the keys of the bodies."""

_COLUMNS = mark(
    {
        "support": "Support",
        "establishment": "Establishment",
        "release": "Release",
        "note": "Note",
        "value": "Value",
        "use": "Use",
    }
)
_FIRST_SHARE = 28


def value_table(record: ValueTable, inline: Inline, heads: tuple[str, str], row_id: RowId | None = None) -> nodes.table:
    """A row for each element, below its heading; ``heads`` are those of the first and of the only other column.

    ``row_id`` gives the id of the row of an element, for references to it.
    """
    columns = record.columns
    shares = [(100 - _FIRST_SHARE) // len(columns)] * len(columns) if columns else [100 - _FIRST_SHARE]
    named = [_COLUMNS.get(column.value) for column in columns]
    texts = [
        [nodes.Text(say(name))] if name else inline(column) for name, column in zip(named, columns, strict=True)
    ] or [[nodes.Text(say(heads[1]))]]
    head = table_row([entry([nodes.Text(say(heads[0]))]), *(entry(text) for text in texts)])
    title = inline(record.caption) if record.caption else []
    table, body = start_table(title, (_FIRST_SHARE, *shares), [head], classes=("dlms-values-table",), stubs=1)
    alone = len(record.groups) == 1 and record.caption is not None
    parts = _Parts(columns, inline, row_id, frozenset(_demands(record)))
    for group in record.groups:
        body.extend(parts.group(group, is_alone=alone))
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in range(1 + len(shares))])
    return table


def _demands(record: ValueTable) -> Iterator[int]:
    """The ids of the cells that say what support is demanded."""
    return (id(cell) for row in record.rows for cell in row.cells if demand_of(record, cell))


@dataclass(frozen=True)
class _Parts:
    """Makes the rows of a table; ``demands`` are the ids of the cells that say what support is demanded."""

    columns: Sequence[Text]
    inline: Inline
    row_id: RowId | None
    demands: frozenset[int]

    def group(self, group: Group, *, is_alone: bool) -> Iterator[nodes.row]:
        """The rows of a group below its heading, which the caption stands for if there is no other group."""
        span = max(len(self.columns), 1)
        heading = say(HEADINGS.get(group.key, group.key))
        rows = group.rows
        if heading and len(rows) == 1 and rows[0].label is None:
            is_kind = group.key in ASSOCIATION_KEYS
            yield table_row([entry([nodes.Text(heading)]), *self._cells(rows[0], is_kind=is_kind)])
            return
        if heading and rows and not is_alone:
            yield group_row((heading, 1 + span))
        for row in rows:
            if row.label is None:
                yield table_row([_filled([self._shown(cell) for cell in row.cells], 1 + span)])
                continue
            anchor = self.row_id(row.label.value) if self.row_id else ""
            yield table_row([entry(self.inline(row.label)), *self._cells(row)], anchor)

    def _cells(self, row: Row, *, is_kind: bool = False) -> list[nodes.entry]:
        """The cells of a row; a text that holds for all columns goes across them."""
        common = [cell for cell in row.cells if cell.column is None]
        if common:
            return [_filled([self._shown(cell, is_kind=is_kind) for cell in common], max(len(self.columns), 1))]
        return [
            _filled([self._shown(cell, is_kind=is_kind) for cell in row.cells if _is_in(cell, column)], 1)
            for column in self.columns
        ]

    def _shown(self, cell: Cell, *, is_kind: bool = False) -> list[nodes.Node]:
        """The paragraphs of a text; of a demand its letters, explained; for a kind of association, yes and no."""
        if id(cell) in self.demands and (coded := coded_support(cell.text, self.inline)):
            return [nodes.paragraph("", "", *coded)]
        if is_kind and id(cell) in self.demands and is_affirmed(cell.text.value):
            return [nodes.paragraph("", say("used"))]
        if is_kind and id(cell) in self.demands and is_none(cell.text.value):
            return [nodes.paragraph("", say("not used"))]
        return paragraphs(cell.text, self.inline)


def _is_in(cell: Cell, column: Text) -> bool:
    return cell.column is not None and cell.column.value == column.value


def _filled(texts: Sequence[list[nodes.Node]], span: int) -> nodes.entry:
    """A cell with the paragraphs of each text; a cell without any says so."""
    cell = entry([] if texts else [nodes.Text(NOTHING)], span=span)
    for text in texts:
        cell += text
    return cell


_SOLICITED = mark({True: "solicited", False: "unsolicited", None: NOTHING})


def service_table(record: XdlmsServices, inline: Inline, row_id: RowId) -> nodes.table:
    """Each service with its kind, and to whom it can be sent confirmed and unconfirmed."""
    has_support = any(row.support for row in record.rows)
    has_notes = any(row.note for row in record.rows)
    heads = mark(["Service", "Kind", *["Support"] * has_support, "Confirmed", "Unconfirmed", *["Note"] * has_notes])
    shares = {
        (False, False): (32, 20, 24, 24),
        (False, True): (24, 15, 18, 19, 24),
        (True, False): (27, 16, 19, 19, 19),
        (True, True): (22, 14, 14, 15, 16, 19),
    }[has_support, has_notes]
    head = table_row([entry([nodes.Text(say(text))]) for text in heads])
    title = inline(record.caption) if record.caption else []
    table, body = start_table(title, shares, [head], classes=("dlms-services",), stubs=1)
    for row in record.rows:
        names, kind, *casts = _service_row(row, row_id)
        demand = [entry(support_nodes(row.support, inline))] if has_support else []
        note = [told(row.note, inline) if row.note else entry([nodes.Text(NOTHING)])] if has_notes else []
        body += table_row([names, kind, *demand, *casts, *note])
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in heads])
    return table


def _service_row(row: ServiceUse, row_id: RowId) -> list[nodes.entry]:
    """The names, the kind, and to whom the services are sent."""
    names: list[nodes.Node] = []
    for service in row.services:
        if names:
            names.append(nodes.Text(", "))
        anchor = row_id(service.value)
        if anchor:
            names.append(nodes.target("", "", ids=[anchor]))
        names.append(nodes.Text(service.value))
    cells = [entry(names), entry([nodes.Text(say(_SOLICITED[row.solicited]))])]
    if row.used:
        cells += [entry([nodes.Text(_mode(mode))]) for mode in (row.confirmed, row.unconfirmed)]
    else:
        cells.append(entry([nodes.Text(say("not used"))], span=2))
    return cells


def _mode(mode: Mode | None) -> str:
    if mode is None or not mode.allowed:
        return NOTHING
    return ", ".join(say(cast.value) for cast in mode.casts) or say("yes")


def obis_table(record: ObisTable, inline: Inline, row_id: RowId) -> nodes.table:
    """Each code with its object and class."""
    has_names = any(row.name for row in record.rows)
    heads = mark([*(["Object"] if has_names else []), "Interface class", "OBIS code"])
    shares = (40, 36, 24) if has_names else (60, 40)
    head = table_row([entry([nodes.Text(say(text))]) for text in heads])
    title = inline(record.caption) if record.caption else []
    table, body = start_table(title, shares, [head], classes=("dlms-obis-codes",))
    for row in record.rows:
        body += table_row(_obis_cells(row, inline, has_names=has_names), row_id(row.code.value))
    if not body.children:
        body += table_row([entry([nodes.Text(NOTHING)]) for _ in heads])
    return table


def _obis_cells(row: ObisRow, inline: Inline, *, has_names: bool) -> list[nodes.entry]:
    nothing: list[nodes.Node] = [nodes.Text(NOTHING)]
    cells = [entry(inline(row.name) if row.name else nothing)] if has_names else []
    tied = inline(row.interface_class) if row.interface_class else nothing
    code = nodes.inline("", row.code.value, classes=["dlms-value"])
    return [*cells, entry(tied), entry([code])]
