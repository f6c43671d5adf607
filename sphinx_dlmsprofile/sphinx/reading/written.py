"""What is seen in a text before it is parsed: conflicts of versions, fences left open, cells that Markdown drops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_dlmsprofile.sphinx.reading.notices import facts_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MARKDOWN = frozenset({".md", ".markdown"})


def _source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    if app.config.dlms_standard:
        path = app.env.doc2path(docname)
        is_markdown = get_filetype(app.config.source_suffix, str(path)) == "markdown"
        source[0] = _noted(app, docname, str(path), source[0], is_markdown=is_markdown)


def _include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    if app.config.dlms_standard:
        is_markdown = path.suffix in _MARKDOWN
        content[0] = _noted(app, docname, str(Path(app.srcdir, path)), content[0], is_markdown=is_markdown)


def _noted(app: Sphinx, docname: str, path: str, text: str, *, is_markdown: bool) -> str:
    """Keep what is left open or dropped, and return the text as it shall be read: without the marks of conflicts."""
    from sphinx_dlmsprofile.parsing.fences import open_fences  # noqa: PLC0415  most builds read nothing
    from sphinx_dlmsprofile.parsing.markdown_tables import lost_cells  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source  # noqa: PLC0415

    name = relative_source(path, Path(app.srcdir), docname)
    read = without_conflicts(app.env, docname, name, text)
    if is_markdown and (fences := open_fences(read)):
        facts_on(app.env, docname).fences += [(name, *fence) for fence in fences]
    if is_markdown and (cells := lost_cells(read)):
        facts_on(app.env, docname).cells += [(name, *cell) for cell in cells]
    return read


def without_conflicts(env: BuildEnvironment, docname: str, source: str, text: str) -> str:
    """The text of a file that a document is read from, without the marks of conflicts, which are kept."""
    from sphinx_dlmsprofile.parsing.conflicts import resolved  # noqa: PLC0415  most builds read nothing

    read, conflicts = resolved(text)
    if conflicts and env.config.dlms_standard:
        facts_on(env, docname).conflicts += [(source, *conflict) for conflict in conflicts]
    return read


def setup(app: Sphinx) -> None:
    """Look at each text before others change it."""
    app.connect("source-read", _source_read, priority=2)
    app.connect("include-read", _include_read, priority=2)
