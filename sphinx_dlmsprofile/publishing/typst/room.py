"""How much room a text has, from what it stands in: the measures are those of ``template.typ``."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.publishing.typst.break_points import Room
from sphinx_dlmsprofile.publishing.walk import BOXES
from sphinx_dlmsprofile.rendering.apdu.parts import OCTETS_CLASS

MARGIN = 25.0
"""Left and right of the text, in mm."""

PAGE = Room(210.0 - 2 * MARGIN)
"""A4 upright."""

TURNED = Room(297.0 - 2 * MARGIN)
"""The same page on its side."""

PAGE_HEIGHT, TURNED_HEIGHT = 245.0, 158.0
"""Height of the text block in mm."""

SMALL = 8.0
"""Size in pt of notes, tables and footnotes."""

CODE_FRAME, CODE_SIZE = 5.0, 9.1
"""What the ground of code takes of its width in mm, and the size of the text beside which literals are as large."""

FRAMED = BOXES | {"literal-block-wrapper"}
"""Classes of containers that are set as a box or block of their own."""

_ROOM = "typst_room"

_INDENTS: dict[type[nodes.Element], tuple[float, float | None]] = {
    nodes.block_quote: (7.0, None),
    nodes.definition: (7.0, None),
    addnodes.desc_content: (7.0, None),
    nodes.list_item: (7.0, None),
    nodes.topic: (6.0, None),
    nodes.sidebar: (6.0, None),
    nodes.note: (0.0, SMALL),
    addnodes.seealso: (0.0, SMALL),
    addnodes.versionmodified: (0.0, SMALL),
    nodes.legend: (0.0, SMALL),
    nodes.footnote: (4.0, SMALL),
}
_CODE = (nodes.literal_block, nodes.doctest_block, addnodes.productionlist)
_BOLD = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.term)
_LABEL = 30.0
"""What a number takes before a heading or caption, and its page after it in the contents, in mm."""

_OPEN = (nodes.section, nodes.document, addnodes.start_of_file, nodes.compound, nodes.container)


def is_code(node: nodes.Node) -> bool:
    """Whether a block is set as code, on a ground of its own; octets bring their own form."""
    return isinstance(node, _CODE) and OCTETS_CLASS not in node["classes"]


def give_room(node: nodes.Element, room: Room) -> None:
    """Say how much room there is in a node, where what is around it does not tell: in a cell, on a turned page."""
    node[_ROOM] = room


def room_in(node: nodes.Node | None) -> Room:
    """The room of the text that stands in a node."""
    if not isinstance(node, nodes.Element):
        return PAGE
    if _ROOM in node.attributes:
        own: Room = node[_ROOM]
        return own
    if isinstance(node, nodes.section | nodes.document):
        return PAGE
    around = room_in(node.parent)
    if isinstance(node, _BOLD):
        indent = 0.0 if isinstance(node, nodes.term) else min(_LABEL, around.width / 5)
        return around.less(indent, 11.0 if isinstance(node.parent, nodes.section) else 10.0, bold=True)
    return around.less(*indent_of(node))


def indent_of(node: nodes.Element) -> tuple[float, float | None]:
    """By how much a block is narrower than what is around it, and the size of its type if it is another."""
    if isinstance(node, nodes.line_block):
        return (7.0 if isinstance(node.parent, nodes.line_block) else 0.0), None
    if isinstance(node, nodes.container):
        return (6.0 if FRAMED & set(node["classes"]) else 0.0), None
    if isinstance(node, nodes.Admonition) and type(node) not in _INDENTS:
        return 4.0, SMALL
    return _INDENTS.get(type(node), (0.0, None))


def may_turn(node: nodes.Element) -> bool:
    """Whether a block stands between the paragraphs of a section, where a page of its own can be made for it."""
    around = node.parent
    while isinstance(around, _OPEN):
        if FRAMED & set(around["classes"]) or _ROOM in around.attributes:
            return False
        around = around.parent
    return around is None
