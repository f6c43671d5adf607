"""Blocks of text: sections, paragraphs, notes, code."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.publishing.assembly import clause_number
from sphinx_dlmsprofile.publishing.headings import cut_status, section_kind, source_title
from sphinx_dlmsprofile.publishing.redline import CHANGED, DELETED, INSERTED
from sphinx_dlmsprofile.publishing.typst.literals import Code, literal
from sphinx_dlmsprofile.publishing.typst.paragraph_forms import forms_of
from sphinx_dlmsprofile.publishing.typst.room import CODE_FRAME, CODE_SIZE, TURNED, give_room, is_code, room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe
from sphinx_dlmsprofile.publishing.typst.table_layout import lines_of
from sphinx_dlmsprofile.publishing.typst.tables import is_turned
from sphinx_dlmsprofile.publishing.typst.waiting_figures import WaitingMixin
from sphinx_dlmsprofile.publishing.walk import BOXES
from sphinx_dlmsprofile.rendering.classes import TERM_CLASS
from sphinx_dlmsprofile.rendering.conformance import REPORT_CLASS
from sphinx_dlmsprofile.rendering.remarks import REMARK

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.typst.break_points import Room

_TITLE_LINES, _TITLE_BLOCK = Code("title-lines(facts)"), Code("title-block(facts)")
"""What stands above the first clause, and above the first of what has no number."""

_FORMS = "typst_forms"
_CHANGES = {CHANGED: "changed", INSERTED: "inserted", DELETED: "deleted"}
_FEW_LINES = 16
"""Lines of a line block, or of a list in columns, up to which it is kept on one page."""

_LONG_CODE = 24
"""Lines from which code may be broken across pages."""

_CODE_WIDTH = 1.74
"""What each character of code takes, in mm."""


def _is_markup(node: nodes.Node) -> bool:
    """Whether it is markup in code, as ``parsed-literal`` has it, and no token of a language."""
    return isinstance(node, nodes.Element) and type(node) is not nodes.inline


class SectionMixin(WaitingMixin):
    """Visitors of the document and its sections."""

    clause_seen = front_seen = reports_begun = False

    def depart_document(self, node: nodes.Element) -> None:
        """Set the anchors that nothing followed."""
        self.flush_anchors()

    def depart_start_of_file(self, node: nodes.Element) -> None:
        """What follows begins a new paragraph."""
        self.end_group(node)
        super().depart_start_of_file(node)

    def visit_title(self, node: nodes.Element) -> None:
        """The heading of a section, table, topic or admonition."""
        parent = node.parent
        self.hold_anchors(hold=isinstance(parent, nodes.section) and parent is not self.title_section)
        if isinstance(parent, nodes.section):
            self._open_heading(node, parent)
        elif isinstance(parent, nodes.table):
            raise nodes.SkipNode  # its caption is written with the table
        else:
            self.open("box-title" if isinstance(parent, nodes.Admonition) else "block-title")

    def depart_title(self, node: nodes.Element) -> None:
        """Close the heading."""
        self.in_capitals = False
        self.close()
        self.hold_anchors(hold=False)

    def depart_section(self, node: nodes.Element) -> None:
        """Close the turned pages of a report."""
        if node.get("typst_turned"):
            self.close()
        super().depart_section(node)

    visit_subtitle = visit_title
    depart_subtitle = depart_title

    def _open_heading(self, node: nodes.Element, section: nodes.Element) -> None:
        name = self.claim_anchor(section)
        if section is self.title_section:
            self.call("anchor", name)
            raise nodes.SkipNode
        number = clause_number(self.env, self.docname, section)
        if self.depth > 1:
            if TERM_CLASS in section["classes"]:
                self.open("term-clause", self.depth, number, name)
            else:
                self.contents.add_heading(self.depth, node.astext())
                self.open("clause", self.depth, number, name)
            return
        self.contents.add_heading(1, node.astext())
        kind = section_kind(section, number)
        self.let_figures_wait(section, kind)
        if kind is SectionKind.ANNEX:
            self.open("annex", number, cut_status(node), name)
        elif kind is SectionKind.CLAUSE:
            first = not self.clause_seen and number is not None
            self.open("clause", 1, number, name, above=_TITLE_LINES if first else None)
            self.clause_seen = self.clause_seen or number is not None
        else:
            if REPORT_CLASS in section["classes"] and not self.reports_begun:
                self.reports_begun = True
                self.emit("show: reports-of-a-review.with(facts)")
            if REPORT_CLASS in section["classes"] and is_turned(section):
                give_room(section, TURNED)
                self.open("turned-page")
                section["typst_turned"] = True
            self.in_capitals = kind is SectionKind.FRONT or source_title(section).casefold() == "index"
            begun = bool(section.get("typst_turned"))
            above = None if self.front_seen or self.clause_seen else _TITLE_BLOCK
            self.open("unnumbered", name, above=above, begun=begun)
            self.front_seen = True


class BlockMixin(Scribe):
    """Visitors of paragraphs and similar blocks."""

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Paragraphs run in where something stands before them (list marks, NOTE): then they are not blocks."""
        node[_FORMS] = forms = forms_of(node)
        for form in forms:
            self.open(form)

    def depart_paragraph(self, node: nodes.Element) -> None:
        """A paragraph ends where something follows."""
        for _ in node[_FORMS]:
            self.close()
        if not node[_FORMS] and (node.parent is None or node.parent[-1] is not node):
            self.emit("parbreak()")

    visit_compact_paragraph = visit_paragraph
    depart_compact_paragraph = depart_paragraph

    def visit_block_quote(self, node: nodes.Element) -> None:
        """Indented text."""
        self.open("indented")

    def _close_block(self, node: nodes.Element) -> None:
        self.close()

    depart_block_quote = _close_block

    def visit_attribution(self, node: nodes.Element) -> None:
        """Who said it."""
        self.open("attribution")

    depart_attribution = _close_block

    def visit_rubric(self, node: nodes.Element) -> None:
        """A heading outside the structure of sections."""
        self.open("block-title")

    depart_rubric = _close_block

    def visit_centered(self, node: nodes.Element) -> None:
        """A centred line."""
        self.open("centred")

    depart_centered = _close_block

    def visit_transition(self, node: nodes.Element) -> None:
        """The line that ends a part; the one that MyST draws above footnotes has nothing below it here."""
        if "footnotes" in node["classes"]:
            raise nodes.SkipNode
        self.call("divider")

    def depart_transition(self, node: nodes.Element) -> None:
        """Nothing was opened."""

    def visit_topic(self, node: nodes.Element) -> None:
        """Text in a frame; a local table of contents is for the screen."""
        if "contents" in node["classes"]:
            raise nodes.SkipNode
        self.open("framed")

    visit_sidebar = visit_topic
    depart_topic = depart_sidebar = _close_block

    def visit_line_block(self, node: nodes.Element) -> None:
        """Lines as they stand, nested ones indented."""
        if isinstance(node.parent, nodes.line_block):
            self.open("indented")
        else:
            self.open("lines", kept=len(list(node.findall(nodes.line))) <= _FEW_LINES)

    depart_line_block = _close_block

    def visit_line(self, node: nodes.Element) -> None:
        """One line."""

    def depart_line(self, node: nodes.Element) -> None:
        """Break it, but not the last; an empty one is as high as any other."""
        if not node.astext():
            self.emit("empty-line")
        if node.parent[-1] is not node:
            self.emit("linebreak()")

    # Code

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Code on a light ground; long lines wrap, tokens longer than a line too. Octets bring their own form."""
        if not is_code(node):
            self.open("octet-lines")
            return
        if isinstance(node, nodes.literal_block) and any(map(_is_markup, node.children)):
            self.in_code = True
            self.open("marked-code")
            return
        lines = _lines_of_code(node)
        options: dict[str, Any] = node.get("highlight_args", {})
        marked = options.get("hl_lines", [])
        first = int(options.get("linenostart", 1)) if node.get("linenos") else None
        room = room_in(node).less(CODE_FRAME, CODE_SIZE)
        tall = lines_of(node, room) > _LONG_CODE
        if first is not None:
            room = room.less((len(str(first + len(lines))) + 2) * _CODE_WIDTH)
        lines = [_broken_code(line, room) for line in lines]
        if first is not None or marked:
            self.call("code-lines", lines, first=first, marked=marked, breakable=tall)
        else:
            self.call("code-block", "\n".join(lines), breakable=tall)
        raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.Element) -> None:
        """Close what was opened: octets, and code with markup in it."""
        self.in_code = False
        self.close()

    visit_doctest_block = visit_productionlist = visit_literal_block

    # Notes and warnings

    def visit_note(self, node: nodes.Element) -> None:
        """A note in smaller type, numbered where its clause has several."""
        self.open("remark", self._label_of(node) or "NOTE")

    def _label_of(self, node: nodes.Element) -> str | None:
        """What stands before a note or example; None for all others."""
        return node[REMARK].label(number_words(self.config.language)) if REMARK in node else None

    def visit_admonition(self, node: nodes.Element) -> None:
        """An admonition with a title of its own, or one of docutils' kinds."""
        if node.children and isinstance(node[0], nodes.title):
            if example := self._label_of(node):
                node.pop(0)
                self.open("remark", example)
            else:
                # What the author wrote stays as written: "in mA" is no "IN MA".
                self.open("warning-box", None)
            return
        # The kinds of other extensions have no label; their names are those of Python.
        label = admonitionlabels.get(node.tagname) or node.tagname.removesuffix("_node").replace("_", " ")
        self.open("warning-box", str(label).upper())

    visit_Admonition = visit_admonition  # noqa: N815  docutils' base class of the kinds
    depart_note = depart_admonition = depart_Admonition = _close_block  # noqa: N815

    def visit_seealso(self, node: nodes.Element) -> None:
        """Further reading, set like a note."""
        self.open("remark", str(admonitionlabels.get("seealso", "See also")).upper())

    depart_seealso = _close_block

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """When something came or changed; Sphinx has put the words into the paragraph."""
        self.open("remark", None)

    depart_versionmodified = _close_block

    # Transparent and left out

    def visit_container(self, node: nodes.Element) -> None:
        """A group; a listing takes its caption along, the title block is replaced by the title page."""
        if "dlms-title-block" in node["classes"] and self.config.dlms_standard:
            raise nodes.SkipNode
        if "literal-block-wrapper" in node["classes"]:
            self._open_listing(node)
        elif mark := next((_CHANGES[name] for name in node["classes"] if name in _CHANGES), None):
            self.open(mark)
        elif BOXES & set(node["classes"]):
            self.open("fault-box")

    def depart_container(self, node: nodes.Element) -> None:
        """Close a listing or box."""
        if {"literal-block-wrapper", *_CHANGES, *BOXES} & set(node["classes"]):
            self.close()
        self.end_group(node)

    def _open_listing(self, node: nodes.Element) -> None:
        raise NotImplementedError

    def visit_hlist(self, node: nodes.Element) -> None:
        """A list in columns."""
        room = room_in(node)
        for column in node.children:
            if isinstance(column, nodes.Element):
                give_room(column, room.less(room.width * (1 - 1 / len(node.children)) + 5))
        lines = max((len(list(column.findall(nodes.list_item))) for column in node.children), default=0)
        self.emit(f"side-by-side(kept: {literal(lines <= _FEW_LINES)},")

    def depart_hlist(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit(")")

    def visit_hlistcol(self, node: nodes.Element) -> None:
        """One argument of its call."""
        self.emit("{[]")

    def depart_hlistcol(self, node: nodes.Element) -> None:
        """End of the argument."""
        self.emit("},")

    visit_compound = visit_glossary = visit_acks = visit_only = Scribe.transparent
    depart_compound = depart_glossary = depart_acks = depart_only = Scribe.end_group
    visit_toctree = visit_comment = visit_pending = visit_meta = visit_substitution_definition = Scribe.skip
    visit_system_message = visit_tabular_col_spec = visit_highlightlang = visit_index = Scribe.skip
    visit_docinfo = visit_decoration = visit_colspec = Scribe.skip


class ObjectMixin(Scribe):
    """Visitors of object descriptions, as domains make them."""

    def visit_desc(self, node: nodes.Element) -> None:
        """An object with its description."""

    def depart_desc(self, node: nodes.Element) -> None:
        """Nothing was opened."""

    def visit_desc_signature(self, node: nodes.Element) -> None:
        """The object's name and signature, from the text alone."""
        self.literal(node.astext(), node, "signature")
        raise nodes.SkipNode

    def visit_desc_content(self, node: nodes.Element) -> None:
        """The description, indented."""
        self.open("indented")

    def depart_desc_content(self, node: nodes.Element) -> None:
        """Close it."""
        self.close()

    def visit_desc_inline(self, node: nodes.Element) -> None:
        """A signature within text."""
        self.literal(node.astext(), node)
        raise nodes.SkipNode


def _lines_of_code(node: nodes.Element) -> list[str]:
    """The lines of a block of code; each production of a grammar ends one."""
    parts = node.children if isinstance(node, addnodes.productionlist) else [node]
    return "\n".join(part.astext().rstrip("\n") for part in parts).split("\n")


def _broken_code(code: str, room: Room) -> str:
    """Code whose tokens have a point at which they may be broken at the end of each line."""
    most = max(int(room.width / _CODE_WIDTH), 1)
    return re.sub(rf"[^\s\u200b]{{{most}}}(?=[^\s\u200b])", "\\g<0>\u200b", code)
