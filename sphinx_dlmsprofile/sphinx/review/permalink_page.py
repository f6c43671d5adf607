"""The page by which sphinx-needs leads from an identifier to its place, for those who hear pages.

All that it says stands outside any landmark, so that who uses a screen reader is not led to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BODY = "<body>", "</body>"
_WITH_LANDMARK = "<body><main>", "</main></body>"


def _add_landmark(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, Path(app.config.needs_permalink_file).name)
    if exception is None and path.is_file():
        text = path.read_text("utf-8")
        if "<main" not in text:
            for plain, marked in zip(_BODY, _WITH_LANDMARK, strict=True):
                text = text.replace(plain, marked)
            path.write_text(text, "utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the end of the build, when the page has been written."""
    app.connect("build-finished", _add_landmark, priority=900)
