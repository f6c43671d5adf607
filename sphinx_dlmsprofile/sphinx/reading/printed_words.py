"""What a page shows of a block: all of its words, and what is printed before them."""

from __future__ import annotations

from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rendering.classes import FAULT_TEXT_CLASS
from sphinx_dlmsprofile.rendering.hidden_words import hidden_words
from sphinx_dlmsprofile.rendering.list_marks import marks
from sphinx_dlmsprofile.rendering.remarks import REMARK
from sphinx_dlmsprofile.sphinx.reading.plain_words import plain_word
from sphinx_dlmsprofile.sphinx.reading.prose import in_one_line, pieces
from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

_BESIDE: dict[type, TextKind] = {
    nodes.doctest_block: TextKind.CODE,
    nodes.option_group: TextKind.CODE,
    addnodes.desc_signature: TextKind.CODE,
    addnodes.production: TextKind.CODE,
    nodes.classifier: TextKind.TERM,
    addnodes.centered: TextKind.PARAGRAPH,
}
"""What has words, and is not prose that rules judge."""

_NAME = regex(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""A name of an attribute or a method."""


class Words(NamedTuple):
    """The words of a block.

    ``raw`` is its raw prose. ``shown`` has all that a page shows, in one line, with ``OPAQUE`` for each of
    ``references``, which show numbers; it is "" where it is the same as the prose. ``stressed`` are the names in
    emphasis.
    """

    raw: str
    shown: str
    references: tuple[nodes.Node, ...]
    stressed: tuple[str, ...] = ()


def words_of(node: nodes.Element) -> Words:
    """Read a block."""
    raw, shown = [], []
    references: list[nodes.Node] = []
    stressed: list[str] = []
    for leaf, text in pieces(node):
        raw.append(text)
        if leaf.parent.__class__ is nodes.emphasis and _NAME.fullmatch(text):
            stressed.append(text)
        if text == OPAQUE and isinstance(leaf, addnodes.pending_xref | nodes.reference):
            references.append(leaf)
            shown.append(OPAQUE)
        elif isinstance(leaf, nodes.footnote_reference):
            shown.append("[*]")  # its number comes and goes with others
        else:
            shown.append(text if text == LABEL else plain_word(leaf) + hidden_words(leaf))
    prose, whole = "".join(raw), "".join(shown)
    shown_words = "" if prose == whole and not references else in_one_line(whole)
    return Words(prose, shown_words, tuple(references), tuple(stressed))


def notes_of(node: nodes.Element) -> tuple[str, ...]:
    """The words of the footnotes that the marks in a block lead to, in this order: as their first blocks have them."""
    document = node.document
    if document is None:
        return ()
    marks = node.findall(nodes.footnote_reference)
    # Marks of a translation lead to names.
    places = (mark.get("refid") or document.nameids.get(mark.get("refname", "")) for mark in marks)
    notes = (document.ids.get(place or "") for place in places)
    return tuple(_first_words(note) for note in notes if note is not None)


def _first_words(note: nodes.Element) -> str:
    first = next((each for each in note.findall(nodes.TextElement) if not isinstance(each, nodes.label)), None)
    words = words_of(first) if first is not None else Words("", "", ())
    return words.shown or in_one_line(words.raw)


def mark_of(node: nodes.Element, language: str) -> str:
    """What stands before the first paragraph of an item, a note or an example: "a)", "NOTE 2"; "" elsewhere."""
    around = node.parent
    if REMARK in around.attributes:
        body = [child for child in around.children if not isinstance(child, nodes.title)]
        label: str = around[REMARK].label(number_words(language))
        return label if body[:1] == [node] else ""
    is_item = isinstance(around, nodes.list_item) and isinstance(around.parent, nodes.enumerated_list)
    return marks(around.parent)[around.parent.index(around)] if is_item and around[0] is node else ""


def warning_label(node: nodes.Element) -> str:
    """What is printed before the first paragraph of an admonition that is no remark: "WARNING"; "" elsewhere."""
    around = node.parent
    is_first = isinstance(around, nodes.Admonition) and node.parent.children[:1] == [node]
    return str(admonitionlabels.get(node.parent.tagname, "")).upper() if is_first else ""


def first_line(code: nodes.Element) -> int | None:
    """The number of the first line of code whose lines have numbers."""
    options: dict[str, Any] = code.get("highlight_args", {})
    return int(options.get("linenostart", 1)) if code.get("linenos") else None


def numbered_by(node: nodes.Element) -> str:
    """The id of the figure, table or listing whose number stands before a caption, or of a formula; else ""."""
    if isinstance(node, nodes.math_block):
        return str(next(iter(node["ids"]), ""))
    is_caption = isinstance(node, nodes.caption) or (
        isinstance(node, nodes.title) and isinstance(node.parent, nodes.table)
    )
    return str(node.parent["ids"][0]) if is_caption and node.parent["ids"] else ""


def exhibit_of(node: nodes.Element) -> tuple[TextKind, str] | None:
    """What a node shows beside words, and its source: code, a formula, raw HTML; None if it is within words."""
    if isinstance(node, nodes.literal_block) and FAULT_TEXT_CLASS in node["classes"]:
        # A body that could not be read, and is shown as it was written.
        return TextKind.CODE, node.astext().strip("\n")
    if isinstance(node, nodes.math_block):
        return TextKind.FORMULA, node.astext().strip()
    if isinstance(node, nodes.raw) and not isinstance(node.parent, nodes.TextElement):
        return TextKind.RAW, node.astext().strip()
    if kind := _BESIDE.get(node.__class__):
        return kind, node.astext().strip()
    return None
