"""Which clause of a profile answers which clause of the template.

Numbers cannot show it: they follow from the order, and one absent clause would shift all that come
after it. Titles are aligned instead, level by level:

1. clauses with a title of the template are its clauses; the longest run of them that is in the
   template's order stays, the others are displaced;
2. what is left between two of them on both sides is paired: a clause at the place of a template
   clause with another title;
3. template clauses that are left are missing, clauses of the profile that are left are its own.

A clause that declares what it answers (``Clause.answers``) is that clause of the template at any place
and with any title, and is left out of all this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES, TemplateClause, title_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause

_OWN, _BACK = 1000, 1001
"""Ranks of what follows the template's own clauses: several may have one of these, in any order."""

_MOST_PAIRED = 40
"""More clauses than this are not compared one by one: they are not renamed ones."""


class Displaced(NamedTuple):
    """A clause out of the template's order.

    ``expected`` is the template clause it is, None for a clause of the author's own that stands
    among the template's. ``other_level`` says that it is on another level than in the template.
    """

    clause: Clause
    expected: TemplateClause | None
    other_level: bool = False


class Missing(NamedTuple):
    """A template clause without counterpart; ``parent`` is the clause it belongs in, None at the top."""

    expected: TemplateClause
    parent: Clause | None


@dataclass
class Alignment:
    """The outcome.

    ``counterparts`` gives the clause of the profile by the template's number: "5.3.1", "B".
    """

    counterparts: dict[str, Clause] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    renamed: list[tuple[TemplateClause, Clause]] = field(default_factory=list)
    displaced: list[Displaced] = field(default_factory=list)
    unexpected: list[Clause] = field(default_factory=list)


def align(clauses: Sequence[Clause], own_titles: Collection[str] = ()) -> Alignment:
    """Align the top-level clauses of a profile, and all below them, with the template.

    ``own_titles`` are names of layers and terms of the profile: subclauses so titled are the author's own.
    """
    return _Aligner(clauses, own_titles).result


