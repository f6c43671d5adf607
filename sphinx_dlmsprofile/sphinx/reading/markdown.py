"""MyST beside rST, without configuration in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _with_colon_fences(_app: Sphinx, config: Config) -> None:
    """Switch colon fences on, beside what the author chose.

    A new set, not a changed one: Sphinx would take a changed default for a changed configuration.
    """
    config.myst_enable_extensions = {*config.myst_enable_extensions, "colon_fence"}


def setup(app: Sphinx) -> None:
    """Set up MyST; colon fences are needed before it reads its configuration."""
    app.setup_extension("myst_parser")
    app.connect("config-inited", _with_colon_fences, priority=100)
