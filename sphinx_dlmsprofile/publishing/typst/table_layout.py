"""How a table is set: its columns, the size of its type, on an upright or a turned page, broken or whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.publishing.picture_size import MM_PER_PX
from sphinx_dlmsprofile.publishing.typst.break_points import Room, natural_pieces, text_width
from sphinx_dlmsprofile.publishing.typst.column_widths import PADDING, Extent, fits, share
from sphinx_dlmsprofile.publishing.typst.room import CODE_FRAME, CODE_SIZE, TURNED, give_room, indent_of, is_code
from sphinx_dlmsprofile.rendering.apdu.reference_node import APDU_CLASS
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.text.latex import plain_formula
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEAST_COLUMN = Extent(5.0, 5.0, 5.0)
_LINE_HEIGHT, _ROW_PADDING, _GAP = 0.4375, 3.0, 1.0
_GUTTER = 5.0
_PICTURE = Extent(10.0, 20.0, 40.0)
_PICTURE_HEIGHT = 50.0
_FORMULA = 1.1
"""What a formula on lines of its own takes of the width of its plain text: brackets and gaps are wider."""

_LEAST_SIZE = 6.0
_OURS = "dlms-table"
_ALIKE = frozenset({APDU_CLASS, "dlms-class", "dlms-sap"})
"""Classes of our own tables whose columns stand at the same places in all of them."""

_LAYOUT, _WISH = "typst_layout", "typst_layout_for"
_BREAKS = regex(r"(?<=[-–/])(?=\w)")
_NO_BREAK = "\u2060"
"""Marks what cannot be broken, and stands for a space in it."""

_OPENING, _CLOSING = "([{⌊⌈⟨", ")]}⌋⌉⟩"
_SPACE = regex(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True)
class Layout:
    """``widths`` are those of the columns in mm, ``room`` is that of the table with the size of its type.

    ``turned`` asks for a page on its side; ``fits`` is false where words are broken in their middle even so.
    """

    widths: list[float]
    room: Room
    turned: bool
    fits: bool

    def cell(self, column: int, entry: nodes.Element) -> Room:
        """The room in a cell that begins in a column."""
        span = self.widths[column : column + int(entry.get("morecols", 0)) + 1]
        return Room(max(sum(span) - PADDING, 1.0), self.room.size, _is_bold(entry))


def lay_out(tgroup: nodes.Element, room: Room, *, may_turn: bool) -> Layout:
    """The first way in which no word is broken in its middle: upright, in smaller type, on a turned page.

    A turned page is taken before a type that is hard to read. The cells are given their room. What was
    found is kept: the height of a table is asked for before it is set, at each level of nesting.
    """
    known: Layout | None = tgroup.get(_LAYOUT)
    if known is None or tgroup[_WISH] != (room, may_turn):
        known = tgroup[_LAYOUT] = _layout(tgroup, room, may_turn=may_turn)
        tgroup[_WISH] = (room, may_turn)
    return known


def _layout(tgroup: nodes.Element, room: Room, *, may_turn: bool) -> Layout:
    _mark_stubs(tgroup)
    for layout in _ways(tgroup, room, may_turn=may_turn):
        if layout.fits:
            break
    for column, entry in place_cells(tgroup):
        give_room(entry, layout.cell(column, entry))
    return layout


def _mark_stubs(tgroup: nodes.Element) -> None:
    """Say in each cell of a column of headings that it is one, which docutils says of the column alone."""
    stubs = [bool(child.get("stub")) for child in tgroup.children if isinstance(child, nodes.colspec)]
    for column, entry in place_cells(tgroup):
        if any(stubs[column : column + 1]) and not {"stub", "dlms-table-footnotes"} & set(entry["classes"]):
            entry["classes"].append("stub")


def _ways(tgroup: nodes.Element, room: Room, *, may_turn: bool) -> Iterator[Layout]:
    """The ways to set a table, the best first."""
    sizes = [size for size in (room.size, room.size - 1, _LEAST_SIZE) if size >= _LEAST_SIZE]
    rooms = [(Room(room.width, size), False) for size in sizes]
    if may_turn:
        rooms[2:] = [(Room(TURNED.width, size), True) for size in sizes]
    for each, turned in rooms:
        columns, rows = _measured(tgroup, each.size)
        widths = share(columns, each.width, _given(tgroup), rows)
        if "width" in tgroup.parent:  # of its author
            widths = [width * each.width / sum(widths) for width in widths]
        yield Layout(widths, each, turned, fits(columns, each.width))


def _given(tgroup: nodes.Element) -> list[float]:
    """The author's ``:widths:``, if there are any, and those of our own tables that look alike in all places."""
    classes = set(tgroup.parent["classes"])
    if "colwidths-given" not in classes or (_OURS in classes and not classes & _ALIKE):
        return []
    return [float(child.get("colwidth", 1)) for child in tgroup.children if isinstance(child, nodes.colspec)]


