"""The proforma of an implementation conformance statement as CSV, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.proforma import HEADS, left_out, proforma
from sphinx_dlmsprofile.exports.reports import csv_text

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]


def export(project: Project, _date: datetime) -> str:
    """A row for each item; the last column is to be filled in."""
    return csv_text(HEADS, proforma(project))
