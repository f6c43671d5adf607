"""Nothing is left of documents that are gone.

Sphinx keeps what toctrees named when they were read: neighbours lose their links, and a document of its own output
in one piece prints what is gone. So who names such a document is read again, as in a clean build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def read_again(
    _app: Sphinx, env: BuildEnvironment, _added: AbstractSet[str], _changed: AbstractSet[str], removed: AbstractSet[str]
) -> list[str]:
    """The documents whose toctrees name one that is gone."""
    if not removed:
        return []
    return sorted(docname for docname, named in env.toctree_includes.items() if not removed.isdisjoint(named))


def setup(app: Sphinx) -> None:
    """Ask when Sphinx has looked what is new, changed or gone."""
    app.connect("env-get-outdated", read_again)