class _Aligner:
    def __init__(self, clauses: Sequence[Clause], own_titles: Collection[str]) -> None:
        self.result = Alignment()
        self._own_keys = frozenset().union(*map(title_keys, own_titles))
        self._top = tuple(clause for clause in clauses if clause.kind is not SectionKind.FRONT)
        self._declaring = {id(clause) for top in self._top for clause in top.walk() if clause.answers}
        self._known = set(self._declaring)
        self.result.counterparts.update(declared_clauses(self._top))
        self._align_top()
        self._find_on_other_levels()

    def _align_top(self) -> None:
        clauses = [clause for clause in self._undeclared(self._top) if clause.kind is SectionKind.CLAUSE]
        wanted = self._wanted(CLAUSES)
        ranks = self._pair(wanted, clauses, None)
        self.result.unexpected = [clause for clause in clauses if id(clause) not in ranks]
        ranks.update(self._annexes(len(wanted)))
        for clause in self._top:
            if clause.kind is SectionKind.ANNEX:
                ranks.setdefault(id(clause), _OWN)
            elif clause.kind is SectionKind.BACK:
                ranks[id(clause)] = _BACK
        ranked = [clause for clause in self._undeclared(self._top) if id(clause) in ranks]
        self._judge_order((*wanted, ANNEX_A, ANNEX_B), ranked, ranks)
        self._align_children(CLAUSES)

    def _undeclared(self, clauses: Iterable[Clause]) -> list[Clause]:
        """Those that have to be found by their titles."""
        return [clause for clause in clauses if id(clause) not in self._declaring]

    def _wanted(self, expected: Iterable[TemplateClause]) -> list[TemplateClause]:
        """What the template requires of a level and no clause declares to be."""
        return [clause for clause in expected if clause.required and clause.number not in self.result.counterparts]

    def _annexes(self, first_rank: int) -> Iterator[tuple[int, int]]:
        found = find_annexes(self._top)
        for rank, expected in enumerate((ANNEX_A, ANNEX_B), first_rank):
            if annex := found.get(expected.number):
                self.result.counterparts[expected.number] = annex
                yield id(annex), rank

    def _align_children(self, expected: Iterable[TemplateClause]) -> None:
        for template in expected:
            clause = self.result.counterparts.get(template.number)
            if clause is not None:
                required, children = self._wanted(template.children), self._undeclared(clause.children)
                if not template.has_title(clause.title) and not _titled(required, children):
                    # Another clause, with subclauses of its own: none stands at the place of one of the template's.
                    children = []
                ranks = self._pair(required, children, clause, template)
                self._judge_order(required, children, ranks)
            self._align_children(template.children)

    def _pair(
        self,
        expected: Sequence[TemplateClause],
        clauses: Sequence[Clause],
        parent: Clause | None,
        template: TemplateClause | None = None,
    ) -> dict[int, int]:
        """Pair one level; returns the ranks of the paired clauses by their identity."""
        titled = _titled(expected, clauses)
        backbone = _longest_run(titled)
        pairs = dict(backbone)
        for place, rank in titled:
            if place not in pairs and rank not in pairs.values():
                pairs[place] = rank
        borders = [(-1, -1), *backbone, (len(clauses), len(expected))]
        for (place, rank), (next_place, next_rank) in pairwise(borders):
            free = [other for other in range(place + 1, next_place) if other not in pairs]
            # What follows the author's own is not at the place of a template clause.
            free = list(takewhile(lambda other: not self._is_own(clauses[other], template), free))
            wanted = [other for other in range(rank + 1, next_rank) if other not in pairs.values()]
            for other, found in _pair_by_likeness(expected, clauses, wanted, free[:_MOST_PAIRED]):
                pairs[found] = other
                self.result.renamed.append((expected[other], clauses[found]))
        for place, rank in pairs.items():
            self.result.counterparts[expected[rank].number] = clauses[place]
            self._known.add(id(clauses[place]))
        present = set(pairs.values())
        self.result.missing += [Missing(clause, parent) for rank, clause in enumerate(expected) if rank not in present]
        return {id(clauses[place]): rank for place, rank in pairs.items()}

    def _is_own(self, clause: Clause, template: TemplateClause | None) -> bool:
        """Whether a title shows a subclause of the author's own, not a renamed one of the template."""
        if template is None:
            return False
        if template.own is not None and template.own.search(clause.title):
            return True
        return not self._own_keys.isdisjoint(title_keys(clause.title))

    def _judge_order(
        self, expected: Sequence[TemplateClause], clauses: Sequence[Clause], ranks: dict[int, int]
    ) -> None:
        places = [(place, ranks.get(id(clause), _OWN)) for place, clause in enumerate(clauses)]
        while places and places[-1][1] == _OWN:  # own clauses at the end are in order, however many
            places.pop()
        kept = {place for place, _ in _longest_run(places)}
        for place, rank in places:
            if place not in kept:
                template = expected[rank] if rank < len(expected) else None
                self.result.displaced.append(Displaced(clauses[place], template))

    def _find_on_other_levels(self) -> None:
        """What is missing on its level and stands one level off was displaced: one cause, one finding."""
        moved: list[Clause] = []
        still: list[Missing] = []
        for missing in self.result.missing:
            if any(missing.expected.has_title(clause.title) for above in moved for clause in above.walk()):
                continue
            found = self._on_other_level(missing)
            if found is None:
                still.append(missing)
                continue
            moved.append(found)
            self._known.add(id(found))
            self.result.counterparts[missing.expected.number] = found
            self.result.unexpected = [clause for clause in self.result.unexpected if clause is not found]
            others = [displaced for displaced in self.result.displaced if displaced.clause is not found]
            self.result.displaced = [*others, Displaced(found, missing.expected, other_level=True)]
        self.result.missing = still

    def _on_other_level(self, missing: Missing) -> Clause | None:
        for clause in (*self._below_siblings(missing), *self._beside_parent(missing)):
            if id(clause) not in self._known and missing.expected.has_title(clause.title):
                return clause
        return None

    def _below_siblings(self, missing: Missing) -> Iterator[Clause]:
        """Everything below the clauses that the template has before it on its level."""
        siblings = _children_of(missing.expected)
        for sibling in siblings[: siblings.index(missing.expected)]:
            clause = self.result.counterparts.get(sibling.number)
            for child in clause.children if clause else ():
                yield from child.walk()

    def _beside_parent(self, missing: Missing) -> Iterator[Clause]:
        """The clauses that follow the one it belongs in."""
        if missing.parent is None:
            return
        level = self._level_of(missing.parent)
        place = next(place for place, clause in enumerate(level) if clause is missing.parent)
        yield from level[place + 1 :]

    def _level_of(self, clause: Clause) -> Sequence[Clause]:
        for top in self._top:
            for parent in top.walk():
                if any(child is clause for child in parent.children):
                    return parent.children
        return self._top


def _children_of(expected: TemplateClause) -> Sequence[TemplateClause]:
    """The level of the template on which a clause is."""
    for top in CLAUSES:
        for parent in top.walk():
            if expected in parent.children:
                return parent.children
    return CLAUSES


