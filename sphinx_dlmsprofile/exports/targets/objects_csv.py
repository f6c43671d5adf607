"""The objects of a device as CSV (RFC 4180), an attribute or method a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.object_list import left_out, object_table
from sphinx_dlmsprofile.exports.reports import csv_text

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]


def export(project: Project, _date: datetime) -> str:
    """The table."""
    heads, rows = object_table(project)
    return csv_text(heads, ([_shown(value) for value in row] for row in rows))


def _shown(value: str | int) -> str:
    """A dash that says "no access" as the long one, which no spreadsheet takes for a formula."""
    return "–" if value == "-" else str(value)
