"""Text within a line: emphasis, references as fields, footnotes."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import reference_key
from sphinx_dlmsprofile.publishing.docx import styles as named
from sphinx_dlmsprofile.publishing.docx.blocks import BlockMixin
from sphinx_dlmsprofile.publishing.docx.container import RELATION
from sphinx_dlmsprofile.publishing.docx.oxml import field, is_w, q, run, text, w
from sphinx_dlmsprofile.rendering.footnotes import MARK, stands_in_table
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml

_MONO = w("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New")
_BOLD, _ITALIC, _RAISED = w("b"), w("i"), w("vertAlign", val="superscript")
_FORMS = {
    "del": w("strike"),
    "dlms-struck": w("strike"),
    "ins": w("u", val="single"),
    "dlms-underlined": w("u", val="single"),
    "guilabel": _BOLD,
    "menuselection": _BOLD,
    "kbd": _MONO,
    "file": _MONO,
    "samp": _MONO,
    "dlms-octets-envelope": w("shd", val="clear", fill="E8E8E8"),
    "dlms-octets-tag": w("shd", val="clear", fill="DBE7F5"),
    "dlms-octets-object": w("shd", val="clear", fill="E3F1DC"),
    "dlms-octets-security": w("shd", val="clear", fill="F7E0DC"),
    "dlms-octets-control": w("shd", val="clear", fill="FBF1D3"),
}
"""The form of a class of inline text."""

_PROVISION, _PROVISION_MARK = "dlms-provision", "prov_"
_FIT = regex(r"prov_\w{1,35}")
"""Names of bookmarks as Word takes them: 40 letters, digits and underscores."""


class InlineMixin(BlockMixin):
    """Visitors of inline nodes."""

    _footnotes: dict[int, str]
    _counted_notes = 0
    in_footnote = False

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  docutils' name
        """Text; outside of code, its line ends are spaces."""
        if self.in_code:
            self.text_lines(node.astext())
        else:
            text = node.astext().replace("\n", " ")
            self.text(text.upper() if self.in_capitals else text)

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Nothing to close."""

    def _pop(self, node: nodes.Element) -> None:
        self.pop()

    def visit_emphasis(self, node: nodes.Element) -> None:
        """Italics."""
        self.push(_ITALIC)

    def visit_strong(self, node: nodes.Element) -> None:
        """Bold."""
        self.push(_BOLD)

    def visit_literal(self, node: nodes.Element) -> None:
        """Monospaced."""
        self.push(_MONO)

    def visit_superscript(self, node: nodes.Element) -> None:
        """Raised text."""
        self.push(_RAISED)

    def visit_subscript(self, node: nodes.Element) -> None:
        """Lowered text."""
        self.push(w("vertAlign", val="subscript"))

    depart_emphasis = depart_strong = depart_literal = depart_superscript = depart_subscript = _pop
    visit_title_reference = visit_manpage = visit_literal_emphasis = visit_emphasis
    depart_title_reference = depart_manpage = depart_literal_emphasis = _pop
    visit_literal_strong = visit_strong
    depart_literal_strong = _pop
    visit_problematic = visit_desc_inline = visit_literal
    depart_problematic = depart_desc_inline = _pop

    def visit_inline(self, node: nodes.Element) -> None:
        """A role: its class may ask for a form."""
        forms = [_FORMS[name] for name in node["classes"] if name in _FORMS]
        node["docx_forms"] = len(forms)
        self.push(*forms)

    def depart_inline(self, node: nodes.Element) -> None:
        """End the forms."""
        self.pop(node["docx_forms"])

    def visit_dlms_break(self, node: nodes.Element) -> None:
        """The end of a line."""
        self.line_break()
        raise nodes.SkipNode

    visit_generated = visit_acronym = visit_abbreviation = visit_pending_xref = BlockMixin.transparent
    depart_generated = depart_acronym = depart_pending_xref = BlockMixin.transparent
    depart_target = BlockMixin.transparent

    def visit_target(self, node: nodes.Element) -> None:
        """The identifier of a provision, which prints nothing, is the name of a bookmark where that can hold it."""
        identifier = str(node.get(_PROVISION) or "")
        name = f"{_PROVISION_MARK}{identifier.replace('-', '_')}"
        if _FIT.fullmatch(name):
            self.put(*self.bookmarks.around(name, []))

    # References

    def visit_reference(self, node: nodes.Element) -> None:
        """A REF field where the text is a number that Word counts, else a link; text where nothing is to be led to."""
        name = self.target_of(node)
        said = node.astext()
        if name is not None:
            label, bookmark = self.labels.get(name, ""), self.bookmarks.name(name)
            if label and said.endswith(label) and self._is_word(said, label):
                self.text(said[: len(said) - len(label)])
                self._references.append(self._write_reference(name, label, bookmark))
                raise nodes.SkipNode
            self._link(node, w("hyperlink", anchor=bookmark, history=1))
        elif reference_key(node, self.docname) is None and node.get("refuri"):
            link = w("hyperlink", history=1)
            link.set(RELATION, self.container.link(str(node["refuri"])))
            self._link(node, link)
        else:
            self.walk(node)
        raise nodes.SkipNode

    visit_number_reference = visit_download_reference = visit_reference

    @staticmethod
    def _is_word(said: str, label: str) -> bool:
        """Whether a text is a label with at most a word before it: "Clause 5"."""
        before = said[: len(said) - len(label)]
        return not before or (before.endswith((" ", "\u00a0")) and before.strip().isalpha())

    _references: list[tuple[str, list[Oxml]]]

    def _write_reference(self, name: str, label: str, bookmark: str) -> tuple[str, list[Oxml]]:
        """Number of a heading, or what the bookmark holds; which it is to be, is known at the end."""
        is_caption = (" " in label and not label.startswith(self.container.annex)) or label.startswith("(")
        switch = "" if is_caption else "\\r "
        content = field(f"REF {bookmark} {switch}\\h", [self.run(text(label))])
        self.put(*content)
        return name, content

    def settle_references(self) -> None:
        """Leave the text alone of references to what Word does not count, so that no update takes it away."""
        for name, content in self._references:
            if self.bookmarks.name(name) not in self.counted:
                for part in content:
                    if not any(is_w(child, "t") for child in part):
                        part.getparent().remove(part)

    def _link(self, node: nodes.Element, link: Oxml) -> None:
        """Write what is in a node into a link."""
        paragraph = self.put()
        before = len(paragraph)
        self.walk(node)
        is_one = self.paragraph is paragraph
        if is_one:
            link.extend(paragraph[before:])
            paragraph.append(link)

    # Footnotes

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """A footnote of Word; further references repeat its number, those of tables are letters."""
        footnote = self.assembly.footnotes.get(reference_key(node, self.docname) or "")
        if footnote is None or stands_in_table(footnote):
            with self.formed(_RAISED):
                self.text(str(footnote[MARK]) if footnote is not None else node.astext())
        elif id(footnote) in self._footnotes:
            number = self.assembly.footnote_numbers[id(footnote)]
            with self.formed(_RAISED):
                self.put(*field(f"NOTEREF {self._footnotes[id(footnote)]} \\h", [self.run(text(number))]))
        else:
            self._write_footnote(footnote, self.assembly.footnote_numbers[id(footnote)])
        raise nodes.SkipNode

    def _write_footnote(self, footnote: nodes.Element, mark: str) -> None:
        """A footnote that Word counts; one that it would give another number has its mark typed."""
        number = len(self._footnotes) + 1
        name = self._footnotes[id(footnote)] = f"_Note{number:09}"
        style = w("rPr", w("rStyle", val=self.container.styles[named.FOOTNOTE_MARK]))
        if self.in_footnote:  # there are none in footnotes
            self.text(f" [{mark}: ")
            self.run_in_footnote(footnote)
            self.text("]")
            return
        reference, shown = w("footnoteReference", id=number), [w("footnoteRef")]
        self._counted_notes += 1
        if str(self._counted_notes) != mark:
            self._counted_notes -= 1
            reference.set(q("customMarkFollows"), "1")
            shown = [text(mark)]
        typed = [text(mark)] if is_w(shown[0], "t") else []
        self.put(*self.bookmarks.around(name, [run(reference, *typed, form=style)]))
        note = w("footnote", id=number)
        self.container.footnotes.append(note)
        self._fill(footnote, note, shown)

    def _fill(self, footnote: nodes.Element, note: Oxml, mark: list[Oxml]) -> None:
        style = w("rPr", w("rStyle", val=self.container.styles[named.FOOTNOTE_MARK]))
        self.in_footnote = True
        with self.inside(note, named.FOOTNOTE):
            self.begin()
            self.put(run(*mark, form=style), run(text(" ")))
            self.run_in_footnote(footnote)
        self.in_footnote = False

    def run_in_footnote(self, footnote: nodes.Element, style: str | None = None) -> None:
        """Write the blocks of a footnote; its mark stands before the first."""
        footnote[:] = [child for child in footnote.children if not isinstance(child, nodes.label)]
        outer, self.style = self.style, style or self.style
        self.run_in(footnote)
        self.style = outer

    def visit_footnote(self, node: nodes.Element) -> None:
        """Footnotes are written where they are referred to; those of a table stand in it, others where they stand."""
        if id(node) not in self.assembly.footnote_numbers or stands_in_table(node):
            label = node[0].astext() if node.children and isinstance(node[0], nodes.label) else ""
            self.begin(named.TABLE_NOTE)
            with self.formed(_RAISED):
                self.text(label)
            self.text("\u2002")
            self.run_in_footnote(node, named.TABLE_NOTE)
            self.end()
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.Element) -> None:
        """A citation: its mark and text."""
        self.begin()
        for child in node.children:
            if isinstance(child, nodes.label):
                self.text(f"[{child.astext()}] ")
        self.run_in_footnote(node)
        self.end()
        raise nodes.SkipNode

    def visit_label(self, node: nodes.Element) -> None:
        """Written with its note."""
        raise nodes.SkipNode
