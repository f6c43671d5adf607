"""MyST beside rST, without configuration in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


_SAFE = frozenset({"colon_fence", "deflist", "dollarmath", "tasklist"})
"""Markup that means nothing else in a standard, and that would be printed as typed without it."""


def _set_up_myst(app: Sphinx, config: Config) -> None:
    """Let MyST read Markdown, unless an extension of the project does, with what authors write beside what they chose.

    A formula between single dollars touches them, and no digit stands outside of them: prices are none. Pages
    look as those of reStructuredText do, without the classes by which MyST keeps MathJax away from dollars: as
    Sphinx sets it up, it looks for none.
    A new set, not a changed one: Sphinx would take a changed default for a changed configuration.
    """
    registry = app.registry
    if ".md" not in registry.source_suffix and "markdown" not in registry.source_parsers:
        app.setup_extension("myst_parser")
    if "myst_enable_extensions" not in config:
        return
    chosen = config.myst_enable_extensions
    if not isinstance(chosen, set | frozenset | list | tuple):
        return  # MyST reports it
    chosen = set(chosen)
    if "dollarmath" not in chosen:
        config.myst_dmath_allow_space = config.myst_dmath_allow_digits = config.myst_update_mathjax = False
    config.myst_enable_extensions = chosen | _SAFE


def setup(app: Sphinx) -> None:
    """Set up MyST when all extensions of the project are loaded, and before Sphinx and MyST use what they set."""
    app.connect("config-inited", _set_up_myst, priority=100)
