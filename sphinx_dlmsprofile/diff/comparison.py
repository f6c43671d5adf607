"""Two editions and what has changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.compare import compare
from sphinx_dlmsprofile.model.title import ProfileTitle

if TYPE_CHECKING:
    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.model.project import Project


@dataclass(frozen=True)
class Edition:
    """An edition: ``name`` is what its user calls it, ``title`` and ``number`` are those of its title block."""

    name: str
    title: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Two editions with all changes between them, by area."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]

    @cached_property
    def by_area(self) -> dict[Area, tuple[Change, ...]]:
        """The changes of each area that has any."""
        found = {area: tuple(change for change in self.changes if change.area is area) for area in Area}
        return {area: changes for area, changes in found.items() if changes}

    @property
    def outcome(self) -> str:
        """How many changes there are, in one sentence."""
        count = len(self.changes)
        return "Nothing has changed." if not count else f"{count} change{'s' * (count != 1)}."


def compare_editions(old: tuple[str, Project], new: tuple[str, Project]) -> Comparison:
    """Compare two projects, each with its name."""
    return Comparison(_edition(*old), _edition(*new), compare(old[1], new[1]))


def _edition(name: str, project: Project) -> Edition:
    title = next(iter(project.of(ProfileTitle)), None)
    number = title.edition if title else None
    return Edition(name, title.title.value if title else None, number.value if number else None)
