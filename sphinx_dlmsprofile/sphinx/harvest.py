"""Harvesting a document: one walk that takes out its records, and what its sections hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.prose import Illustration, IndexMark, Literal, TextBlock, TextKind
from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.classes import FAULT_TEXT_CLASS, TERM_CLASS
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.sphinx.content import answers_of, is_content, is_statement
from sphinx_dlmsprofile.sphinx.links import link_of
from sphinx_dlmsprofile.sphinx.prose import (
    block_kind,
    column_of,
    figure_texts,
    in_one_line,
    is_illustration,
    kind_around,
    kind_by_label,
    prose,
    raw_prose,
)
from sphinx_dlmsprofile.sphinx.record_node import GUIDANCE_CLASS, Target, dlms_records
from sphinx_dlmsprofile.sphinx.standard_role import cited_in
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.statements import Statements


@dataclass(slots=True)
class SectionFacts:
    """What stands in a section, without its subsections, and where its heading is."""

    at: Location
    has_content: bool = False
    index_entries: int = 0
    answers: list[str] = field(default_factory=list)


@dataclass
class Harvest:
    """What one document holds.

    ``sections`` are keyed by their first id; a record goes with that of the section it stands in,
    "" outside of all. ``sources`` are the files it was read from, in order.
    """

    docname: str
    source: str
    sources: dict[str, None]
    sections: dict[str, SectionFacts] = field(default_factory=dict)
    records: list[tuple[Record, str]] = field(default_factory=list)
    texts: list[tuple[TextBlock, str]] = field(default_factory=list)


def relative_source(source: str | None, srcdir: Path, fallback: str) -> str:
    """The path of a source file relative to the source directory, with forward slashes."""
    if not source:
        return fallback
    # docutils gives included files relative to the working directory; links are not followed.
    path = Path(os.path.abspath(source))  # noqa: PTH100
    for base in (srcdir, srcdir.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def harvest(
    docname: str, document: nodes.document, srcdir: Path, statements: Statements, *, underlined: bool
) -> tuple[Harvest, list[Target]]:
    """Take the records out of a document that has just been read, and the targets.

    ``underlined`` says that docutils' own parser read it: it takes the line below a title, where it
    learns that there is one, for the line of the title.
    """
    harvester = _Harvester(docname, document, srcdir, statements, underlined=underlined)
    return harvester.result, harvester.targets


_NEAR = 40
"""So far is a text of a cell looked for: it may be written otherwise than it reads."""


def _begins_row(node: nodes.Element) -> bool:
    """Whether a block in a cell is the first of a row that is not the first: it stands in another line."""
    row = node.parent.parent
    group = row.parent.parent
    is_first_row = row.parent.index(row) == 0 and next(group.findall(nodes.row)) is row
    return row.index(node.parent) == 0 and node.parent.index(node) == 0 and not is_first_row


def _is_generated(node: nodes.Element) -> bool:
    """Whether it is the inside of the table of an APDU example: its words are not the author's."""
    return isinstance(node, nodes.tgroup) and APDU_CLASS in node.parent["classes"]


def _has_line_of_cells(table: nodes.table) -> bool:
    """Whether its cells have lines of their own: not all the same."""
    return len({block.line for cell in table.findall(nodes.entry) for block in cell.children}) > 1


