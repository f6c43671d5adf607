"""Rules on clauses without content: which may be empty, which have to say so, which should be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.emptiness import VACANT_TITLES, is_vacant, stated
from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.template.outline import ANNEX_B, CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_BY_NUMBER = {part.number: part for clause in CLAUSES for part in clause.walk()}
_CONDITIONAL = frozenset(number for number, part in _BY_NUMBER.items() if part.conditional)
_MAY_BE_EMPTY = frozenset(number for number, part in _BY_NUMBER.items() if part.may_be_empty)


def _numbers(project: Project) -> dict[int, set[str]]:
    """The template's numbers of the clauses that answer it, by the identity of the clause."""
    numbers: dict[int, set[str]] = {}
    for number, clause in alignment(project).counterparts.items():
        numbers.setdefault(id(clause), set()).add(number)
    return numbers


def _empty(project: Project) -> Iterator[tuple[Clause, set[str]]]:
    """The empty clauses and annexes, with the template's numbers of each, none for those of the author's own."""
    numbers = project.memo(_numbers)
    for clause in project.walk_clauses():
        if clause.kind in {SectionKind.CLAUSE, SectionKind.ANNEX} and not (clause.children or clause.has_content):
            yield clause, numbers.get(id(clause), set())


@rule("clause-empty", "Contents", ERROR)
def clause_empty(project: Project) -> Iterator[Fault]:
    """A clause, subclause or annex that may not be empty has no content.

    Readers cannot see whether its subject was forgotten or does not apply. The directive
    ``not-applicable`` states the latter, with a reason. Clauses 9 and 10 may be empty: a statement is
    put into them. For 5.3.1, 5.5, 7.1, 7.6 and 7.7, ``clause-not-applicable-unstated`` asks for less.

    Bad::

        Scope
        =====

        Normative references
        ====================

        These documents are cited.

    Good::

        Scope
        =====

        This document specifies a profile.

        Normative references
        ====================

        These documents are cited.
    """
    for clause, numbers in _empty(project):
        allowed = bool(numbers) and numbers <= _CONDITIONAL | _MAY_BE_EMPTY
        if not allowed and clause.title.casefold().strip("() ") not in VACANT_TITLES:
            advice = "write its content, or say with not-applicable why there is none"
            yield Fault(clause.at, f'{clause.label} "{clause.title}" is empty: {advice}')
    statements = stated(project)
    needing = frozenset(_BY_NUMBER) - _CONDITIONAL - _MAY_BE_EMPTY | {"A"} - {ANNEX_B.number}
    for clause in project.walk_clauses():
        record = statements.get(id(clause))
        if record and record.reason is None and project.memo(_numbers).get(id(clause), set()) & needing:
            problem = "does not say why it does not apply, and the template asks for it in all profiles"
            yield Fault(record.at, f"{clause.label} {problem}: add the reason")


@rule("clause-not-applicable-unstated", "5.3.1, 5.5, 7.1, 7.6, 7.7", WARNING)
def clause_not_applicable_unstated(project: Project) -> Iterator[Fault]:
    """A subclause that is written only if it is needed is empty and does not say that it is not needed.

    These are 5.3.1, 5.5, 7.1, 7.6 and 7.7. They keep their headings, so that all profile standards
    have the same numbers; a heading alone looks like something forgotten.

    Bad:

    .. code-block:: rst

        Registration and connection management
        --------------------------------------

        Identification and addressing schemes
        =====================================

    Good:

    .. code-block:: rst

        Registration and connection management
        --------------------------------------

        .. not-applicable:: The devices are connected point to point, and no network is joined.

        Identification and addressing schemes
        =====================================
    """
    for clause, numbers in _empty(project):
        if numbers & _CONDITIONAL and numbers <= _CONDITIONAL | _MAY_BE_EMPTY:
            advice = "write its content, or say with not-applicable that there is none"
            yield Fault(clause.at, f'{clause.label} "{clause.title}" is empty: {advice}')


@rule("clause-ideally-empty", "10", ADVICE)
def clause_ideally_empty(project: Project) -> Iterator[Fault]:
    """Clause 10 has content.

    It is there for what does not fit into any other clause, and at best it is empty: its content should
    be moved to another clause. An empty one needs no text of the author: a statement is put into it.

    Bad (in 10)::

        Keys are renewed every year.

    Good (in 7.4)::

        Keys are renewed every year.
    """
    clause = alignment(project).counterparts.get("10")
    if clause and not (_BY_NUMBER["10"].has_title(clause.title) or "10" in clause.answers):
        return  # another clause at its place, which is reported
    if clause and (clause.has_content or clause.children) and not is_vacant(project, clause):
        advice = "move it to another clause, and leave this one empty"
        yield Fault(clause.at, f"{clause.label} has content: {advice}")
