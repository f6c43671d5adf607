"""The theme ``dlms``: furo with what a reader of standards looks for. Sphinx finds it by its entry point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAME = "dlms"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say where the theme is. Sphinx sets up furo, from which it inherits, where pages are written in it."""
    app.add_html_theme(NAME, str(Path(__file__).parent / NAME))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
