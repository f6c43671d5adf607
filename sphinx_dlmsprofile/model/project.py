"""The one thing that rules judge."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.registered import Registry
from sphinx_dlmsprofile.model.texts import Texts
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.model.texts import Analysis, Question

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@frozen
class Project:
    """A whole profile standard: all records and texts in document order, and the clauses.

    ``root`` is line 1 of the root document, where something missing as a whole is reported.
    ``sources`` are the source files in document order. ``registry`` is what exists without this standard,
    ``extended`` the same with what it defines, where that is known already. ``knows_tests`` is False where test cases
    were not looked for, as a review build does.
    A new kind of record needs no change here.
    """

    records: tuple[Record, ...] = ()
    texts: Texts = field(default_factory=Texts)
    clauses: tuple[Clause, ...] = ()
    root: Location = field(default_factory=lambda: Location("index.rst", 1))
    sources: tuple[str, ...] = ()
    registry: Registry = field(default_factory=Registry)
    extended: Registry | None = None
    knows_tests: bool = True

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one kind, in document order."""
        if kind not in self._by_kind:
            classes = [each for each in self._by_class if issubclass(each, kind)]
            found = sorted(place for each in classes for place in self._by_class[each])
            self._by_kind[kind] = tuple(self.records[place] for place in found)
        return cast("tuple[R, ...]", self._by_kind[kind])

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        return {}

    @cached_property
    def _by_class(self) -> dict[type[Record], list[int]]:
        """The places of the records of each class."""
        places: dict[type[Record], list[int]] = {}
        for place, record in enumerate(self.records):
            places.setdefault(type(record), []).append(place)
        return places

    def walk_clauses(self) -> Iterator[Clause]:
        """All clauses and subclauses, front matter, annexes and index included, in document order."""
        for clause in self.clauses:
            yield from clause.walk()

    @cached_property
    def by_number(self) -> dict[str, Clause]:
        """The numbered clauses by number: "5.3.1", "B"."""
        return {clause.number: clause for clause in self.walk_clauses() if clause.number}

    @cached_property
    def _headings(self) -> dict[str, list[Clause]]:
        headings: dict[str, list[Clause]] = {}
        for clause in self.walk_clauses():
            headings.setdefault(clause.at.source, []).append(clause)
        for clauses in headings.values():
            clauses.sort(key=lambda clause: clause.at.line)
        return headings

    @cached_property
    def _homes(self) -> dict[str, Clause]:
        """The clause of the first record in each source, for files without headings of their own."""
        homes: dict[str, Clause] = {}
        for record in self.records:
            if record.clause:
                homes.setdefault(record.at.source, record.clause)
        return homes

    def clause_at(self, at: Location) -> Clause | None:
        """The clause in which a place lies, None before the first heading."""
        headings = self._headings.get(at.source, [])
        index = bisect_right(headings, at.line, key=lambda clause: clause.at.line)
        return headings[index - 1] if index else self._homes.get(at.source)

    @cached_property
    def _memo(self) -> dict[Callable[[Project], object], object]:
        return {}

    def memo(self, analysis: Callable[[Project], T]) -> T:
        """The result of an analysis that several rules share; it runs once for a project."""
        if analysis not in self._memo:
            self._memo[analysis] = analysis(self)
        return cast("T", self._memo[analysis])

    def with_records(self, records: Iterable[Record], *apart: Callable[[Project], object]) -> Project:
        """The project with further records; the results of the analyses ``apart``, which do not look at these, hold."""
        further = replace(self, records=(*self.records, *records))
        vars(further)["_memo"] = {analysis: self.memo(analysis) for analysis in apart}
        return further

    def texts_in(self, clause: Clause) -> tuple[TextBlock, ...]:
        """The texts of a clause and its subclauses, their titles included."""
        return self.texts.in_clause(clause)

    def found(self, look: Analysis[T], *values: Any) -> Sequence[tuple[Block, T]]:
        """All that an analysis finds in the texts, each with its place; only texts that have changed are looked at."""
        return self.texts.found(look, *values)

    def asked(self, question: Question[T], clause: Clause | None, *values: Any) -> T:
        """The answer on the texts of a clause, or on all without one; it is kept until these texts change."""
        return self.texts.asked(question, clause, *values)
