"""Places of notes, examples and footnotes, settled while a document is read: nothing outside of it changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.rendering.footnotes import place_footnotes
from sphinx_dlmsprofile.rendering.remarks import number_remarks
from sphinx_dlmsprofile.sphinx.reading.record_node import GUIDANCE_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator


class NumberRemarks(SphinxTransform):
    """Numbers them, in whatever project: the PDF prints them."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Look at all of the text; guidance is not part of it."""
        number_remarks(_admonitions(self.document))
        place_footnotes(self.document)


def _admonitions(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if not isinstance(child, nodes.Element) or GUIDANCE_CLASS in child.get("classes", ()):
            continue
        if isinstance(child, nodes.Admonition):
            yield child
        if not isinstance(child, nodes.TextElement):
            yield from _admonitions(child)
