"""Which state of the sources the pages were made from, as git knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile import theme
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

_LENGTH = 12
"""Of the names of commits: git itself shortens them by what else it has, which differs from clone to clone."""


class Revision(NamedTuple):
    """A state of the sources: the commit and its date, and whether files of the project differ from it."""

    commit: str
    date: str
    changed: bool


_REVISION: KeptOn[Revision | None] = KeptOn("revision")


def revision_of(app: Sphinx) -> Revision | None:
    """That of the sources at hand; None where git knows nothing of them."""
    return _REVISION.once(app, lambda: _asked(Path(app.srcdir)))


def _asked(srcdir: Path) -> Revision | None:
    from sphinx_dlmsprofile.text.git import ask_git  # noqa: PLC0415  where pages of our theme are written

    head = (ask_git(srcdir, "log", "-1", "--format=%H %cs") or "").split()
    # Sources that are in a repository and unknown to it have no revision.
    if len(head) != 2 or not ask_git(srcdir, "ls-files", "--", "conf.py"):  # noqa: PLR2004
        return None
    changed = ask_git(srcdir, "status", "--porcelain", "--untracked-files=no", "--", ".")
    return Revision(head[0][:_LENGTH], head[1], bool(changed))


def shown_now(app: Sphinx) -> Mapping[str, str]:
    """The first page shows it, and has to be written again after a commit."""
    if app.config.html_theme != theme.NAME or not (output_of(app.builder).published and app.config.dlms_standard):
        return {}
    return {app.config.root_doc: repr(revision_of(app))}


def setup(app: Sphinx) -> None:
    """Let the first page follow it."""
    SHOWN_NOW.add(app, shown_now)
