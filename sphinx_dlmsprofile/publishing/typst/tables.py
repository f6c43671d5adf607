"""Tables: spans, heads that repeat, captions above."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.losses import located
from sphinx_dlmsprofile.publishing.typst.kept_rows import BREAKABLE, KEEPER, UNHEADED, keepers, mark_unheaded
from sphinx_dlmsprofile.publishing.typst.lengths import part_of
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments
from sphinx_dlmsprofile.publishing.typst.room import SMALL, TURNED, give_room, may_turn, room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger
from sphinx_dlmsprofile.publishing.typst.table_layout import Layout, is_simple, lay_out, row_heights

_SHORT_TABLE = 45.0
"""Height in mm below which a table stays on one page."""

_TALL_ROW = 60.0
"""Height in mm from which a row may be broken across pages, and from which a head is not repeated."""


_LEAST_CAPTION = 60.0
"""Width in mm that the caption of a narrow table at a side has at least."""

_ALIGNED = ("left", "center", "right")
"""How a table, or a column of Markdown, may be aligned."""


class TableMixin(Scribe):
    """Visitors of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        """A table with its caption and number; without a caption, a plain block."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        layouts = [_table_layout(child) for child in node.children if isinstance(child, nodes.tgroup)]
        turned = any(layout.turned for layout in layouts)
        size = min((layout.room.size for layout in layouts), default=SMALL)
        if not all(layout.fits for layout in layouts) and not _is_in_cell(node):
            logger.warning(
                "the table is too wide for the page, words are broken in it: split it, or take columns out of it",
                location=located(node), type="dlms", subtype="pdf",
            )  # fmt: skip
        if turned:
            give_room(node, TURNED)
            self.open("turned-page")
        node["typst_turned"] = turned
        label = caption_label(self.env, self.docname, "table", node)
        node["typst_continued"] = f"{label.rstrip(' –')} {say('(continued)')}" if label else None
        options: dict[str, object] = {"name": self.claim_anchor(node), "label": label}
        if size != SMALL:
            options["size"] = Code(f"{size:g}pt")
        width = max((sum(layout.widths) for layout in layouts), default=0.0)
        if node.get("align") in {"left", "right"} and width < room_in(node.parent).width - _LEAST_CAPTION / 2:
            options |= {"side": Code(node["align"]), "span": Code(f"{max(width, _LEAST_CAPTION):.1f}mm")}
            if width < _LEAST_CAPTION:
                options["wider"] = True
        self.emit(f"tabled({arguments([], options)}")
        self.write_caption(title)
        self.emit("{[]")

    def depart_table(self, node: nodes.Element) -> None:
        """Close it, and the page of its own."""
        self.close()
        if node["typst_turned"]:
            self.close_turned(node)

    def visit_tgroup(self, node: nodes.Element) -> None:
        """The grid proper; widths are parts of the width there is."""
        layout = _table_layout(node)
        columns = Code(f"({''.join(f'{100 * width / layout.room.width:.3f}%,' for width in layout.widths)})")
        heights = row_heights(node, layout)
        for row in (row for part in node.children for row in part.children if isinstance(row, nodes.row)):
            most = _TALL_ROW if is_simple(row) else _TALL_ROW / 2
            row[BREAKABLE] = heights.get(id(row), 0.0) > most
        heads = [row for part in node.children if isinstance(part, nodes.thead) for row in part.findall(nodes.row)]
        node["typst_head"] = all(map(is_simple, heads)) and sum(heights.get(id(row), 0.0) for row in heads) < _TALL_ROW
        whole = sum(heights.values()) < _SHORT_TABLE
        ends = not whole and bool(heads) and node["typst_head"] and mark_unheaded(node)
        kept = {} if whole else keepers(node, heights)
        for first, keeper in kept.items():
            first[KEEPER] = keeper
        options: dict[str, object] = {"whole": whole, "kept": bool(kept), "repeat": node["typst_head"]}
        if not layout.fits:
            options["tight"] = True
        around = room_in(node.parent.parent if layout.turned is False else node.parent).width
        if layout.room.width < around:
            options["width"] = Code(f"{100 * layout.room.width / around:.3f}%")
        if (
            side := node.parent.get("align") or ("left" if isinstance(node.parent.parent, nodes.legend) else "")
        ) in _ALIGNED:
            options["side"] = Code(side)
        if not whole and (continued := node.parent["typst_continued"]):
            options["continued"] = continued
        node["typst_kept"] = bool(kept)
        node["typst_head_level"] = 0
        if ends:
            options["ends"] = True
            node["typst_head_level"] = 2 if "continued" in options else 1
        self.emit(f"grid-of({arguments([columns], options)}")

    def depart_tgroup(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit(")")

    def visit_thead(self, node: nodes.Element) -> None:
        """Head rows, repeated on each page; anchors and notes go to the first row below, where they do not repeat."""
        self.hold_anchors(hold=True)
        self.in_repeated_head = node.parent["typst_head"]
        self.emit("head: (")

    def depart_thead(self, node: nodes.Element) -> None:
        """Close it."""
        self.hold_anchors(hold=False)
        self.in_repeated_head = False
        self.emit("),")

    visit_tbody = depart_tbody = Scribe.transparent

    def visit_row(self, node: nodes.Element) -> None:
        """Above a row that lies below no column, the head is not repeated."""
        if node.get(UNHEADED) and (level := node.parent.parent["typst_head_level"]):
            columns = int(node.parent.parent["cols"]) + node.parent.parent["typst_kept"]
            self.emit(f"end-of-head({arguments([columns, level], {})}),")

    def depart_row(self, node: nodes.Element) -> None:
        """After the cells of a row stands what keeps it together with others."""
        if keeper := node.get(KEEPER):
            self.emit(f"keeper({arguments(keeper, {})}),")

    def visit_entry(self, node: nodes.Element) -> None:
        """A cell, with its spans."""
        row = node.parent
        rows = int(node.get("morerows", 0)) + 1
        options: dict[str, object] = {"breakable": row[BREAKABLE] or rows > 1}
        if rows > 1:
            options["rowspan"] = rows
        if columns := int(node.get("morecols", 0)):
            options["colspan"] = columns + 1
        if aligned := next((each for each in _ALIGNED if f"text-{each}" in node["classes"]), None):
            options["align"] = Code(aligned)
        function = "stub-cell" if "stub" in node["classes"] else "body-cell"
        if isinstance(row.parent, nodes.thead):
            function = "head-cell"
        self.emit(f"{function}({arguments([], options)}{{[]")
        self.flush_notes()

    def depart_entry(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit("}),")


def is_turned(section: nodes.Element) -> bool:
    """Whether a table of a section needs a turned page: a heading is not left alone on an upright one before it."""
    tables = [child for child in section.children if isinstance(child, nodes.table)]
    return any(
        _table_layout(part).turned for table in tables for part in table.children if isinstance(part, nodes.tgroup)
    )


def _is_in_cell(node: nodes.Element) -> bool:
    around = node.parent
    while around is not None and not isinstance(around, nodes.entry):
        around = around.parent
    return around is not None


def _table_layout(tgroup: nodes.Element) -> Layout:
    """How a table is set where it stands: in a cell it takes the type of the cell."""
    table = tgroup.parent
    around = room_in(table.parent)
    room = around.less(around.width - part_of(table.get("width", ""), around.width), min(around.size, SMALL))
    return lay_out(tgroup, room, may_turn=may_turn(table) and "width" not in table)
