"""What directives within ``eval-rst`` leave for later, as ``contents``: MyST-Parser forgets it, builders stop at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.rendering.tree import nodes_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class NotePending(SphinxTransform):
    """Lets docutils make of such nodes what it makes of them in reStructuredText."""

    default_priority = 1

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002  as Sphinx calls it
        """Note those of which docutils does not know."""
        known = {id(pending) for _, _, pending, _ in self.document.transformer.transforms if pending is not None}
        for pending in nodes_in(self.document, nodes.pending):
            if id(pending) not in known:
                self.document.note_pending(pending)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(NotePending)
