"""Guidance and placeholders on the page: shown and marked in a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.record_node import GUIDANCE_CLASS
from sphinx_dlmsprofile.template.placeholders import PLACEHOLDER, WHOLE, may_hold_placeholder
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_MARK = "dlms-leftover"
PLACEHOLDER_TAG = regex(r"\s*<(?:add|insert)\b[^<>/]*>", re.IGNORECASE)
"""What Markdown takes for the beginning of an HTML element."""

_NO_TEXT = (nodes.literal, nodes.FixedTextElement, nodes.math, nodes.math_block, nodes.raw, nodes.Invisible)


class KeepPlaceholders(SphinxTransform):
    """Restores placeholders such as "<Add>", which Markdown takes for HTML: a browser would not show them."""

    default_priority = 805

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Replace them."""
        for node in nodes_in(self.document, nodes.raw):
            if not PLACEHOLDER_TAG.match(node.astext()):
                continue
            text = nodes.Text(
                node.astext().strip() if not isinstance(node.parent, nodes.TextElement) else node.astext()
            )
            if isinstance(node.parent, nodes.TextElement):
                node.replace_self(text)
            else:
                paragraph = nodes.paragraph("", "", text)
                paragraph.source, paragraph.line = node.source, node.line
                node.replace_self(paragraph)


class ShowLeftovers(SphinxPostTransform):
    """Marks placeholders in a draft; takes the guidance out of a final document."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the document for its stage."""
        if self.config.dlms_stage != "draft":
            for node in nodes_in(self.document, nodes.container):
                if GUIDANCE_CLASS in node["classes"]:
                    node.parent.remove(node)
            return
        if not self.config.dlms_standard:
            return
        for text in nodes_in(self.document, nodes.Text):
            # Few texts have any: where a text stands is asked for these alone.
            if may_hold_placeholder(text) and _is_placeholder(text) and _is_prose(text):
                text.parent.replace(text, list(_marked(str(text))))


def _is_placeholder(text: nodes.Text) -> bool:
    return PLACEHOLDER.search(text) is not None or WHOLE.fullmatch(text.strip()) is not None


def _is_prose(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, _NO_TEXT) or (
            isinstance(node, nodes.Element) and GUIDANCE_CLASS in node.get("classes", ())
        ):
            return False
        node = node.parent
    return True


def _marked(text: str) -> Iterator[nodes.Node]:
    if WHOLE.fullmatch(text.strip()):
        yield nodes.inline("", text, classes=[_MARK])
        return
    end = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > end:
            yield nodes.Text(text[end : match.start()])
        yield nodes.inline("", match[0], classes=[_MARK])
        end = match.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_transform(KeepPlaceholders)
    app.add_post_transform(ShowLeftovers)
