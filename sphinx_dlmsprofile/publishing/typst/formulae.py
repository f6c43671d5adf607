"""Formulae: the supported part of LaTeX is set, the rest shown as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_number
from sphinx_dlmsprofile.publishing.typst.latex_math import to_typst
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger

if TYPE_CHECKING:
    from docutils.nodes import Element


class FormulaMixin(Scribe):
    """Visitors of formulae."""

    def visit_math(self, node: Element) -> None:
        """A formula within a line."""
        code = to_typst(node.astext())
        if code is None:
            self._warn(node)
            self.call("lit", node.astext())
        else:
            self.call("formula", code, alt=node.astext())
        raise nodes.SkipNode

    def visit_math_block(self, node: Element) -> None:
        """A formula on lines of its own, with its number in brackets."""
        number = caption_number(self.env, self.docname, "displaymath", node) or node.get("number")
        code = to_typst(node.astext())
        if code is None:
            self._warn(node)
            self.call("code-block", node.astext())
        else:
            self.call("display-formula", code, alt=node.astext(), number=f"({number})" if number else None)
        raise nodes.SkipNode

    def _warn(self, node: Element) -> None:
        logger.warning("the PDF shows the LaTeX source of this formula: it uses commands that are not supported",
                       location=node, type="dlms", subtype="pdf")  # fmt: skip
