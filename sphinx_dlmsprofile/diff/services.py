"""xDLMS services: which are used, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area, Spot
from sphinx_dlmsprofile.diff.said import fold, listed, said, yes_or_no
from sphinx_dlmsprofile.diff.things import Thing
from sphinx_dlmsprofile.model.xdlms import XdlmsServices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.xdlms import Mode


def services(project: Project) -> Iterator[Thing]:
    """The services one by one, whatever rows they share."""
    for table in project.of(XdlmsServices):
        for row in table.rows:
            for service in row.services:
                yield Thing(
                    area=Area.SERVICES,
                    kind="service",
                    subject=f"service {said(service)}",
                    spot=Spot(service.at, table.clause),
                    keys=(fold(service),),
                    values={
                        "used": yes_or_no(row.used),
                        "solicited": yes_or_no(row.solicited),
                        "confirmed": _mode(row.confirmed),
                        "unconfirmed": _mode(row.unconfirmed),
                        "note": said(row.note),
                    },
                    prose=frozenset({"note"}),
                    content=None if row.used else "not used",
                )


def _mode(mode: Mode | None) -> str | None:
    if mode is None:
        return None
    if not mode.allowed:
        return "no"
    return f"yes, {listed(mode.casts)}" if mode.casts else "yes"
