"""Which clauses of two editions are the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Detail
from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.diff.matching import alike, pairs, rated
from sphinx_dlmsprofile.model.fields.table import PUBLIC
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.terms import Term
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record

    Marks = frozenset[Hashable]

_SIMILAR_TITLE = 0.5
_SIMILAR_CONTENT = 0.5
_NAMES = ("name", "caption", "term", "designation")
"""What names a record, as far as it has such a field."""

_NUMBER = regex(
    r"((?<=[Cc]lause )[0-9]+(?![\w.-])|(?<=Annex )[A-Z](?![\w.-])"
    r"|(?<![\w.-])(?:[0-9]+|[A-Z])(?:\.[0-9]+)+(?![\w-]|\.[0-9]))"
)
"""A number that may be that of a clause."""


@dataclass(frozen=True)
class PlacedClause:
    """A clause with the one that contains it, and marks of its contents."""

    clause: Clause
    parent: Clause | None
    marks: Marks

    @property
    def id(self) -> tuple[str, str]:
        """What identifies the clause in its edition."""
        return self.clause.docname, self.clause.anchor

    @property
    def title(self) -> str:
        """The title as it compares."""
        return fold(self.clause.title)

    @property
    def own_number(self) -> str | None:
        """The number within its own clause."""
        number = self.clause.number
        return number.rpartition(".")[2] if number else None

    def contradicts(self, other: PlacedClause) -> bool:
        """Whether the contents of the two are quite different."""
        return bool(self.marks and other.marks and not self.marks & other.marks)

    def likeness(self, other: PlacedClause) -> float:
        """How much of the contents of the two is the same: from 0 to 1."""
        total = len(self.marks) + len(other.marks)
        return 2 * len(self.marks & other.marks) / total if total else 0.0


class ClausePairs:
    """Which clauses of two editions are the same.

    Within one clause, those belong together that have the same title and do not hold quite other things, then those
    with the same content, title, address, a similar title, and last those with the same number. A clause that has left
    its own is found by its title, its address, or its content.
    """

    def __init__(self, old: Project, new: Project) -> None:
        self._old, self._new = _placed_clauses(old), _placed_clauses(new)
        self._to_new: dict[int, PlacedClause] = {}
        self._to_old: dict[int, PlacedClause] = {}
        self._match()

    def _match(self) -> None:
        self._match_below(None, None)
        for key in (lambda each: each.title, lambda each: each.id):
            before, after = self._left(self._old, self._to_new), self._left(self._new, self._to_old)
            for one, other in _unique(before, after, key):
                if not self.is_paired(one, other):
                    self._pair(one, other)
        self._match_content(self._left(self._old, self._to_new), self._left(self._new, self._to_old))

    def _match_below(self, old: PlacedClause | None, new: PlacedClause | None) -> None:
        before = [each for each in self._old if each.parent is (old.clause if old else None)]
        after = [each for each in self._new if each.parent is (new.clause if new else None)]
        self._match_by(before, after, lambda each: (each.clause.kind, each.title), sure=False)
        self._match_content(before, after)
        self._match_by(before, after, lambda each: each.title)
        self._match_by(before, after, lambda each: each.id)
        self._match_titles(self._left(before, self._to_new), self._left(after, self._to_old))
        self._match_by(before, after, lambda each: each.own_number, sure=False)

    def _match_by(
        self,
        before: Sequence[PlacedClause],
        after: Sequence[PlacedClause],
        key: Callable[[PlacedClause], Hashable],
        *,
        sure: bool = True,
    ) -> None:
        """Pairs with one key; where that is not certain, the contents of the two must not contradict it."""
        before, after = self._left(before, self._to_new), self._left(after, self._to_old)
        for one, other in pairs(before, after, key):
            if one and other and (sure or not one.contradicts(other)) and not self.is_paired(one, other):
                self._pair(one, other)

    def _match_content(self, before: Sequence[PlacedClause], after: Sequence[PlacedClause]) -> None:
        before, after = self._left(before, self._to_new), self._left(after, self._to_old)
        likeness = (
            (one.likeness(other), first, second)
            for first, one in enumerate(before)
            for second, other in enumerate(after)
        )
        for first, second in rated(likeness, _SIMILAR_CONTENT):
            if not self.is_paired(before[first], after[second]):
                self._pair(before[first], after[second])

    def _match_titles(self, before: Sequence[PlacedClause], after: Sequence[PlacedClause]) -> None:
        titles = [each.clause.title for each in before], [each.clause.title for each in after]
        for first, second in alike(*titles, least=_SIMILAR_TITLE):
            if not self.is_paired(before[first], after[second]):
                self._pair(before[first], after[second])

    def _pair(self, one: PlacedClause, other: PlacedClause) -> None:
        self._to_new[id(one.clause)], self._to_old[id(other.clause)] = other, one
        self._match_below(one, other)

    def is_paired(self, one: PlacedClause, other: PlacedClause) -> bool:
        """Whether one of them has its partner."""
        return id(one.clause) in self._to_new or id(other.clause) in self._to_old

    @staticmethod
    def _left(placed: Sequence[PlacedClause], paired: Mapping[int, PlacedClause]) -> list[PlacedClause]:
        return [each for each in placed if id(each.clause) not in paired]

    @property
    def pairs(self) -> Iterator[tuple[PlacedClause | None, PlacedClause | None]]:
        """All clauses of both, in the order of the new edition, then what has gone."""
        for each in self._new:
            yield self._to_old.get(id(each.clause)), each
        for each in self._left(self._old, self._to_new):
            yield each, None

    def same(self, old: Clause | None, new: Clause | None) -> bool:
        """Whether they are one clause."""
        if old is None or new is None:
            return old is new
        before, after = (old.docname, old.anchor), (new.docname, new.anchor)
        if before in self.new_ids or after in self._paired_ids:
            return self.new_ids.get(before) == after
        return before == after

    @staticmethod
    def moved(old: Clause | None, new: Clause | None) -> Detail:
        """That something is in another clause: by its number, where that shows it."""
        before, after = (each.label if each else None for each in (old, new))
        if before == after:
            before, after = (f"{each.label} {each.title}" if each else None for each in (old, new))
        return Detail("clause", before, after)

    def same_words(self, old: str, new: str) -> bool:
        """Whether two texts are the same, but for the new numbers of the clauses that they refer to."""
        before, after = _NUMBER.split(old), _NUMBER.split(new)
        return len(before) == len(after) and all(
            one == other or self._new_numbers.get(one) == other for one, other in zip(before, after, strict=True)
        )

    def retitled(self, text: str) -> str:
        """A text with the new titles of renamed clauses in place of the old ones, as references print them."""
        pattern = self._old_titles
        return pattern.sub(lambda match: self._new_titles[match[0]], text) if pattern else text

    @cached_property
    def _new_titles(self) -> dict[str, str]:
        titles = ((one.clause.title, other.clause.title) for one, other in self.pairs if one and other)
        return {old: new for old, new in titles if old and fold(old) != fold(new)}

    @cached_property
    def _old_titles(self) -> re.Pattern[str] | None:
        titles = sorted(self._new_titles, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})(?!\w)") if titles else None

    @cached_property
    def new_ids(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What identifies a clause in the new edition, by what did in the old one."""
        return {one.id: other.id for one, other in self.pairs if one and other}

    @cached_property
    def _paired_ids(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.new_ids.values())

    @cached_property
    def _new_numbers(self) -> dict[str, str]:
        return {
            one.clause.number: other.clause.number
            for one, other in self.pairs
            if one and other and one.clause.number and other.clause.number
        }


