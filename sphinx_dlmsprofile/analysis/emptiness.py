"""Clauses that say that they have no content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.deviation import NotApplicable
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

VACANT_TITLES = frozenset({"not used", "not applicable", "void", "vacant", "empty", "reserved"})
"""Titles of clauses and annexes that are kept for their numbers."""

_SAYS_NOTHING = regex(
    r"^\W*(?:not (?:applicable|used)|n/?a|none|void|vacant|empty"
    r"|(?:intentionally|deliberately|left) (?:left )?(?:empty|blank)"
    r"|(?:there (?:is|are) )?(?:nothing|none|no (?:additional|further|other) \w+))\b"
    r"|\b(?:this|the) (?:sub-?)?(?:clause|annex)\b[^.]{0,60}"
    r"\b(?:not applicable|not apply|empty|blank|void|not used|no (?:content|provisions?|examples?))\b",
    re.IGNORECASE,
)

_MOST_WORDS = 40
"""A clause that says of itself that it does not apply says little more."""


def says_nothing(text: str) -> bool:
    """Whether all that the text of a clause says is that there is nothing, or that the clause does not apply."""
    return len(text.split()) <= _MOST_WORDS and _SAYS_NOTHING.search(text) is not None


def is_vacant(project: Project, clause: Clause) -> bool:
    """Whether a clause or annex says, in any way, that it has no content."""
    if id(clause) in stated(project) or clause.title.casefold().strip("() ") in VACANT_TITLES:
        return True
    return project.asked(_tells_nothing, clause)


@question
def _tells_nothing(blocks: Iterable[TextBlock]) -> bool:
    return says_nothing("\n".join(block.text for block in blocks if block.kind is not TextKind.TITLE))


def stated(project: Project) -> dict[int, NotApplicable]:
    """What ``not-applicable`` states, by the identity of the clause."""
    return project.memo(_read_statements)


def _read_statements(project: Project) -> dict[int, NotApplicable]:
    return {id(record.clause): record for record in project.of(NotApplicable) if record.clause is not None}
