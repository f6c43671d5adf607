"""Faults of what is shown several times: a file of data by two tables, a text that two clauses include."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.finding import Fault
    from sphinx_dlmsprofile.model.project import Project


def each_once(faults: Iterable[Fault], project: Project) -> Iterator[Fault]:
    """The faults of a rule, of those that say the same of one place the first.

    A place without a column is a line, in which a document may have one fault twice, as in two cells; in files that are
    shown by documents, it is the same one again.
    """
    told = set()
    for fault in faults:
        key = fault.at, fault.message, fault.provision, fault.profile and fault.profile.at
        if key not in told or (fault.at.column is None and fault.at.source in project.memo(_with_headings)):
            yield fault
        told.add(key)


def _with_headings(project: Project) -> frozenset[str]:
    """The files in which clauses begin."""
    return frozenset((project.root.source, *(clause.at.source for clause in project.clauses)))
