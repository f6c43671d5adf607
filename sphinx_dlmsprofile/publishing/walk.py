"""The walk through an assembled document that all writers share: where they are, and where references lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from sphinx_dlmsprofile.publishing.assembly import is_contents, reference_key
from sphinx_dlmsprofile.publishing.losses import located
from sphinx_dlmsprofile.text.raw_words import raw_words

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.assembly import Assembly
    from sphinx_dlmsprofile.publishing.paper import Paper

logger = logging.getLogger(__name__)

_OUTER = "dlms_outer_document"

BOXES = frozenset({"dlms-fault", "dlms-guidance"})
"""The classes of what stands in a frame in a draft."""


class Walk(SphinxTranslator):
    """Visits the nodes of a document in one piece.

    ``docname`` is the document that a node was written in, ``depth`` the level of the section that it stands in,
    ``title_section`` the section of the root document, whose heading is the title of the whole.
    """

    builder: Paper
    depth = 0
    title_section: nodes.Element | None = None

    def __init__(self, document: nodes.document, builder: Paper) -> None:
        super().__init__(document, builder)
        self.env = builder.env
        self.assembly: Assembly = builder.assembly
        self.docname: str = builder.config.root_doc
        self._unknown: set[str] = set()
        self._explained: set[tuple[str, str]] = set()

    # Anchors

    def anchor_name(self, node: nodes.Element) -> str | None:
        """The one name of a node that has ids."""
        for node_id in node["ids"]:
            if name := self.assembly.resolve(f"{self.docname}#{node_id}"):
                return name
        return None

    def target_of(self, node: nodes.Element) -> str | None:
        """The name a reference leads to, None where it leads outside the document or nowhere."""
        key = reference_key(node, self.docname)
        if key is None:
            return None
        return self.assembly.resolve(key) or self.assembly.resolve(key.partition("#")[0])

    # Documents and sections

    def visit_document(self, node: nodes.Element) -> None:
        """The root document; its only heading, if it has one only, is the title of the whole."""
        own = [child for child in node.children if isinstance(child, nodes.section)]
        self.title_section = own[0] if len(own) == 1 else None
        if self.title_section is not None:
            self.depth = -1

    def depart_document(self, node: nodes.Element) -> None:
        """All is written."""

    def visit_start_of_file(self, node: nodes.Element) -> None:
        """From here on, ids are those of another document."""
        node[_OUTER] = self.docname
        self.docname = node["docname"]

    def depart_start_of_file(self, node: nodes.Element) -> None:
        """Back in the document with the toctree."""
        self.docname = node[_OUTER]

    def visit_section(self, node: nodes.Element) -> None:
        """One level deeper; a section "Contents" is replaced by the contents proper."""
        if self.depth == 0 and is_contents(node):
            raise nodes.SkipNode
        self.depth += 1

    def depart_section(self, node: nodes.Element) -> None:  # noqa: ARG002  as visitors are called
        """One level up."""
        self.depth -= 1

    def explanation_of(self, node: nodes.Element) -> str:
        """What the role of an abbreviation says of it, where a text first has it; "" elsewhere.

        Web pages show it to those who point at the abbreviation.
        """
        known = (node.astext(), str(node.get("explanation", "")))
        around = node.parent
        while isinstance(around, nodes.TextElement) and isinstance(around, nodes.Inline):
            around = around.parent
        if not known[1] or known in self._explained or not isinstance(around, nodes.paragraph | nodes.term):
            return ""
        self._explained.add(known)
        return f" ({known[1]})"

    # Text within a line

    def text(self, text: str) -> None:
        """Write plain text in the form of the place."""
        raise NotImplementedError

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """What the role says of it, where a text first has it."""
        self.text(self.explanation_of(node))

    def visit_citation_reference(self, node: nodes.Element) -> None:
        """A citation that Sphinx did not resolve: its mark."""
        self.text(f"[{node.astext()}]")
        raise nodes.SkipNode

    # What has no form

    def visit_raw(self, node: Any) -> None:
        """Raw text of other formats is not taken over; in a standard, a finding says so."""
        formats = str(node.get("format", ""))
        if not self.config.dlms_standard and raw_words(node.astext(), formats):
            logger.warning(
                "the %s does not show what is written for %s",
                self.builder.called, formats.replace("html", "HTML"),
                location=located(node), type="dlms", subtype=self.builder.subtype,
            )  # fmt: skip
        raise nodes.SkipNode

    def unknown_visit(self, node: Any) -> None:
        """Warn that a node has no form in print: once where its text is kept, else each time."""
        name = type(node).__name__
        has_text = bool(node.astext().strip())
        if name in self._unknown and has_text:
            return
        self._unknown.add(name)
        form = self.builder.format
        logger.warning(
            "the %s shows %s of the node %s: add_node(..., %s=(visit, depart)) gives it a form",
            self.builder.called, "only the text" if has_text else "nothing", name, form,
            location=located(node), type="dlms", subtype=self.builder.subtype,
        )  # fmt: skip

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing was opened for an unknown node."""

    def skip(self, node: nodes.Node) -> None:  # noqa: ARG002  as visitors are called
        """Leave out a node that is not for print."""
        raise nodes.SkipNode

    def transparent(self, node: Any) -> None:
        """A node that has no form of its own."""