class _Harvester:
    def __init__(
        self, docname: str, document: nodes.document, srcdir: Path, statements: Statements, *, underlined: bool
    ) -> None:
        self._srcdir = srcdir
        self._statements = statements
        self._below_title = int(underlined)
        source = relative_source(document.get("source"), srcdir, docname)
        self.result = Harvest(docname, source, {source: None})
        self.targets: list[Target] = []
        self._spent: list[dlms_records] = []
        self._line = 1
        self._source = source
        self._raw_source = document.get("source")
        self._table = Location(source, 1)
        self._has_line_of_cells = True
        self._files: dict[str, list[str]] = {}
        self._walk(document, "", SectionFacts(Location(source, 1)), None)
        for node in self._spent:
            node.parent.remove(node)

    def _walk(self, node: nodes.Element, anchor: str, facts: SectionFacts, around: TextKind | None) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                continue
            if isinstance(child, nodes.section):
                self._section(child)
            elif isinstance(child, dlms_records):
                facts.answers += answers_of(child)
                self.result.sources.update((record.at.source, None) for record in child.records)
                self.result.records += [(record, anchor) for record in child.records]
                self.targets += child.targets
                self._spent.append(child)
            elif isinstance(child, addnodes.index):
                facts.index_entries += len(child["entries"])
                self._marks(child, anchor)
            elif isinstance(child, nodes.Element) and GUIDANCE_CLASS in child.get("classes", ()):
                # A clause that still has its guidance is not reported as empty too.
                facts.has_content = True
                self._spent += child.findall(dlms_records)
            elif isinstance(child, nodes.Element) and not (isinstance(child, nodes.Invisible) or is_statement(child)):
                if isinstance(node, (nodes.section, nodes.document)):
                    facts.has_content |= is_content(child)
                self._text(child, anchor, around)
                self._link(child, anchor)
                if not _is_generated(child):
                    self._walk(child, anchor, facts, kind_around(child, around))

    def _marks(self, node: addnodes.index, anchor: str) -> None:
        """Keep what the index will hold."""
        at = self._at(node)
        marks = (IndexMark(at=at, kind=kind, text=text) for kind, text, *_ in node["entries"])
        self.result.records += [(mark, anchor) for mark in marks]

    def _text(self, node: nodes.Element, anchor: str, around: TextKind | None) -> None:
        """Keep the text of a block; pictures have texts too."""
        if isinstance(node, nodes.table):
            self._at(node)
        if is_illustration(node):
            caption = next((prose(child) for child in node.children if isinstance(child, nodes.caption)), "")
            self.result.records.append((Illustration(at=self._at(node), caption=caption), anchor))
        if isinstance(node, dlms_diagram):
            for label in node["labels"]:
                self._keep(TextBlock(at=label.at, kind=TextKind.FIGURE, text=label.value), anchor)
        elif isinstance(node, nodes.image):
            for text in figure_texts(node, self._srcdir):
                self._keep(TextBlock(at=self._at(node), kind=TextKind.FIGURE, text=text), anchor)
        elif isinstance(node, (nodes.literal, nodes.literal_block)):
            is_block = isinstance(node, nodes.literal_block)
            if FAULT_TEXT_CLASS not in node["classes"]:
                self.result.records.append((Literal(at=self._at(node), text=node.astext(), block=is_block), anchor))
        elif kind := block_kind(node, around):
            mandated = "dlms-mandated" in node["classes"]
            raw, column = raw_prose(node), column_of(node) if kind is TextKind.CELL else None
            at, text = self._at(node), in_one_line(raw)
            kind = kind_by_label(kind, text)
            block = TextBlock(at=at, kind=kind, text=text, mandated=mandated, column=column, cited=cited_in(node))
            self._keep(block, anchor)
            self.result.records += [(record, anchor) for record in self._statements.of(node, kind, raw, at)]

    def _link(self, node: nodes.Element, anchor: str) -> None:
        """Keep a cross-reference; it stands where its paragraph does."""
        if link := link_of(node, Location(self._source, max(self._line, 1)), self.result.docname):
            self.result.records.append((link, anchor))

    def _keep(self, block: TextBlock, anchor: str) -> None:
        if block.text:
            self.result.texts.append((block, anchor))

    def _at(self, node: nodes.Element) -> Location:
        """Where a node stands; one without a line of its own stands where the last one with a line does."""
        if node.source and node.source != self._raw_source:
            self._raw_source = node.source
            self._source = relative_source(node.source, self._srcdir, self.result.source)
        if isinstance(node, nodes.table):
            self._table = Location(self._source, node.line or self._line)
            self._has_line_of_cells = _has_line_of_cells(node)
        in_cell = isinstance(node.parent, nodes.entry) and self._source == self._table.source
        if node.line and in_cell and (node.line <= self._table.line or not self._has_line_of_cells):
            # docutils counts the lines of each cell of a csv-table anew, MyST gives all of them one above its rows.
            self._line = self._line_of_cell(node)
        elif isinstance(node, nodes.field_name):
            # Its line stands with the field alone.
            self._line = node.line or node.parent.line or self._line
        elif node.line:
            is_heading = isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
            self._line = node.line - (self._below_title if is_heading else 0)
        return Location(self._source, max(self._line, 1))

    def _line_of_cell(self, node: nodes.Element) -> int:
        """The line that holds the text of a cell, looked for where it can stand."""
        table = self._table.line
        line = node.line or table
        start = max(self._line + _begins_row(node), table, line)
        places: Iterable[int] = range(start, start + _NEAR)
        if isinstance(node.parent.parent.parent, nodes.thead):
            # rST takes the line of the directive for that of the table, MyST gives cells the one below the options.
            below, above = range(table + 1, table + _NEAR), range(line, line - _NEAR, -1)
            places = below if self._below_title else above
        wanted = node.rawsource.partition("\n")[0].strip()
        lines = self._lines()
        found = (number for number in places if 0 < number <= len(lines) and wanted in lines[number - 1])
        return next(found, max(self._line, table))

    def _lines(self) -> list[str]:
        """The lines of the present source file."""
        if self._source not in self._files:
            try:
                content = (self._srcdir / self._source).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                content = ""
            self._files[self._source] = content.splitlines()
        return self._files[self._source]

    def _section(self, node: nodes.section) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), node)
        # What a term lacks is not told of its subclause again.
        facts = SectionFacts(self._at(title), has_content=TERM_CLASS in node["classes"])
        self.result.sources[facts.at.source] = None
        anchor = node["ids"][0] if node["ids"] else ""
        self.result.sections[anchor] = facts
        self._walk(node, anchor, facts, None)
