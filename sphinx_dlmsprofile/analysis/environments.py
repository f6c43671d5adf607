"""The figures that show where in a smart metering system the profile is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.environment import CommunicationEnvironment

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project


def environments(project: Project) -> tuple[CommunicationEnvironment, ...]:
    """All of them, without the figures of networks that have files of their own, such as that of an example."""
    return tuple(each for each in project.of(CommunicationEnvironment) if not each.own)
