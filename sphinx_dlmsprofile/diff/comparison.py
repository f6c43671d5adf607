"""Two editions and what has changed between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.diff.text import compare_text
from sphinx_dlmsprofile.diff.text_edits import TextComparison
from sphinx_dlmsprofile.model.title import ProfileTitle

if TYPE_CHECKING:
    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.model.project import Project


NO_TEXT = (
    "The wording was not compared: a profile.json of an older version has no text. Write it anew from its sources."
)

NOT_COMPARED = (
    "Not compared: emphasis, struck words and other layout, which rows are heads, which builders show a text, "
    "index entries, labels in the sources, what conf.py has printed on title pages and in running heads."
)
"""The manual has the reasons."""


@dataclass(frozen=True)
class Edition:
    """An edition: ``name`` is what its user calls it, ``title`` and ``number`` are those of its title block."""

    name: str
    title: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Two editions with all changes of the model between them, by area, and their texts side by side."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    text: TextComparison = field(default_factory=TextComparison)

    @cached_property
    def by_area(self) -> dict[Area, tuple[Change, ...]]:
        """The changes of each area that has any."""
        found = {area: tuple(change for change in self.changes if change.area is area) for area in Area}
        return {area: changes for area, changes in found.items() if changes}

    @property
    def differs(self) -> bool:
        """Whether anything has changed, or may have: what cannot be compared is not the same."""
        return bool(self.changes or self.text.edits or not self.text.known)

    @property
    def unspoken(self) -> str:
        """What "nothing" does not speak of, where that is the outcome of a comparison of texts; else ""."""
        return NOT_COMPARED if self.text.blocks and not self.differs else ""

    @property
    def outcome(self) -> str:
        """How many changes there are, those of the model, of provisions and of the wording apart."""
        of_provisions = sum(change.area is Area.PROVISIONS for change in self.changes)
        counts = {
            "of the model": len(self.changes) - of_provisions,
            "of provisions": of_provisions,
            "of the wording": len(self.text.edits),
        }
        total = sum(counts.values())
        if not total:
            return "Nothing has changed." if self.text.known else f"Nothing has changed in the model. {NO_TEXT}"
        parts = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        return f"{total} change{'s' * (total != 1)}: {parts}.{'' if self.text.known else f' {NO_TEXT}'}"


def compare_editions(old: tuple[str, Project], new: tuple[str, Project]) -> Comparison:
    """Compare two projects, each with its name."""
    clauses = ClausePairs(old[1], new[1])
    changes = compare(old[1], new[1], clauses)
    text = compare_text(old[1], new[1], clauses, changes)
    return Comparison(edition_of(*old), edition_of(*new), changes, text)


def edition_of(name: str, project: Project | None) -> Edition:
    """An edition by the name that its user calls it by, with what its title block says."""
    title = next(iter(project.of(ProfileTitle)), None) if project else None
    number = title.edition if title else None
    return Edition(name, title.title.value if title else None, number.value if number else None)
