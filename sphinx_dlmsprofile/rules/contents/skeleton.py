"""Rules on the table of contents, which the template fixes for every profile standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.alignment import Displaced, find_annexes, has_annex_title, nested_annexes
from sphinx_dlmsprofile.analysis.emptiness import VACANT_TITLES
from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, TemplateClause
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_CONTENTS = "Contents"
_STATUS_BEHIND = regex(r"(?<!\s)\s*\((?:informative|normative)\)$", re.IGNORECASE)


def _annexes(project: Project) -> Iterator[Clause]:
    return (clause for clause in project.clauses if clause.kind is SectionKind.ANNEX)


@rule("clause-missing", _CONTENTS, ERROR)
def clause_missing(project: Project) -> Iterator[Fault]:
    """One of clauses 1 to 10 is absent, or one of 3.1, 3.2, 5.1 to 5.5, 5.3.1 and 7.1 to 7.7.

    All profile standards have one table of contents: a reader who knows one finds a subject in all others
    under the same number. A clause that does not apply is kept and says so. What an absent clause
    would contain is not reported again, nor are the numbers that its absence shifts.

    Bad:

    .. code-block:: text

        3 Terms, definitions and abbreviations
        5 Use of the communication layers for this profile

    Good:

    .. code-block:: text

        3 Terms, definitions and abbreviations
        4 Targeted communication environments
        5 Use of the communication layers for this profile
    """
    for missing in alignment(project).missing:
        expected = missing.expected
        at = missing.parent.at if missing.parent else project.root
        message = f'{expected.label} is missing: add the heading "{expected.title}"'
        yield Fault(at, message, template=expected.number)


@rule("clause-order", _CONTENTS, ERROR)
def clause_order(project: Project) -> Iterator[Fault]:
    """A clause is not in the order of the template.

    Numbers follow from the order. Of two clauses that changed places, the later one is reported.
    Subclauses of the author's own come after those of the template, annexes of the author's own
    after Annex B, annexes after clauses, and the index at the end. A clause on another level than in
    the template counts as out of order too.

    Bad::

        Scope
        =====

        Terms, definitions and abbreviations
        ====================================

        Normative references
        ====================

    Good::

        Scope
        =====

        Normative references
        ====================

        Terms, definitions and abbreviations
        ====================================
    """
    for displaced in alignment(project).displaced:
        yield Fault(displaced.clause.at, _order_message(displaced))
    for annex, parent in nested_annexes(project.clauses):
        # A toctree after the sections of its document continues the last of them.
        by_toctree = "move the toctree before the sections, or these into a document of their own"
        advice = "make it a heading of the first level" if annex.docname == parent.docname else by_toctree
        yield Fault(
            annex.at, f'the annex "{annex.title}" is inside {parent.label}, and annexes follow the clauses: {advice}'
        )


def _order_message(displaced: Displaced) -> str:
    title, expected = displaced.clause.title, displaced.expected
    if expected is not None:
        problem = "is on another level" if displaced.other_level else "is out of order"
        return f'"{title}" {problem}: in the template it is {expected.label}'
    if displaced.clause.kind is SectionKind.ANNEX:
        return f'the annex "{title}" is among those of the template: put it after the clauses and Annex B'
    if displaced.clause.kind is SectionKind.BACK:
        return f'"{title}" is out of order: put it after the annexes'
    return f'the subclause "{title}" is among those of the template: put it after the last of them'


@rule("clause-title", _CONTENTS, ERROR)
def clause_title(project: Project) -> Iterator[Fault]:
    """A clause is at its place in the template, but has another title.

    The titles are the same in all profile standards. Where one has to differ, ``template-clause``
    declares which clause of the template it answers. Case and hyphens do not matter, "abbreviated
    terms" stands for "abbreviations", scheme, profile and environment may be singular or plural,
    and a standard with several profiles writes "these profiles". The annexes may word their titles
    freely as long as they speak of examples, and of interface classes or OBIS codes.

    Bad::

        Scope of application
        ====================

        Normative references
        ====================

    Good::

        Scope
        =====

        Normative references
        ====================
    """
    for expected, clause in alignment(project).renamed:
        yield Fault(clause.at, _title_message(clause, expected))
    annexes = find_annexes(project.clauses)
    for expected in (ANNEX_A, ANNEX_B):
        annex = annexes.get(expected.number)
        if annex is None or expected.number in annex.answers:
            continue
        if not has_annex_title(annex, expected) and annex.title.casefold().strip("() ") not in VACANT_TITLES:
            yield Fault(annex.at, _title_message(annex, expected))


def _title_message(clause: Clause, expected: TemplateClause) -> str:
    return f'{expected.label} has the title "{clause.title}": write "{expected.title}"'


@rule("clause-unexpected", _CONTENTS, ERROR)
def clause_unexpected(project: Project) -> Iterator[Fault]:
    """The standard has a clause that the template does not have.

    Further subjects go into subclauses, after the template's own, into clause 10 or into an annex
    of their own.

    Bad:

    .. code-block:: text

        10 Additional considerations for the use of this profile
        11 Conformance testing

    Good:

    .. code-block:: text

        10 Additional considerations for the use of this profile
        10.1 Conformance testing
    """
    for clause in alignment(project).unexpected:
        message = "make it a subclause, after those of the template, or an annex"
        yield Fault(clause.at, f'the template has no clause "{clause.title}": {message}')


@rule("annex-missing", "Annex A, Annex B", ERROR)
def annex_missing(project: Project) -> Iterator[Fault]:
    """Annex A with the examples or Annex B with the new interface classes and OBIS codes is absent.

    Annex B is kept even if nothing new is defined, and then says that it is not used.

    Bad::

        Scope
        =====

        Annex A (informative) Examples
        ==============================

    Good::

        Scope
        =====

        Annex A (informative) Examples
        ==============================

        Annex B (normative) New COSEM interface classes and OBIS codes
        ==============================================================

        This annex is not used.
    """
    annexes = find_annexes(project.clauses)
    for expected in (ANNEX_A, ANNEX_B):
        if expected.number not in annexes:
            heading = f"Annex {expected.number} ({expected.status}) {expected.title}"
            message = f'Annex {expected.number} is missing: add the heading "{heading}"'
            yield Fault(project.root, message, template=expected.number)


@rule("annex-status", "Annex A, Annex B", ERROR)
def annex_status(project: Project) -> Iterator[Fault]:
    """An annex does not say whether it is informative or normative, or has the wrong status.

    Annex A is informative, Annex B normative; further annexes are one or the other.

    Bad::

        Annex A (normative) Examples
        ============================

        Annex B New COSEM interface classes and OBIS codes
        ==================================================

    Good::

        Annex A (informative) Examples
        ==============================

        Annex B (normative) New COSEM interface classes and OBIS codes
        ==============================================================
    """
    expected = {id(annex): letter for letter, annex in find_annexes(project.clauses).items()}
    statuses = {"A": ANNEX_A.status, "B": ANNEX_B.status}
    for annex in _annexes(project):
        status = statuses.get(expected.get(id(annex), ""))
        letter = annex.number or expected.get(id(annex), "")
        if annex.status is None:
            title = _STATUS_BEHIND.sub("", annex.title)
            heading = f"Annex {letter} ({status or 'informative'}) {title}"
            choice = "" if status else ", or (normative)"
            yield Fault(annex.at, f'"{annex.title}" does not say its status: write "{heading}"{choice}')
        elif status and annex.status != status:
            yield Fault(annex.at, f'"{annex.title}" is {annex.status}: in the template it is {status}')


@rule("index-missing", "Index", ERROR)
def index_missing(project: Project) -> Iterator[Fault]:
    """The standard has no index, or an index without an entry.

    A top-level section titled "Index" is filled with the entries of the whole document: those of
    the ``index`` markup, and those that directives make of their titles.

    Bad::

        Scope
        =====

        Smart meters.

    Good::

        Scope
        =====

        .. index:: smart meter

        Smart meters.

        Index
        =====
    """
    indexes = [
        clause
        for clause in project.clauses
        if clause.kind is SectionKind.BACK and clause.title.strip().casefold() == "index"
    ]
    if not indexes:
        yield Fault(project.root, 'the index is missing: add a section "Index" at the end')
    elif not any(clause.index_entries for clause in project.walk_clauses()):
        yield Fault(indexes[0].at, "the index has no entry: mark what readers will look up with the directive index")
