"""How blocks of equal words differ: their mark, their label, the cell of the table that they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.diff.text_edits import BlockEdit
    from sphinx_dlmsprofile.model.printed import PrintedBlock

_MARK = regex(r"(?:(?P<number>[0-9]+)|(?P<letter>[a-z]+))\)")
_NUMBER = " 0123456789"
_CELL = regex(r"(?P<first>[A-Z]+)(?P<top>[0-9]+)(?::(?P<last>[A-Z]+)(?P<bottom>[0-9]+))?")


class _Place(NamedTuple):
    """The columns and rows of a cell, the first and the last of each."""

    first: str
    top: int
    last: str
    bottom: int


_Pair = tuple[_Place, _Place]


def with_marks(edits: Iterable[BlockEdit]) -> Iterator[BlockEdit]:
    """The edits; where the words are the same, and the marks are not, the block has changed."""
    for table in _tables(edits):
        pairs = [_cells(each) for each in table]
        moved = set(_moved(pairs, whole=all(each.old and each.new for each in table)))
        for place, each in enumerate(table):
            marks = _marks(each) or (_cell_marks(each) if place in moved else None)
            action = TextAction.CHANGED if marks and each.action is TextAction.SAME else each.action
            yield replace(each, action=action, marks=marks) if marks else each


def _marks(edit: BlockEdit) -> tuple[str, str] | None:
    if edit.old is None or edit.new is None:
        return None
    old, new = edit.old.block, edit.new.block
    return (old.label or "", new.label or "") if _is_otherwise_marked(old, new) else None


def _is_otherwise_marked(one: PrintedBlock, other: PrintedBlock) -> bool:
    """Whether what is printed before a block says something else; that it has the next number is no change."""
    if one.kind is not other.kind:
        return False
    if one.kind is TextKind.CODE:
        return bool(one.label and other.label) and one.label != other.label
    if one.kind is TextKind.FORMULA:
        return bool(one.label) != bool(other.label)
    kinds = [_kind_of_mark(block) for block in (one, other)]
    if any(kinds) and one.kind is not TextKind.FOOTNOTE:
        return kinds[0] != kinds[1]
    if one.kind not in WORDED or not (one.label and other.label):
        return False
    return one.label.rstrip(_NUMBER) != other.label.rstrip(_NUMBER)


def _kind_of_mark(block: PrintedBlock) -> str | None:
    match = _MARK.fullmatch(block.label or "")
    return match.lastgroup if match else None


def _cell_marks(edit: BlockEdit) -> tuple[str, str]:
    old, new = (each.block.cell or "" if each else "" for each in (edit.old, edit.new))
    return old, new


def _tables(edits: Iterable[BlockEdit]) -> Iterator[Sequence[BlockEdit]]:
    """What stands within one table together, and each other block by itself."""
    table: list[BlockEdit] = []
    row = 0
    for each in edits:
        cell = _read(each.place.block.cell)
        if table and (cell is None or (each.new and cell.top < row)):
            yield table
            table = []
        if cell is None:
            yield [each]
        else:
            table.append(each)
            row = cell.top if each.new else row
    if table:
        yield table


def _read(cell: str | None) -> _Place | None:
    match = _CELL.fullmatch(cell or "")
    if match is None:
        return None
    first, top = match["first"], int(match["top"])
    return _Place(first, top, match["last"] or first, int(match["bottom"] or top))


def _cells(edit: BlockEdit) -> _Pair | None:
    old, new = (_read(each.block.cell) if each else None for each in (edit.old, edit.new))
    return (old, new) if old and new else None


def _moved(pairs: Sequence[_Pair | None], *, whole: bool) -> Iterator[int]:
    """Which cells have come to another column or row, or cover others; ``whole`` where none was added or removed.

    A column has become the one that most of its cells stand in now: another one may have been put before it.
    """
    columns: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new in filter(None, pairs):
        columns[old.first][new.first] += 1
        columns[old.last][new.last] += old.last != old.first
    became = {old: new.most_common(1)[0][0] for old, new in columns.items()}
    known = [(place, *pair) for place, pair in enumerate(pairs) if pair]
    for place, old, new in known:
        covers_others = new.last != became[old.last] or new.bottom - new.top != old.bottom - old.top
        if new.first != became[old.first] or (whole and covers_others):
            yield place
    if whole:
        for (_, old_before, new_before), (place, old, new) in pairwise(known):
            if (old_before.top == old.top) != (new_before.top == new.top):
                yield place
