"""What a reviewer asks of a standard, answered from its model: pure functions from the project to reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.reports.coverage import coverage
from sphinx_dlmsprofile.reports.provisions import provisions
from sphinx_dlmsprofile.reports.reference_use import reference_use
from sphinx_dlmsprofile.reports.services import service_matrix
from sphinx_dlmsprofile.reports.statement import statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.report import Report
    from sphinx_dlmsprofile.model.verification import Verification


def reports(project: Project, verifications: Mapping[str, Verification]) -> tuple[Report, ...]:
    """All reports on a project that has been judged, in the order of ``REPORT_NAMES``."""
    return (
        provisions(project),
        coverage(project, verifications),
        service_matrix(project),
        reference_use(project),
        *statements(project),
    )
