"""What the editorial rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.editorial import Slip
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

PART_2 = "ISO/IEC Directives, Part 2"


def slips(project: Project, kind: str) -> Iterator[Slip]:
    """What was found of a kind; not in Clause 2, the bibliography and the index, which hold the titles of others."""
    return iter(project.memo(_by_kind).get(kind, ()))


def told(project: Project, kind: str, why: str, *, but: Callable[[Slip], bool] | None = None) -> Iterator[Fault]:
    """A fault for each slip of a kind: its words, why they are one, and what to write; ``but`` says which are none."""
    for slip in slips(project, kind):
        if but and but(slip):
            continue
        instead = f': write "{slip.instead}"' if slip.instead else ""
        yield Fault(slip.at, f'"{slip.words}" {why}{instead}', edit=slip.edit)


def _by_kind(project: Project) -> dict[str, list[Slip]]:
    lists = {id(clause) for clause in lists_of_others(project)}
    found: dict[str, list[Slip]] = {}
    for slip in project.of(Slip):
        if id(slip.clause) not in lists:
            found.setdefault(slip.kind, []).append(slip)
    return found


def lists_of_others(project: Project) -> Iterator[Clause]:
    """The clauses that hold the titles of other documents, and the index."""
    back = (clause for clause in project.clauses if clause.kind is SectionKind.BACK)
    for clause in (home(project, "2"), *back):
        if clause:
            yield from clause.walk()


def is_numbered(clause: Clause | None) -> bool:
    """Whether it is a clause, subclause or annex, and no front or back matter."""
    return clause is not None and clause.kind in {SectionKind.CLAUSE, SectionKind.ANNEX}
