"""The whole model of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.profile import profile_json

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project


def export(project: Project, _date: datetime) -> str:
    """The text of ``profile.json``."""
    return profile_json(project)
