"""Where in a profile the parts of the template are, by title and not by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.alignment import Alignment, align
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.layers import PREDEFINED, LayerStack
from sphinx_dlmsprofile.model.terms import Term

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location


def alignment(project: Project) -> Alignment:
    """How the clauses of the profile answer those of the template."""
    return project.memo(_align)


def _align(project: Project) -> Alignment:
    layers = (*PREDEFINED.values(), *(layer for stack in project.of(LayerStack) for layer in stack.layers))
    terms = (term.term.value for term in project.of(Term))
    return align(project.clauses, sorted({*(layer.name for layer in layers), *terms}))


def front_matter(project: Project, title: str) -> Clause | None:
    """The Foreword or the Introduction; a misplaced one counts."""
    wanted = title.casefold()
    return next((clause for clause in project.clauses if _is_front(clause) and clause.title.casefold() == wanted), None)


def _is_front(clause: Clause) -> bool:
    return clause.kind is SectionKind.FRONT


def home(project: Project, clause: str) -> Clause | None:
    """The part of the profile for a clause of the template: "introduction", "3.1", "B"."""
    if clause == "introduction":
        return front_matter(project, clause)
    return alignment(project).counterparts.get(clause)


def heading(project: Project, number: str) -> Location:
    """The heading of a clause of the template, else the root: where something missing in it is reported."""
    clause = home(project, number)
    return clause.at if clause else project.root
