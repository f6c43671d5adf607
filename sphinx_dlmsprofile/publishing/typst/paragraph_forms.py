"""How a paragraph is set that is not one like others: below which function of the template."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.publishing.redline import ABOVE, CHANGED
from sphinx_dlmsprofile.publishing.typst.break_points import text_width
from sphinx_dlmsprofile.publishing.typst.room import room_in
from sphinx_dlmsprofile.publishing.typst.scribe import follower
from sphinx_dlmsprofile.publishing.walk import BOXES
from sphinx_dlmsprofile.rendering.classes import PART_CLASS
from sphinx_dlmsprofile.rendering.references import REFERENCE_CLASS
from sphinx_dlmsprofile.text.patterns import regex

_FORMS = {
    "dlms-subheading": "block-title",
    PART_CLASS: "entry-part",
    REFERENCE_CLASS: "reference-entry",
    ABOVE: "lead-in",
}
_ANNOUNCED = (
    nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list, nodes.literal_block,
    nodes.line_block, addnodes.hlist,
)  # fmt: skip
_JUSTIFIED = (nodes.section, nodes.document, nodes.block_quote, nodes.definition)
_ENDS = (".", "!", "?")
_LONG_TOKEN = regex(r"[^\s\u200b]{20,}")
_SPREAD = 0.3
"""The part of a line from which on a token leaves too much of the line before it empty."""


def forms_of(paragraph: nodes.Element) -> list[str]:
    """The functions of the template that set a paragraph, from the outside in, where it is not one like others."""
    form = next((_FORMS[name] for name in paragraph["classes"] if name in _FORMS), None)
    if form == "reference-entry" and isinstance(paragraph.parent, nodes.citation):
        form = None  # it runs in behind its mark
    if form is None and _leads_in(paragraph):
        form = "lead-in"
    if form is None and _has_long_token(paragraph):
        form = "ragged"
    # The bar is within: only the outer one can keep it with what follows.
    return [*([form] if form else []), *(["changed"] if CHANGED in paragraph["classes"] else [])]


def _has_long_token(paragraph: nodes.Element) -> bool:
    """Whether it has a token that moves to the next line and leaves one with few words, which would be spread out."""
    if not isinstance(paragraph.parent, _JUSTIFIED):
        return False
    tokens = _LONG_TOKEN.findall(paragraph.astext())
    room = room_in(paragraph) if tokens else None
    return any(text_width(token, room.size) > _SPREAD * room.width for token in tokens if room)


def _leads_in(paragraph: nodes.Element) -> bool:
    """Whether it announces the list, code, formula or values below it, and so must not end a page."""
    around = paragraph.parent
    if isinstance(around, nodes.definition):
        return isinstance(follower(paragraph), nodes.line_block | nodes.literal_block)
    if not (isinstance(around, nodes.section) or BOXES & set(around["classes"])):
        return False  # as most do, which stand in cells and items
    after = follower(paragraph)
    if isinstance(after, nodes.table):
        return _ends_clause(after)  # else a short one might be alone on the last page
    words = paragraph.astext().rstrip()
    if isinstance(after, nodes.math_block):
        return not words.endswith(_ENDS)  # it goes on with the formula
    return isinstance(after, _ANNOUNCED) and words.endswith(":")


def _ends_clause(node: nodes.Element) -> bool:
    """Whether no text follows a block in its clause or annex."""
    while isinstance(node.parent, nodes.section):
        if any(each.astext().strip() for each in node.parent.children[node.parent.index(node) + 1 :]):
            return False
        node = node.parent
    return isinstance(node, nodes.section)
