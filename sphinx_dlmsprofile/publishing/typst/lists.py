"""Lists: bullets, a) 1) i), definitions, fields, options."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.publishing.typst.break_points import text_width
from sphinx_dlmsprofile.publishing.typst.literals import literal
from sphinx_dlmsprofile.publishing.typst.room import give_room, room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, broken
from sphinx_dlmsprofile.rendering.list_marks import marks

_NAMES, _GUTTER = 0.45, 5.0
"""What names may take of the width beside their texts, and the space between, in mm."""


class ListMixin(Scribe):
    """Visitors of lists."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Bullets; the template chooses the mark by depth."""
        self._open_list("bullets", tight=_is_tight(node), nested=isinstance(node.parent, nodes.list_item))

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """The marks are written out as the source has them, with the bracket of the IEC: a) 1) i)."""
        nested = isinstance(node.parent, nodes.list_item)
        self._open_list("enumerated", marks=marks(node), tight=_is_tight(node), nested=nested)

    def _open_list(self, function: str, **named: object) -> None:
        options = ", ".join(f"{name}: {literal(value)}" for name, value in named.items())
        self.emit(f"{function}({options},")

    def _close_list(self, node: nodes.Element) -> None:
        self.emit(")")

    depart_bullet_list = depart_enumerated_list = _close_list

    def visit_list_item(self, node: nodes.Element) -> None:
        """One argument of the list's call."""
        self.emit("{[]")

    def depart_list_item(self, node: nodes.Element) -> None:
        """End of the argument."""
        self.emit("},")

    # Definitions

    def visit_definition_list(self, node: nodes.Element) -> None:
        """Terms and definitions, one below the other."""

    def depart_definition_list(self, node: nodes.Element) -> None:
        """Nothing was opened."""

    visit_definition_list_item = visit_definition_list
    depart_definition_list_item = depart_definition_list

    def visit_term(self, node: nodes.Element) -> None:
        """A term on a line of its own, kept with its definition."""
        self.open("term-line")

    def _close_block(self, node: nodes.Element) -> None:
        self.close()

    def depart_term(self, node: nodes.Element) -> None:
        """The line ends after the last classifier."""
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            self.close()

    def visit_classifier(self, node: nodes.Element) -> None:
        """What kind of thing a term is."""
        self.open("classifier")

    def depart_classifier(self, node: nodes.Element) -> None:
        """Close it, and the line of the term."""
        self.close()
        self.depart_term(node)

    def visit_definition(self, node: nodes.Element) -> None:
        """The definition, indented."""
        self.open("indented")

    depart_definition = _close_block

    # Fields and options: name and text side by side

    def visit_field_list(self, node: nodes.Element) -> None:
        """Fields; those at the head of a document are its metadata and not for print."""
        if isinstance(node.parent, nodes.docinfo):
            raise nodes.SkipNode
        self._open_pairs(node)

    depart_field_list = _close_list

    def _visit_pair(self, node: nodes.Element) -> None:
        pass

    visit_field = depart_field = visit_option_list_item = depart_option_list_item = _visit_pair

    def visit_field_name(self, node: nodes.Element) -> None:
        """One argument of the list's call."""
        self.emit("{[]")

    def _close_item(self, node: nodes.Element) -> None:
        self.emit("},")

    visit_field_body = visit_description = visit_field_name
    depart_field_name = depart_field_body = depart_description = _close_item

    def visit_option_list(self, node: nodes.Element) -> None:
        """Options of a command."""
        self._open_pairs(node)

    def _open_pairs(self, node: nodes.Element) -> None:
        """A column for the names, as wide as the longest but less than half of the room, and one for the rest."""
        room = room_in(node)
        names = [pair.children[0] for pair in node.children if isinstance(pair, nodes.Element) and pair.children]
        mono = isinstance(node, nodes.option_list)
        longest = max((text_width(_name(name), room.size, bold=True, mono=mono) for name in names), default=0.0)
        width = min(longest + 1.0, _NAMES * room.width)
        for part in (part for pair in node.children for part in pair.children):
            if isinstance(part, nodes.field_name | nodes.option_group):
                give_room(part, room.less(room.width - width, bold=True))
            elif isinstance(part, nodes.Element):
                give_room(part, room.less(width + _GUTTER))
        self.emit(f"pairs({100 * width / room.width:.2f}%,")

    depart_option_list = _close_list

    def visit_option_group(self, node: nodes.Element) -> None:
        """The spellings of an option, from the text alone."""
        self.emit(f"lit({literal(broken(_name(node), room_in(node), mono=True))}),")
        raise nodes.SkipNode


def _name(node: nodes.Node) -> str:
    """The name of a field, or the spellings of an option."""
    return (
        ", ".join(child.astext() for child in node.children) if isinstance(node, nodes.option_group) else node.astext()
    )


def _is_tight(node: nodes.Element) -> bool:
    """Whether all items are short: one paragraph, perhaps with a list below it."""
    return all(
        sum(not isinstance(part, nodes.bullet_list | nodes.enumerated_list) for part in item.children) <= 1
        for item in node.children
        if isinstance(item, nodes.Element)
    )
