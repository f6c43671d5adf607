"""What a page keeps with a text and shows on demand."""

from __future__ import annotations

from docutils import nodes


def hidden_words(leaf: nodes.Node) -> str:
    """Where a link leads, unless its text says it; what an abbreviation means; else ""."""
    around = leaf.parent
    if not isinstance(around, nodes.Element) or around[-1] is not leaf:
        return ""
    if isinstance(around, nodes.abbreviation):
        return f" ({meaning})" if (meaning := around.get("explanation")) else ""
    uri = str(around.get("refuri", "")) if isinstance(around, nodes.reference) else ""
    return f" <{uri}>" if ":" in uri and uri.removeprefix("mailto:") != around.astext() else ""
