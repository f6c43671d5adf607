"""Text within a line: emphasis, literals, references, footnote marks."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import reference_key
from sphinx_dlmsprofile.publishing.redline import DELETED, INSERTED
from sphinx_dlmsprofile.publishing.typst.room import room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, follower
from sphinx_dlmsprofile.rendering.apdu.parts import OCTET_RUN_CLASS, Group
from sphinx_dlmsprofile.rendering.footnotes import MARK, stands_in_table
from sphinx_dlmsprofile.rendering.typography import printed
from sphinx_dlmsprofile.text.patterns import regex

_ROLE_CLASSES = {
    "dlms-leftover": "leftover",
    "dlms-octet-line": "octet-line",
    "dlms-offset": "octet-offset",
    **{group.css_class: group.css_class.removeprefix("dlms-") for group in Group},
    "guilabel": "strong",
    "menuselection": "strong",
    "kbd": "lit",
    "file": "lit",
    "samp": "lit",
    "dlms-provision-id": "provision-id",
    "ins": "underline",
    "del": "strike",
    "dlms-struck": "strike",
    INSERTED: "inserted",
    DELETED: "deleted",
    "dlms-underlined": "underline",
}


_LINES = frozenset({"underline", "strike", "inserted", "deleted"})
"""Forms that draw a line through words or below them: PDF/UA takes one at a time."""

_SPACES = regex(r"^ +| {2,}")


def _form(node: Any) -> str | None:
    return next((_ROLE_CLASSES[name] for name in node.get("classes", ()) if name in _ROLE_CLASSES), None)


def _one_line(node: nodes.Element) -> str | None:
    """The form of a node, in the place of a line within a line one that is drawn, or none."""
    form = _form(node)
    if form and form.startswith("octets-") and any(_form(each) in _LINES for each in node.findall(nodes.inline)):
        return "octets-marked"
    if form not in _LINES:
        return form
    around = node.parent
    while isinstance(around, nodes.inline) and _form(around) not in _LINES:
        around = around.parent
    if not isinstance(around, nodes.inline):
        return form
    return "drawn-strike" if form in {"strike", "deleted"} else None


class InlineMixin(Scribe):
    """Visitors of inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  docutils' name
        """Text leaves as a string literal, its line ends as spaces; no space stands before a footnote mark."""
        if self.in_code:
            for number, line in enumerate(node.astext().split("\n")):
                if number:
                    self.emit("linebreak()")
                self.text(_SPACES.sub(lambda match: "\u00a0" * len(match[0]), line), room_in(node.parent))
            return
        text = node.astext().replace("\n", " ")
        if text.endswith(" ") and isinstance(follower(node), nodes.footnote_reference):
            text = text.rstrip()
        self.text(printed(text.upper() if self.in_capitals else text), room_in(node.parent))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Nothing to close."""

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Italics."""
        self.open("emph")

    def visit_strong(self, node: nodes.Element) -> None:
        """Bold."""
        self.open("strong")

    def visit_literal(self, node: nodes.Element) -> None:
        """Monospaced, from the text alone: roles for code wrap each token in nodes of its own."""
        if OCTET_RUN_CLASS in node["classes"]:
            self.open("octet-run")
            return
        self.literal(node.astext(), node)
        raise nodes.SkipNode

    def depart_literal(self, node: nodes.Element) -> None:
        """Close octets, the only ones that were opened."""
        self.close()

    def visit_superscript(self, node: nodes.Element) -> None:
        """Raised text."""
        self.open("super")

    def visit_subscript(self, node: nodes.Element) -> None:
        """Lowered text."""
        self.open("sub")

    def visit_inline(self, node: nodes.Element) -> None:
        """A role: its class may ask for a form."""
        function = _one_line(node)
        if function == "lit":
            self.visit_literal(node)
        if function:
            self.open(function)
            node["typst_open"] = True

    def depart_inline(self, node: nodes.Element) -> None:
        """Close what the class opened."""
        if node.get("typst_open"):
            self.close()

    def _close_inline(self, node: nodes.Element) -> None:
        self.close()

    depart_emphasis = depart_strong = depart_superscript = depart_subscript = _close_inline
    visit_title_reference = visit_manpage = visit_literal_emphasis = visit_emphasis
    depart_title_reference = depart_manpage = depart_literal_emphasis = _close_inline
    visit_literal_strong = visit_strong
    depart_literal_strong = _close_inline

    def visit_generated(self, node: nodes.Element) -> None:
        """What is in it."""

    depart_generated = visit_acronym = depart_acronym = visit_abbreviation = visit_generated
    visit_pending_xref = depart_pending_xref = visit_generated

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """What the role says of it, where a text first has it."""
        self.text(self.explanation_of(node), room_in(node.parent))

    def visit_problematic(self, node: nodes.Element) -> None:
        """Markup that docutils could not read: as it stands in the source."""
        self.call("lit", node.astext())
        raise nodes.SkipNode

    # References

    def visit_reference(self, node: nodes.Element) -> None:
        """A link within the document or out of it; plain text where the target is not in print."""
        name = self.target_of(node)
        if self.in_repeated_head:
            self.open("plain")
        elif name is not None:
            self.open("jump", name)
        elif reference_key(node, self.docname) is None and node.get("refuri"):
            self.open("outside", node["refuri"])
        else:
            self.open("plain")

    visit_number_reference = visit_reference
    depart_reference = depart_number_reference = _close_inline

    def visit_download_reference(self, node: nodes.Element) -> None:
        """A link where the file is on the network; a file of the project is not part of the print."""
        if node.get("refuri") and not self.in_repeated_head:
            self.open("outside", node["refuri"])
        else:
            self.open("plain")

    depart_download_reference = _close_inline

    def visit_target(self, node: nodes.Element) -> None:
        """The anchor is set by the dispatcher."""

    def depart_target(self, node: nodes.Element) -> None:
        """Nothing was opened."""

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """The first reference sets the footnote on its page, further ones repeat its mark."""
        key = reference_key(node, self.docname)
        footnote = self.assembly.footnotes.get(key or "")
        if footnote is None:
            self.open("super")
            return
        if stands_in_table(footnote):
            self.call("note-again", footnote[MARK])
            raise nodes.SkipNode
        number = self.assembly.footnote_numbers[id(footnote)]
        if footnote.get("typst_written"):
            self.call("note-again", number)
            raise nodes.SkipNode
        footnote["typst_written"] = True
        if self.in_repeated_head:
            self.call("note-again", number)
            self.waiting_notes.append(footnote)
        else:
            self._write_note("note", footnote)
        raise nodes.SkipNode

    def _write_note(self, function: str, footnote: nodes.Element) -> None:
        self.open(function, self.assembly.footnote_numbers[id(footnote)])
        self.note_anchor(footnote)
        for child in footnote.children:
            child.walkabout(self)
        self.close()

    def flush_notes(self) -> None:
        """Write the notes whose marks stand in a head that repeats."""
        if not self.in_repeated_head:
            waiting, self.waiting_notes = self.waiting_notes, []
            for footnote in waiting:
                self._write_note("note-elsewhere", footnote)

    depart_footnote_reference = _close_inline

    def visit_footnote(self, node: nodes.Element) -> None:
        """Footnotes are written where they are referred to; those of a table stand in it, others where they stand."""
        if stands_in_table(node):
            self.open("table-note")
            return
        if id(node) in self.assembly.footnote_numbers:
            raise nodes.SkipNode
        mark = next((child.astext() for child in node.children[:1] if isinstance(child, nodes.label)), "")
        self.open("loose-note", mark)

    def depart_footnote(self, node: nodes.Element) -> None:
        """Close one that stands by itself."""
        self.close()

    def visit_citation(self, node: nodes.Element) -> None:
        """A citation: its mark and text."""
        self.open("citation-entry")

    depart_citation = _close_inline

    def visit_label(self, node: nodes.Element) -> None:
        """The mark of a citation (that of a footnote is set with its reference)."""
        if isinstance(node.parent, nodes.citation):
            self.call("citation-mark", node.astext())
        elif stands_in_table(node.parent):
            self.call("super", f"{node.astext()}\u00a0")
        raise nodes.SkipNode
