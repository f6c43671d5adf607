"""Clauses: added, removed, renamed, moved to another clause, renumbered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Spot
from sphinx_dlmsprofile.diff.matching import alike, pairs
from sphinx_dlmsprofile.diff.said import fold, said
from sphinx_dlmsprofile.diff.things import Thing, appeared, compare_things
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_SIMILAR_TITLE = 0.5
_NUMBER = regex(
    r"((?<=[Cc]lause )[0-9]+(?![\w.-])|(?<=Annex )[A-Z](?![\w.-])"
    r"|(?<![\w.-])(?:[0-9]+|[A-Z])(?:\.[0-9]+)+(?![\w-]|\.[0-9]))"
)
"""A number that may be that of a clause."""


@dataclass(frozen=True)
class _Place:
    """A clause with the one it stands in."""

    clause: Clause
    parent: Clause | None

    @property
    def id(self) -> tuple[str, str]:
        return self.clause.docname, self.clause.anchor


class ClausePairs:
    """Which clauses of two editions are the same."""

    def __init__(self, old: Project, new: Project) -> None:
        self._old, self._new = list(_places(old.clauses, None)), list(_places(new.clauses, None))
        self._to_new: dict[int, _Place] = {}
        self._to_old: dict[int, _Place] = {}
        self._match()

    def _match(self) -> None:
        self._match_below(None, None)
        # What has left its clause: by the title, if no other has it, else by the place that links lead to.
        for key in (lambda each: fold(each.clause.title), lambda each: each.id):
            before, after = self._left(self._old, self._to_new), self._left(self._new, self._to_old)
            for one, other in _unique(before, after, key):
                if not self.is_paired(one, other):
                    self._pair(one, other)

    def _match_below(self, old: _Place | None, new: _Place | None) -> None:
        before = [each for each in self._old if each.parent is (old.clause if old else None)]
        after = [each for each in self._new if each.parent is (new.clause if new else None)]
        for one, other in pairs(before, after, lambda each: (each.clause.kind, fold(each.clause.title))):
            if one and other:
                self._pair(one, other)
        before, after = self._left(before, self._to_new), self._left(after, self._to_old)
        titles = [each.clause.title for each in before], [each.clause.title for each in after]
        for first, second in alike(*titles, least=_SIMILAR_TITLE):
            self._pair(before[first], after[second])

    def _pair(self, one: _Place, other: _Place) -> None:
        self._to_new[id(one.clause)], self._to_old[id(other.clause)] = other, one
        self._match_below(one, other)

    def is_paired(self, one: _Place, other: _Place) -> bool:
        """Whether one of them has its partner."""
        return id(one.clause) in self._to_new or id(other.clause) in self._to_old

    @staticmethod
    def _left(places: Sequence[_Place], paired: Mapping[int, _Place]) -> list[_Place]:
        return [each for each in places if id(each.clause) not in paired]

    @property
    def pairs(self) -> Iterator[tuple[_Place | None, _Place | None]]:
        """All clauses of both, in the order of the new edition, then what has gone."""
        for each in self._new:
            yield self._to_old.get(id(each.clause)), each
        for each in self._left(self._old, self._to_new):
            yield each, None

    def same(self, old: Clause | None, new: Clause | None) -> bool:
        """Whether they are one clause."""
        if old is None or new is None:
            return old is new
        place = old.docname, old.anchor
        return self._new_ids.get(place, place) == (new.docname, new.anchor)

    def same_words(self, old: str, new: str) -> bool:
        """Whether two texts are the same, but for the new numbers of the clauses that they refer to."""
        before, after = _NUMBER.split(old), _NUMBER.split(new)
        return len(before) == len(after) and all(
            one == other or self._new_numbers.get(one) == other for one, other in zip(before, after, strict=True)
        )

    @cached_property
    def _new_ids(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {one.id: other.id for one, other in self.pairs if one and other}

    @cached_property
    def _new_numbers(self) -> dict[str, str]:
        return {
            one.clause.number: other.clause.number
            for one, other in self.pairs
            if one and other and one.clause.number and other.clause.number
        }


def _places(clauses: Sequence[Clause], parent: Clause | None) -> Iterator[_Place]:
    for clause in clauses:
        yield _Place(clause, parent)
        yield from _places(clause.children, clause)


def _unique(
    before: Sequence[_Place], after: Sequence[_Place], key: Callable[[_Place], Hashable]
) -> list[tuple[_Place, _Place]]:
    """Pairs with a key that each side has once."""
    counts = [Counter(map(key, side)) for side in (before, after)]
    found = pairs(before, after, lambda each: key(each) if all(count[key(each)] == 1 for count in counts) else None)
    return [(one, other) for one, other in found if one and other]


def clause_changes(clauses: ClausePairs) -> Iterator[Change]:
    """What has become of the clauses. One that has a new number because its own clause has is not told."""
    for one, other in clauses.pairs:
        if one is None or other is None:
            yield from (
                appeared(_thing(each), action)
                for each, action in ((one, Action.REMOVED), (other, Action.ADDED))
                if each
            )
            continue
        if not clauses.same(one.parent, other.parent):
            action = Action.MOVED
        elif _own_number(one) != _own_number(other):
            action = Action.RENUMBERED
        else:
            action = None
        yield from compare_things([_thing(one, action)], [_thing(other, action)])


def _thing(place: _Place, action: Action | None = None) -> Thing:
    """A clause as it is compared; its number and place count only where it has changed them by itself."""
    clause, parent = place.clause, place.parent
    values = {"title": said(clause.title), "status": clause.status}
    if action:
        values |= {"number": clause.number}
    if action is Action.MOVED:
        values |= {"in": _heading(parent) if parent else None}
    return Thing(
        area=Area.CLAUSES,
        kind="clause",
        subject=_heading(clause),
        spot=Spot(clause.at, clause),
        keys=("",),
        values=values,
        actions={"title": Action.RENAMED, **({"number": action, "in": action} if action else {})},
    )


def _heading(clause: Clause) -> str:
    return f"{clause.number} {clause.title}" if clause.number else clause.title


def _own_number(place: _Place) -> str | None:
    """The number within its own clause."""
    number = place.clause.number
    return number.rpartition(".")[2] if number else None
