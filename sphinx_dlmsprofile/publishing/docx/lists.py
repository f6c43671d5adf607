"""Lists: bullets, a) 1) i), definitions, fields, options."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.publishing.docx.blocks import BlockMixin
from sphinx_dlmsprofile.publishing.docx.numbering import STEP
from sphinx_dlmsprofile.publishing.docx.oxml import run, text, w
from sphinx_dlmsprofile.rendering.list_marks import marks

_NAME_WIDTH = 1700
"""The column of names of fields, in twentieths of a point."""

_DEEPEST = 8


class ListMixin(BlockMixin):
    """Visitors of lists. Marks of enumerated lists are typed: they are the author's, and references name them."""

    _bullet_level = -1

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Items with a bullet that Word sets."""
        self._bullet_level += 1
        level = min(self._bullet_level, _DEEPEST)
        for item in node.children:
            place = w("ind", left=self.indent + STEP, hanging=STEP)
            self._write_item(
                item, w("numPr", w("ilvl", val=level), w("numId", val=self.container.numbering.bullets)), place
            )
        self._bullet_level -= 1
        raise nodes.SkipNode

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """Items with the marks as the source counts them, written out."""
        for mark, item in zip(marks(node), node.children, strict=True):
            width = STEP + 60 * max(len(mark) - 2, 0)
            tabs = w("tabs", w("tab", val="left", pos=self.indent + width))
            self._write_item(item, tabs, w("ind", left=self.indent + width, hanging=width), mark=mark)
        raise nodes.SkipNode

    def _write_item(self, item: nodes.Node, *form: object, mark: str = "") -> None:
        with self.block(indent=STEP):
            self.begin_item(*form)
            if mark:
                self.begin()
                self.put(run(text(mark)), run(w("tab")))
                self.run_in(item)  # type: ignore[arg-type]
            else:
                self.walk(item)  # type: ignore[arg-type]
            self.skip_empty()

    # Definitions

    visit_definition_list = depart_definition_list = BlockMixin.transparent
    visit_definition_list_item = depart_definition_list_item = BlockMixin.transparent

    def visit_term(self, node: nodes.Element) -> None:
        """A term on a line of its own."""
        self.begin()[0].append(w("keepNext"))
        self.push(w("b"))

    def depart_term(self, node: nodes.Element) -> None:
        """The line ends after the last classifier."""
        self.pop()
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            self.end()

    def visit_classifier(self, node: nodes.Element) -> None:
        """What kind of thing a term is."""
        self.text(" : ")
        self.push(w("i"))

    depart_classifier = depart_term

    def visit_definition(self, node: nodes.Element) -> None:
        """The definition, indented."""
        with self.block(indent=STEP):
            self.walk(node)
        raise nodes.SkipNode

    # Fields and options: name and text side by side

    def visit_field_list(self, node: nodes.Element) -> None:
        """Fields; those at the head of a document are its metadata."""
        if isinstance(node.parent, nodes.docinfo):
            raise nodes.SkipNode

    depart_field_list = visit_option_list = depart_option_list = BlockMixin.transparent

    def visit_field(self, node: nodes.Element) -> None:
        """Name, tab, text: further paragraphs stand below the text."""
        width = min(_NAME_WIDTH, self.room // 3)
        with self.block(indent=width):
            tabs = w("tabs", w("tab", val="left", pos=self.indent))
            self.begin_item(tabs, w("ind", left=self.indent, hanging=width), w("spacing", before=0, after=80))
            self.begin()
            for part in node.children:
                if isinstance(part, nodes.field_name):
                    self.walk(part)
                elif isinstance(part, nodes.option_group):
                    self.text(", ".join(child.astext() for child in part.children))
                elif isinstance(part, nodes.Element):
                    self.put(run(w("tab")))
                    self.run_in(part)
        raise nodes.SkipNode

    visit_option_list_item = visit_field
