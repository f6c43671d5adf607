"""Judging: all rules over one project, severities, waivers, order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import Finding, Severity
from sphinx_dlmsprofile.model.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sphinx_dlmsprofile.model.finding import Fault
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.rules.rule import Rule


@dataclass(frozen=True)
class Policy:
    """How a project wants to be judged.

    ``final`` is the stage: in a draft, left-over rules are advice. ``severities`` overrules the
    rules' own.
    """

    final: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity:
        """The severity of a rule under this policy."""
        if rule.name in self.severities:
            return self.severities[rule.name]
        return Severity.ADVICE if rule.relaxed_in_draft and not self.final else rule.severity


def judge(project: Project, rules: Collection[Rule], policy: Policy) -> list[Finding]:
    """All findings of the rules, in document order, those covered by a waiver with its reason."""
    findings = _run(project, (rule for rule in rules if not rule.after_waivers), policy)
    waivers = project.of(Waiver)
    findings = [_waive(finding, waivers) for finding in findings]
    judged = _mark_used(project, findings)
    findings += _run(judged, (rule for rule in rules if rule.after_waivers), policy)
    return sorted(findings, key=_document_order(project))


def _run(project: Project, rules: Iterable[Rule], policy: Policy) -> list[Finding]:
    return [_finding(project, rule, fault, policy) for rule in rules for fault in rule.check(project)]


def _finding(project: Project, rule: Rule, fault: Fault, policy: Policy) -> Finding:
    clause = project.clause_at(fault.at)
    return Finding(rule.name, policy.severity(rule), fault.message, fault.at, clause.number if clause else None)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule.value != finding.rule:
        return False
    if waiver.place is None:
        return True
    place = waiver.place.value
    if place in {finding.at.source, f"{finding.at.source}:{finding.at.line}"}:
        return True
    number = place.removeprefix("Clause ").removeprefix("Annex ")
    return finding.clause is not None and f"{finding.clause}.".startswith(f"{number}.")


def _waive(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    for waiver in waivers:
        if waiver.reason is not None and _covers(waiver, finding):
            return replace(finding, waived=waiver.reason.value)
    return finding


def _mark_used(project: Project, findings: Iterable[Finding]) -> Project:
    known = tuple(findings)

    def mark(record: Record) -> Record:
        if not isinstance(record, Waiver):
            return record
        return replace(record, used=any(_covers(record, finding) for finding in known))

    return replace(project, records=tuple(map(mark, project.records)))


def _document_order(project: Project) -> Callable[[Finding], tuple[int, str, int, int, str]]:
    ranks = {source: rank for rank, source in enumerate(project.sources)}

    def key(finding: Finding) -> tuple[int, str, int, int, str]:
        at = finding.at
        return (ranks.get(at.source, len(ranks)), at.source, at.line, at.column or 0, finding.rule)

    return key
