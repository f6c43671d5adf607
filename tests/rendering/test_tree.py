"""Nodes are found as docutils finds them."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_dlmsprofile.rendering.tree import nodes_in

TEXT = """
One
===

A *word* and `a link <https://example.org>`_.

- An item

  - with **another** in it [1]_.

    == ==
    1  2
    == ==

.. [1] A footnote.

Two
===

.. image:: a.png
"""


@pytest.mark.parametrize("kind", [nodes.Node, nodes.Element, nodes.Text, nodes.section, nodes.entry, nodes.footnote])
def test_nodes_in(kind: type[Any]) -> None:
    """In the order of the document, also where none or several levels are of the kind."""
    tree = publish_doctree(TEXT)
    for each in tree.findall():
        assert nodes_in(each, kind) == list(each.findall(kind))


def test_the_tree_may_be_changed() -> None:
    """While one goes through what was found."""
    tree = publish_doctree(TEXT)
    for section in nodes_in(tree, nodes.section):
        section.parent.remove(section)
    assert not nodes_in(tree, nodes.section)
    assert nodes_in(tree, nodes.document) == [tree]
