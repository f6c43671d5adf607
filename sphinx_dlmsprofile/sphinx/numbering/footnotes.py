"""The marks of footnotes, the same in each output: numbers through the whole standard, letters in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.publishing.assembly import walk_documents
from sphinx_dlmsprofile.rendering.footnotes import print_marks
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PrintFootnotes(SphinxPostTransform):
    """Writes them, when it is known what comes before a document."""

    default_priority = 9

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the document, if it is one of a standard and has footnotes."""
        if self.config.dlms_standard and nodes_in(self.document, nodes.footnote):
            contents = contents_of(self.env)
            before = dict(zip(contents.documents, contents.footnotes, strict=False))
            print_marks(list(walk_documents(self.document, self.document.get("docname", self.env.docname))), before)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(PrintFootnotes)
