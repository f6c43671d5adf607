"""What all parts of the writer share: emitting code, anchors, and where in the source we are."""

from __future__ import annotations

from bisect import bisect_right
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_dlmsprofile.publishing.typst.break_points import Room, split_text, text_width
from sphinx_dlmsprofile.publishing.typst.contents import ContentsRoom
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments, string
from sphinx_dlmsprofile.publishing.typst.room import room_in
from sphinx_dlmsprofile.publishing.walk import Walk
from sphinx_dlmsprofile.rendering.typography import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.publishing.typst.press import Press

logger = logging.getLogger(__name__)

_PARTS = (
    nodes.section, nodes.footnote, nodes.figure, nodes.container, nodes.table, nodes.tgroup, nodes.thead, nodes.tbody,
    nodes.row, nodes.entry, nodes.colspec, nodes.list_item, nodes.definition_list_item, nodes.field,
    nodes.option_list_item, nodes.line,
)  # fmt: skip
"""Nodes that have no place of their own to put an anchor: it goes to the first place inside them.

Sections, footnotes, figures, tables and listings take their names along.
"""


_WHOLE, _NARROW = 0.6, 60.0
"""The part of a line up to which a designation or name is kept on one; in a cell so narrow, in mm, all of it."""


class Scribe(Walk):
    """Writes the body of the Typst file as one code block, one statement a line.

    Each visitor opens calls whose last argument is a content block, and closes them.
    """

    builder: Press
    in_capitals = False
    """Whether the text is a heading without a number, as FOREWORD."""

    floating = False
    """Whether a figure of this clause floats: those after it do so, too, and stay in their order."""

    floats: Sequence[nodes.Element] = ()
    """The figures of this clause that float, in their order."""

    in_repeated_head = False
    """Whether it is printed on several pages, where neither links nor footnotes can be: PDF/UA-1 has none in it."""

    in_code = False
    """Whether the text is that of code, whose lines and spaces stay."""

    def __init__(self, document: nodes.document, builder: Press) -> None:
        super().__init__(document, builder)
        self.lines: list[str] = []
        self.contents = ContentsRoom()
        self._origins: list[tuple[int, nodes.Element]] = []
        self._waiting_anchors: list[str] = []
        self._holding_anchors = False
        self.waiting_notes: list[nodes.Element] = []
        self._set_anchors: set[str] = set()
        self.pictures: dict[str, nodes.Element] = {}

    # Emitting

    def emit(self, code: str) -> None:
        """Write a statement."""
        self.lines.append(code)

    def call(self, function: str, /, *positional: object, **named: object) -> None:
        """Write the call of a function of the template, without a body."""
        self.emit(f"{function}({arguments(positional, named)})")

    def open(self, function: str, /, *positional: object, **named: object) -> None:
        """Begin a call; what is written until ``close`` is its last argument."""
        self.emit(f"{function}({arguments(positional, named)}{{[]")

    def close(self) -> None:
        """End the innermost call that ``open`` began."""
        self.emit("})")

    def text(self, text: str, room: Room | None = None) -> None:
        """Write plain text; in a given room, its long tokens may be broken."""
        pieces = split_text(text, room) if room else [text]
        most = (1.0 if room.width < _NARROW else _WHOLE) * room.width if room else 0.0
        for place, piece in enumerate(pieces):
            if place:
                self.emit("chance")
            for words, stays in runs(piece) if room else [(piece, False)]:
                if stays and room and text_width(words, room.size, bold=room.bold) < most:
                    self.call("whole", words)
                elif words:
                    self.emit(string(words))

    def close_turned(self, node: nodes.Element) -> None:
        """Leave the turned page of a node; if it is the last of all, the closing line stands on it, too."""
        last: nodes.Node = node
        while last.parent is not None and not any(each.astext().strip() for each in _behind(last)):
            last = last.parent
        if last.parent is None:
            self.call("ending")
        self.close()

    def literal(self, text: str, node: nodes.Element, function: str = "lit") -> None:
        """Write a literal that stands in the room of a node."""
        self.call(function, broken(text, room_in(node), mono=True))

    def keep_file(self, content: bytes, suffix: str) -> str:
        """Lay a picture beside the text, and return its name there."""
        name = f"{sha256(content).hexdigest()[:16]}{suffix}"
        self.builder.files[name] = content
        return name

    def origin(self, line: int) -> nodes.Element | None:
        """The node that a line of the code (from 0) was written for, None before the first."""
        position = bisect_right(self._origins, line, key=lambda entry: entry[0])
        return self._origins[position - 1][1] if position else None

    # Anchors

    def claim_anchor(self, node: nodes.Element) -> str | None:
        """The name of a node whose own element carries it: no separate anchor is written.

        None for what is printed again, such as the extract of a need: its anchor is where it stood first.
        """
        name = self.anchor_name(node)
        if name is None or name in self._set_anchors:
            return None
        self._set_anchors.add(name)
        if name in self._waiting_anchors:
            self._waiting_anchors.remove(name)
        return name

    def flush_anchors(self) -> None:
        """Write the anchors that wait for a place."""
        if self._holding_anchors:
            return
        waiting, self._waiting_anchors = self._waiting_anchors, []
        for name in waiting:
            if name not in self._set_anchors:
                self._set_anchors.add(name)
                self.call("anchor", name)

    def hold_anchors(self, *, hold: bool) -> None:
        """Begin or end what is printed again elsewhere, a heading, caption or table head: its anchors must not be."""
        self._holding_anchors = hold

    def missing_anchors(self) -> list[str]:
        """The anchors that are referred to but stand in what was left out: no reference may dangle."""
        return sorted(self.assembly.wanted - self._set_anchors)

    def write_caption(self, caption: nodes.Element | None) -> None:
        """Write what a caption holds as the argument ``caption`` of the call just begun."""
        if caption is None:
            return
        if isinstance(caption.parent, nodes.figure | nodes.table):
            self.contents.add(caption.astext())
        self.emit("caption: {[]")
        self.hold_anchors(hold=True)
        for child in caption.children:
            child.walkabout(self)
        self.hold_anchors(hold=False)
        self.emit("},")

    # Dispatching

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Note where the node comes from, set its anchor, and visit it."""
        if isinstance(node, nodes.Element):
            if node.line is not None:
                self._origins.append((len(self.lines), node))
            self.note_anchor(node)
        if self._waiting_anchors and not isinstance(node, _PARTS):
            self.flush_anchors()
        super().dispatch_visit(node)

    def note_anchor(self, node: nodes.Element) -> None:
        """Let the anchor of a node, if a reference leads to it, wait for its place."""
        if not node["ids"] or isinstance(node, nodes.section):
            return
        if isinstance(node, nodes.target) and node.get("refid"):
            return
        name = self.anchor_name(node)
        if name in self.assembly.wanted and name is not None:
            self._waiting_anchors.append(name)

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing was opened for an unknown node, but what follows a block is not a part of it."""
        if not isinstance(node, nodes.Inline):
            self.emit("parbreak()")

    def flush_notes(self) -> None:
        """Write the notes whose marks stand in a head that repeats."""
        raise NotImplementedError

    def end_group(self, node: nodes.Element) -> None:  # noqa: ARG002  as visitors are called
        """What follows a group of blocks begins a new paragraph."""
        self.emit("parbreak()")


def broken(text: str, room: Room, *, mono: bool = False) -> Code | str:
    """A text as an argument, with the points at which its long tokens may be broken."""
    pieces = split_text(text, room, mono=mono)
    return Code("{[]\n" + "\nchance\n".join(map(string, pieces)) + "\n}") if len(pieces) > 1 else text


def _behind(node: nodes.Node) -> list[nodes.Node]:
    """What follows a node on its level, by identity: two texts may be equal."""
    place = next(at for at, child in enumerate(node.parent.children) if child is node)
    return node.parent.children[place + 1 :]


def follower(node: nodes.Node) -> nodes.Node | None:
    """What follows a node on the same level, None after the last."""
    # By identity: two texts may be equal.
    return next((after for sibling, after in pairwise(node.parent.children) if sibling is node), None)
