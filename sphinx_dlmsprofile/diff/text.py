"""The comparison of the text: clause by clause, block by block, with what has moved."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.diff.marks import with_marks
from sphinx_dlmsprofile.diff.matching import alike, pairs
from sphinx_dlmsprofile.diff.text_edits import BlockEdit, PlacedBlock, TextAction, TextComparison
from sphinx_dlmsprofile.diff.told import Told
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.printed import ClauseText
    from sphinx_dlmsprofile.model.project import Project

_Blocks: TypeAlias = "Sequence[PlacedBlock]"
Same: TypeAlias = "Callable[[PlacedBlock, PlacedBlock], bool]"
"""Whether two blocks of equal words, or of equal words but for numbers, say the same."""

_Stretch: TypeAlias = "tuple[_Blocks, _Blocks, _Blocks, _Blocks]"

_REWORDED = 0.5
"""Two blocks at one place that share at least this part of their words are one, reworded."""

_SURELY_ONE = 0.75
"""So are two blocks at different places that share this part."""

_SHORT = 4
"""Blocks of at most so many words, as cells are, are found by their place and not by their words."""

_FIGURE = regex(r"\b(?P<kind>Figure|Table)(?P<gap>s?\s+)(?P<number>(?:[A-Z]\.)?[0-9]+)")
_FORMULA = regex(r"\((?:[A-Z]\.)?[0-9]+\)")
_LABELLED = frozenset({TextKind.CAPTION, TextKind.FORMULA})
_ANY_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)*|\b[A-Z](?:\.[0-9]+)+")


def compare_text(old: Project, new: Project, clauses: ClausePairs, changes: Iterable[Change]) -> TextComparison:
    """Compare the text of two editions; ``changes`` are those of the model, which are not reported again."""
    if not (old.texts.is_printed and new.texts.is_printed):
        return TextComparison(known=False)
    before, after = list(old.texts.printed()), list(new.texts.printed())
    same = _Sameness(clauses, _new_labels(before, after))
    aligned = with_marks(_with_moves(list(_by_clause(before, after, clauses, same))))
    told = Told(old, new, changes, clauses)
    return TextComparison(tuple(replace(each, told=told.all_of(each)) for each in aligned))


@dataclass(frozen=True)
class _Sameness:
    """Whether two texts are the same, but for the new numbers of what they refer to."""

    clauses: ClausePairs
    labels: Mapping[str, str]

    def __call__(self, old: PlacedBlock, new: PlacedBlock) -> bool:
        """Whether two blocks are the same."""
        one, other = old.block, new.block
        if one.kind is not other.kind:
            return False
        return (
            one.text == other.text
            or self.clauses.same_words(one.text, other.text)
            or self.clauses.same_words(self._renumbered(one.text), other.text)
        )

    def _renumbered(self, text: str) -> str:
        """The text with the new numbers of the figures, tables and formulae that it names."""
        return _FORMULA.sub(lambda match: self.labels.get(match[0], match[0]), _FIGURE.sub(self._figure, text))

    def _figure(self, match: re.Match[str]) -> str:
        label = self.labels.get(f"{match['kind']} {match['number']}")
        return f"{match['kind']}{match['gap']}{label.rpartition(' ')[2]}" if label else match[0]


def _new_labels(before: Iterable[ClauseText], after: Iterable[ClauseText]) -> dict[str, str]:
    """The new labels of figures and tables, which are found by their captions, and of formulae."""
    old, new = _labels(before), _labels(after)
    return {label: new[caption] for caption, label in old.items() if caption in new}


def _labels(texts: Iterable[ClauseText]) -> dict[tuple[TextKind, str], str]:
    """The labels of captions and formulae that are there once."""
    found = [
        ((block.kind, fold(block.text)), block.label)
        for text in texts
        for block in text.blocks
        if block.kind in _LABELLED and block.label
    ]
    counts = Counter(caption for caption, _ in found)
    return {caption: label for caption, label in found if counts[caption] == 1}


def _by_clause(
    before: Sequence[ClauseText], after: Sequence[ClauseText], clauses: ClausePairs, same: Same
) -> Iterator[BlockEdit]:
    """The blocks of each clause beside those of the clause that it was; clauses that have gone stay in their place."""
    places = {_id(text.clause): place for place, text in enumerate(after)}
    partners: dict[int, ClauseText] = {}
    gone: dict[int, list[ClauseText]] = {}
    last = -1
    for text in before:
        place = places.get(clauses.new_ids.get(_id(text.clause), ("", "")) if text.clause else _id(None))
        if place is None or place in partners:
            gone.setdefault(last, []).append(text)
        else:
            partners[place] = text
            last = place
    for place in range(-1, len(after)):
        if place >= 0:
            yield from _with_short_moves(list(align(_placed(partners.get(place)), _placed(after[place]), same)))
        for text in gone.get(place, ()):
            yield from align(_placed(text), [], same)


def _id(clause: Clause | None) -> tuple[str, str]:
    return (clause.docname, clause.anchor) if clause else ("", "")


def _placed(text: ClauseText | None) -> list[PlacedBlock]:
    return [PlacedBlock(block, text.clause) for block in text.blocks] if text else []


def align(old: _Blocks, new: _Blocks, same: Same) -> Iterator[BlockEdit]:
    """The blocks of one clause: what is the same, and between that what was reworded, removed or added."""
    cells = _cells_by_place(old, new)
    for one, other, before, after in _stretches(old, new, lambda each: cells.get(id(each)) or _words(each)):
        # In between, what differs in numbers alone: those of references may be new ones.
        for first, second, gone, come in _stretches(before, after, _words_without_numbers):
            yield from _gap(gone, come)
            yield from _pairs(first, second, same)
        yield from _pairs(one, other, same)


def _pairs(old: _Blocks, new: _Blocks, same: Same) -> Iterator[BlockEdit]:
    for one, other in zip(old, new, strict=True):
        yield BlockEdit(TextAction.SAME if same(one, other) else TextAction.CHANGED, one, other)


def _cells_by_place(old: _Blocks, new: _Blocks) -> dict[int, tuple[str, str]]:
    """Keys of the cells of tables that keep their shape: a cell may say now what the one beside it has said."""
    keys: dict[int, tuple[str, str]] = {}
    left = _tables(new)
    for before in _tables(old):
        after = next((each for each in left if _is_one_table(before, each)), [])
        left = [each for each in left if each is not after]
        for place, (one, other) in enumerate(zip(before, after, strict=False)):
            keys[id(one)] = keys[id(other)] = (f"cell of table {len(left)}", str(place))
    return keys


def _tables(blocks: _Blocks) -> list[_Blocks]:
    """The runs of cells."""
    runs = groupby(blocks, key=lambda each: each.block.kind is TextKind.CELL)
    return [list(cells) for are_cells, cells in runs if are_cells]


def _is_one_table(old: _Blocks, new: _Blocks) -> bool:
    """Whether two tables have as many cells, most of which say what they have said."""
    return len(old) == len(new) and 2 * sum(map(_say_the_same, old, new)) > len(old)


def _say_the_same(old: PlacedBlock, new: PlacedBlock) -> bool:
    return old.block.text == new.block.text


def _words(placed: PlacedBlock) -> tuple[str, str]:
    return placed.block.kind.value, placed.block.text


def _words_without_numbers(placed: PlacedBlock) -> tuple[str, str]:
    return placed.block.kind.value, _ANY_NUMBER.sub("0", placed.block.text)


def _stretches(old: _Blocks, new: _Blocks, key: Callable[[PlacedBlock], tuple[str, str]]) -> Iterator[_Stretch]:
    """The runs of blocks with equal keys, each with what stands before it; the last run is empty."""
    done_old = done_new = 0
    for first, second, length in _runs([key(each) for each in old], [key(each) for each in new]):
        end_old, end_new = first + length, second + length
        yield old[first:end_old], new[second:end_new], old[done_old:first], new[done_new:second]
        done_old, done_new = end_old, end_new
    yield (), (), old[done_old:], new[done_new:]


def _runs(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Iterator[tuple[int, int, int]]:
    """The runs that are in both: where they begin, and how long they are. From new to old it finds the same."""
    if before > after:
        yield from ((first, second, length) for second, first, length in _runs(after, before))
        return
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    yield 0, 0, start
    # In long clauses, blocks that occur often are not used to find others: that would take too long.
    matcher = SequenceMatcher(None, one, other)
    yield from ((start + first, start + second, length) for first, second, length in matcher.get_matching_blocks())
    yield len(before) - end, len(after) - end, end


def _gap(old: _Blocks, new: _Blocks) -> Iterator[BlockEdit]:
    """What stands between two runs: the new blocks with what each of them was, those that are gone in between."""
    before, after = [each.block.text for each in old], [each.block.text for each in new]
    partner = {second: first for first, second in alike(before, after, least=_REWORDED)}
    taken = set(partner.values())
    left_old = [place for place in range(len(old)) if place not in taken]
    left_new = [place for place in range(len(new)) if place not in partner]
    if len(left_old) == len(left_new):
        by_place = zip(left_old, left_new, strict=True)
        partner |= {second: first for first, second in by_place if _is_one_place(old[first], new[second])}
        taken |= set(partner.values())
    ends = [len(old)]  # of what stood, at each new block, before it
    for place in reversed(range(len(new))):
        ends.append(partner.get(place, ends[-1]))
    gone = deque((place, old[place]) for place in range(len(old)) if place not in taken)
    for place, end in enumerate(reversed(ends)):
        while gone and gone[0][0] < end:
            yield BlockEdit(TextAction.REMOVED, gone.popleft()[1], None)
        if place in partner:
            yield BlockEdit(TextAction.CHANGED, old[partner[place]], new[place])
        elif place < len(new):
            yield BlockEdit(TextAction.ADDED, None, new[place])


def _is_one_place(old: PlacedBlock, new: PlacedBlock) -> bool:
    """Whether a short text took the place of another: "3 s" and "30 s" in a cell share no word."""
    return old.block.kind is new.block.kind and max(_length(old), _length(new)) <= _SHORT


def _length(placed: PlacedBlock) -> int:
    return len(placed.block.text.split())


def _with_moves(edits: Sequence[BlockEdit]) -> Iterator[BlockEdit]:
    """The edits, with blocks that were removed in one place and added in another as moved."""
    gone = [each.old for each in edits if each.action is TextAction.REMOVED and each.old and _length(each.old) > _SHORT]
    come = [each.new for each in edits if each.action is TextAction.ADDED and each.new and _length(each.new) > _SHORT]
    found = alike([each.block.text for each in gone], [each.block.text for each in come], least=_SURELY_ONE)
    yield from _as_moved(edits, [(gone[first], come[second]) for first, second in found])


def _with_short_moves(edits: Sequence[BlockEdit]) -> Iterator[BlockEdit]:
    """The edits of a clause; few words are only moved where they are all the same, and no cell has said them."""
    gone = [each.old for each in edits if each.action is TextAction.REMOVED and each.old]
    come = [each.new for each in edits if each.action is TextAction.ADDED and each.new]
    found = pairs(gone, come, lambda each: None if each.block.kind is TextKind.CELL else _words(each))
    yield from _as_moved(edits, [(one, other) for one, other in found if one and other])


def _as_moved(edits: Iterable[BlockEdit], found: Iterable[tuple[PlacedBlock, PlacedBlock]]) -> Iterator[BlockEdit]:
    """The edits, with these pairs as moved."""
    origin = {id(new): old for old, new in found}
    moved = {id(each) for each in origin.values()}
    for each in edits:
        if each.action is TextAction.ADDED and id(each.new) in origin:
            yield BlockEdit(TextAction.MOVED, origin[id(each.new)], each.new)
        elif not (each.action is TextAction.REMOVED and id(each.old) in moved):
            yield each
