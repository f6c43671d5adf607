"""What reports and findings say of an item, as fields of its need: so lists, diagrams and schemas can ask for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.judging.conformance import assess
from sphinx_dlmsprofile.model.review_records import ChangedProvision
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.trace import ItemKind
from sphinx_dlmsprofile.model.waiver import Waiver
from sphinx_dlmsprofile.reports.statement import statuses
from sphinx_dlmsprofile.template.demands import demands
from sphinx_dlmsprofile.text.digest import digest_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item
    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

    Values = dict[str, dict[str, str]]

_SUSPECT = "trace-suspect"
_WAIVED = frozenset({"provision-uncovered", _SUSPECT})
_PLACE = "provision "


def computed_values(judgement: Judgement) -> Values:
    """The fields that are not empty, by the identifier of the item."""
    project = judgement.project
    found: Values = defaultdict(dict)
    title = next(iter(project.of(ProfileTitle)), None)
    edition = title.edition.value if title and title.edition else ""
    known = trace(project)
    for item in known.items:
        found[item.identifier] |= {"dlms_edition": edition, "dlms_digest": _digest(item)}
    for identifier, status in statuses(project).items():
        found[identifier]["dlms_status"] = status
    for identifier, verification in judgement.verifications.items():
        confirmed = "; ".join(verification.confirmed)
        found[identifier] |= {"dlms_coverage": verification.state.value, "dlms_confirmed": confirmed}
    for change in project.of(ChangedProvision):
        found[change.identifier]["dlms_change"] = change.how
    waivers = _waivers(project)
    for finding in judgement.findings:
        name = finding.provision
        if name not in found or finding.rule not in _WAIVED:
            continue
        if finding.waived is None and finding.rule == _SUSPECT:
            found[name]["dlms_suspect"] = "yes"
        elif finding.waived is not None:
            waiver = waivers.get((finding.rule, name))
            by, date = (waiver.by, waiver.date) if waiver else (None, None)
            found[name] |= {
                "dlms_waiver": finding.waived,
                "dlms_waiver_by": str(by or ""),
                "dlms_waiver_date": str(date or ""),
            }
    report = assess(project, judgement.findings, judgement.policy)
    verdicts = {answer.demand.identifier: answer.verdict.value for answer in report.answers}
    for item, demand in zip(known.of(ItemKind.DEMAND), demands(), strict=True):
        found[item.identifier]["dlms_verdict"] = verdicts.get(demand.identifier, "")
    return found


def _digest(item: Item) -> str:
    """What a confirmation binds; of other items, a digest of their words."""
    return item.facts.get("digest") or digest_of(item.text or item.title)


def _waivers(project: Project) -> dict[tuple[str, str | None], Waiver]:
    """Those on one provision each, by rule and identifier."""
    return {
        (waiver.rule.value, waiver.place.value.removeprefix(_PLACE).strip()): waiver
        for waiver in project.of(Waiver)
        if waiver.place and waiver.place.value.startswith(_PLACE)
    }
