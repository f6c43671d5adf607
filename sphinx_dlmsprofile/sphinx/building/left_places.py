"""What was to be filled when a page is written, and is left: the page and a warning say what is missing."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_dlmsprofile.rendering.placeholder_nodes import Placeholder

logger = logging.getLogger(__name__)


class TellLeft(SphinxPostTransform):
    """Reports all placeholders that are left."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Replace them, except where the builder prints what they hold."""
        for place in list(self.document.findall(Placeholder)):
            if "groups" in place:
                continue
            if not place.get("told"):
                message = "the page lacks %s: nothing has filled its place"
                logger.warning(message, place.missing, location=place, type="dlms", subtype="text-lost")
            words = nodes.inline("", f"[missing: {place.missing}]", classes=["dlms-leftover"])
            place.replace_self(words if isinstance(place, nodes.Inline) else nodes.paragraph("", "", words))