def _placed_clauses(project: Project) -> list[PlacedClause]:
    marks: dict[tuple[str, str], set[Hashable]] = defaultdict(set)
    for record in project.records:
        if record.clause and type(record) in PUBLIC:
            marks[record.clause.docname, record.clause.anchor] |= set(_marks(record))
    return list(_walk(project.clauses, None, marks))


def _marks(record: Record) -> Iterator[Hashable]:
    """What identifies a clause that has the record: the words of a provision, or the names of other records."""
    if isinstance(record, Provision):
        yield fold(record.text)
        return
    if isinstance(record, Term) and record.definition:
        yield fold(record.definition)
    for name in _NAMES:
        if value := fold(getattr(record, name, None)):
            yield type(record).__name__, name, value


def _walk(
    clauses: Sequence[Clause], parent: Clause | None, marks: Mapping[tuple[str, str], set[Hashable]]
) -> Iterator[PlacedClause]:
    for clause in clauses:
        below = {("clause", fold(child.title)) for child in clause.children}
        yield PlacedClause(clause, parent, frozenset(marks.get((clause.docname, clause.anchor), set()) | below))
        yield from _walk(clause.children, clause, marks)


def _unique(
    before: Sequence[PlacedClause], after: Sequence[PlacedClause], key: Callable[[PlacedClause], Hashable]
) -> list[tuple[PlacedClause, PlacedClause]]:
    """Pairs with a key that occurs once on each side."""
    counts = [Counter(map(key, side)) for side in (before, after)]
    found = pairs(before, after, lambda each: key(each) if all(count[key(each)] == 1 for count in counts) else None)
    return [(one, other) for one, other in found if one and other]