def place_cells(tgroup: nodes.Element) -> Iterator[tuple[int, nodes.Element]]:
    """All cells of a table, each with the column it begins in (from 0), row by row."""
    for part in _elements(tgroup):
        taken: dict[int, int] = {}  # column → further rows that a cell above still covers
        for row in _elements(part) if isinstance(part, nodes.thead | nodes.tbody) else ():
            covered = {column for column, rows in taken.items() if rows > 0}
            taken = {column: rows - 1 for column, rows in taken.items() if rows > 0}
            column = 0
            for entry in _elements(row):
                while column in covered:
                    column += 1
                yield column, entry
                width = int(entry.get("morecols", 0)) + 1
                taken.update(dict.fromkeys(range(column, column + width), int(entry.get("morerows", 0))))
                column += width


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


# Widths


def extents(tgroup: nodes.Element, size: float) -> list[Extent]:
    """What each column wants in a type of so many pt."""
    return _measured(tgroup, size)[0]


def _measured(tgroup: nodes.Element, size: float) -> tuple[list[Extent], list[dict[int, float]]]:
    """What each column wants, and for each row how long the texts of its cells are, by column."""
    columns = [_LEAST_COLUMN] * int(tgroup["cols"])
    spanning = []
    rows: dict[int, dict[int, float]] = {}
    for column, entry in place_cells(tgroup):
        if column >= len(columns):
            continue
        wish = cell_extent(entry, size)
        if not (entry.get("morecols") or entry.get("morerows")):
            rows.setdefault(id(entry.parent), {})[column] = wish.text
        if entry.get("morecols"):
            spanning.append((column, int(entry["morecols"]) + 1, wish))
        else:
            columns[column] = columns[column].wider(wish)
    for column, width, wish in spanning:
        _stretch(columns, column, width, wish)
    return columns, list(rows.values())


def _stretch(columns: list[Extent], start: int, count: int, wish: Extent) -> None:
    """Widen columns alike until a spanning cell has room."""
    span = range(start, min(start + count, len(columns)))
    lack = [
        max(wanted - sum(getattr(columns[index], name) for index in span), 0.0) / len(span)
        for name, wanted in (("piece", wish.piece), ("word", wish.word), ("line", min(wish.line, 80.0)))
    ]
    for index in span:
        column = columns[index]
        columns[index] = Extent(column.piece + lack[0], column.word + lack[1], column.line + lack[2])


def cell_extent(entry: nodes.Element, size: float) -> Extent:
    """What a cell wants, with padding."""
    wish = _widest(_elements(entry), size, bold=_is_bold(entry))
    return Extent(wish.piece + PADDING, wish.word + PADDING, wish.line + PADDING, wish.text)


def _is_bold(entry: nodes.Element) -> bool:
    return "stub" in entry["classes"] or isinstance(entry.parent.parent, nodes.thead)


def _widest(blocks: Iterable[nodes.Element], size: float, *, bold: bool) -> Extent:
    """The widest of all blocks, tables in them included."""
    wish = Extent(0.0, 0.0, 0.0)
    for child in blocks:
        if isinstance(child, nodes.table):
            for part in _elements(child):
                if isinstance(part, nodes.tgroup):
                    wish = wish.wider(_sum(extents(part, size)))
        elif isinstance(child, nodes.image | dlms_diagram):
            wish = wish.wider(_PICTURE)
        elif isinstance(child, nodes.TextElement):
            wish = wish.wider(_text_extent(child, size, bold=bold))
        else:
            if isinstance(child, nodes.field | nodes.option_list_item):  # side by side
                inner = _sum([_widest([part], size, bold=bold) for part in _elements(child)])
                indent = _GUTTER
            else:
                inner, indent = _widest(_elements(child), size, bold=bold), indent_of(child)[0]
            wish = wish.wider(Extent(inner.piece + indent, inner.word + indent, inner.line + indent, inner.text))
    return wish


def _sum(columns: Sequence[Extent]) -> Extent:
    pieces, words, lines = zip(*((column.piece, column.word, column.line) for column in columns), strict=True)
    return Extent(sum(pieces) + 1, sum(words) + 1, sum(lines) + 1)


