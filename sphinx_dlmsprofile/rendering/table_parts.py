"""The parts that all tables of records are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from docutils import nodes

from sphinx_dlmsprofile.rendering.message import dlms_message, is_untold, untold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.text.location import Text


class Inline(Protocol):
    """Makes the nodes of a text."""

    def __call__(self, text: Text, /) -> list[nodes.Node]:
        """What a paragraph holds, with inline markup."""

    def blocks(self, text: Text) -> list[nodes.Node]:
        """The paragraphs, lists and tables of a text."""


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


def paragraphs(
    text: Text,
    inline: Inline,
    *,
    lead: Sequence[nodes.Node] = (),
    end: Sequence[nodes.Node] = (),
    classes: Sequence[str] = (),
) -> list[nodes.Node]:
    """A text that may have several paragraphs, lists and tables, and may not be the name of anything.

    ``lead`` and ``end`` stand before and after its words, in its first and last paragraph.
    """
    if text.block is None:
        return [nodes.paragraph("", "", *lead, *inline(text), *end, classes=list(classes))]
    found = inline.blocks(text)
    if lead:
        first = _paragraph_at(0, found)
        first[:0] = lead
    if end:
        last = _paragraph_at(len(found) - 1, found)
        last += end
    for node in found:
        for paragraph in node.findall(nodes.paragraph):
            paragraph["classes"] += classes
    return found


def _paragraph_at(index: int, found: list[nodes.Node]) -> nodes.paragraph:
    """The paragraph at the beginning or the end, a new one beside what is none, for more than its own words."""
    paragraph = found[index] if found else None
    if not isinstance(paragraph, nodes.paragraph):
        paragraph = nodes.paragraph()
        found.insert(index and index + 1, paragraph)
    elif not is_untold(paragraph):
        message = dlms_message(paragraph.rawsource, "", *paragraph.children)
        message.source, message.line = paragraph.source, paragraph.line
        paragraph.children = []
        paragraph += message
    untold(paragraph)
    paragraph.rawsource = ""
    return paragraph


def told(text: Text | None, inline: Inline, *classes: str, span: int = 1) -> nodes.entry:
    """A cell with a text that may have several paragraphs, lists and tables; an empty one stays empty."""
    cell = entry([], *classes, span=span)
    if text:
        cell.extend(paragraphs(text, inline))
    return cell
