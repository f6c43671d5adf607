"""Which finding belongs to which demand: each to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import alignment, front_matter
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.template.demands import PARTS, demands
from sphinx_dlmsprofile.template.outline import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dlmsprofile.model.demand import Demand
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

_OPTIONAL = {clause.number: clause for top in CLAUSES for clause in top.walk() if not clause.required}


def places_of(project: Project) -> dict[str, Clause]:
    """Where the profile answers each part of the template that it answers."""
    places = dict(alignment(project).counterparts)
    for name in ("foreword", "introduction"):
        if found := front_matter(project, name):
            places[name] = found
    for clause in project.clauses:
        if clause.kind is SectionKind.BACK and clause.title.strip().casefold() == "index":
            places.setdefault("index", clause)
    layers = places.get("5.3")
    for number, expected in _OPTIONAL.items():
        children = layers.children if layers else ()
        if number not in places and (titled := [each for each in children if expected.has_title(each.title)]):
            places[number] = titled[0]
    if layers:
        for number in (*_OPTIONAL, "5.3.4"):
            places.setdefault(number, layers)
    return {number: places[number] for number in PARTS if number in places}


def attribute(project: Project, findings: Iterable[Finding]) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """The findings by demand, and those that belong to none.

    Of several demands with the same rule it is the one on the ordered paragraph, the kind of profile and the clause of
    the template that the finding is about; then the one in whose clause it lies, the narrowest; then the first.
    """
    listing: dict[str, list[Demand]] = {}
    for demand in demands():
        for rule in demand.rules:
            listing.setdefault(rule, []).append(demand)
    places = places_of(project)
    attributed: dict[str, list[Finding]] = {}
    others: list[Finding] = []
    for finding in findings:
        candidates = listing.get(finding.rule)
        if not candidates:
            others.append(finding)
            continue
        demand = _nearest(project, finding, _about(candidates, finding), places)
        attributed.setdefault(demand.identifier, []).append(finding)
    return attributed, others


def _about(candidates: Sequence[Demand], finding: Finding) -> Sequence[Demand]:
    """Those on the subject of the finding; all where it does not name one, or no demand is on that."""
    if profile := finding.profile:
        candidates = [each for each in candidates if each.when.partition("-")[0] == profile.kind] or candidates
    candidates = [each for each in candidates if each.clause == finding.template] or candidates
    named = [each for each in candidates if each.paragraph == finding.paragraph]
    return named or [each for each in candidates if not each.paragraph] or candidates


def _nearest(project: Project, finding: Finding, candidates: Sequence[Demand], places: Mapping[str, Clause]) -> Demand:
    clause = project.clause_at(finding.at)
    holding = [
        (sum(1 for _ in place.walk()), rank, demand)
        for rank, demand in enumerate(candidates)
        if clause is not None
        and (place := places.get(demand.clause)) is not None
        and any(part is clause for part in place.walk())
    ]
    return min(holding, key=lambda each: each[:2])[2] if holding else candidates[0]
