"""The boxes that furo puts around tables and formulae: they have the ids of what they hold, which then stand twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.tree import nodes_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_WRAPPERS = {"table-wrapper", "math-wrapper"}


def strip(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave them nothing but their own class: ids lead to the table itself, and style sheets mean that."""
    for box in nodes_in(doctree, nodes.container):
        if (own := _WRAPPERS.intersection(box["classes"])) and len(box) == 1:
            box["ids"], box["classes"] = [], sorted(own)


def setup(app: Sphinx) -> None:
    """Connect before others look at ids."""
    app.connect("doctree-resolved", strip, priority=30)
