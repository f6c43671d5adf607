"""What a page keeps with a text and shows on demand."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


def hidden_words(leaf: nodes.Node) -> str:
    """Where a link or a download leads, unless its text says it; what an abbreviation means; else ""."""
    around = leaf.parent
    if not isinstance(around, nodes.Element) or around[-1] is not leaf:
        return ""
    if isinstance(around, nodes.abbreviation):
        return f" ({meaning})" if (meaning := around.get("explanation")) else ""
    if isinstance(around.parent, addnodes.download_reference) and around.parent[-1] is around:
        around = around.parent
    if isinstance(around, addnodes.download_reference):
        file = str(around.get("reftarget", ""))
        return f" <{file}>" if file != around.astext() else ""
    uri = str(around.get("refuri", "")) if isinstance(around, nodes.reference) else ""
    return f" <{uri}>" if ":" in uri and uri.removeprefix("mailto:") != around.astext() else ""
