"""The complete writer."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.figures import FigureMixin
from sphinx_dlmsprofile.publishing.docx.inline import InlineMixin
from sphinx_dlmsprofile.publishing.docx.lists import ListMixin
from sphinx_dlmsprofile.publishing.docx.oxml import field, q, run, text, w
from sphinx_dlmsprofile.publishing.docx.tables import TableMixin

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dlmsprofile.publishing.docx.container import Container
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.paper import Paper
    from sphinx_dlmsprofile.publishing.title import Title


class DocxTranslator(ListMixin, TableMixin, FigureMixin, InlineMixin):
    """From the assembled document to WordprocessingML.

    Nodes of others: ``app.add_node(node, docx=(visit, depart))``; the visitors write with ``begin``, ``text``,
    ``end`` and ``put``.
    """

    def __init__(
        self,
        document: nodes.document,
        builder: Paper,
        container: Container,
        lines: bool,  # noqa: FBT001  Sphinx hands arguments on by their places
    ) -> None:
        super().__init__(document, builder, container)
        self.headings, self.captions, self._references, self._footnotes = [], [], [], {}
        self._drawings = count(1)
        self._lines = lines
        self._listed = None
        self._header: Oxml | None = None

    def write(self, title: Title, facts: dict[str, str]) -> None:
        """Fill the container."""
        header = w(
            "p",
            w("pPr", w("pStyle", val=self.container.styles[named.HEADER])),
            run(text(facts["header"])),
            run(w("tab")),
            run(w("tab")),
            run(text("– ")),
            *field("PAGE", [run(text("1"))]),
            run(text(" –")),
        )
        self._header = self.container.header_reference(header)
        self.document.walkabout(self)
        self.flush()
        self.end()
        self.settle_references()
        lines = [(named.SERIES, title.series)] if title.series else []
        lines += [(named.TITLE, title.part)]
        below = ("project", "deliverable", "edition", "stage")
        lines += [(named.PARAGRAPH, facts[name]) for name in below if facts[name]]
        front = self.front(lines)
        self.container.body[:0] = front
        self.container.body.append(self._last_section())

    def _last_section(self) -> Oxml:
        """The properties of the last section: those of a break that nothing follows are its own."""
        last = self.container.body[-1] if len(self.container.body) else None
        section = last.find(f"{q('pPr')}/{q('sectPr')}") if last is not None else None
        if section is None:
            return self._section()
        self.container.body.remove(last)
        return section

    def _section(self, *, turned: bool = False, columns: int = 1, continuous: bool = False) -> Oxml:
        section = self.container.section(turned=turned, columns=columns, continuous=continuous, lines=self._lines)
        if self._header is not None:  # the first section has it, all others follow
            section.insert(0, self._header)
            self._header = None
        return section

    def break_section(self, *, turned: bool = False, columns: int = 1, continuous: bool = False) -> None:
        """End the section that was written last."""
        self.end()
        section = self._section(turned=turned, columns=columns, continuous=continuous)
        self.places[-1].append(w("p", w("pPr", w("spacing", before=0, after=0), section)))
