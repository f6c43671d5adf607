"""What the index of a standard has to lead to (IEC TS 62056-1-1, Index)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.analysis.word_runs import Words, phrases_there, words
from sphinx_dlmsprofile.model.prose import IndexMark, TextKind
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.template.samples import KEY_CONCEPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location


@rule("index-entry-missing", "Index", WARNING)
def index_entry_missing(project: Project) -> Iterator[Fault]:
    """A term, a named SAP or a key concept of the template is used and is not in the index.

    Readers of several profiles look for the same things: the index of each leads to them. The
    directives ``term`` and ``sap-table`` make their own entries. An entry or sub-entry that
    has all words of the concept is enough. Where there is no index at all, ``index-missing`` reports it.

    Bad::

        Scope
        =====

        .. index:: Clock

        The Public Client reads the clock.

        Index
        =====

    Good::

        Scope
        =====

        .. index:: Clock
        .. index:: Public Client

        The Public Client reads the clock.

        Index
        =====
    """
    marks = [set(words(mark.text)) for mark in project.of(IndexMark)]
    if not marks or not any(clause.title.strip().casefold() == "index" for clause in project.clauses):
        return
    wanted = dict(_wanted(project))
    unmarked = {phrase for phrase in wanted if not any(mark.issuperset(phrase) for mark in marks)}
    for phrase, place in _first_uses(project, unmarked).items():
        name, at = wanted[phrase]
        yield Fault(at or place, f'"{name}" is not in the index: mark it with the directive index')


def _wanted(project: Project) -> Iterator[tuple[Words, tuple[str, Location | None]]]:
    """What is looked for: its words, its name, and where its entry belongs, None for where it is first used."""
    for concept in KEY_CONCEPTS:
        yield words(concept), (concept, None)
    for table in project.of(SapTable):
        for row in table.rows:
            if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last:
                yield words(row.name.value), (row.name.value, row.name.at)
    for term in project.memo(vocabulary).terms:
        yield words(next(iter(term.called), term.term.value)), (term.term.value, term.at)


def _first_uses(project: Project, phrases: set[Words]) -> dict[Words, Location]:
    """Where each phrase is first used, by preference in the heading of a numbered clause.

    The template gives headings: what is in them alone may not be there.
    """
    first: dict[Words, Location] = {}
    headed: dict[Words, Location] = {}
    for block, found in project.found(phrases_there, tuple(sorted(phrases))):
        for phrase in found:
            if block.kind is TextKind.TITLE and block.clause and block.clause.number:
                headed.setdefault(phrase, block.at)
            else:
                first.setdefault(phrase, block.at)
    return {phrase: headed.get(phrase, at) for phrase, at in first.items()}
