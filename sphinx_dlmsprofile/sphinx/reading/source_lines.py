"""Where the nodes of a document are in its source files."""

from __future__ import annotations

import os
import re
from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.classes import SHOWS
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.data_tables import FROM_DATA, is_within
from sphinx_dlmsprofile.text.encodings import guessed
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.markup import UNDERLINE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable


def relative_source(source: str | None, srcdir: Path, fallback: str) -> str:
    """The path of a source file relative to the source directory, with forward slashes."""
    if not source:
        return fallback
    within = source.removeprefix(f"{srcdir}{os.sep}")
    if within != source and _is_plain(within):
        return within.replace(os.sep, "/")
    # docutils gives included files relative to the working directory; links are not followed.
    path = Path(os.path.abspath(source))  # noqa: PTH100
    for base in (srcdir, srcdir.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def _is_plain(path: str) -> bool:
    """Whether a path leads downwards, in the shortest way: as nearly all do, and then it is quick to see where to."""
    return os.path.normpath(path) == path and not path.startswith((os.sep, os.curdir))


_LONGEST = 60
"""How many lines of a text its words are looked for in."""

_TABLE = regex(
    r"[\s>]*(?:\.\. (?:csv-|list-)?table::|[`:~]{3,}\{(?:csv-|list-)?table\}|\+[-=]+\+|={2,}\s+=|\|.+\|\s*$)"
)
"""The first line of a table in either markup."""


_NEAR = 40
"""How far the text of a cell is searched for: it may be written in another form than it reads."""


def _begins_row(node: nodes.Element) -> bool:
    """Whether a block in a cell is the first of a row that is not the first: it stands in another line."""
    row = node.parent.parent
    group = row.parent.parent
    is_first_row = row.parent.index(row) == 0 and next(group.findall(nodes.row)) is row
    return row.index(node.parent) == 0 and node.parent.index(node) == 0 and not is_first_row


def _lines_of_cells(table: nodes.table) -> set[int]:
    """The lines that the parser gives to the blocks in its cells."""
    return {block.line for cell in nodes_in(table, nodes.entry) for block in cell.children if block.line}


_SIGNS = {"“": '[“"]', "”": '[”"]', "‘": "[‘']", "’": "[’']", "–": "(?:–|--)"}


def _as_typed(word: str) -> str:
    """A pattern for a word: its source may have straight quotation marks, and hyphens for dashes."""
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in word)


def _shows_record(node: nodes.Element) -> bool:
    """Whether a directive has made it of a record."""
    around: nodes.Node | None = node
    while isinstance(around, nodes.Element) and not isinstance(around, nodes.section):
        if SHOWS in around.attributes:
            return True
        around = around.parent
    return False


