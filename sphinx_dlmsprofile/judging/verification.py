"""How it stands with each provision of a project that has been judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.verification import verifications
from sphinx_dlmsprofile.judging.judge import waived_provisions
from sphinx_dlmsprofile.rules.provisions.trace_links import provision_uncovered

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.verification import Verification


def verifications_of(project: Project) -> dict[str, Verification]:
    """How it stands with each provision, by its identifier, in document order; it is made once."""
    return project.memo(_verifications)


def _verifications(project: Project) -> dict[str, Verification]:
    return verifications(project, waived_provisions(project, provision_uncovered))
