"""Which provisions answer which demand of the template: those of its clause that speak of its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.attribution import places_of
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.template.demands import demands
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

Answering = dict[str, tuple[Provision, ...]]


def answering(project: Project) -> Mapping[str, tuple[Provision, ...]]:
    """The provisions that answer each demand, by its identifier; they are found once."""
    return project.memo(_find)


def _find(project: Project) -> Answering:
    places = places_of(project)
    taken = {id(place) for place in places.values()}
    within: dict[int, list[Provision]] = {}
    for provision in project.of(Provision):
        within.setdefault(id(provision.clause), []).append(provision)
    found: Answering = {}
    for demand in demands():
        place = places.get(demand.clause)
        if place is None or not demand.about:
            found[demand.identifier] = ()
            continue
        speaks = regex(f"(?i){demand.about}")
        parts = _parts(place, taken)
        here = (provision for part in parts for provision in within.get(id(part), ()))
        found[demand.identifier] = tuple(each for each in here if speaks.search(each.alone))
    return found


def _parts(place: Clause, taken: set[int]) -> Iterator[Clause]:
    """A clause and those in it, without those that answer another clause of the template."""
    yield place
    for child in place.children:
        if id(child) not in taken:
            yield from _parts(child, taken)
