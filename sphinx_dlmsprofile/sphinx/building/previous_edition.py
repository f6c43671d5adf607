"""The previous edition that ``conf.py`` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.project import Project


_READ: KeptOn[tuple[object, Project | Exception]] = KeptOn("previous_edition")
"""What was read last, and its state: to read sources takes as long as a build, and a build asks more than once."""


def previous_edition(env: BuildEnvironment) -> Project | Exception | None:
    """The edition that ``dlms_previous_edition`` names, read once; why it cannot be read; None where none is named.

    It is a ``profile.json``, a directory, or a revision, as for the command ``diff``, seen from the source directory.
    """
    return once(env, _read_previous) if env.config.dlms_previous_edition else None


def _read_previous(env: BuildEnvironment) -> Project | Exception:
    from sphinx_dlmsprofile.exports.edition_state import state_of  # noqa: PLC0415  few compare
    from sphinx_dlmsprofile.exports.editions import EditionError, open_edition  # noqa: PLC0415

    name, here = env.config.dlms_previous_edition, Path(env.srcdir)
    state = state_of(name, here)
    app = app_of(env)
    known, edition = _READ.get(app) or (None, None)
    if edition is not None and state is not None and known == (name, state):
        return edition
    try:
        edition = open_edition(name, here)
    except EditionError as error:
        edition = error
    _READ.set(app, ((name, state), edition))
    return edition
