"""Tables: captions above, spans, heads that repeat, on a page on its side where they are too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.blocks import BlockMixin, Kind
from sphinx_dlmsprofile.publishing.docx.oxml import w
from sphinx_dlmsprofile.publishing.docx.page import TURNED, UPRIGHT
from sphinx_dlmsprofile.publishing.losses import located
from sphinx_dlmsprofile.publishing.table_rows import without_empty_rows
from sphinx_dlmsprofile.publishing.walk import logger
from sphinx_dlmsprofile.rendering.svg.measure import word_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_PADDING = 2 * 80
_SIZE = 8.0 * 20
_ALIGNED = {"text-left": "left", "text-center": "center", "text-right": "right"}


class TableMixin(BlockMixin):
    """Visitors of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        """A table with its caption; one that is too wide gets a section on its side."""
        self.end()
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        room = self.room
        needs = [_least_widths(group) for group in groups]
        turned = len(self.places) == 1 and not self.indent and any(sum(each) > UPRIGHT for each in needs)
        if turned:
            self.break_section()
            room = TURNED
            if any(sum(each) > TURNED for each in needs):
                logger.warning(
                    "the table is too wide for the page, words are broken in it: split it, or take columns out of it",
                    location=located(node), type="dlms", subtype=self.builder.subtype,
                )  # fmt: skip
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        label = caption_label(self.env, self.docname, "table", node)
        self.write_caption(node, title, label, Kind(named.TABLE_TITLE, "Table"), self.claim(node))
        for group, least in zip(groups, needs, strict=True):
            self._write_grid(group, _shares(group, least, max(room - self.indent, 600)))
        if turned:
            self.break_section(turned=True)
        elif groups and (len(self.places) == 1 or self.places[-1][-1].tag == w("tbl").tag):
            self._space()
        raise nodes.SkipNode

    def _space(self) -> None:
        """A low paragraph, without which Word joins two tables."""
        self.places[-1].append(
            w("p", w("pPr", w("spacing", before=0, after=0, line=120, lineRule="exact"), w("rPr", w("sz", val=4))))
        )

    def _write_grid(self, group: nodes.Element, widths: list[int]) -> None:
        without_empty_rows(group)
        borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in _SIDES))
        margins = w("tblCellMar", *(w(side, w=_PADDING // 2, type="dxa") for side in ("left", "right")))
        place = w("tblInd", w=self.indent, type="dxa") if self.indent else w("jc", val="center")
        table = w(
            "tbl",
            w("tblPr", w("tblW", w=sum(widths), type="dxa"), place, borders, w("tblLayout", type="fixed"), margins),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        )
        self.places[-1].append(table)
        for part in group.children:
            if isinstance(part, nodes.thead | nodes.tbody):
                self._write_rows(table, part, widths, is_head=isinstance(part, nodes.thead))

    def _write_rows(self, table: Oxml, part: nodes.Element, widths: list[int], *, is_head: bool) -> None:
        spans: dict[int, tuple[int, int]] = {}  # column → rows that a cell still covers, and its columns
        for node in part.children:
            row = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if is_head else [])))
            table.append(row)
            column, entries = 0, iter(node.children)
            while column < len(widths):
                if spans.get(column, (0, 0))[0]:
                    left, across = spans[column]
                    spans[column] = left - 1, across
                    cell = _cell(widths[column : column + across], across, merged="continue")
                    cell.append(w("p"))
                elif (entry := next(entries, None)) is not None:
                    across = min(int(entry.get("morecols", 0)) + 1, len(widths) - column)  # type: ignore[attr-defined]
                    down = int(entry.get("morerows", 0))  # type: ignore[attr-defined]
                    spans[column] = down, across
                    cell = _cell(widths[column : column + across], across, merged="restart" if down else "")
                    row.append(cell)
                    room = sum(widths[column : column + across])
                    self._write_cell(cell, entry, room, is_head=is_head)  # type: ignore[arg-type]
                else:
                    across = 1
                    cell = _cell(widths[column : column + 1], 1, merged="")
                    cell.append(w("p"))
                row.append(cell)
                column += max(across, 1)

    def _write_cell(self, cell: Oxml, entry: nodes.Element, room: int, *, is_head: bool) -> None:
        align = next((_ALIGNED[name] for name in entry["classes"] if name in _ALIGNED), None)
        with self.inside(cell, named.HEAD_CELL if is_head else named.CELL, room - _PADDING):
            if "stub" in entry["classes"]:
                with self.formed(w("b")):
                    self.walk(entry)
            else:
                self.walk(entry)
        for paragraph in cell if align else ():
            if paragraph.tag == w("p").tag:
                paragraph[0].append(w("jc", val=align))


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _cell(widths: list[int], across: int, *, merged: str) -> Oxml:
    form = w("tcPr", w("tcW", w=sum(widths), type="dxa"))
    if across > 1:
        form.append(w("gridSpan", val=across))
    if merged:
        form.append(w("vMerge", val=merged))
    return w("tc", form)


def _least_widths(group: nodes.Element) -> list[int]:
    """What each column needs at least: its widest word, of cells that stand in it alone."""
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    least = [300] * max(len(columns), 1)
    for column, entry in _placed(group, len(least)):
        if int(entry.get("morecols", 0)) == 0:
            bold = isinstance(entry.parent.parent, nodes.thead)
            width = round(word_width(entry.astext(), _SIZE, bold=bold)) + _PADDING
            least[column] = max(least[column], min(width, UPRIGHT // 2))
    return least


def _placed(group: nodes.Element, columns: int) -> Iterator[tuple[int, nodes.Element]]:
    """The cells with the columns in which they begin."""
    for part in group.children:
        covered = [0] * columns
        for row in part.children if isinstance(part, nodes.thead | nodes.tbody) else ():
            column = 0
            for entry in row.children:
                while column < columns and covered[column]:
                    covered[column] -= 1
                    column += 1
                if column >= columns or not isinstance(entry, nodes.entry):
                    break
                yield column, entry
                across = int(entry.get("morecols", 0)) + 1
                for each in range(column, min(column + across, columns)):
                    covered[each] = int(entry.get("morerows", 0))
                column += across
            for each in range(column, columns):
                covered[each] = max(covered[each] - 1, 0)


def _shares(group: nodes.Element, least: list[int], room: int) -> list[int]:
    """The widths of the columns: what each needs, and of the rest its share as the source has it."""
    given = [float(child.get("colwidth", 1)) for child in group.children if isinstance(child, nodes.colspec)]
    given = given or [1.0]
    whole = sum(given) or 1.0
    widths = [max(room * width / whole, need) for width, need in zip(given, least, strict=True)]
    over = sum(widths) - room
    free = [width - need for width, need in zip(widths, least, strict=True)]
    if over > 0 and sum(free) > 0:
        widths = [width - over * gap / sum(free) for width, gap in zip(widths, free, strict=True)]
    if sum(widths) > room * 1.001:
        widths = [width * room / sum(widths) for width in widths]
    return [max(int(width), 100) for width in widths]
