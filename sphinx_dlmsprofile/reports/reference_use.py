"""Who relies on which clause of a referenced standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.report import Cell, Column, Group, Report, clause_mention, say

if TYPE_CHECKING:
    from sphinx_dlmsprofile.analysis.reference_use import Use
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference

_COLUMNS = (
    Column("standard", "Clause of the standard", 30),
    Column("normative", "Provisions rest on it in", 40, several=True),
    Column("informative", "Named for information in", 30, several=True),
)
_WHOLE = "as a whole"


def reference_use(project: Project) -> Report:
    """Where each clause of each listed standard is cited, in provisions and for information."""
    known = references(project)
    entries = (*known.normative, *known.informative)
    uses: dict[int, list[Use]] = {}
    for use in known.uses:
        for place in known.listed_anywhere.covering(use.designation) if use.block.clause is not None else ():
            uses.setdefault(place, []).append(use)
    groups = [_group(entry, uses.get(place, [])) for place, entry in enumerate(entries)]
    return Report(
        name="references",
        title="Use of the referenced standards",
        lead="For each listed standard: which of its clauses this document relies on, and where.",
        columns=_COLUMNS,
        groups=tuple(group for group in groups if group.rows),
        empty="No listed standard is cited.",
        keys=("group", "standard"),
    )


def _group(entry: Reference, uses: list[Use]) -> Group:
    parts = sorted({use.clause or "" for use in uses}, key=_order)
    return Group(str(entry.designation), tuple(_row(part, uses) for part in parts))


def _row(part: str, uses: list[Use]) -> tuple[Cell, ...]:
    here = [use for use in uses if (use.clause or "") == part]
    return (
        say(part or _WHOLE),
        _clauses([use for use in here if use.normative]),
        _clauses([use for use in here if not use.normative]),
    )


def _clauses(uses: list[Use]) -> Cell:
    """The clauses of the profile that contain them, each once, in document order."""
    clauses: dict[int, Clause] = {id(use.block.clause): use.block.clause for use in uses if use.block.clause}
    return Cell(tuple(clause_mention(clause) for clause in clauses.values()))


def _order(part: str) -> list[tuple[bool, int, str]]:
    """Clauses by number, "5.9" before "5.10", annexes last, the whole standard first."""
    return [
        # Of two numbers, that with more digits is the larger one.
        (not piece.isdigit(), len(piece) if piece.isdigit() else 0, piece)
        for piece in (found.lstrip("0") or found for found in re.findall(r"[0-9]+|[A-Za-z]+", part))
    ]
