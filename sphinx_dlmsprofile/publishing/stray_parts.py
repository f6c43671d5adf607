"""Parts of tables and lists that other extensions leave where they have no meaning: on paper they are plain blocks."""

from __future__ import annotations

from docutils import nodes

_WITHIN: dict[type, tuple[type, ...]] = {
    nodes.tgroup: (nodes.table,),
    nodes.thead: (nodes.tgroup,),
    nodes.tbody: (nodes.tgroup,),
    nodes.row: (nodes.thead, nodes.tbody),
    nodes.entry: (nodes.row,),
    nodes.list_item: (nodes.bullet_list, nodes.enumerated_list),
    nodes.term: (nodes.definition_list_item,),
    nodes.classifier: (nodes.definition_list_item,),
}
"""In what each part may stand."""

_PARTS: dict[type, type[nodes.Element]] = {
    nodes.row: nodes.entry,
    nodes.bullet_list: nodes.list_item,
    nodes.enumerated_list: nodes.list_item,
}
"""Of what some consist alone."""


def settle(tree: nodes.Element) -> None:
    """Make blocks of parts without a whole, and parts of what stands among the parts of one."""
    for node in list(tree.findall(nodes.Element)):
        within, part = _WITHIN.get(type(node)), _PARTS.get(type(node))
        if within and not isinstance(node.parent, within):
            node.replace_self(nodes.container("", *node.children))
        elif part:
            for child in [each for each in node.children if not isinstance(each, part)]:
                is_text = isinstance(child, nodes.Text | nodes.Inline)
                node.replace(child, part("", nodes.paragraph("", "", child) if is_text else child))
