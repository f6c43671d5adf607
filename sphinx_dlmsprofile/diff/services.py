"""xDLMS services: which are used, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.diff.facts import NOTHING, Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.xdlms import XdlmsServices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def services(project: Project) -> Iterator[Item]:
    """The services one by one, whatever rows they share."""
    for table in project.of(XdlmsServices):
        for row in table.rows:
            for service in row.services:
                name = name_of(service)
                yield Item(
                    area=Area.SERVICES,
                    kind="service",
                    subject=f"service {name}",
                    place=Place(service.at, table.clause),
                    keys=(fold(name),),
                    facts=facts_of(row),
                    content=NOTHING if row.used else Value("not used"),
                )
