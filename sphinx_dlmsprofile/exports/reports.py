"""Reports as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.report import Cell, Report

FORMAT = 2
"""Counts up when a key changes its meaning or goes away."""

_FORMULA = frozenset("=+-@\t\r")
"""Spreadsheets take a cell that begins so for a formula."""


def report_csv(report: Report) -> str:
    """The rows with a line of heads, as RFC 4180 has it but for the ends of lines, which are those of a text file."""
    grouped = any(group.head for group in report.groups)
    heads = [*(["group"] if grouped else []), *(column.key for column in report.columns)]
    return csv_text(heads, ([*([head] if grouped else []), *(cell.text for cell in row)] for head, row in report.rows))


def csv_text(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV, with nothing in them that a spreadsheet takes for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(map(_no_formula, row) for row in rows)
    return stream.getvalue()


def _no_formula(text: str) -> str:
    text = text.strip()
    return f"'{text}" if text[:1] in _FORMULA else text


def report_json(report: Report) -> str:
    """The whole report as one JSON text, the same for the same report."""
    content = {
        "format": FORMAT,
        "report": report.name,
        "title": report.title,
        "outcome": report.outcome or None,
        **_table(report),
        **({"summary": _table(report.summary)} if report.summary else {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _table(report: Report) -> dict[str, Any]:
    return {
        "columns": {column.key: column.head for column in report.columns},
        "rows": [_row(report, head, row) for head, row in report.rows],
    }


def _row(report: Report, head: str, row: tuple[Cell, ...]) -> dict[str, Any]:
    values = {column.key: cell.text.strip() for column, cell in zip(report.columns, row, strict=True)}
    return ({"group": head} if head else {}) | values
