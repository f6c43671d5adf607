"""Tables whose rows stand in a file of data: a cell is where its row is, and not in the line of the directive."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.directives.patches import CSVTable

from sphinx_dlmsprofile.sphinx.reading.table_options import CSV_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

FROM_DATA = "dlms_from_data"
"""Marks a table whose cells are in another file than itself."""


class DataTable(CSVTable):
    """The directive ``csv-table``; docutils gives cells of ``:file:`` its line, and MyST the file of the text."""

    option_spec: ClassVar[dict[str, Any]] = CSV_OPTIONS
    _file: str | None = None
    _starts: tuple[int, ...] = ()

    def run(self) -> list[Any]:
        """The table with its cells where they are written."""
        made = super().run()
        if self._file:
            for table in made:
                if isinstance(table, nodes.table):
                    self._place(table, self._file)
        return made

    def get_csv_data(self) -> tuple[Any, str]:
        """The lines of the table, and the file that they are in."""
        data, source = super().get_csv_data()  # type: ignore[no-untyped-call]
        self._file = source if "file" in self.options else None
        return data, source

    def parse_csv_data_into_rows(self, csv_data: Any, dialect: Any, source: str) -> tuple[list[Any], int]:
        """The cells of each row; of those in a file it is noted where they begin, which are read last."""
        if self._file:
            self._starts = tuple(_starts(csv_data, dialect))
        parsed: tuple[list[Any], int] = super().parse_csv_data_into_rows(csv_data, dialect, source)  # type: ignore[no-untyped-call]
        return parsed

    def _place(self, table: nodes.table, file: str) -> None:
        table[FROM_DATA] = True
        rows = [row for row in table.findall(nodes.row) if _table_of(row) is table]
        of_header = len(rows) - len(self._starts)
        table.source, table.line = self.state_machine.get_source_and_line(self.lineno)
        for row in rows[:of_header]:
            _put(row, table.source, table.line)
        for row, line in zip(rows[of_header:], self._starts, strict=True):
            _put(row, file, line)


def _starts(lines: Iterable[str], dialect: Any) -> Iterator[int]:
    """The line in which each row begins: a quoted cell may have several."""
    reader = csv.reader((f"{line}\n" for line in lines), dialect=dialect)
    begin = 1
    for _ in reader:
        yield begin
        begin = reader.line_num + 1


def _table_of(node: nodes.Node) -> nodes.table | None:
    around = node.parent
    while around is not None and not isinstance(around, nodes.table):
        around = around.parent
    return around


def is_within(node: nodes.Node, table: nodes.table) -> bool:
    """Whether a node is a table or a part of it."""
    around: nodes.Node | None = node
    while around is not None and around is not table:
        around = around.parent
    return around is table


def _put(row: nodes.row, source: str | None, line: int | None) -> None:
    """Let all that is in a row be in one line, but for cells that stand in a file of their own."""
    for cell in row.children:
        for node in cell.findall(nodes.Element):
            if node is not cell and not _is_placed(node, row):
                node.source, node.line = source, line


def _is_placed(node: nodes.Node, row: nodes.row) -> bool:
    """Whether a table within a cell has its own cells in a file of data, and the node is in one of them."""
    around = _table_of(node)
    outer = _table_of(row)
    while around is not None and around is not outer:
        if FROM_DATA in around.attributes:
            return True
        around = _table_of(around)
    return False


def place_cells(app: Sphinx) -> None:
    """In a standard, put it in the place of the directive of Sphinx; other projects have what they chose."""
    if app.config.dlms_standard:
        app.add_directive("csv-table", DataTable, override=True)


def setup(app: Sphinx) -> None:
    """Do so when it is known what the project is."""
    app.connect("builder-inited", place_cells)
