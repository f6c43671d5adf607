"""Putting the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_dlmsprofile import config
from sphinx_dlmsprofile.publishing.typst import builder
from sphinx_dlmsprofile.rendering import nodes
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

logger = logging.getLogger(__name__)


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
    if app.config.dlms_review:
        _set_up_needs(app)


def _set_up_needs(app: Sphinx) -> None:
    """Set up the engine of lists and diagrams; without it, a review build has its reports only."""
    try:
        from sphinx_dlmsprofile.sphinx import needs  # noqa: PLC0415  other builds shall not load sphinx-needs
    except ModuleNotFoundError as error:
        message = (
            "this review build has neither needs nor the pages of dlms_review_pages, since %s is not installed:"
            " pip install 'sphinx-dlmsprofile[review]'"
        )
        logger.warning(message, error.name, type="dlms", subtype="review")
    else:
        needs.setup(app)
