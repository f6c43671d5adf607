"""Reports as CSV and JSON, and as the table that both and spreadsheets are made of."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.exports.layout import layout_object
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.report import Cell, Column, Report

FORMAT = 3
"""Counts up when a key changes its meaning or goes away."""

_BETWEEN = "; "
"""Stands between several values in one cell."""

_FORMULA = frozenset("=+-@\t\r")
"""Spreadsheets take a cell that begins so for a formula."""

_NUMBER = regex(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def flat_table(report: Report) -> tuple[list[str], list[list[str | int]]]:
    """The heads and the rows of a table that has one text or number in a cell.

    The group, if there are any, comes first, the address of the row last. After what is several stand columns with
    the identifiers and results.
    """
    grouped = any(group.head for group in report.groups)
    heads = ["group"] if grouped else []
    for column in report.columns:
        heads += [column.key, *(f"{column.key}_{part}s" for part in column.parts)]
    rows: list[list[str | int]] = []
    for (head, row), row_id in zip(report.rows, report.row_ids, strict=True):
        cells: list[str | int] = [head] if grouped else []
        for column, cell in zip(report.columns, row, strict=True):
            cells.append(_value(column, cell))
            cells += [_BETWEEN.join(getattr(each, part) for each in cell.mentions) for part in column.parts]
        rows.append([*cells, row_id])
    return [*heads, "row"], rows


def _value(column: Column, cell: Cell) -> str | int:
    if column.several:
        return _BETWEEN.join(each.words.strip() for each in cell.mentions)
    text = cell.text.strip()
    return int(text) if column.is_number and text else text


def csv_text(heads: Iterable[str], rows: Iterable[Iterable[str | int]]) -> str:
    """Rows as CSV with a line of heads, with nothing in them that a spreadsheet takes for a formula.

    It is as RFC 4180 has it but for the ends of lines, which are those of a text file.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(map(_no_formula, map(str, row)) for row in rows)
    return stream.getvalue()


def _no_formula(text: str) -> str:
    text = text.strip()
    return f"'{text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def report_json(report: Report) -> str:
    """The whole report as one JSON text, the same for the same report."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "report": report.name,
        "title": report.title,
        "outcome": report.outcome or None,
        **_table(report),
        **({"summary": _table(report.summary)} if report.summary else {}),
    }
    content["rows"] = iter(content["rows"])
    return "".join(layout_object(content.items()))


def _table(report: Report) -> dict[str, Any]:
    return {
        "columns": {column.key: column.head for column in report.columns},
        "rows": [
            _row(report, head, row, row_id) for (head, row), row_id in zip(report.rows, report.row_ids, strict=True)
        ],
    }


def _row(report: Report, head: str, row: tuple[Cell, ...], row_id: str) -> dict[str, Any]:
    values = {column.key: _json(column, cell) for column, cell in zip(report.columns, row, strict=True)}
    return {**({"group": head} if head else {}), **values, "row": row_id or None}


def _json(column: Column, cell: Cell) -> Any:
    if not column.several:
        return _value(column, cell)
    if not column.parts:
        return [each.text.strip() for each in cell.mentions]
    return [{"text": each.text, **{part: getattr(each, part) for part in column.parts}} for each in cell.mentions]
