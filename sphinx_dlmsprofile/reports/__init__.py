"""What a reviewer asks of a standard, answered from its model: pure functions from the project to reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.reports.provisions import provisions
from sphinx_dlmsprofile.reports.reference_use import reference_use
from sphinx_dlmsprofile.reports.statement import statement

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.report import Report

_REPORTS = (provisions, reference_use, statement)


def reports(project: Project) -> tuple[Report, ...]:
    """All reports on a project."""
    return tuple(report(project) for report in _REPORTS)
