"""Paragraphs, notes, quotations, lines, code."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.oxml import field, run, text, w
from sphinx_dlmsprofile.publishing.docx.sections import SectionMixin, plain_title
from sphinx_dlmsprofile.publishing.walk import BOXES
from sphinx_dlmsprofile.rendering.remarks import REMARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_LISTING = "literal-block-wrapper"
_STEP = 340


class Kind(NamedTuple):
    """What a caption belongs to: its style, and the name of the sequence that counts it."""

    style: str
    sequence: str


class BlockMixin(SectionMixin):
    """Visitors of blocks."""

    in_code = False

    def visit_paragraph(self, node: nodes.Element) -> None:
        """A paragraph; the first of a note or item goes on in the line of its mark."""
        if node.get("docx_runs_in") and self.paragraph is not None:
            return
        style = self.term_style(node) or (named.SUBHEADING if "dlms-subheading" in node["classes"] else None)
        self.begin(style)

    def depart_paragraph(self, node: nodes.Element) -> None:
        """It ends here."""
        self.end()

    visit_compact_paragraph = visit_paragraph
    depart_compact_paragraph = depart_paragraph

    def visit_block_quote(self, node: nodes.Element) -> None:
        """Indented text."""
        with self.block(indent=_STEP):
            self.walk(node)
        raise nodes.SkipNode

    visit_desc_content = visit_block_quote

    def visit_attribution(self, node: nodes.Element) -> None:
        """Who said it."""
        self.begin()
        self.text("— ")

    def visit_rubric(self, node: nodes.Element) -> None:
        """A heading outside the structure of sections."""
        self.begin(named.SUBHEADING)

    def _end(self, node: nodes.Element) -> None:
        self.end()

    visit_centered = visit_subtitle = visit_rubric
    depart_attribution = depart_rubric = depart_centered = depart_subtitle = _end

    def visit_topic(self, node: nodes.Element) -> None:
        """Text beside a line; a local table of contents is for the screen."""
        if "contents" not in node["classes"]:
            with self.block(boxed=True):
                self.walk(node)
        raise nodes.SkipNode

    visit_sidebar = visit_topic

    def visit_transition(self, node: nodes.Element) -> None:
        """A line between parts, which divides nothing on paper."""
        raise nodes.SkipNode

    # Lines and code

    def visit_line_block(self, node: nodes.Element) -> None:
        """Lines as they stand, nested ones indented."""
        if isinstance(node.parent, nodes.line_block):
            with self.block(indent=_STEP):
                self._write_lines(node)
        else:
            self._write_lines(node)
        raise nodes.SkipNode

    def _write_lines(self, node: nodes.Element) -> None:
        self.end()
        for child in node.children:
            if isinstance(child, nodes.line) and self.paragraph is not None:
                self.line_break()
            elif isinstance(child, nodes.line):
                self.begin()[0].append(w("jc", val="left"))
            child.walkabout(self)
        self.end()

    visit_line = depart_line = SectionMixin.transparent

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Code and octets: lines and spaces stay."""
        self.begin(named.CODE)
        self.in_code = True
        if isinstance(node, addnodes.productionlist):
            self.text_lines("\n".join(part.astext().rstrip("\n") for part in node.children))
        else:
            self.walk(node)
        self.in_code = False
        self.end()
        raise nodes.SkipNode

    visit_doctest_block = visit_productionlist = visit_literal_block

    def text_lines(self, content: str) -> None:
        """Text whose line ends stay."""
        for place, line in enumerate(content.split("\n")):
            if place:
                self.line_break()
            self.text(line)

    # Notes and boxes

    def visit_note(self, node: nodes.Element) -> None:
        """A note or example in smaller type after its label, all others beside a line, with their name."""
        words = number_words(self.config.language)
        if REMARK in node or isinstance(node, nodes.note):
            label = node[REMARK].label(words) if REMARK in node else words.note
            if node.children and isinstance(node[0], nodes.title):
                node.pop(0)
            with self.block(named.NOTE):
                self.begin()
                self.text(f"{label}\u2003")
                self.run_in(node)
        else:
            with self.block(boxed=True):
                if not (node.children and isinstance(node[0], nodes.title)):
                    kind = node.tagname.removesuffix("_node").replace("_", " ")
                    self.begin(named.SUBHEADING)
                    self.text(str(admonitionlabels.get(node.tagname, kind)).upper())
                self.walk(node)
        raise nodes.SkipNode

    visit_admonition = visit_Admonition = visit_seealso = visit_note  # noqa: N815  docutils' base class of the kinds

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """When something came or changed; Sphinx has put the words into the paragraph."""
        with self.block(named.NOTE):
            self.walk(node)
        raise nodes.SkipNode

    def run_in(self, node: nodes.Element) -> None:
        """Write blocks of which the first, if it is a paragraph, goes on in the line that was begun."""
        first = node.children[0] if node.children else None
        if isinstance(first, nodes.paragraph):
            first["docx_runs_in"] = True
        self.walk(node)

    # Groups

    def visit_container(self, node: nodes.Element) -> None:
        """A group; a listing takes its caption along, the title block is on the title page."""
        classes = set(node["classes"])
        if "dlms-title-block" in classes and self.config.dlms_standard:
            raise nodes.SkipNode
        if _LISTING in classes:
            caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
            label = caption_label(self.env, self.docname, "code-block", node)
            self.write_caption(node, caption, label, Kind(named.LISTING_TITLE, "Listing"), self.claim(node))
        elif BOXES & classes:
            with self.block(boxed=True):
                self.walk(node)
            raise nodes.SkipNode

    depart_container = _end

    def visit_caption(self, node: nodes.Element) -> None:
        """Written with the figure or listing already."""
        raise nodes.SkipNode

    def write_caption(
        self, node: nodes.Element, caption: nodes.Element | None, label: str | None, kind: Kind, names: Sequence[str]
    ) -> None:
        """Write a caption, whose number is a SEQ field that shows ours."""
        if caption is None and label is None:
            return
        paragraph = self.begin(kind.style)
        if label:
            paragraph.extend(self._numbered(label, kind.sequence, names))
            if caption is not None:
                self.text(" – ")
        if caption is not None:
            self.walk(caption)
        if label and self.places == [self.container.body]:
            name = self.bookmarks.name(self.anchor_name(node) or f"caption {len(self.captions)}", "_Toc")
            title = [plain_title(caption)] if caption is not None else []
            paragraph.extend(self.bookmarks.around(name, []))
            self.captions.append((kind.style, " – ".join([_bare(label), *title]), name))
        self.end()

    def _numbered(self, label: str, sequence: str, names: Sequence[str]) -> list[Oxml]:
        """A label whose last number is a field, with the bookmarks of what it numbers around it."""
        bare = _bare(label)
        before, _, last = bare.rpartition(" ")[2].rpartition(".")
        name = f"{sequence}_{before}" if before else sequence
        switches = self.counter.sequence(name, last)
        content = [
            run(text(bare[: len(bare) - len(last)])),
            *field(f"SEQ {name} \\* ARABIC{switches}", [run(text(last))]),
        ]
        for bookmark in names:
            content = self.bookmarks.around(bookmark, content)
        self.counted.update(names)
        return content

    # Objects of domains

    def visit_desc_signature(self, node: nodes.Element) -> None:
        """The object's name and signature, from the text alone."""
        self.begin(named.CODE)
        self.text(node.astext())
        self.end()
        raise nodes.SkipNode

    # Transparent and left out

    visit_compound = visit_glossary = visit_acks = visit_hlist = visit_hlistcol = visit_only = SectionMixin.transparent
    depart_compound = depart_glossary = depart_acks = depart_hlist = depart_hlistcol = depart_only = _end
    visit_desc = depart_desc = SectionMixin.transparent
    visit_toctree = visit_comment = visit_pending = visit_meta = visit_substitution_definition = SectionMixin.skip
    visit_system_message = visit_tabular_col_spec = visit_highlightlang = visit_colspec = SectionMixin.skip
    visit_docinfo = visit_decoration = SectionMixin.skip

    def visit_legend(self, node: nodes.Element) -> None:
        """What the signs of a figure mean."""
        with self.block(named.NOTE):
            self.walk(node)
        raise nodes.SkipNode

    def unknown_departure(self, node: nodes.Node) -> None:
        """What follows an unknown block is not a part of it."""
        if not isinstance(node, nodes.Inline):
            self.end()


def _bare(label: str) -> str:
    """A label without the dash after it."""
    return label.rstrip(" –\u00a0")
