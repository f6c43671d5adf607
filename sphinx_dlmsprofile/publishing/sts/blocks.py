"""Paragraphs, notes, quotations, lines, code, references, the index."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.publishing.assembly import caption_label
from sphinx_dlmsprofile.publishing.printed_index import index_groups
from sphinx_dlmsprofile.publishing.sts.labels import is_reference_list
from sphinx_dlmsprofile.publishing.sts.tree import Tree
from sphinx_dlmsprofile.publishing.walk import BOXES
from sphinx_dlmsprofile.rendering.remarks import REMARK
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.printed_index import IndexEntry

_NO_LANGUAGES = frozenset({"", "default", "none", "text"})
_LISTING = "literal-block-wrapper"


_REFERENCE = regex(r"(\[\w+\]\s+)?([^,]*)(.*)", re.DOTALL)


class BlockMixin(Tree):
    """Visitors of blocks. ``matter`` is the part of the document that is being written: front, body, back."""

    matter = "front"

    def visit_paragraph(self, node: nodes.Element) -> None:
        """A paragraph; in an entry, or alone in a cell, its text."""
        if self.here.tag.startswith("tbx:"):
            if self.here.text or len(self.here):
                self.line_break()
            return
        if self.here.tag in {"td", "th"} and len(node.parent) == 1:
            return
        self.open("p", content_type="subheading" if "dlms-subheading" in node["classes"] else None)
        node["sts_open"] = True

    def depart_paragraph(self, node: nodes.Element) -> None:
        """Close it."""
        if node.get("sts_open"):
            self.close()

    visit_compact_paragraph = visit_paragraph
    depart_compact_paragraph = depart_paragraph

    def _close(self, node: nodes.Element) -> None:
        self.close()

    def visit_block_quote(self, node: nodes.Element) -> None:
        """Indented text."""
        self.open("disp-quote")

    visit_desc_content = visit_block_quote
    depart_block_quote = depart_desc_content = _close

    def visit_attribution(self, node: nodes.Element) -> None:
        """Who said it."""
        self.open("attrib")

    depart_attribution = _close

    def visit_rubric(self, node: nodes.Element) -> None:
        """A heading outside the structure of sections."""
        self.open("p", content_type="subheading")

    visit_centered = visit_rubric
    depart_rubric = depart_centered = _close

    def visit_topic(self, node: nodes.Element) -> None:
        """Text in a frame; a local table of contents is for the screen."""
        if "contents" in node["classes"]:
            raise nodes.SkipNode
        self.open("boxed-text")

    visit_sidebar = visit_topic
    depart_topic = depart_sidebar = _close

    def visit_line_block(self, node: nodes.Element) -> None:
        """Lines as they stand."""
        self.open("verse-group")

    depart_line_block = _close

    def visit_line(self, node: nodes.Element) -> None:
        """One line."""
        self.open("verse-line")

    depart_line = _close

    # Code

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Code, whose lines and spaces stay; octets too."""
        language = str(node.get("language", ""))
        self.open("code", xml__space="preserve", language=None if language in _NO_LANGUAGES else language)
        self.in_code = True
        if isinstance(node, addnodes.productionlist):
            self.text("\n".join(part.astext().rstrip("\n") for part in node.children))
            self.depart_literal_block(node)
            raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.Element) -> None:
        """Close it."""
        self.in_code = False
        self.close()

    visit_doctest_block = visit_productionlist = visit_literal_block
    depart_doctest_block = depart_productionlist = depart_literal_block

    # Notes and warnings

    def visit_note(self, node: nodes.Element) -> None:
        """A note or example with its label, all others in a box with their name."""
        if REMARK in node:
            remark = node[REMARK]
            if node.children and isinstance(node[0], nodes.title):
                node.pop(0)
            self.open(f"non-normative-{remark.kind}")
            self.add("label", remark.label(number_words(self.config.language)))
        elif isinstance(node, nodes.note):
            self.open("non-normative-note")
            self.add("label", number_words(self.config.language).note)
        else:
            kind = node.tagname.removesuffix("_node").replace("_", " ")
            self.open("boxed-text", content_type=kind.replace(" ", "-"))
            if not (node.children and isinstance(node[0], nodes.title)):
                self.open("caption")
                self.add("title", str(admonitionlabels.get(node.tagname, kind)).upper())
                self.close()

    depart_note = _close
    visit_admonition = visit_Admonition = visit_seealso = visit_note  # noqa: N815  docutils' base class of the kinds
    depart_admonition = depart_Admonition = depart_seealso = _close  # noqa: N815

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """When something came or changed; Sphinx has put the words into the paragraph."""
        self.open("boxed-text", content_type="version")

    depart_versionmodified = _close

    # Groups

    def visit_container(self, node: nodes.Element) -> None:
        """A group; a listing takes its caption along, the title block is in the metadata."""
        classes = set(node["classes"])
        if "dlms-title-block" in classes and self.config.dlms_standard:
            raise nodes.SkipNode
        if _LISTING in classes:
            self._open_listing(node)
        elif is_reference_list(node):
            self._write_references(node)
            raise nodes.SkipNode
        elif BOXES & classes:
            self.open("boxed-text", content_type="editorial")

    def depart_container(self, node: nodes.Element) -> None:
        """Close what was opened."""
        if {_LISTING, *BOXES} & set(node["classes"]):
            self.close()

    def _open_listing(self, node: nodes.Element) -> None:
        figure = self.open("fig", fig_type="listing")
        self.name_element(figure, node)
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        self.write_caption(caption, caption_label(self.env, self.docname, "code-block", node))

    def write_caption(self, caption: nodes.Element | None, label: str | None) -> None:
        """Write the number and title of a figure, table or listing."""
        if label:
            self.add("label", label.rstrip(" –\u00a0"))
        if caption is not None:
            self.open("caption")
            self.open("title")
            for child in caption.children:
                child.walkabout(self)
            self.close()
            self.close()

    def visit_caption(self, node: nodes.Element) -> None:
        """Written with the figure or listing already."""
        raise nodes.SkipNode

    def _write_references(self, node: nodes.Element) -> None:
        """Each reference with its mark, designation and title."""
        self.open("ref-list", content_type="norm-refs" if self.matter == "body" else "bibl")
        for reference in node.children:
            self.name_element(self.open("ref"), reference)  # type: ignore[arg-type]
            first = reference.children[0] if reference.children else None
            text = first.astext() if isinstance(first, nodes.Text) else ""
            match = _REFERENCE.match(text)
            mark, designation, rest = match.groups() if match else ("", "", text)
            if mark:
                self.add("label", mark.strip())
            self.open("std", type="dated" if ":" in designation else "undated")
            if designation:
                self.add("std-ref", designation)
            self.text(rest)
            for child in reference.children[1 if text else 0 :]:
                self._write_part(child)
            self.close()
            self.close()
        self.close()

    def _write_part(self, child: nodes.Node) -> None:
        """A part of a reference: its title is in italics."""
        if not isinstance(child, nodes.emphasis):
            child.walkabout(self)
            return
        self.open("title")
        for part in child.children:
            part.walkabout(self)
        self.close()

    # Objects of domains

    def visit_desc_signature(self, node: nodes.Element) -> None:
        """The object's name and signature, from the text alone."""
        self.open("p", content_type="signature")
        self.add("monospace", node.astext())
        self.close()
        raise nodes.SkipNode

    # The index

    def visit_dlms_index(self, node: nodes.Element) -> None:
        """The entries by letters, each leading to its clauses."""
        for group in index_groups(node):
            self.open("index-div")
            self.open("index-title-group")
            self.add("title", group.heading)
            self.close()
            for entry in group.entries:
                self._write_entry(entry)
            self.close()
        raise nodes.SkipNode

    def _write_entry(self, entry: IndexEntry) -> None:
        self.open("index-entry")
        self.add("term", entry.term)
        for place in entry.places:
            pointer = self.add("nav-pointer", place.label)
            name = self.assembly.resolve(f"{place.docname}#{place.anchors[0]}")
            self.names.refer(pointer, name or "")
        for kind, others in (("see-entry", entry.see), ("see-also-entry", entry.see_also)):
            for other in others:
                self.add(kind, other)
        for child in entry.children:
            self._write_entry(child)
        self.close()

    # Transparent and left out

    visit_compound = visit_glossary = visit_acks = visit_hlist = visit_hlistcol = visit_only = Tree.transparent
    depart_compound = depart_glossary = depart_acks = depart_hlist = depart_hlistcol = depart_only = Tree.transparent
    visit_desc = depart_desc = visit_legend = depart_legend = Tree.transparent
    visit_toctree = visit_comment = visit_pending = visit_meta = visit_substitution_definition = Tree.skip
    visit_system_message = visit_tabular_col_spec = visit_highlightlang = Tree.skip
    visit_docinfo = visit_decoration = visit_colspec = visit_transition = Tree.skip
