"""A build in which nothing has changed leaves needs unresolved until something reads them.

sphinx-needs resolves all of them in each build, so that its warnings are seen again. Where the last build has had none,
a build of the same has none, and resolving thousands of needs is most of what it would do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.building.last_build import keep_made, last_made
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_QUIET = "edition of quiet needs"
_COUNT: KeptOn[int] = KeptOn("warnings_before_needs")
_EVENT, _EAGER = "write-started", "ensure_post_process_needs_data"


def _leave_to_readers(app: Sphinx, _env: BuildEnvironment) -> None:
    """Take the handler away that resolves needs whether or not anything reads them; pages that are written do."""
    edition = last_made(app, _QUIET)
    if edition is None:
        return
    app.config.version = app.config.version or edition
    for listener in list(app.events.listeners.get(_EVENT, ())):
        if getattr(listener.handler, "__name__", "") == _EAGER:
            app.disconnect(listener.id)


def _count(app: Sphinx, _builder: object) -> None:
    _COUNT.set(app, app._warncount)  # noqa: SLF001  Sphinx tells nobody


def _note_quiet(app: Sphinx, _builder: object) -> None:
    if app._warncount == _COUNT.get(app):  # noqa: SLF001
        keep_made(app, _QUIET, app.config.version)


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.connect("env-updated", _leave_to_readers)
    app.connect(_EVENT, _count, priority=450)  # the project has been judged, and sphinx-needs comes at 500
    app.connect(_EVENT, _note_quiet, priority=900)
