"""What the changes since the previous edition reach; found once while a project is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.impact.impact import Impact
    from sphinx_dlmsprofile.model.project import Project

_FOUND: KeptOn[Impact] = KeptOn("impact")


def find_impact(env: BuildEnvironment, project: Project) -> Impact | None:
    """Compare the project with the edition that ``dlms_previous_edition`` names; None where none can be read."""
    from sphinx_dlmsprofile.impact.walk import impact_of  # noqa: PLC0415  few builds compare
    from sphinx_dlmsprofile.model.project import Project as Read  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.building.previous_edition import previous_edition  # noqa: PLC0415

    previous = previous_edition(env)
    if not isinstance(previous, Read):
        return None  # a finding says why
    names = env.config.dlms_previous_edition, str(env.config.project)
    return _FOUND.set(app_of(env), impact_of((names[0], previous), (names[1], project)))


def impact_of_build(env: BuildEnvironment) -> Impact | None:
    """What was found in this build; None where nothing was compared."""
    return _FOUND.get(app_of(env))
