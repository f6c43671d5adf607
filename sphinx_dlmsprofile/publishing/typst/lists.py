"""Lists: bullets, a) 1) i), definitions, fields, options."""

# ruff: noqa: ARG002  every visitor takes a node, whether it needs it or not
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.typst.break_points import text_width
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments, literal
from sphinx_dlmsprofile.publishing.typst.room import give_room, room_in
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, broken
from sphinx_dlmsprofile.rendering.list_marks import marks
from sphinx_dlmsprofile.text.latex import plain_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SEVERAL = 2
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
        """Terms and definitions, one below the other; what explains a figure or a formula stands beside its signs."""
        if not _is_key(node):
            return
        items = [item for item in node.children if isinstance(item, nodes.Element)]
        self._open_pairs(node, [(item.children[:-1], item[-1:]) for item in items], strong=False)
        for item in items:
            item["typst_pair"] = True

    def depart_definition_list(self, node: nodes.Element) -> None:
        """Close the pairs."""
        if _is_key(node):
            self.emit(")")

    visit_definition_list_item = depart_definition_list_item = Scribe.transparent

    def visit_term(self, node: nodes.Element) -> None:
        """A term on a line of its own, kept with its definition."""
        if node.parent.get("typst_pair"):
            self.emit("{[]")
        else:
            self.open("term-line")

    def _close_block(self, node: nodes.Element) -> None:
        self.close()

    def depart_term(self, node: nodes.Element) -> None:
        """The line ends after the last classifier."""
        if isinstance(node.next_node(descend=False, siblings=True), nodes.classifier):
            return
        self.emit("}," if node.parent.get("typst_pair") else "})")

    def visit_classifier(self, node: nodes.Element) -> None:
        """What kind of thing a term is."""
        self.open("classifier")

    def depart_classifier(self, node: nodes.Element) -> None:
        """Close it, and the line of the term."""
        self.close()
        self.depart_term(node)

    def visit_definition(self, node: nodes.Element) -> None:
        """The definition, indented."""
        if node.parent.get("typst_pair"):
            self.emit("{[]")
        else:
            self.open("indented")

    def depart_definition(self, node: nodes.Element) -> None:
        """Close it."""
        self.emit("}," if node.parent.get("typst_pair") else "})")

    # Fields and options: name and text side by side

    def visit_field_list(self, node: nodes.Element) -> None:
        """Fields; those at the head of a document are its metadata and not for print."""
        if isinstance(node.parent, nodes.docinfo):
            raise nodes.SkipNode
        self._open_fields(node)

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
        self._open_fields(node)

    def _open_fields(self, node: nodes.Element) -> None:
        fields = [pair for pair in node.children if isinstance(pair, nodes.Element) and pair.children]
        self._open_pairs(node, [(pair[:1], pair[1:]) for pair in fields], strong=not _is_key(node))

    def _open_pairs(
        self, node: nodes.Element, pairs: Iterable[tuple[Sequence[nodes.Node], Sequence[nodes.Node]]], *, strong: bool
    ) -> None:
        """A column for the names, as wide as the longest but less than half of the room, and one for the rest."""
        room = room_in(node)
        pairs = list(pairs)
        mono = isinstance(node, nodes.option_list)
        names = [" ".join(map(_name, name)) for name, _ in pairs]
        longest = max((text_width(name, room.size, bold=strong, mono=mono) for name in names), default=0.0)
        width = min(longest + 1.0, _NAMES * room.width)
        for name, rest in pairs:
            for part in (part for part in name if isinstance(part, nodes.Element)):
                give_room(part, room.less(room.width - width, bold=strong))
            for part in (part for part in rest if isinstance(part, nodes.Element)):
                give_room(part, room.less(width + _GUTTER))
        share = Code(f"{100 * width / room.width:.2f}%")
        self.emit(f"pairs({arguments([share], {'strong_names': strong})}")

    depart_option_list = _close_list

    def visit_option_group(self, node: nodes.Element) -> None:
        """The spellings of an option, from the text alone."""
        self.emit(f"lit({literal(broken(_name(node), room_in(node), mono=True))}),")
        raise nodes.SkipNode


def _name(node: nodes.Node) -> str:
    """The name of a field or term, or the spellings of an option, as wide as it is printed."""
    if isinstance(node, nodes.option_group):
        return ", ".join(child.astext() for child in node.children)
    if isinstance(node, nodes.math):
        return plain_formula(node.astext())
    if isinstance(node, nodes.Element):
        return "".join(map(_name, node.children))
    return node.astext()


def _is_key(node: nodes.Element) -> bool:
    """Whether a list explains signs: those of a figure, or formulae alone."""
    if isinstance(node.parent, nodes.legend):
        return all(sum(isinstance(part, nodes.term) for part in item.children) < _SEVERAL for item in node.children)
    parts = [part for item in node.children for part in item.children]
    names = [part for part in parts if isinstance(part, nodes.term | nodes.field_name)]
    return bool(names) and len(names) == len(node.children) and all(map(_is_formula, names))


def _is_formula(name: nodes.Element) -> bool:
    rest = [child for child in name.children if not isinstance(child, nodes.math)]
    return len(rest) < len(name.children) and not "".join(child.astext() for child in rest).strip(" ,;:=–")


def _is_tight(node: nodes.Element) -> bool:
    """Whether all items are short: one paragraph, perhaps with a list below it."""
    return all(
        sum(not isinstance(part, nodes.bullet_list | nodes.enumerated_list) for part in item.children) <= 1
        for item in node.children
        if isinstance(item, nodes.Element)
    )
