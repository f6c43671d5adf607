"""Texts that are still to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.template.placeholders import placeholders

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock


def unfilled(project: Project) -> tuple[tuple[TextBlock, tuple[str, ...]], ...]:
    """The texts that hold placeholders, with these; for ``project.memo``."""
    return tuple((block, found) for block in project.texts if (found := placeholders(block.text)))
