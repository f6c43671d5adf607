"""The theme of the pages: our own, unless the project names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile import theme
from sphinx_dlmsprofile.sphinx.common.compat import is_configured

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def choose(_app: Sphinx, config: Config) -> None:
    """Take our theme, if neither ``conf.py`` nor ``-D`` names one."""
    if not is_configured(config, "html_theme"):
        config.html_theme = theme.NAME


def setup(app: Sphinx) -> None:
    """Make the theme known, and choose it when the configuration is read."""
    app.setup_extension("sphinx_dlmsprofile.theme")
    app.connect("config-inited", choose)
