"""The one way from inline nodes to text without markup: for provisions, titles, comparisons, reports and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_dlmsprofile.rendering.nodes import dlms_break
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.rendering.tree import words_of_text
from sphinx_dlmsprofile.text.html import shown_words
from sphinx_dlmsprofile.text.latex import lowered, plain_formula, raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_RAISED: dict[type, Callable[[str], str]] = {nodes.superscript: raised, nodes.subscript: lowered}


def plain_text(children: Iterable[nodes.Node]) -> str:
    """The words of nodes in one line, without the numbers of notes."""
    text = ""
    for leaf in (leaf for child in children for leaf in _leaves(child)):
        text = text.rstrip() if isinstance(leaf, nodes.footnote_reference) else text + plain_word(leaf)
    return " ".join(text.split())


def plain_word(leaf: nodes.Node) -> str:
    """What a text without markup has for a node without nodes in it, or for one that is shown as a whole.

    A superscript is "10^6" and a subscript "t_max"; a formula is written in one line, a picture gives its text
    alternative, an abbreviation itself, a note nothing.
    """
    word = bare_word(leaf)
    around = leaf.parent
    while isinstance(around, nodes.Element) and isinstance(around, nodes.Inline):
        if type(around) in _RAISED:
            return _in_script(word, leaf, around)
        around = around.parent
    return word


def bare_word(leaf: nodes.Node) -> str:
    """The same where something else says that it is raised or lowered."""
    if isinstance(leaf, nodes.Text):
        return words_of_text(leaf)
    for kind, shown in _SHOWN.items():
        if isinstance(leaf, kind):
            return shown(leaf)
    return leaf.astext()


def _raw(node: nodes.Element) -> str:
    return shown_words(node.astext()) if "html" in str(node.get("format", "")).split() else ""


def _nothing(_: nodes.Element) -> str:
    return ""


_SHOWN: dict[type, Callable[[Any], str]] = {
    nodes.math: lambda node: plain_formula(node.astext()),
    nodes.image: lambda node: str(node.get("alt") or node.get("uri", "")),
    nodes.raw: _raw,
    nodes.citation_reference: lambda node: f"[{node.astext()}]",
    nodes.footnote_reference: _nothing,
    nodes.system_message: _nothing,
    nodes.target: lambda node: node.astext(),
    nodes.Invisible: _nothing,
    dlms_value: lambda node: f"‹{node.get('kind', '')}›",
    dlms_break: lambda node: node.astext(),
}
"""The nodes whose text is not simply shown."""

WHOLE = (nodes.Text, *_SHOWN)
"""The nodes that are shown as a whole."""


def _leaves(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, WHOLE):
        yield node
    else:
        for child in node.children:
            yield from _leaves(child)


def _in_script(word: str, leaf: nodes.Node, script: nodes.Element) -> str:
    """The part of a script that a leaf is: its sign before the first one, brackets around several words."""
    leaves = [each for each in _leaves(script) if bare_word(each)]
    whole = _RAISED[type(script)]("".join(map(bare_word, leaves)))
    if len(leaves) <= 1:
        return whole if word else ""
    content = "".join(map(bare_word, leaves))
    start, _, end = whole.partition(content)
    return (start if leaf is leaves[0] else "") + word + (end if leaf is leaves[-1] else "")
