"""MyST beside rST, without configuration in ``conf.py``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.common.compat import is_configured

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


_INCLUDED = "dlms-included"
"""Where a document that is being read keeps the files that are being included, from the outermost on."""

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
    _refuse_circles()
    if not is_configured(config, "myst_footnote_transition"):
        config.myst_footnote_transition = False  # no standard has a rule across its page
    chosen = config.myst_enable_extensions
    if not isinstance(chosen, set | frozenset | list | tuple):
        return  # MyST reports it
    chosen = set(chosen)
    if "dollarmath" not in chosen:
        config.myst_dmath_allow_space = config.myst_dmath_allow_digits = config.myst_update_mathjax = False
    config.myst_enable_extensions = chosen | _SAFE


def _refuse_circles() -> None:
    """Let MyST warn of a file that includes itself, as docutils does: it went on until Python stopped the build."""
    from docutils.parsers.rst import DirectiveError  # noqa: PLC0415  where Markdown is read
    from myst_parser.mocking import MockIncludeDirective  # noqa: PLC0415

    include = MockIncludeDirective.run
    if include.__module__ == __name__:
        return

    def run(self: MockIncludeDirective) -> list[nodes.Element]:
        env = self.renderer.sphinx_env
        if env is None or not {"literal", "code"}.isdisjoint(self.options):
            return include(self)
        outer = self.renderer.md_env.get(_INCLUDED) or (str(env.doc2path(env.docname)),)
        path = env.relfn2path(self.arguments[0])[1]
        if path in outer:
            names = " > ".join(os.path.relpath(each, env.srcdir) for each in (*outer, path))
            raise DirectiveError(2, f'circular inclusion in "include" directive: {names}')
        self.renderer.md_env[_INCLUDED] = (*outer, path)
        try:
            return include(self)
        finally:
            self.renderer.md_env[_INCLUDED] = outer

    MockIncludeDirective.run = run  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Set up MyST when all extensions of the project are loaded, and before Sphinx and MyST use what they set."""
    app.connect("config-inited", _set_up_myst, priority=100)
