"""The proforma of an implementation conformance statement as a workbook, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.proforma import HEADS, left_out, proforma
from sphinx_dlmsprofile.exports.workbook import workbook

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]


def export(project: Project, date: datetime) -> bytes:
    """The workbook, with one sheet."""
    return workbook({"Statement": (HEADS, list(proforma(project)))}, date)
