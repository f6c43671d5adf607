"""Text within a line: emphasis, references, footnotes, marks of provisions and of the index."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import reference_key
from sphinx_dlmsprofile.publishing.sts.tree import Tree
from sphinx_dlmsprofile.rendering.footnotes import MARK, stands_in_table

_FORMS = {
    "del": "strike",
    "dlms-struck": "strike",
    "ins": "underline",
    "dlms-underlined": "underline",
    "guilabel": "bold",
    "menuselection": "bold",
    "kbd": "monospace",
    "file": "monospace",
    "samp": "monospace",
}
"""The element for a class of inline text."""

_PROVISION = "dlms-provision"


class InlineMixin(Tree):
    """Visitors of inline nodes."""

    in_code = False
    _footnotes: dict[int, str]

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  docutils' name
        """Text; outside of code, its line ends are spaces."""
        self.text(node.astext() if self.in_code else node.astext().replace("\n", " "))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Nothing to close."""

    def _close(self, node: nodes.Element) -> None:
        self.close()

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Italics."""
        self.open("italic")

    def visit_strong(self, node: nodes.Element) -> None:
        """Bold."""
        self.open("bold")

    def visit_literal(self, node: nodes.Element) -> None:
        """Monospaced."""
        self.open("monospace")

    def visit_superscript(self, node: nodes.Element) -> None:
        """Raised text."""
        self.open("sup")

    def visit_subscript(self, node: nodes.Element) -> None:
        """Lowered text."""
        self.open("sub")

    depart_emphasis = depart_strong = depart_literal = depart_superscript = depart_subscript = _close
    visit_title_reference = visit_manpage = visit_literal_emphasis = visit_emphasis
    depart_title_reference = depart_manpage = depart_literal_emphasis = _close
    visit_literal_strong = visit_strong
    depart_literal_strong = _close
    visit_problematic = visit_desc_inline = visit_literal
    depart_problematic = depart_desc_inline = _close

    def visit_inline(self, node: nodes.Element) -> None:
        """A role: its class may ask for a form."""
        form = next((_FORMS[name] for name in node["classes"] if name in _FORMS), None)
        node["sts_form"] = form
        if form:
            self.open(form)

    def depart_inline(self, node: nodes.Element) -> None:
        """Close what the class opened."""
        if node["sts_form"]:
            self.close()

    def visit_dlms_break(self, node: nodes.Element) -> None:
        """The end of a line."""
        self.line_break()
        raise nodes.SkipNode

    visit_generated = visit_acronym = visit_abbreviation = visit_pending_xref = Tree.transparent
    depart_generated = depart_acronym = depart_pending_xref = Tree.transparent

    # References

    def visit_reference(self, node: nodes.Element) -> None:
        """A link within the document or out of it; plain text where the target is not in print."""
        name = self.target_of(node)
        if name is not None:
            self.names.refer(self.open("xref", ref_type="other"), name)
        elif reference_key(node, self.docname) is None and node.get("refuri"):
            self.open("ext-link", ext_link_type="uri", xlink__href=str(node["refuri"]))
        else:
            self.open("styled-content")

    visit_number_reference = visit_download_reference = visit_reference
    depart_reference = depart_number_reference = depart_download_reference = _close

    def visit_target(self, node: nodes.Element) -> None:
        """The place of a provision, with its identifier; other anchors wait for what they stand before."""
        name = self.anchor_name(node)
        if _PROVISION in node["classes"] and name is not None and not self.names.is_set(name):
            identifier = str(node.get(_PROVISION, ""))
            self.name_element(self.add("target", target_type="provision", specific_use=identifier or None), node)

    depart_target = Tree.transparent

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """The mark; with the first one, the footnote, unless its table holds it."""
        footnote = self.assembly.footnotes.get(reference_key(node, self.docname) or "")
        if footnote is None:
            self.open("sup")
            return
        in_table = stands_in_table(footnote)
        mark = str(footnote[MARK]) if in_table else self.assembly.footnote_numbers[id(footnote)]
        self.open("xref", ref_type="table-fn" if in_table else "fn", rid=self._footnote_id(footnote))
        self.add("sup", mark)
        self.close()
        if not in_table and not footnote.get("sts_written"):
            self._write_footnote(footnote, mark)
        raise nodes.SkipNode

    depart_footnote_reference = _close

    def _footnote_id(self, footnote: nodes.Element) -> str:
        known = self._footnotes.get(id(footnote))
        if known is None:
            places = ((each, docname) for each, docname in self.assembly.elements if each is footnote)
            key = next((f"{docname}.{each['ids'][0]}" for each, docname in places if each["ids"]), "")
            known = self._footnotes[id(footnote)] = self.names.free(f"fn_{key}")
        return known

    def _write_footnote(self, footnote: nodes.Element, mark: str) -> None:
        footnote["sts_written"] = True
        self.open("fn", id=self._footnote_id(footnote))
        self.add("label", mark)
        for child in footnote.children:
            child.walkabout(self)
        self.close()

    def visit_footnote(self, node: nodes.Element) -> None:
        """Footnotes are written where they are referred to; those of a table below it, others where they stand."""
        if id(node) not in self.assembly.footnote_numbers or stands_in_table(node):
            label = node[0].astext() if node.children and isinstance(node[0], nodes.label) else ""
            self._write_footnote(node, label)
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.Element) -> None:
        """A citation: its mark and text."""
        self.open("disp-quote", content_type="citation")

    depart_citation = _close

    def visit_label(self, node: nodes.Element) -> None:
        """The mark of a citation; that of a footnote is written with it."""
        if isinstance(node.parent, nodes.citation):
            self.add("label", f"[{node.astext()}]")
        raise nodes.SkipNode

    # The index

    def visit_index(self, node: nodes.Element) -> None:
        """The entries of the index at their place."""
        self.note_index(node)
        raise nodes.SkipNode
