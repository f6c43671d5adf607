"""Tables: spans, heads that repeat, captions above."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.typst.column_widths import (
    TEXT_WIDTH,
    cell_extent,
    cell_lines,
    fit_words,
    share_width,
)
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG_CELL = 600
"""Characters from which a row may be broken across pages."""

_SHORT_TABLE = 95.0
"""Height in mm below which a table stays on one page."""

_LINE_HEIGHT, _ROW_PADDING = 3.5, 3.0


class TableMixin(Scribe):
    """Visitors of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        """A table with its caption and number; without a caption, a plain block."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        label = caption_label(self.env, self.docname, "table", node)
        self.emit(f"tabled({arguments([], {'name': self.claim_anchor(node), 'label': label})}")
        self.write_caption(title)
        self.emit("{[]")

    def depart_table(self, node: nodes.Element) -> None:
        """Close it."""
        self.close()

    def visit_tgroup(self, node: nodes.Element) -> None:
        """The grid proper; widths are parts of the width there is."""
        shares = _widths(node)
        columns = Code(f"({''.join(f'{share:.3f}%,' for share in shares)})")
        whole = _estimated_height(node, shares) < _SHORT_TABLE
        self.emit(f"grid-of({arguments([columns], {'whole': whole})}")

    def depart_tgroup(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit(")")

    def visit_thead(self, node: nodes.Element) -> None:
        """Head rows, repeated on each page; their anchors go to the first row below, where they do not repeat."""
        self.hold_anchors(hold=True)
        self.emit("table.header(")

    def depart_thead(self, node: nodes.Element) -> None:
        """Close it."""
        self.hold_anchors(hold=False)
        self.emit("),")

    visit_tbody = depart_tbody = Scribe.transparent

    def visit_row(self, node: nodes.Element) -> None:
        """A row: kept on one page unless it is long."""
        node["typst_breakable"] = any(len(entry.astext()) > _LONG_CELL for entry in node.children)

    depart_row = Scribe.transparent

    def visit_entry(self, node: nodes.Element) -> None:
        """A cell, with its spans."""
        row = node.parent
        rows = int(node.get("morerows", 0)) + 1
        options: dict[str, object] = {"breakable": row["typst_breakable"] or rows > 1}
        if rows > 1:
            options["rowspan"] = rows
        if columns := int(node.get("morecols", 0)):
            options["colspan"] = columns + 1
        function = "stub-cell" if "stub" in node["classes"] else "body-cell"
        if isinstance(row.parent, nodes.thead):
            function = "head-cell"
        self.emit(f"{function}({arguments([], options)}{{[]")

    def depart_entry(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit("}),")


def place_cells(tgroup: nodes.Element) -> Iterator[tuple[int, nodes.Element]]:
    """All cells of a table, each with the column it begins in (from 0), row by row."""
    for part in _elements(tgroup):
        taken: dict[int, int] = {}  # column → further rows that a cell above still covers
        for row in _elements(part) if isinstance(part, nodes.thead | nodes.tbody) else ():
            covered = {column for column, rows in taken.items() if rows > 0}
            taken = {column: rows - 1 for column, rows in taken.items() if rows > 0}
            column = 0
            for entry in _elements(row):
                while column in covered:
                    column += 1
                yield column, entry
                width = int(entry.get("morecols", 0)) + 1
                taken.update(dict.fromkeys(range(column, column + width), int(entry.get("morerows", 0))))
                column += width


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _widths(tgroup: nodes.Element) -> list[float]:
    """Widths in percent: the author's ``:widths:``, but room for the longest words; else by content."""
    narrowest, widest = _extents(tgroup)
    if "colwidths-given" in tgroup.parent["classes"]:
        given = [float(child.get("colwidth", 1)) for child in tgroup.children if isinstance(child, nodes.colspec)]
        shares = fit_words([TEXT_WIDTH * width / (sum(given) or 1) for width in given], narrowest)
    else:
        shares = share_width(narrowest, widest)
    return [100 * share / TEXT_WIDTH for share in shares]


def _extents(tgroup: nodes.Element) -> tuple[list[float], list[float]]:
    """For each column the width of the longest word and of the longest line."""
    count = int(tgroup["cols"])
    narrowest, widest = [5.0] * count, [5.0] * count
    spanning = []
    for column, entry in place_cells(tgroup):
        if column >= count:
            continue
        least, most = cell_extent(entry)
        if entry.get("morecols"):
            spanning.append((column, int(entry["morecols"]) + 1, least, most))
            continue
        narrowest[column], widest[column] = max(narrowest[column], least), max(widest[column], most)
    for column, width, least, most in spanning:
        _stretch(narrowest, column, width, least)
        _stretch(widest, column, width, min(most, TEXT_WIDTH / 2))
    return narrowest, widest


def _estimated_height(tgroup: nodes.Element, shares: list[float]) -> float:
    """Height in mm, from the lines that the cells of each row need in columns of these widths (percent)."""
    lines: dict[int, float] = {}
    for column, entry in place_cells(tgroup):
        span = shares[column : column + int(entry.get("morecols", 0)) + 1]
        width = max(sum(span) * TEXT_WIDTH / 100, 1.0)
        row = id(entry.parent)
        if not entry.get("morerows"):
            lines[row] = max(lines.get(row, 1.0), cell_lines(entry, width))
    return sum(count * _LINE_HEIGHT + _ROW_PADDING for count in lines.values())


def _stretch(columns: list[float], start: int, count: int, width: float) -> None:
    """Widen columns alike until a spanning cell has room."""
    span = range(start, min(start + count, len(columns)))
    lack = width - sum(columns[index] for index in span)
    for index in span:
        columns[index] += max(lack, 0.0) / len(span)
