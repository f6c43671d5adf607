"""Which markup of a document some output cannot show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.lost_text import Loss, LostText
from sphinx_dlmsprofile.sphinx.reading.raw_html import TAG_CLASS
from sphinx_dlmsprofile.text.html import shown_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.sphinx.reading.source_lines import Places
    from sphinx_dlmsprofile.text.location import Location

_DRAWN = frozenset({"graphviz", "inheritance_diagram", "mermaid", "plantuml"})
"""The nodes of other extensions that become pictures in web pages alone."""


def lost_in(node: nodes.Element, places: Places) -> Iterator[LostText]:
    """What is lost of a node itself, not of what is in it."""
    if isinstance(node, nodes.raw):
        words = shown_words(node.astext()) if "html" in str(node.get("format", "")).split() else ""
        if words and not _is_for_some_outputs(node):
            yield LostText(at=_place(node, places), loss=Loss.WEB_ONLY, words=words)
    elif TAG_CLASS in node.get("classes", ()):
        yield LostText(at=_place(node, places), loss=Loss.AS_TYPED, words=node.astext())
    elif node.tagname in _DRAWN and not node.astext():
        yield LostText(at=_place(node, places), loss=Loss.NO_FORM, words=node.tagname)


def _place(node: nodes.Element, places: Places) -> Location:
    """Where a node is: one within a text has the line that the words before it lead to."""
    if not isinstance(node.parent, nodes.TextElement):
        return places.of(node)
    around: nodes.Element = node
    lines = 0
    while isinstance(around.parent, nodes.TextElement):
        before = around.parent.children[: around.parent.index(around)]
        lines += sum(child.astext().count("\n") for child in before)
        around = around.parent
    return replace(places.last, line=places.last.line + lines)


def _is_for_some_outputs(node: nodes.Node) -> bool:
    """Whether its author wrote it for some outputs alone."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, addnodes.only):
            return True
    return False