class Places:
    """Follows a walk through a document, and says for each node in turn where it is.

    ``underlined`` says that docutils' own parser read it: it takes the line below a title, where it
    learns that there is one, for the line of the title.
    """

    def __init__(self, docname: str, document: nodes.document, srcdir: Path, *, underlined: bool) -> None:
        self.source = relative_source(document.get("source"), srcdir, docname)
        """The file that the document begins with."""
        self.docname = docname
        self.srcdir = srcdir
        self.is_restructured = underlined
        """Whether it is in reStructuredText."""
        self._below_title = int(underlined)
        self._line = 1
        self._source = self.source
        self._raw_source = document.get("source")
        self._last = self._table = Location(self.source, 1)
        self._has_line_of_cells = True
        self._files: dict[str, list[str]] = {}
        self._own_source = self._raw_source
        self._data: nodes.table | None = None
        """The table that the walk is in, if its cells are in a file of data."""
        self._misplaced: str | None = None
        """The included file that the present table is in, where MyST says it of the table or its cells alone."""

    @property
    def last(self) -> Location:
        """Where the last requested node is: one and the same for all that stands in a line."""
        line = max(self._line, 1)
        if (self._last.source, self._last.line) != (self._source, line):
            self._last = Location(self._source, line)
        return self._last

    def before(self, node: nodes.Element) -> Location:
        """Where the walk was before it comes to a node."""
        self._leave_data(node)
        return self.last

    def _leave_data(self, node: nodes.Element) -> None:
        """Behind a table whose cells are in a file of data, go on below the first line of its directive."""
        if self._data is not None and not is_within(node, self._data):
            self._source, self._line = self._table.source, self._table.line + 1
            self._raw_source, self._data = self._data.source, None

    def of(self, node: nodes.Element) -> Location:
        """Where a node is; one without a line of its own has the place of the last one with a line."""
        self._leave_data(node)
        if isinstance(node, nodes.table):
            self._misplaced = None if self._below_title else self._source_of_table(node)
        inside = isinstance(node, nodes.table) or isinstance(node.parent, nodes.entry)
        source = self._misplaced or node.source if inside else node.source
        if source and source != self._raw_source:
            self._raw_source = source
            self._source = relative_source(source, self.srcdir, self.source)
        if isinstance(node, nodes.table):
            lines = set() if FROM_DATA in node.attributes else _lines_of_cells(node)
            line = node.line or self._line
            self._has_line_of_cells = len(lines) > 1
            if not self._below_title and self._has_line_of_cells and self._line < min(lines) <= line:
                # MyST gives a list-table the line where it ends.
                line = min(lines) - 1
            self._table = Location(self._source, line)
            self._line = line
            if FROM_DATA in node.attributes:
                self._data = node
        in_cell = isinstance(node.parent, nodes.entry) and self._source == self._table.source
        if in_cell and self._is_unsure(node):
            # docutils counts the lines of each cell of a csv-table anew, MyST gives all of them one above its rows,
            # and none in the directive "table".
            self._line = self._line_of_cell(node)
        elif isinstance(node, nodes.field_name):
            # Its line stands with the field alone.
            self._line = node.line or node.parent.line or self._line
        elif node.line and not isinstance(node, nodes.table):
            is_heading = isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
            self._line = node.line - (is_heading and self._is_below_title(node.line))
        return self.last

    def _is_below_title(self, line: int) -> bool:
        """Whether the line of a heading is that below it: in reStructuredText, also where that stands in Markdown."""
        if self.is_restructured:
            return True
        title, below = ("".join(self._lines()[index : index + 1]).rstrip() for index in (line - 2, line - 1))
        return bool(title) and UNDERLINE.fullmatch(below) is not None

    def _source_of_table(self, node: nodes.table) -> str | None:
        """The included file that a table is in: MyST says so of the table or of its cells alone."""
        if _shows_record(node) or FROM_DATA in node.attributes:
            return None  # Its cells stand in the file of its body, and it does not.
        cells = (block.source for cell in node.findall(nodes.entry) for block in cell.children if block.source)
        return next((source for source in (node.source, next(cells, None)) if source != self._own_source), None)

    def lines_from(self, at: Location, count: int) -> list[str]:
        """At most so many lines of the present source file, from that of a place on."""
        return self._lines()[at.line - 1 : at.line - 1 + count] if at.source == self._source else []

    def words_at(
        self, at: Location, words: str, before: int, count: int, *, lines: int
    ) -> tuple[Location, Location] | None:
        """Where words of a text that begins at a place, and has so many lines, start and end; None if it is unsure.

        They stand ``count`` times in the text, ``before`` times before these; only where the source has as many, in
        lines up to the next empty one, is it certain which are meant.
        """
        text = "\n".join(takewhile(str.strip, self.lines_from(at, lines)))
        joint = r"\s+(?:>\s*|#\.?\s*|\|\s*)*".join(map(_as_typed, words.split()))
        found = list(re.finditer(joint, text))
        if len(found) != count:
            return None
        return self._place(at, text, found[before].start()), self._place(at, text, found[before].end())

    def table_after(self, before: Location, at: Location) -> Location:
        """Where a table begins in its source: parsers give it the line of its title, of its end, or none."""
        if before.source != at.source:
            return at
        lines = self._lines()[before.line - 1 : before.line + _LONGEST]
        starts = (number for number, line in enumerate(lines, before.line) if _TABLE.match(line))
        return Location(at.source, next(starts, at.line))

    @staticmethod
    def _place(at: Location, text: str, offset: int) -> Location:
        line = text.count("\n", 0, offset)
        return Location(at.source, at.line + line, offset - text.rfind("\n", 0, offset))

    def _is_unsure(self, node: nodes.Element) -> bool:
        """Whether the line of a block in a cell is not that of its text; what is generated has no text."""
        if node.line:
            return node.line <= self._table.line or not self._has_line_of_cells
        return bool(node.rawsource) and not self._below_title

    def _line_of_cell(self, node: nodes.Element) -> int:
        """The line that holds the text of a cell, searched for where it can be."""
        table = self._table.line
        line = node.line or table
        start = max(self._line + _begins_row(node), table, line)
        places: Iterable[int] = range(start, start + _NEAR)
        if not self._below_title:
            # What a directive makes of a record has cells that stand nowhere in it, and may stand somewhere below.
            places = takewhile(lambda number: number <= line or not self._is_fence(number), places)
        if isinstance(node.parent.parent.parent, nodes.thead):
            # rST takes the line of the directive for that of the table, MyST gives cells the one below the options,
            # or that of the fence.
            above = takewhile(lambda number: not self._is_fence(number), range(line, max(line - _NEAR, 0), -1))
            below = range(table + 1, table + _NEAR)
            places = below if self._below_title else chain(above, below)
        wanted = (node.rawsource or node.astext()).partition("\n")[0].strip()
        lines = self._lines()
        found = (number for number in places if 0 < number <= len(lines) and wanted in lines[number - 1])
        return next(found, max(self._line, table))

    def _is_fence(self, number: int) -> bool:
        lines = self._lines()
        return number > len(lines) or lines[number - 1].lstrip(" >").startswith(("```", ":::", "~~~"))

    def _lines(self) -> list[str]:
        """The lines of the present source file."""
        if self._source not in self._files:
            try:
                content = guessed((self.srcdir / self._source).read_bytes())
            except OSError:
                content = ""
            self._files[self._source] = content.splitlines()
        return self._files[self._source]
