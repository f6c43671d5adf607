"""The previous edition that ``conf.py`` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.project import Project


def previous_edition(env: BuildEnvironment) -> Project | Exception | None:
    """The edition that ``dlms_previous_edition`` names, read once; why it cannot be read; None where none is named."""
    return once(env, _read_previous) if env.config.dlms_previous_edition else None


def _read_previous(env: BuildEnvironment) -> Project | Exception:
    from sphinx_dlmsprofile.exports.profile import ProfileError, read_profile  # noqa: PLC0415  few builds compare

    try:
        return read_profile(conf_path(Path(env.srcdir), env.config.dlms_previous_edition))
    except (ProfileError, UnreadError) as error:
        return error
