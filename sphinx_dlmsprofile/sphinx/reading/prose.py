"""What a reader reads of a node: its text without code, literals, formulae and generated numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rendering.nodes import dlms_break, dlms_diagram
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.rendering.tree import words_of_text
from sphinx_dlmsprofile.sphinx.reading.record_node import LABEL_KEY
from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: dict[type[nodes.Element], TextKind] = {
    nodes.paragraph: TextKind.PARAGRAPH,
    nodes.title: TextKind.TITLE,
    nodes.subtitle: TextKind.TITLE,
    nodes.rubric: TextKind.TITLE,
    nodes.caption: TextKind.CAPTION,
    nodes.term: TextKind.TERM,
    nodes.field_name: TextKind.TERM,
    nodes.line: TextKind.PARAGRAPH,
    nodes.attribution: TextKind.PARAGRAPH,
}
"""The nodes that hold a block of text, and what it is where nothing around them says otherwise."""

_AROUND: dict[type[nodes.Element], TextKind] = {
    nodes.entry: TextKind.CELL,
    nodes.note: TextKind.NOTE,
    nodes.hint: TextKind.NOTE,
    nodes.tip: TextKind.NOTE,
    addnodes.seealso: TextKind.NOTE,
    nodes.footnote: TextKind.FOOTNOTE,
}
"""What turns the paragraphs in it into another kind."""

_NO_PROSE = (
    nodes.literal,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.image,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.problematic,
    nodes.system_message,
    dlms_value,
)

_SOFT_HYPHEN = "\u00ad"
_LABELLED = regex(r"(NOTE|EXAMPLE)\b(?!\s+to\b)")
_NUMBERED_REFERENCES = frozenset({"numref", "ref", "doc", "eq", "keyword", "myst", "any", "const"})
"""References that show what is known when all documents are read: a number, a title, the value of a constant."""


def block_kind(node: nodes.Element, around: TextKind | None) -> TextKind | None:
    """What kind of block the node is, None if it is not one; ``around`` comes from :func:`kind_around`."""
    kind = _KINDS.get(node.__class__)
    if isinstance(node.parent, nodes.system_message):
        return None  # docutils speaks, and nothing of it is printed
    if kind is TextKind.TITLE and isinstance(node.parent, nodes.table):
        return TextKind.CAPTION
    return around if around and kind is TextKind.PARAGRAPH else kind


def kind_by_label(kind: TextKind, text: str) -> TextKind:
    """A note or an example is one too where a paragraph begins with the word."""
    if kind is TextKind.PARAGRAPH and (label := _LABELLED.match(text)):
        return TextKind[label[1]]
    return kind


def kind_around(node: nodes.Element, around: TextKind | None) -> TextKind | None:
    """What the paragraphs in the node are, if not paragraphs."""
    if isinstance(node, nodes.admonition) and "example" in str(node.get("classes", "")).casefold():
        return TextKind.EXAMPLE
    return _AROUND.get(node.__class__, around)


def column_of(node: nodes.Element) -> int | None:
    """In which cell of its row a block is, counted from 0; None outside of tables."""
    while not isinstance(node, nodes.entry):
        if node.parent is None:
            return None
        node = node.parent
    return int(node.parent.index(node))


def is_opaque(node: nodes.Node) -> bool:
    """Whether nothing in the node is prose."""
    return isinstance(node, _NO_PROSE)


def prose(node: nodes.Element) -> str:
    """The text of a block in one line, with ``OPAQUE`` for all that is not prose."""
    return in_one_line(raw_prose(node))


def raw_prose(node: nodes.Element) -> str:
    """The same as its source has it, in lines, and with ``LABEL`` for the identifiers of provisions."""
    return "".join([text for _, text in pieces(node)])


def in_one_line(raw: str) -> str:
    """The text of what :func:`raw_prose` gives."""
    return " ".join(raw.replace(LABEL, "").replace(_SOFT_HYPHEN, "").split())


def _shows_a_number(node: nodes.Node) -> bool:
    """Whether it is a reference that will show a number or title that is not known yet."""
    if isinstance(node, nodes.reference):
        return bool(node.get("id_link")) and not node.astext()  # of MyST, to a place in the same document
    if not isinstance(node, addnodes.pending_xref) or node.get("refexplicit"):
        return False
    return node["reftype"] in _NUMBERED_REFERENCES


def is_invisible(node: nodes.Node) -> bool:
    """Whether nothing of the node is shown; the words of a target within a text are."""
    return isinstance(node, nodes.Invisible) and not (isinstance(node, nodes.target) and node.children)


def pieces(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """What a block is made of: the nodes that hold its text, and what is read of each."""
    if isinstance(node, nodes.Text):
        yield node, words_of_text(node)
    elif isinstance(node, dlms_break):
        yield node, " "
    elif is_invisible(node):
        yield node, LABEL if LABEL_KEY in node.attributes else ""  # type: ignore[attr-defined]
    elif is_opaque(node) or _shows_a_number(node):
        yield node, OPAQUE
    else:
        for child in node.children:
            yield from pieces(child)


def is_illustration(node: nodes.Element) -> bool:
    """Whether it is a picture of the author's own: a figure, or an image outside of one."""
    if isinstance(node, nodes.figure):
        return not any(isinstance(child, dlms_diagram) for child in node.children)
    return isinstance(node, nodes.image) and not isinstance(node.parent, (nodes.figure, nodes.TextElement))
