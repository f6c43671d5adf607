"""Putting the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile import config
from sphinx_dlmsprofile.rendering import nodes
from sphinx_dlmsprofile.rendering.typst import builder
from sphinx_dlmsprofile.sphinx import (
    checking,
    content,
    cosem_role,
    definitions,
    directives,
    domain,
    headings,
    index,
    layer_list,
    leftovers,
    markdown,
    numbering,
    profile_export,
    provision_role,
    references,
    report,
    review,
    standards,
    template_values,
    terms,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up all parts; each registers its own with Sphinx."""
    for part in (
        config,
        markdown,
        nodes,
        domain,
        cosem_role,
        definitions,
        directives,
        headings,
        content,
        template_values,
        leftovers,
        terms,
        standards,
        provision_role,
        numbering,
        references,
        index,
        layer_list,
        report,
        review,
        profile_export,
        checking,
        builder,
    ):
        part.setup(app)
