"""Rules on what comes before clause 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import front_matter
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Contents"
_ORDER = ("contents", "foreword", "introduction")
_NUMBERED = regex(r"(?:\d+(?:\.\d+)*|[IVX]+)[.)]?\s+(?P<title>contents|foreword|introduction)", re.IGNORECASE)


@rule("front-matter-order", _CLAUSE, ERROR)
def front_matter_order(project: Project) -> Iterator[Fault]:
    """Title, contents, foreword and introduction are not before clause 1, in this order and without numbers.

    Sections with these titles have no number. The list of contents needs no section:
    HTML and PDF make it.

    Bad::

        Introduction
        ============

        Foreword
        ========

        Scope
        =====

    Good::

        Foreword
        ========

        Introduction
        ============

        Scope
        =====
    """
    latest, before, seen = -1, "", set()
    for clause in project.clauses:
        name = clause.title.casefold()
        if clause.kind is not SectionKind.FRONT:
            if numbered := _NUMBERED.fullmatch(clause.title):
                yield Fault(clause.at, f'"{clause.title}" has a number: write "{numbered["title"]}" alone')
            latest, before = max(latest, len(_ORDER)), before if latest >= len(_ORDER) else clause.label
        elif name in seen:
            yield Fault(clause.at, f"there is a second {clause.title}: remove one of them")
        elif _ORDER.index(name) < latest:
            yield Fault(clause.at, f"the {clause.title} comes after {before}: put it before that")
        else:
            latest, before = _ORDER.index(name), f"the {clause.title}"
        seen.add(name)
    yield from _nested(project)
    for title in project.of(ProfileTitle)[:1]:
        if title.clause and title.clause.kind is not SectionKind.FRONT and project.clauses:
            yield Fault(title.at, f"the title block is in {title.clause.label}: put it at the top of the root document")


def _nested(project: Project) -> Iterator[Fault]:
    """The Foreword or Introduction as a subsection of other front matter, where it is not on the top level."""
    for parent in project.clauses:
        for clause in parent.children if parent.kind is SectionKind.FRONT else ():
            if clause.title.casefold() in _ORDER and front_matter(project, clause.title) is None:
                yield Fault(
                    clause.at, f"the {clause.title} is a part of the {parent.title}: make it a section of the top level"
                )


def _misplaced(clauses: tuple[Clause, ...], title: str) -> bool:
    """Whether front-matter-order reports the section: numbered by hand, or nested in front matter."""
    numbered = (match["title"] for clause in clauses if (match := _NUMBERED.fullmatch(clause.title)))
    nested = (child.title for clause in clauses if clause.kind is SectionKind.FRONT for child in clause.children)
    # What is behind a typed number is the title already where the number is reported as that.
    return title.casefold() in {name.casefold() for name in (*numbered, *nested, *(each.title for each in clauses))}


def _absent(project: Project, title: str, advice: str) -> Iterator[Fault]:
    if front_matter(project, title) is None and not _misplaced(project.clauses, title):
        yield Fault(project.root, f"the {title} is missing: add a section {title}, {advice}")


@rule("foreword-missing", "Foreword", ERROR)
def foreword_missing(project: Project) -> Iterator[Fault]:
    """The document has no Foreword.

    It says who prepared the document, how it was approved and how long it stays unchanged.

    Bad::

        Introduction
        ============

        Scope
        =====

    Good::

        Foreword
        ========

        Introduction
        ============

        Scope
        =====
    """
    yield from _absent(project, "Foreword", "who prepared and approved the document")


@rule("introduction-missing", "Introduction", ERROR)
def introduction_missing(project: Project) -> Iterator[Fault]:
    """The document has no Introduction.

    The Introduction of a profile places it in the suite and says what it is needed for.

    Bad::

        Foreword
        ========

        Scope
        =====

    Good::

        Foreword
        ========

        Introduction
        ============

        Scope
        =====
    """
    yield from _absent(project, "Introduction", "what the profile is about and what it is needed for")
