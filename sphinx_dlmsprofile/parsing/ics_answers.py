"""Filled-in statements of conformance: CSV, workbooks and YAML, as they were exported or written by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from sphinx_dlmsprofile.parsing.ics_columns import SUPPORT, columns_of
from sphinx_dlmsprofile.parsing.ics_replies import answer
from sphinx_dlmsprofile.text.encodings import guessed
from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as Several
    from pathlib import Path

    from sphinx_dlmsprofile.model.ics_answer import Answer
    from sphinx_dlmsprofile.parsing.ics_columns import Columns

_MOST_ROWS = 100_000
_LARGEST = 20_000_000
"""Octets of a file, and a tenth of those of an unpacked workbook: a statement of 100 000 rows has less."""


_TOO_LARGE = f"a statement has no more than {_MOST_ROWS} rows and {_LARGEST // 1_000_000} MB"


class AnswersError(ValueError):
    """A file that is not a statement of conformance; the message says why, and what to write."""


class _NoHeadsError(AnswersError):
    """A table without the heads of a statement."""

    def __init__(self, seen: Several[str] = ()) -> None:
        found = f", but {', '.join(seen[:8])}" if seen else ""
        advice = 'name the columns "Identifier" and "Support", as dlmsprofile export --to ics-csv does'
        super().__init__(f"no row has the heads of a statement{found}: {advice}")


def read_answers(path: Path, content: bytes) -> tuple[Answer, ...]:
    """The answers of a file by its name: .csv, .tsv, .xlsx, .xlsm, .yaml or .yml.

    Raises:
        AnswersError: it cannot be read, or has no columns or keys of a statement.
        ModuleNotFoundError: the library for workbooks is not installed.
    """
    ending = path.suffix.casefold()
    if len(content) > _LARGEST:
        raise AnswersError(_TOO_LARGE)
    if ending in {".xlsx", ".xlsm"}:
        return _of_workbook(content)
    text = guessed(content)
    if ending in {".csv", ".tsv"}:
        # Lines of old spreadsheets end with a carriage return alone.
        rows = csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter(text))
        return tuple(_of_rows(enumerate(rows, 1)))
    if ending in {".yaml", ".yml"}:
        return tuple(_of_yaml(text, path.name))
    message = f"{path.name} is neither CSV, a workbook (.xlsx) nor YAML"
    raise AnswersError(message)


_DELIMITERS = (",", ";", "\t", "|")


def _delimiter(text: str) -> str:
    """Spreadsheets of many countries write semicolons; the heads show it, whatever stands above them."""
    for line in text.splitlines():
        for delimiter in _DELIMITERS:
            if delimiter in line and columns_of(next(csv.reader([line], delimiter=delimiter), [])):
                return delimiter
    first = next(iter(text.splitlines()), "")
    return max(_DELIMITERS, key=first.count)


def _of_workbook(content: bytes) -> tuple[Answer, ...]:
    """The answers of all sheets with the heads of a statement: a cover may stand before them."""
    found: list[Answer] = []
    count = 0
    try:
        with reading(AnswersError), ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > 10 * _LARGEST:
                raise AnswersError(_TOO_LARGE)
            for title, rows in _sheets(content, archive):
                try:
                    answers = list(_of_rows(rows))
                except _NoHeadsError:
                    continue
                count += 1
                found += [replace(each, place=f'sheet "{title}", {each.place}') for each in answers]
    except UnreadError as error:
        message = f"the workbook cannot be read: {error}"
        raise AnswersError(message) from error
    if not count:
        raise _NoHeadsError
    return tuple(found if count > 1 else (replace(each, place=each.place.rpartition(", ")[2]) for each in found))


def _sheets(content: bytes, archive: ZipFile) -> Iterator[tuple[str, Iterable[tuple[int, Several[object]]]]]:
    """The sheets by title, with their rows as shown: values of formulas, and of merged cells in each of them.

    A formula of which the program has stored no value stands for itself: that is not an answer, and not none.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  the library is an extra

    parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    is_plain = not any(b"<mergeCell " in part for part in parts)
    shown = load_workbook(io.BytesIO(content), read_only=is_plain, data_only=True).worksheets
    has_formulas = any(b"<f>" in part or b"<f " in part for part in parts)
    written = load_workbook(io.BytesIO(content), read_only=True).worksheets if has_formulas else shown
    for sheet, source in zip(shown, written, strict=True):
        # A sheet in memory would be filled up to the last row that is asked for.
        last = _MOST_ROWS + 1 if is_plain else min(_MOST_ROWS + 1, sheet.max_row)
        rows = sheet.iter_rows(max_row=last, values_only=True)
        sources = source.iter_rows(max_row=_MOST_ROWS + 1, values_only=True) if has_formulas else repeat(())
        merged = {} if is_plain else _merged(sheet)
        yield sheet.title, _filled(enumerate(zip(rows, sources, strict=False), 1), merged)


