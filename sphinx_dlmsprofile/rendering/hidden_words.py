"""What a page keeps with a text and shows on demand."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes


def hidden_words(leaf: nodes.Node) -> str:
    """Where a link or a download leads, unless its text says it; what an abbreviation means; else "".

    ``leaf`` is the last of its words.
    """
    said, node = "", leaf
    while _is_inline(around := node.parent) and around[-1] is node:
        said += _said(around)
        node = around
    return said


def _is_inline(node: Any) -> bool:
    return isinstance(node, nodes.Inline)


def _said(around: Any) -> str:
    if isinstance(around, nodes.abbreviation):
        return f" ({meaning})" if (meaning := around.get("explanation")) else ""
    if isinstance(around, addnodes.download_reference):
        file = str(around.get("reftarget", ""))
        return f" <{file}>" if file != around.astext() else ""
    uri = str(around.get("refuri", "")) if isinstance(around, nodes.reference) else ""
    return f" <{uri}>" if ":" in uri and uri.removeprefix("mailto:") != around.astext() else ""