def _titled(expected: Sequence[TemplateClause], clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """The places of clauses that have a title of the template, with its rank."""
    by_key = {key: rank for rank, template in enumerate(expected) for key in title_keys(template.title)}
    titled = []
    for place, clause in enumerate(clauses):
        ranks = {by_key[key] for key in title_keys(clause.title) if key in by_key}
        titled += [(place, rank) for rank in sorted(ranks)[:1]]
    return titled


def _longest_run(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of rising ranks; of equal ones that with most template clauses, then the earliest."""
    best: list[tuple[int, int, int]] = []  # length, template clauses, index of the next
    for index in range(len(places) - 1, -1, -1):
        rank = places[index][1]
        length, templates, following = 0, 0, -1
        for offset, (candidate_length, candidate_templates, _) in enumerate(reversed(best), index + 1):
            other = places[offset][1]
            follows = rank < other or rank == other >= _OWN
            if follows and (candidate_length, candidate_templates) > (length, templates):
                length, templates, following = candidate_length, candidate_templates, offset
        best.append((length + 1, templates + (rank < _OWN), following))
    best.reverse()
    if not best:
        return []
    index = max(range(len(best)), key=lambda start: (*best[start][:2], -start))
    run = []
    while index >= 0:
        run.append(places[index])
        index = best[index][2]
    return run


def _pair_by_likeness(
    expected: Sequence[TemplateClause], clauses: Sequence[Clause], wanted: Sequence[int], free: Sequence[int]
) -> list[tuple[int, int]]:
    """Pair as many as possible in order, the most alike ones where there is a choice."""
    count = min(len(wanted), len(free))
    if count == 0:
        return []
    best: dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]] = {}
    for row in range(len(wanted), -1, -1):
        for column in range(len(free), -1, -1):
            options: list[tuple[int, tuple[tuple[int, int], ...]]] = []
            if row < len(wanted) and column < len(free):
                score, pairs = best[row + 1, column + 1]
                likeness = _likeness(expected[wanted[row]].title, clauses[free[column]].title)
                # One pair outweighs every likeness, so that the number of pairs comes first.
                options.append((score + likeness + 1000 * count, ((wanted[row], free[column]), *pairs)))
            if row < len(wanted):
                options.append(best[row + 1, column])
            if column < len(free):
                options.append(best[row, column + 1])
            best[row, column] = max(options, key=lambda option: option[0], default=(0, ()))
    return list(best[0, 0][1])


def _likeness(one: str, other: str) -> int:
    """How alike two titles are by their words, 0 to 1000."""
    return round(1000 * SequenceMatcher(None, one.casefold().split(), other.casefold().split()).ratio())


def declared_clauses(clauses: Iterable[Clause]) -> dict[str, Clause]:
    """The clauses that declare what they answer, by the template's number; of several the first."""
    declared: dict[str, Clause] = {}
    for top in clauses:
        for clause in top.walk():
            for number in clause.answers:
                declared.setdefault(number, clause)
    return declared


def find_annexes(clauses: Iterable[Clause]) -> dict[str, Clause]:
    """The annexes that answer Annex A and Annex B of the template, by those letters.

    A declaration decides, of any clause; else the title; else the letter, unless the status is that
    of another annex.
    """
    tops = tuple(clauses)
    ranked = (*tops, *(annex for annex, _ in nested_annexes(tops)))
    annexes = [clause for clause in ranked if _is_annex(clause) and not clause.answers]
    declared = declared_clauses(tops)
    found = {each.number: declared[each.number] for each in (ANNEX_A, ANNEX_B) if each.number in declared}
    for fits in (_has_title, has_annex_title, _has_letter):
        for expected in (ANNEX_A, ANNEX_B):
            left = [annex for annex in annexes if not any(annex is other for other in found.values())]
            fitting = [annex for annex in left if fits(annex, expected)]
            if fitting:
                found.setdefault(expected.number, fitting[0])
    return found


def nested_annexes(clauses: Iterable[Clause]) -> list[tuple[Clause, Clause]]:
    """The annexes that stand inside a clause or another annex, which no annex may, each with what it is in."""
    return [
        (child, parent) for top in clauses for parent in top.walk() for child in parent.children if _is_annex(child)
    ]


def _is_annex(clause: Clause) -> bool:
    """Whether it is an annex: its subclauses are of its kind, and below the top its heading is not taken apart.

    "Annex C of IEEE 802.15.4" may be a subclause on the use of that.
    """
    if clause.kind is SectionKind.ANNEX and (clause.number or "").isalpha():
        return True
    heading = read_heading(clause.title)
    return heading.kind is SectionKind.ANNEX and heading.status is not None


def has_annex_title(annex: Clause, expected: TemplateClause) -> bool:
    """Whether the title shows which of the template's annexes it is; published parts vary the wording."""
    words = " ".join(annex.title.casefold().replace("-", " ").split())
    if expected is ANNEX_A:
        return "example" in words
    return "interface class" in words or "obis code" in words


def _has_title(annex: Clause, expected: TemplateClause) -> bool:
    return expected.has_title(annex.title)


def _has_letter(annex: Clause, expected: TemplateClause) -> bool:
    return annex.number == expected.number and annex.status in {None, expected.status}