def _merged(sheet: Any) -> dict[tuple[int, int], object]:
    """The values of merged cells by row and column, counted from 1."""
    return {
        (row, column): sheet.cell(each.min_row, each.min_col).value
        for each in sheet.merged_cells.ranges
        if each.size["rows"] * each.size["columns"] <= _MOST_ROWS
        for row in range(each.min_row, each.max_row + 1)
        for column in range(each.min_col, each.max_col + 1)
    }


def _filled(
    rows: Iterable[tuple[int, tuple[Several[object], Several[object]]]], merged: dict[tuple[int, int], object]
) -> Iterator[tuple[int, Several[object]]]:
    for number, (row, source) in rows:
        yield (
            number,
            [
                merged.get((number, place), source[place - 1] if place <= len(source) else None)
                if value is None
                else value
                for place, value in enumerate(row, 1)
            ],
        )


def _of_rows(rows: Iterable[tuple[int, Several[object]]]) -> Iterator[Answer]:
    """The rows below the heads; rows without an identifier are headings and what identifies the product.

    A row in which a merged identifier goes on is not a further one, and a text alone in its row is a heading.
    """
    columns: Columns | None = None
    seen: list[str] = []
    last = ("", "")
    try:
        for number, row in rows:
            if number > _MOST_ROWS:
                raise AnswersError(_TOO_LARGE)
            cells = [str(cell if cell is not None else "").strip() for cell in row]
            if columns is None:
                columns = columns_of(cells)
                seen = seen or [f'"{cell}"' for cell in cells if cell]
                continue
            identifier, written = (cells[place] if place < len(cells) else "" for place in columns)
            is_heading = len(cells) > 2 and {*cells} <= {"", identifier}  # noqa: PLR2004  more than both columns
            if identifier and not is_heading and (identifier, written) != last:
                yield answer(identifier.removeprefix("'"), written, f"row {number}")
            last = identifier, written
    except csv.Error as error:
        message = f"the CSV cannot be read: {error}"
        raise AnswersError(message) from error
    if columns is None:
        raise _NoHeadsError(seen)


def _of_yaml(text: str, name: str) -> Iterator[Answer]:
    """``identifier: yes`` lines, or a list of items with the keys identifier and support, perhaps below "items"."""
    try:
        node = read_yaml(text, lambda line, column: Location(name, line + 1, column + 1))
    except YamlError as error:
        message = f"line {error.at.line}: {error.message}"
        raise AnswersError(message) from error
    items = node
    if isinstance(node, Mapping):
        items = next((value for key, value in node.entries if key.value == "items"), node)
    if isinstance(items, Sequence):
        for item in items.items:
            yield from _item(item)
    elif isinstance(items, Mapping):
        for key, value in items.entries:
            yield answer(key.value, _scalar(value), f"line {key.at.line}")
    else:
        message = "write identifier: yes, no or n/a, a line each"
        raise AnswersError(message)


def _item(item: Node) -> Iterator[Answer]:
    entries = item.entries if isinstance(item, Mapping) else ()
    # An item without an answer may have no key for it.
    keys = [key.value for key, _ in entries]
    columns = columns_of(keys) or columns_of([*keys, SUPPORT])
    identifier = _scalar(entries[columns.identifier][1]) if columns else ""
    if not columns or not identifier:
        message = f'line {item.at.line}: an item has the keys "identifier" and "support"'
        raise AnswersError(message)
    written = entries[columns.answer][1] if columns.answer < len(entries) else None
    yield answer(identifier, _scalar(written), f"line {item.at.line}")


def _scalar(node: Node | None) -> str:
    """What is written; of a list or a mapping, which are not an answer, what it is."""
    if isinstance(node, Scalar):
        return node.value.strip()
    return {Sequence: "a list", Mapping: "a mapping"}.get(type(node), "")
