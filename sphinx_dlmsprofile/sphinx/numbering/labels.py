"""Labels that are the same in each output: NOTE 2, EXAMPLE, a) 1) i), and captions where the builder prints none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.publishing.assembly import caption_label, caption_number
from sphinx_dlmsprofile.rendering.list_marks import BRACKETED, LIST_CLASS, marks
from sphinx_dlmsprofile.rendering.remarks import REMARK
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.common.compat import builder_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CAPTIONED: tuple[tuple[type[nodes.Element], str], ...] = (
    (nodes.figure, "figure"),
    (nodes.table, "table"),
    (nodes.container, "code-block"),
)
_OF_TEXT = {"simple", "dlms-layer-list"}


class PrintLabels(SphinxPostTransform):
    """Writes the labels of notes and examples out, and marks lists for style sheets."""

    # After what is put into the document when it is written, as lists of layers (5) and guidance (6).
    default_priority = 8

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the document, if it is one of a standard."""
        output = output_of(builder_of(self.env))
        if output.module or not self.config.dlms_standard:
            return
        for node in nodes_in(self.document, nodes.Element):
            if REMARK in node.attributes:
                self._label(node)
            elif _is_list(node):
                node["classes"] += [LIST_CLASS, BRACKETED] if node.get("prefix") else [LIST_CLASS]
        if output.plain:
            self._write_captions()

    def _label(self, node: nodes.Element) -> None:
        """Let the label be the title of an admonition, which all builders print."""
        remark = node[REMARK]
        label = remark.label(number_words(self.config.language))
        title = nodes.title(label, label)
        if remark.kind == "example":
            node[0] = title
            return
        admonition = nodes.admonition("", title, *node.children, **node.attributes)
        admonition.source, admonition.line = node.source, node.line
        admonition["classes"].append("note")
        node.replace_self(admonition)

    def _write_captions(self) -> None:
        """Write numbers into captions, and the captions of tables above them."""
        for kind, name in _CAPTIONED:
            for node in list(self.document.findall(kind)):
                label = caption_label(self.env, self.env.docname, name, node)
                captions = (child for child in node.children if isinstance(child, nodes.caption | nodes.title))
                caption = next(captions, None)
                if caption is None:
                    continue
                if label:
                    caption.insert(0, nodes.Text(f"{label} "))
                if isinstance(caption, nodes.title):
                    node.remove(caption)
                    node.parent.insert(node.parent.index(node), nodes.paragraph("", "", *caption.children))
                elif isinstance(node, nodes.container):  # else its letters stand apart in a cell
                    caption.replace_self(nodes.paragraph("", "", *caption.children))
        for formula in self.document.findall(nodes.math_block):
            if number := caption_number(self.env, self.env.docname, "displaymath", formula):
                formula.append(nodes.Text(f"    ({number})"))


class ListInnerTables(SphinxPostTransform):
    """Lets each table within a cell be a list of its rows: Sphinx stops at such a table in plain text."""

    default_priority = 10  # when footnotes have their marks

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the document, the innermost tables first."""
        if self.config.dlms_standard and output_of(builder_of(self.env)).plain:
            for table in reversed(list(self.document.findall(nodes.table))):
                if _is_in_cell(table):
                    table.replace_self(nodes.bullet_list("", *map(_row_as_item, table.findall(nodes.row)), bullet="*"))


class JoinClassifiers(SphinxPostTransform):
    """Puts classifiers into their term in plain text: Sphinx loses the text of a page where such lists are nested."""

    default_priority = 10

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Change all terms of the document."""
        if self.config.dlms_standard and output_of(builder_of(self.env)).plain:
            for classifier in list(self.document.findall(nodes.classifier)):
                item = classifier.parent
                term = item[0]
                assert isinstance(term, nodes.term)  # noqa: S101  docutils' own order
                item.remove(classifier)
                term += [nodes.Text(" : "), *classifier.children]


def _is_in_cell(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.entry):
        parent = parent.parent
    return parent is not None


def _row_as_item(row: nodes.Element) -> nodes.list_item:
    """What a row holds: in one line where each cell is a line."""
    cells = [entry.children for entry in row.children if isinstance(entry, nodes.entry)]
    blocks = [block for cell in cells for block in cell]
    if all(isinstance(block, nodes.paragraph) for block in blocks) and all(len(cell) <= 1 for cell in cells):
        words: list[nodes.Node] = []
        for cell in cells:
            words += [nodes.Text(" | "), *(child for block in cell for child in block.children)]
        blocks = [nodes.paragraph("", "", *words[1:])]
    return nodes.list_item("", *blocks)


def _is_list(node: nodes.Node) -> bool:
    """Whether it is a list of the text: not of links to headings, not the index, no form of another extension."""
    if isinstance(node, nodes.enumerated_list):
        return True
    is_plain = isinstance(node, nodes.bullet_list) and set(node["classes"]) <= _OF_TEXT
    return is_plain and not isinstance(node.parent, nodes.topic)


def _visit_item(self: Any, node: nodes.Element) -> None:
    """Begin an item in plain text, where Sphinx counts 1. 2. in all lists."""
    if self.config.dlms_standard and isinstance(node.parent, nodes.enumerated_list):
        self.new_state(len(_mark(node)) + 1)
    else:
        type(self).visit_list_item(self, node)


def _depart_item(self: Any, node: nodes.Element) -> None:
    """End it with its mark."""
    if self.config.dlms_standard and isinstance(node.parent, nodes.enumerated_list):
        self.end_state(first=f"{_mark(node)} ")
    else:
        type(self).depart_list_item(self, node)


def _visit_target(_translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write the words of a target within a line, which Sphinx leaves out of plain text with all targets."""
    if not node.children:
        raise nodes.SkipNode


def _depart_target(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    """Close nothing."""


def _mark(item: nodes.Element) -> str:
    return marks(item.parent)[item.parent.index(item)]


def setup(app: Sphinx) -> None:
    """Register the transforms, and what plain text needs of its own: marks of lists, words of targets."""
    app.add_post_transform(PrintLabels)
    app.add_post_transform(ListInnerTables)
    app.add_post_transform(JoinClassifiers)
    app.add_node(nodes.list_item, override=True, text=(_visit_item, _depart_item))
    app.add_node(nodes.target, override=True, text=(_visit_target, _depart_target))
