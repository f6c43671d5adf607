"""Judging: all rules over one project, severities, waivers, order."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.judging.places import place_of
from sphinx_dlmsprofile.judging.shown_again import each_once
from sphinx_dlmsprofile.model.finding import Finding, Severity
from sphinx_dlmsprofile.model.waiver import KnownFinding, Waiver
from sphinx_dlmsprofile.text.bounded import bounded
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import closest_word
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sphinx_dlmsprofile.judging.places import Test
    from sphinx_dlmsprofile.model.finding import Fault
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.rules.rule import Rule


_CONFIRM = "a waiver does not say which words were looked at: remove it, and write dlmsprofile confirm"
_LINE = regex(r"\bline \d+")

_UNREAD = frozenset(
    (
        *("body-syntax", "body-key-unknown", "body-key-duplicate", "body-value-type", "body-file-missing"),
        *("option-unknown", "directive-unknown", "sap-value", "clause-order"),
    )
)
"""They say that a part of the standard could not be read, or is not where its number says."""


@frozen
class Policy:
    """How a project wants to be judged.

    ``final`` is the stage: in a draft, left-over rules are advice. ``severities`` overrules the
    rules' own. ``select`` names the only rules whose findings are reported, all if it is empty;
    ``ignore`` those whose findings are not. ``review`` says that it is judged for a review build.
    """

    final: bool = False
    review: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)
    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def severity(self, rule: Rule, fault: Fault | None = None) -> Severity:
        """The severity of a rule under this policy, or of one of its faults."""
        if rule.name in self.severities:
            return self.severities[rule.name]
        if rule.in_draft is not rule.severity and not self.final:
            return rule.in_draft
        return fault.severity if fault and fault.severity else rule.severity

    def reports(self, rule: str, *, always: bool = False) -> bool:
        """Whether the project wants to see the findings of a rule; ``always``: even if it selects others."""
        return (always or not self.select or rule in self.select) and self.hears(rule)

    def asks_for(self, rule: Rule) -> bool:
        """Whether the project wants a rule to run, where that is left to it."""
        return not rule.opt_in or rule.name in self.severities or rule.name in self.select

    def hears(self, rule: str) -> bool:
        """Whether the project does not ignore a rule."""
        return rule not in self.ignore


def judge(project: Project, rules: Collection[Rule], policy: Policy) -> list[Finding]:
    """All findings of the rules, in document order, those covered by a waiver with its reason.

    All rules run, also those that are not reported: else their waivers would count as unused. But what is found in
    the source goes first: where that conceals the standard, others would only find what follows from it. That is
    reported whatever rules are selected: who selects some has to know that they could not judge all.
    """
    silent = {rule.name for rule in rules if (rule.in_review and not policy.review) or not policy.asks_for(rule)}
    confirmed = {rule.name for rule in rules if rule.confirmed}
    waivers = tuple(waiver for waiver in project.of(Waiver) if waiver.rule.value not in confirmed)
    baseline = _Baseline(project.of(KnownFinding))
    causes = [
        (fault, baseline.accepted(_waive(_finding(project, rule, fault, policy), waivers, project)))
        for rule in rules
        if rule.on_source
        for fault in each_once(rule.check(project), project)
    ]
    findings = [finding for _, finding in causes]
    causes = [(fault, finding) for fault, finding in causes if finding.waived is None and policy.hears(finding.rule)]
    if any(fault.conceals for fault, _ in causes):
        return _reported(project, findings, rules, policy)
    others = (rule for rule in rules if not (rule.after_waivers or rule.on_source or rule.name in silent))
    found = [baseline.accepted(_waive(finding, waivers, project)) for finding in _run(project, others, policy)]
    names = [rule.name for rule in rules]
    judged = _mark_used(project, [*findings, *found], names, silent, confirmed) if project.of(Waiver) else project
    judged = baseline.marked(judged, {*silent, *(rule.name for rule in rules if rule.after_waivers)})
    findings += _not_from([fault for fault, _ in causes], found)
    findings += map(baseline.accepted, _run(judged, (rule for rule in rules if rule.after_waivers), policy))
    return _reported(project, findings, rules, policy)


def _reported(project: Project, findings: Iterable[Finding], rules: Iterable[Rule], policy: Policy) -> list[Finding]:
    always = {rule.name for rule in rules if rule.always}
    reported = (each for each in findings if policy.reports(each.rule, always=each.conceals or each.rule in always))
    return sorted(reported, key=_document_order(project))


def _not_from(causes: Iterable[Fault], findings: list[Finding]) -> list[Finding]:
    """The findings that do not stand where a cause reaches to."""
    ranges = [(cause.at.source, cause.at.line, cause.through) for cause in causes if cause.through]
    if not ranges:
        return findings
    return [
        finding
        for finding in findings
        if not any(source == finding.at.source and line <= finding.at.line <= end for source, line, end in ranges)
    ]


def _run(project: Project, rules: Iterable[Rule], policy: Policy) -> list[Finding]:
    return [
        _finding(project, rule, fault, policy) for rule in rules for fault in each_once(rule.check(project), project)
    ]


def _finding(project: Project, rule: Rule, fault: Fault, policy: Policy) -> Finding:
    clause = project.clause_at(fault.at)
    return Finding(
        rule.name,
        policy.severity(rule, fault),
        bounded(fault.message),
        fault.at,
        clause.number if clause else None,
        waived=fault.waived,
        template=fault.template,
        paragraph=fault.paragraph,
        provision=fault.provision,
        profile=fault.profile,
        change=fault.edit,
        echo=fault.echo,
        also=fault.also,
        conceals=fault.conceals or fault.through > 0,
    )


def covers(waiver: Waiver, finding: Finding, project: Project) -> bool:
    """Whether a waiver is about a finding, by rule and place; it holds only with a reason."""
    if waiver.rule.value != finding.rule:
        return False
    test = project.memo(_places).get(waiver.place.value) if waiver.place else None
    return waiver.place is None or (callable(test) and test(finding))


def waived_provisions(project: Project, rule: Rule) -> dict[str, Waiver]:
    """By provision, the waiver that accepts what a rule finds in it, whatever rules are reported."""
    waivers = [waiver for waiver in project.of(Waiver) if waiver.rule.value == rule.name and waiver.reason]
    found: dict[str, Waiver] = {}
    for fault in rule.check(project) if waivers else ():
        finding = _finding(project, rule, fault, Policy())
        waiver = next((each for each in waivers if covers(each, finding, project)), None)
        if waiver and finding.provision:
            found[finding.provision] = waiver
    return found


def _places(project: Project) -> dict[str, Test | str]:
    """What the places of the waivers hold, or why one is none."""
    return {place.value: place_of(place.value, project) for waiver in project.of(Waiver) if (place := waiver.place)}


def _waive(finding: Finding, waivers: Iterable[Waiver], project: Project) -> Finding:
    for waiver in waivers:
        if waiver.reason is not None and covers(waiver, finding, project):
            return replace(finding, waived=waiver.reason.value)
    return finding


class _Baseline:
    """Accepts the findings that are known, each as often as it is."""

    def __init__(self, known: Iterable[KnownFinding]) -> None:
        known = tuple(known)
        self._left = Counter(map(self._key, known))
        self._reason = f"known in {PurePath(known[0].at.source).name}" if known else ""

    @staticmethod
    def _key(known: KnownFinding) -> tuple[str, str, str]:
        return known.rule, known.source, _without_lines(known.message)

    def accepted(self, finding: Finding) -> Finding:
        key = (finding.rule, finding.at.source, _without_lines(finding.message)) if self._reason else None
        if key is None or finding.waived is not None or not self._left[key]:
            return finding
        self._left[key] -= 1
        return replace(finding, waived=self._reason)

    def marked(self, project: Project, later: Collection[str]) -> Project:
        """The project with what is known and was not found; of ``later`` rules nothing is said yet."""
        left = +Counter({key: count for key, count in self._left.items() if key[0] not in later})
        if not left:
            return project

        def mark(record: Record) -> Record:
            if not isinstance(record, KnownFinding) or not left[self._key(record)]:
                return record
            left[self._key(record)] -= 1
            return replace(record, used=False)

        return replace(project, records=tuple(map(mark, project.records)))


def _without_lines(message: str) -> str:
    return _LINE.sub("line", message)


def _mark_used(
    project: Project,
    findings: Iterable[Finding],
    names: Collection[str],
    silent: Collection[str],
    confirmed: Collection[str],
) -> Project:
    """The project with waivers that know whether they cover anything; for those of a silent rule this is not known."""
    known = tuple(findings)
    unread = [finding for finding in known if finding.rule in _UNREAD]

    def mark(record: Record) -> Record:
        if not isinstance(record, Waiver):
            return record
        name = record.rule.value
        close = None if name in names else closest_word(name, names)
        if name in confirmed and name not in silent:
            return replace(record, problem=_CONFIRM)
        used = name in silent or any(covers(record, finding, project) for finding in known)
        # What could not be read could not be judged either.
        used = used or any(covers(record, replace(finding, rule=name), project) for finding in unread)
        problem = project.memo(_places).get(record.place.value) if record.place else None
        problem = problem if isinstance(problem, str) else None
        return replace(record, used=used, known=name in names, close=close, problem=problem)

    return replace(project, records=tuple(map(mark, project.records)))


def _document_order(project: Project) -> Callable[[Finding], tuple[int, str, int, int, str]]:
    ranks = {source: rank for rank, source in enumerate(project.sources)}

    def key(finding: Finding) -> tuple[int, str, int, int, str]:
        at = finding.at
        return (ranks.get(at.source, len(ranks)), at.source, at.line, at.column or 0, finding.rule)

    return key
