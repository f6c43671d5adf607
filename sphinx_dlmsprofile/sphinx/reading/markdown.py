"""MyST beside rST, without configuration in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _set_up_myst(app: Sphinx, config: Config) -> None:
    """Let MyST read Markdown, unless an extension of the project does; colon fences are on beside what is chosen.

    A new set, not a changed one: Sphinx would take a changed default for a changed configuration.
    """
    registry = app.registry
    if ".md" not in registry.source_suffix and "markdown" not in registry.source_parsers:
        app.setup_extension("myst_parser")
    if "myst_enable_extensions" in config:
        config.myst_enable_extensions = {*config.myst_enable_extensions, "colon_fence"}


def setup(app: Sphinx) -> None:
    """Set up MyST when all extensions of the project are loaded, and before Sphinx and MyST use what they set."""
    app.connect("config-inited", _set_up_myst, priority=100)
