"""Headings in hidden Markdown: MyST-Parser puts them, and all below them, outside of what hides them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.directives.other import Only

from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.reading.conditions import shows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective


def _holding(base: type[SphinxDirective], kind: str) -> type[SphinxDirective]:
    """A directive that keeps its headings with it, unless they are shown: then they are where they belong."""

    def run(self: Any) -> Sequence[nodes.Node]:
        renderer = getattr(self.state, "_renderer", None)
        if renderer is None or not self.config.dlms_standard or shows(app_of(self.env), kind, self.arguments[0]):
            return base.run(self)
        inside = nodes.section()
        levels = renderer._level_to_section  # noqa: SLF001  MyST-Parser has no other way
        renderer._level_to_section = dict.fromkeys(levels, inside)  # noqa: SLF001
        try:
            made = base.run(self)
        finally:
            renderer._level_to_section = levels  # noqa: SLF001
        holder = next((node for node in made if isinstance(node, nodes.Element)), None)
        if holder is not None:
            holder += inside.children
        return made

    return type(f"Holding{base.__name__}", (base,), {"run": run})


def hold_headings(app: Sphinx) -> None:
    """Put such directives in the place of those that hide text."""
    app.add_directive("only", _holding(Only, "only"), override=True)
    if "sphinx.ext.ifconfig" in app.extensions:
        from sphinx.ext.ifconfig import IfConfig  # noqa: PLC0415  few projects use it

        app.add_directive("ifconfig", _holding(IfConfig, "ifconfig"), override=True)


def setup(app: Sphinx) -> None:
    """Do so when all extensions are there."""
    app.connect("builder-inited", hold_headings)
