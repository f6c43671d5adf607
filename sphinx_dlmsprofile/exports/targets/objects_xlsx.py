"""The objects of a device as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.object_list import left_out, object_table
from sphinx_dlmsprofile.exports.workbook import workbook

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]


def export(project: Project, date: datetime) -> bytes:
    """The workbook, with one sheet."""
    return workbook({"Objects": object_table(project)}, date)
