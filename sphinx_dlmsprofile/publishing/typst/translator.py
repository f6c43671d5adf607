"""The complete writer."""

from __future__ import annotations

from sphinx_dlmsprofile.publishing.typst.blocks import BlockMixin, ObjectMixin, SectionMixin
from sphinx_dlmsprofile.publishing.typst.figures import FigureMixin
from sphinx_dlmsprofile.publishing.typst.formulae import FormulaMixin
from sphinx_dlmsprofile.publishing.typst.index import IndexMixin
from sphinx_dlmsprofile.publishing.typst.inline import InlineMixin
from sphinx_dlmsprofile.publishing.typst.lists import ListMixin
from sphinx_dlmsprofile.publishing.typst.tables import TableMixin


class TypstTranslator(
    SectionMixin, ListMixin, TableMixin, FigureMixin, FormulaMixin, IndexMixin, ObjectMixin, BlockMixin, InlineMixin
):
    """From the assembled document to Typst code.

    Nodes of others: ``app.add_node(node, typst=(visit, depart))``; the visitors write with
    ``text``, ``open``/``close`` and ``call``, functions of Typst or of ``template.typ``.
    """

    def source(self) -> str:
        """The statements written so far."""
        return "\n".join(self.lines)
