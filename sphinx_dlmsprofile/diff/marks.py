"""How blocks of equal words differ: their mark, their label, their cell in a table, their footnotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    known = list(edits)
    notes = _notes(known)
    begun = _begun(known)
    for table in _tables(known):
        pairs = [_cells(each) for each in table]
        moved = set(_moved(pairs, whole=all(each.old and each.new for each in table)))
        for place, each in enumerate(table):
            marks = _marks(each) or begun.get(id(each)) or _note_marks(each, notes)
            marks = marks or (_cell_marks(each) if place in moved else None)
            action = TextAction.CHANGED if marks and each.action is TextAction.SAME else each.action
            yield replace(each, action=action, marks=marks) if marks else each


def _notes(edits: Iterable[BlockEdit]) -> dict[str, str]:
    """What the words of each footnote that has stayed have become."""
    footnotes = (each for each in edits if each.place.block.kind is TextKind.FOOTNOTE)
    return {each.old.block.text: each.new.block.text for each in footnotes if each.old and each.new}


def _note_marks(edit: BlockEdit, notes: Mapping[str, str]) -> tuple[str, str] | None:
    """The footnotes of a block whose marks lead to others now; that a footnote has come or gone is told of itself."""
    old, new = (each.block.notes if each else () for each in (edit.old, edit.new))
    kept = set(notes.values())
    others = [
        (one, other)
        for one, other in zip(old, new, strict=False)
        if other in kept and one in notes and other not in {one, notes[one]}
    ]
    if len(old) != len(new) or not others:
        return None
    before, after = (" ".join(f"[{note}]" for note in side) for side in zip(*others, strict=True))
    return before, after


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


def _begun(edits: Iterable[BlockEdit]) -> dict[int, tuple[str, str]]:
    """The edits of items that begin a list, before as now, and with another mark: no item before it explains that."""
    last: list[dict[str, str]] = [{}, {}]
    found = {}
    for edit in edits:
        begins = True
        labels = []
        for known, each in zip(last, (edit.old, edit.new), strict=True):
            kind, label = (_kind_of_mark(each.block), each.block.label or "") if each else (None, "")
            if kind:
                begins &= not _counts_on(known.get(kind, ""), label)
                known[kind] = label
            labels.append(label if kind else "")
        if all(labels) and begins and labels[0] != labels[1]:
            found[id(edit)] = labels[0], labels[1]
    return found


def _counts_on(before: str, label: str) -> bool:
    """Whether a mark may be the next one after another of its kind; of several letters it always may."""
    old, new = _MARK.fullmatch(before), _MARK.fullmatch(label)
    if old is None or new is None:
        return False
    if new["number"]:
        return int(new["number"]) == int(old["number"]) + 1
    letters = old["letter"], new["letter"]
    return max(map(len, letters)) > 1 or ord(letters[1]) == ord(letters[0]) + 1


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
