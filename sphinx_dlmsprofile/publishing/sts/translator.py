"""The complete writer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from sphinx_dlmsprofile.publishing.sts.content import INLINE
from sphinx_dlmsprofile.publishing.sts.figures import FigureMixin
from sphinx_dlmsprofile.publishing.sts.inline import InlineMixin
from sphinx_dlmsprofile.publishing.sts.lists import ListMixin
from sphinx_dlmsprofile.publishing.sts.metadata import write_metadata
from sphinx_dlmsprofile.publishing.sts.sections import SectionMixin
from sphinx_dlmsprofile.publishing.sts.tables import TableMixin

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from docutils import nodes

    from sphinx_dlmsprofile.publishing.paper import Paper
    from sphinx_dlmsprofile.publishing.title import Title

VERSION = "1.2"
_DOCTYPE = (
    '<!DOCTYPE standard PUBLIC "-//NISO//DTD NISO STS Interchange Tag Set (NISO STS) DTD with MathML 3.0 v1.2 '
    '20221031//EN" "NISO-STS-interchange-1-mathml3.dtd">'
)
_NAMESPACES = {
    "xmlns:mml": "http://www.w3.org/1998/Math/MathML",
    "xmlns:tbx": "urn:iso:std:iso:30042:ed-1",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


class StsTranslator(SectionMixin, ListMixin, TableMixin, FigureMixin, InlineMixin):
    """From the assembled document to NISO STS.

    Nodes of others: ``app.add_node(node, sts=(visit, depart))``; the visitors write with ``open``, ``close``,
    ``add`` and ``text``.
    """

    def __init__(self, document: nodes.document, builder: Paper) -> None:
        super().__init__(document, builder)
        self._footnotes = {}
        self.root.attrib.update(_NAMESPACES)
        self.root.set("dtd-version", VERSION)
        self.root.set("xml:lang", self.language)

    def write(self, title: Title) -> str:
        """The whole document."""
        self.begin()
        write_metadata(self, self.config, title)
        self.document.walkabout(self)
        self.names.resolve()
        text = tostring(self.root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n{text}\n'

    def shown(self) -> str:
        """What a reader sees, one block a line."""
        return "\n".join(_lines(self.root))


def _lines(element: Element) -> list[str]:
    """The text of an element in lines, which blocks end."""
    lines = [""]

    def walk(element: Element) -> None:
        is_block = element.tag not in INLINE or element.tag in {"fn", "break"}
        if is_block:
            lines.append("")
        lines[-1] += element.text or ""
        for child in element:
            walk(child)
            lines[-1] += child.tail or ""
        if is_block:
            lines.append("")

    walk(element)
    return [line for line in lines if line.strip()]
