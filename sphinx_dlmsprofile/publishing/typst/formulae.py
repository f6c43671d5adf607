"""Formulae: the supported part of LaTeX is set, the rest shown as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_number
from sphinx_dlmsprofile.publishing.typst.latex_math import to_typst
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from docutils.nodes import Element


_BLANK_LINE = regex(r"\n[ \t]*\n")


def formulae_of(source: str) -> list[str]:
    """The formulae of a directive, which blank lines divide."""
    parts = [part.strip() for part in _BLANK_LINE.split(source) if part.strip()]
    is_divided = all(part.count(r"\begin") == part.count(r"\end") for part in parts)
    return parts if is_divided else [source]


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
        """A formula on lines of its own, or several; the number in brackets is beside the last."""
        number = caption_number(self.env, self.docname, "displaymath", node) or node.get("number")
        parts = formulae_of(node.astext())
        codes = [code for part in parts if (code := to_typst(part)) is not None]
        if len(codes) < len(parts):
            self._warn(node)
            self.call("code-block", node.astext())
            raise nodes.SkipNode
        for part, code in zip(parts, codes, strict=True):
            label = f"({number})" if number and part is parts[-1] else None
            self.call("display-formula", code, alt=part, number=label)
        raise nodes.SkipNode

    def _warn(self, node: Element) -> None:
        logger.warning("the PDF shows the LaTeX source of this formula: it uses commands that are not supported",
                       location=node, type="dlms", subtype="pdf")  # fmt: skip
