"""The roles that a document defines end with it.

docutils keeps them until its process ends. What a document may use would then depend on those that were read before it:
on the order, on how many processes read, and on which documents have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import roles

from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_OF_ALL: KeptOn[dict[str, Any]] = KeptOn("roles")
_DEFAULT = ""


def _known() -> dict[str, Any]:
    # docutils has no other way to ask for what is registered.
    known: dict[str, Any] = roles._roles  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def _before_reading(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    if app.config.dlms_standard:
        _OF_ALL.set(app, dict(_known()))


def _forget(app: Sphinx, *_event: object) -> None:
    """Leave the roles of all documents alone, and the default role if ``conf.py`` has given one."""
    of_all = _OF_ALL.get(app)
    if of_all is None or _known() == of_all:
        return
    given = {_DEFAULT: _known()[_DEFAULT]} if app.config.default_role and _DEFAULT in _known() else {}
    _known().clear()
    _known().update({**of_all, **given})


def setup(app: Sphinx) -> None:
    """Forget before a document is read, and after the last one."""
    app.connect("env-before-read-docs", _before_reading)
    app.connect("source-read", _forget, priority=1)
    app.connect("env-updated", _forget, priority=1)