def _text_extent(block: nodes.Element, size: float, *, bold: bool) -> Extent:
    """The longest piece, word and line of a block of text."""
    if isinstance(block, nodes.math_block):
        width = _FORMULA * max(text_width(line, size) for line in plain_formula(block.astext()).split("; "))
        return Extent(width, width, width, width)
    mono = isinstance(block, nodes.literal_block | nodes.doctest_block)
    size, frame = (CODE_SIZE, CODE_FRAME) if is_code(block) else (size, 0.0)
    piece = word = 0.0
    lines = [0.0]
    for text, in_mono in _leaves(block, mono=mono):
        for place, line in enumerate(text.split("\n")):
            if place:
                lines.append(0.0)
            lines[-1] += text_width(line, size, bold=bold, mono=in_mono)
            for token in _SPACE.split(line):
                if token.startswith(_NO_BREAK) or "\u00a0" in token:
                    width = text_width(token.replace(_NO_BREAK, " "), size, bold=bold, mono=in_mono)
                    piece, word = max(piece, width), max(word, width)
                    continue
                for part in _BREAKS.split(token):
                    width = text_width(part, size, bold=bold, mono=in_mono)
                    word = max(word, width)
                    if width > piece:
                        widths = (text_width(each, size, bold=bold, mono=in_mono) for each in natural_pieces(part))
                        piece = max(piece, max(widths, default=0.0))
    return Extent((min(piece, 20.0) if mono else piece) + frame, word + frame, max(lines) + frame, sum(lines))


def _leaves(node: nodes.Element, *, mono: bool) -> Iterator[tuple[str, bool]]:
    """The texts of a block, each with whether it is set as a literal."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield str(child), mono
        elif isinstance(child, nodes.math):
            yield _terms(plain_formula(child.astext())), mono
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.image):
            yield from _leaves(child, mono=mono or isinstance(child, nodes.literal))


def _terms(formula: str) -> str:
    """A formula with spaces between its terms alone, where a line may end, and not in brackets."""
    depth, text = 0, ""
    for sign in formula:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        text += _NO_BREAK if sign == " " and depth > 0 else sign
    return " ".join(_NO_BREAK + term for term in text.split(" "))


# Heights


def row_heights(tgroup: nodes.Element, layout: Layout) -> dict[int, float]:
    """The height of each row in mm, by the identity of its node; a cell over several rows counts in none."""
    heights: dict[int, float] = {}
    for column, entry in place_cells(tgroup):
        row = id(entry.parent)
        if not entry.get("morerows"):
            height = height_of(_elements(entry), layout.cell(column, entry)) + _ROW_PADDING
            heights[row] = max(heights.get(row, 0.0), height)
    return heights


def is_simple(row: nodes.Element) -> bool:
    """Whether a row holds nothing but short texts: its height is known well enough to keep it whole."""
    return all(isinstance(block, nodes.paragraph) for entry in _elements(row) for block in _elements(entry))


def height_of(blocks: Sequence[nodes.Element], room: Room) -> float:
    """The height in mm that blocks take, one below the other."""
    height = 0.0
    for child in blocks:
        if isinstance(child, nodes.table):
            parts = [part for part in _elements(child) if isinstance(part, nodes.tgroup)]
            layouts = ((part, lay_out(part, room, may_turn=False)) for part in parts)
            height += sum(chain.from_iterable(row_heights(*pair).values() for pair in layouts)) + 6.0
        elif isinstance(child, nodes.image):
            height += _PICTURE_HEIGHT
        elif isinstance(child, dlms_diagram):
            height += float(child["height"]) * MM_PER_PX
        elif is_code(child):
            height += lines_of(child, room.less(CODE_FRAME, CODE_SIZE)) * _LINE_HEIGHT * CODE_SIZE + CODE_FRAME
        elif isinstance(child, nodes.TextElement):
            height += lines_of(child, room) * _LINE_HEIGHT * room.size
        else:
            height += height_of(_elements(child), room.less(indent_of(child)[0]))
    return height + _GAP * max(len(blocks) - 1, 0)


def lines_of(block: nodes.Element, room: Room) -> float:
    """How many lines a block of text needs."""
    mono = isinstance(block, nodes.literal_block | nodes.doctest_block)
    lines = [0.0]
    for text, in_mono in _leaves(block, mono=mono):
        for place, line in enumerate(text.split("\n")):
            if place and mono:
                lines.append(0.0)
            lines[-1] += text_width(line, room.size, bold=room.bold, mono=in_mono)
    return sum(max(1.0, -(-1.04 * line // room.width)) for line in lines)
