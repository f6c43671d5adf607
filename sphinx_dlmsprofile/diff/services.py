"""xDLMS services: which are used, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area, Spot
from sphinx_dlmsprofile.diff.facts import NOTHING, Value, facts_of, name_of
from sphinx_dlmsprofile.diff.said import fold
from sphinx_dlmsprofile.diff.things import Thing
from sphinx_dlmsprofile.model.xdlms import XdlmsServices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def services(project: Project) -> Iterator[Thing]:
    """The services one by one, whatever rows they share."""
    for table in project.of(XdlmsServices):
        for row in table.rows:
            for service in row.services:
                name = name_of(service)
                yield Thing(
                    area=Area.SERVICES,
                    kind="service",
                    subject=f"service {name}",
                    spot=Spot(service.at, table.clause),
                    keys=(fold(name),),
                    facts=facts_of(row),
                    content=NOTHING if row.used else Value("not used"),
                )
