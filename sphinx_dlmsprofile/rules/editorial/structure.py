"""How clauses are divided (ISO/IEC Directives, Part 2, Clauses 12, 14, 15 and 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import alignment, front_matter, home
from sphinx_dlmsprofile.rules.editorial._common import PART_2, is_numbered, slips
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_DIVISION = f"{PART_2}, Clause 22"
_DEEPEST = 6
"""Figures in the number of a subclause of the fifth level: 5.1.1.1.1.1."""


def _divided(project: Project) -> Iterator[Clause]:
    """The numbered clauses that have subclauses, but those of terms."""
    terms = (home(project, "3"), home(project, "3.1"))
    for clause in project.walk_clauses():
        if clause.children and is_numbered(clause) and clause not in terms:
            yield clause


@rule("editorial-hanging-paragraph", _DIVISION, WARNING)
def hanging_paragraph(project: Project) -> Iterator[Fault]:
    """A clause has text of its own before its first subclause.

    A reference to 5.2 then means the text, or all of its subclauses: nobody knows. Clause 3, its terms and Annex B are
    left out: there the template orders such text.

    Bad (in 7.1)::

        The services are those of IEC 62056-5-3.

        Reading
        ~~~~~~~

        A client reads by GET.

    Good (in 7.1)::

        Overview
        ~~~~~~~~

        The services are those of IEC 62056-5-3.

        Reading
        ~~~~~~~

        A client reads by GET.
    """
    ordered = home(project, "B")
    places = {id(slip.clause): slip.at for slip in slips(project, "hanging-paragraph")}
    for clause in _divided(project):
        if clause.has_content and clause is not ordered:
            at = places.get(id(clause), clause.at)
            message = f"{clause.label} has text before its first subclause, so that a reference to it has two meanings"
            yield Fault(at, f"{message}: give the text a subclause of its own")


@rule("editorial-only-subclause", _DIVISION, WARNING)
def only_subclause(project: Project) -> Iterator[Fault]:
    """A clause has one subclause alone.

    What is divided has two parts at least. Terms, and subclauses that the template asks for, are left out.

    Bad (in 7.1)::

        Reading
        ~~~~~~~

        A client reads by GET.

    Good (in 7.1)::

        A client reads by GET.
    """
    asked_for = [id(clause) for clause in alignment(project).counterparts.values()]
    for clause in _divided(project):
        only = clause.children[0]
        if len(clause.children) == 1 and id(only) not in asked_for and not clause.answers and not only.answers:
            message = f"{only.label} is the only subclause of {clause.label}"
            yield Fault(only.at, f"{message}: divide it in two at least, or take the heading out")


@rule("editorial-clause-depth", _DIVISION, WARNING)
def clause_depth(project: Project) -> Iterator[Fault]:
    """A subclause is on a level below the fifth.

    Numbers such as 5.1.1.1.1.1 are the longest that the Directives allow.

    Bad (in 7.1)::

        Reading
        ~~~~~~~

        Blocks
        ^^^^^^

        Numbers
        '''''''

        Octets
        ::::::

        Bits
        ++++

        A bit is 0 or 1.

    Good (in 7.1)::

        A bit is 0 or 1.
    """
    for clause in project.walk_clauses():
        parent, _, _ = (clause.number or "").rpartition(".")
        if parent.count(".") + 1 == _DEEPEST and is_numbered(clause):
            yield Fault(clause.at, f"{clause.number} is below the fifth level of subclauses: divide otherwise")


@rule("editorial-untitled-clause", _DIVISION, WARNING)
def untitled_clause(project: Project) -> Iterator[Fault]:
    """A clause or annex has no title.

    Each clause has one. Subclauses may be without, where all of a clause are. Clauses of the template are those of
    clause-title.

    Bad::

        Profile
        =======

        Scope
        -----

        This document specifies a profile.

        Annex A (informative) Examples
        ------------------------------

        A client reads.

        Annex B (normative) New COSEM interface classes and OBIS codes
        --------------------------------------------------------------

        None.

        Annex C (informative)
        ---------------------

        There is more.

    Good::

        Profile
        =======

        Scope
        -----

        This document specifies a profile.
    """
    known = [id(clause) for clause in alignment(project).counterparts.values()]
    for clause in project.clauses:
        if is_numbered(clause) and not clause.title.strip() and id(clause) not in known:
            yield Fault(clause.at, f"{clause.label} has no title: give it one")


@rule("editorial-mixed-titles", _DIVISION, WARNING)
def mixed_titles(project: Project) -> Iterator[Fault]:
    r"""Some subclauses of a clause have a title, and some have none.

    On one level of a clause all have titles, or none has.

    Bad::

        Profile
        =======

        Services
        --------

        Reading
        ~~~~~~~

        A client reads by GET.

        \
        ~~~~~~~

        A client writes by SET.

    Good::

        Profile
        =======

        Services
        --------

        Reading
        ~~~~~~~

        A client reads by GET.

        Writing
        ~~~~~~~

        A client writes by SET.
    """
    for clause in _divided(project):
        untitled = [child for child in clause.children if not child.title.strip()]
        if len(untitled) < len(clause.children):
            for child in untitled:
                yield Fault(child.at, f"{child.label} has no title, and others of {clause.label} have: give it one")


def _subdivided(clause: Clause | None, what: str) -> Iterator[Fault]:
    # Another clause in its place is reported for that.
    if clause and clause.children and clause.title.casefold() in {"foreword", "scope", "normative references"}:
        message = f"{what} is not divided into subclauses"
        yield Fault(clause.children[0].at, f"{message}: take the heading out, or move it to another clause")


@rule("editorial-foreword-subdivided", f"{PART_2}, Clause 12", WARNING)
def foreword_subdivided(project: Project) -> Iterator[Fault]:
    """The Foreword is divided into subclauses.

    It is one text, without numbers.

    Bad (in the foreword)::

        History
        ~~~~~~~

        This is the first edition.

    Good (in the foreword)::

        This is the first edition.
    """
    return _subdivided(front_matter(project, "Foreword"), "the Foreword")


@rule("editorial-scope-subdivided", f"{PART_2}, Clause 14", WARNING)
def scope_subdivided(project: Project) -> Iterator[Fault]:
    """The Scope is divided into subclauses.

    It says in a few sentences what the document is about, so that it can serve as a summary.

    Bad (in 1)::

        General
        ~~~~~~~

        This document specifies a profile.

    Good (in 1)::

        This document specifies a profile.
    """
    return _subdivided(home(project, "1"), "the Scope")


@rule("editorial-references-subdivided", f"{PART_2}, Clause 15", WARNING)
def references_subdivided(project: Project) -> Iterator[Fault]:
    """The clause of normative references is divided into subclauses.

    It is one list.

    Bad (in 2)::

        IEC
        ~~~

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer

    Good (in 2)::

        .. normative-references::

           IEC 62056-5-3: DLMS/COSEM application layer
    """
    return _subdivided(home(project, "2"), "the clause of normative references")
