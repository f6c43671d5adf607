"""Tables with their numbers, heads, spans and footnotes."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.sts.blocks import BlockMixin
from sphinx_dlmsprofile.publishing.table_rows import footnotes_in, without_empty_rows

_ALIGNED = ("left", "center", "right")


class TableMixin(BlockMixin):
    """Visitors of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        """A table with its number and caption; its footnotes come at last."""
        self.name_element(self.open("table-wrap"), node)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        self.write_caption(title, caption_label(self.env, self.docname, "table", node))

    def depart_table(self, node: nodes.Element) -> None:
        """Write its footnotes and close it."""
        notes = footnotes_in(node)
        if notes:
            self.open("table-wrap-foot")
            for note in notes:
                note.walkabout(self)
            self.close()
        self.close()

    def visit_tgroup(self, node: nodes.Element) -> None:
        """The grid; widths are parts of the width there is."""
        without_empty_rows(node)
        self.open("table")
        columns = [child for child in node.children if isinstance(child, nodes.colspec)]
        whole = sum(float(column.get("colwidth", 1)) for column in columns) or 1
        for column in columns:
            self.add("col", width=f"{100 * float(column.get('colwidth', 1)) / whole:.4g}%")

    def _close(self, node: nodes.Element) -> None:
        self.close()

    depart_tgroup = _close

    def visit_thead(self, node: nodes.Element) -> None:
        """The rows that head it."""
        self.open("thead")

    def visit_tbody(self, node: nodes.Element) -> None:
        """The rows below."""
        self.open("tbody")

    depart_thead = depart_tbody = depart_entry = _close

    def visit_row(self, node: nodes.Element) -> None:
        """A row; the one with the footnotes is written below the table."""
        if _holds_footnotes(node):
            raise nodes.SkipNode
        self.open("tr")

    depart_row = _close

    def visit_entry(self, node: nodes.Element) -> None:
        """A cell, with its spans."""
        in_head = isinstance(node.parent.parent, nodes.thead)
        rows, columns = int(node.get("morerows", 0)) + 1, int(node.get("morecols", 0)) + 1
        self.open(
            "th" if in_head or "stub" in node["classes"] else "td",
            align=next((each for each in _ALIGNED if f"text-{each}" in node["classes"]), None),
            scope=None if in_head or "stub" not in node["classes"] else "row",
            rowspan=str(rows) if rows > 1 else None,
            colspan=str(columns) if columns > 1 else None,
        )


def _holds_footnotes(row: nodes.Element) -> bool:
    return any("dlms-table-footnotes" in entry["classes"] for entry in row.children if isinstance(entry, nodes.entry))
