"""Lists: bullets, a) 1) i), definitions, fields, options."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.publishing.sts.tree import Tree
from sphinx_dlmsprofile.rendering.list_marks import marks

_TYPES = {
    "arabic": "arabic",
    "loweralpha": "alpha-lower",
    "upperalpha": "alpha-upper",
    "lowerroman": "roman-lower",
    "upperroman": "roman-upper",
}


class ListMixin(Tree):
    """Visitors of lists."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """A list whose items have no marks of their own."""
        self.open("list", list_type="bullet")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """A list with the marks as the source counts them, written out."""
        self.open("list", list_type=_TYPES.get(str(node.get("enumtype", "arabic")), "order"))
        for mark, item in zip(marks(node), node.children, strict=True):
            item["sts_mark"] = mark  # type: ignore[index]

    def _close(self, node: nodes.Element) -> None:
        self.close()

    depart_bullet_list = depart_enumerated_list = depart_list_item = _close

    def visit_list_item(self, node: nodes.Element) -> None:
        """An item with its mark."""
        self.open("list-item")
        if "sts_mark" in node:
            self.add("label", node["sts_mark"])

    # Definitions, fields, options

    def visit_definition_list(self, node: nodes.Element) -> None:
        """Terms and what they mean."""
        self.open("def-list")

    def visit_field_list(self, node: nodes.Element) -> None:
        """Names and values, as abbreviations; those at the head of a document are its metadata."""
        if isinstance(node.parent, nodes.docinfo):
            raise nodes.SkipNode
        self.open("def-list", list_type="abbreviations" if "dlms-abbreviations" in node["classes"] else None)

    visit_option_list = visit_definition_list
    depart_definition_list = depart_field_list = depart_option_list = _close

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """A term and its meaning; one that has several terms is several."""
        self.open("def-item")

    visit_field = visit_option_list_item = visit_definition_list_item
    depart_definition_list_item = depart_field = depart_option_list_item = _close

    def visit_term(self, node: nodes.Element) -> None:
        """A term; with a second one begins an item of its own."""
        if len(self.here):
            self.close()
            self.open("def-item")
        self.open("term")

    visit_field_name = visit_term

    def depart_term(self, node: nodes.Element) -> None:
        """The term ends after the last classifier."""
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            self.close()

    depart_field_name = _close

    def visit_classifier(self, node: nodes.Element) -> None:
        """What kind of thing a term is."""
        self.text(" : ")

    depart_classifier = depart_term

    def visit_option_group(self, node: nodes.Element) -> None:
        """The spellings of an option, from the text alone."""
        self.open("term")
        self.add("monospace", ", ".join(child.astext() for child in node.children))
        self.close()
        raise nodes.SkipNode

    def visit_definition(self, node: nodes.Element) -> None:
        """The meaning."""
        self.open("def")

    visit_field_body = visit_description = visit_definition
    depart_definition = depart_field_body = depart_description = _close
