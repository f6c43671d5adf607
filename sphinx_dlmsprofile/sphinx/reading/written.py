"""What is left open in the text of a document, seen before it is parsed: conflicts of versions, fences of Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_dlmsprofile.sphinx.reading.notices import facts_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx

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
    """Keep what is left open, and return the text as it shall be read: without the marks of conflicts."""
    from sphinx_dlmsprofile.parsing.conflicts import resolved  # noqa: PLC0415  most builds read nothing
    from sphinx_dlmsprofile.parsing.fences import open_fences  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source  # noqa: PLC0415

    name = relative_source(path, Path(app.srcdir), docname)
    read, conflicts = resolved(text)
    fences = open_fences(read) if is_markdown else []
    if conflicts or fences:
        facts = facts_on(app.env, docname)
        facts.conflicts += [(name, *conflict) for conflict in conflicts]
        facts.fences += [(name, *fence) for fence in fences]
    return read


def setup(app: Sphinx) -> None:
    """Look at each text before others change it."""
    app.connect("source-read", _source_read, priority=2)
    app.connect("include-read", _include_read, priority=2)
