"""Named quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.diff.facts import Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.constants import Constants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def constants(project: Project) -> Iterator[Item]:
    """The constants one by one, whatever table states them."""
    for table in project.of(Constants):
        for constant in table.entries:
            name = name_of(constant.name)
            yield Item(
                area=Area.CONSTANTS,
                kind="constant",
                subject=f'constant "{name}"',
                place=Place(constant.name.at, table.clause),
                keys=(fold(name), fold(constant.reason) or None),
                facts=facts_of(constant),
                content=Value(constant.printed),
                actions={"name": Action.RENAMED},
            )
