"""The conformance report: for each demand of the template, how the profile answers it.

A pure function of the project and what the rules have found in it; its form is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.answers import answering
from sphinx_dlmsprofile.analysis.applicability import CONDITIONS, SEEN
from sphinx_dlmsprofile.analysis.attribution import attribute, places_of
from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.judging.judge import Policy, covers
from sphinx_dlmsprofile.model.conformance import Answer, AppliedWaiver, Conformance, Verdict
from sphinx_dlmsprofile.model.deviation import Deviation, NotApplicable
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.waiver import Waiver
from sphinx_dlmsprofile.template.demands import demands
from sphinx_dlmsprofile.template.outline import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.model.demand import Demand
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

_UNREADABLE = frozenset({"body-syntax", "body-value-type", "body-file-missing"})
"""After these, rules have not seen all that an author wrote."""

_VACANT = ("clause-empty", "clause-not-applicable-unstated")
_ABSENT = ("clause-missing", "annex-missing", "introduction-missing", "foreword-missing", "index-missing")
_OPTIONAL = frozenset(clause.number for top in CLAUSES for clause in top.walk() if not clause.required) | {"5.3.4"}


def is_fault(finding: Finding) -> bool:
    """Whether a finding leaves its demand unmet.

    What is advice only because the document is a draft, or because the project wants it so, does.
    """
    rule = BY_NAME.get(finding.rule)
    is_advice = finding.severity is Severity.ADVICE and (rule is None or rule.severity is Severity.ADVICE)
    return finding.waived is None and not is_advice


def assess(project: Project, findings: Sequence[Finding], policy: Policy | None = None) -> Conformance:
    """Put together the report of a project that has been judged by ``policy``."""
    return _Assessment(project, findings, policy or Policy()).report()


class _Assessment:
    def __init__(self, project: Project, findings: Sequence[Finding], policy: Policy) -> None:
        self._project = project
        self._findings = findings
        self._policy = policy
        self._places = places_of(project)
        self._attributed, self._others = attribute(project, findings)
        self._answering = answering(project)
        self._stated = {id(record.clause): record for record in project.of(NotApplicable) if record.clause}

    def report(self) -> Conformance:
        titles = self._project.of(ProfileTitle)
        return Conformance(
            title=titles[0].title.value if titles else "",
            final=self._policy.final,
            answers=tuple(self._answer(demand) for demand in demands()),
            faults=tuple(sorted(filter(is_fault, self._findings), key=_gravity)),
            others=tuple(self._others),
            deviations=self._project.of(Deviation),
            waivers=self._applied(),
            clauses=self._project.by_number,
        )

    def _applied(self) -> tuple[AppliedWaiver, ...]:
        """Each waiver with its findings; of two that cover one, the first has it."""
        waivers = self._project.of(Waiver)
        accepted: list[list[Finding]] = [[] for _ in waivers]
        for finding in self._findings:
            if finding.waived is not None:
                fitting = (
                    each
                    for each, waiver in zip(accepted, waivers, strict=True)
                    if _accepts(waiver, finding, self._project)
                )
                next(fitting, []).append(finding)
        return tuple(AppliedWaiver(waiver, tuple(findings)) for waiver, findings in zip(waivers, accepted, strict=True))

    def _answer(self, demand: Demand) -> Answer:
        place = self._places.get(demand.clause)
        found = self._attributed.get(demand.identifier, ())
        verdict, reason = self._verdict(demand, place, found)
        return Answer(demand, verdict, place, tuple(found), reason, self._answering[demand.identifier])

    def _verdict(self, demand: Demand, place: Clause | None, found: Sequence[Finding]) -> tuple[Verdict, str]:
        if any(map(is_fault, found)):
            return Verdict.NOT_MET, ""
        if reasons := _reasons(found):
            return Verdict.WAIVED, reasons
        statement = self._stated.get(id(place)) if place else None
        if statement and statement.reason:
            return Verdict.NOT_APPLICABLE, statement.reason.value
        if demand.when and not CONDITIONS[demand.when][0](self._project, place):
            return Verdict.NOT_APPLICABLE, CONDITIONS[demand.when][1]
        if statement:
            return Verdict.NOT_APPLICABLE, "declared without a reason"
        return self._absence(demand, place) or self._obstacle(demand, place) or self._judged(demand, found)

    def _absence(self, demand: Demand, place: Clause | None) -> tuple[Verdict, str] | None:
        """What it means that nothing stands where the demand would be answered."""
        number = demand.clause
        if number in {"title", "contents"}:
            return None
        if place is None:
            if number in _OPTIONAL:
                return None
            top = number.partition(".")[0]
            known = [each for each in self._findings if each.rule in _ABSENT and each.template in {number, top}]
            reasons = _reasons(known) if known and not any(map(is_fault, known)) else ""
            return (Verdict.WAIVED, reasons) if reasons else (Verdict.NOT_MET, "the profile has no such clause")
        for finding in self._findings:
            if finding.rule in _VACANT and finding.at == place.at:
                if finding.waived is not None:
                    return Verdict.WAIVED, finding.waived
                return Verdict.NOT_MET, f"{place.label} is empty"
        return None

    def _obstacle(self, demand: Demand, place: Clause | None) -> tuple[Verdict, str] | None:
        """What kept rules from judging it."""
        missing = [each for each in self._findings if each.rule in demand.needs]
        if missing:
            reason = f"cannot be met before this is fixed: {missing[0].message}"
            return (Verdict.NOT_MET, reason) if any(map(is_fault, missing)) else (Verdict.WAIVED, _reasons(missing))
        if not demand.rules or place is None or place.number is None:
            return None
        for finding in self._findings:
            inside = finding.clause is not None and f"{finding.clause}.".startswith(f"{place.number}.")
            if finding.rule in _UNREADABLE and inside and is_fault(finding):
                return Verdict.NOT_MET, f"{finding.at.source}:{finding.at.line} cannot be read, see {finding.rule}"
        return None

    def _judged(self, demand: Demand, found: Sequence[Finding]) -> tuple[Verdict, str]:
        rules = [BY_NAME[name] for name in demand.rules if name in BY_NAME]
        silent = [rule.name for rule in rules if not self._policy.reports(rule.name)]
        if silent:
            return Verdict.READER, f"switched off: {', '.join(silent)}"
        if not rules:
            return Verdict.READER, ""
        if demand.seen and not SEEN[demand.seen][0](self._project, None):
            return Verdict.READER, SEEN[demand.seen][1]
        return Verdict.NO_OBJECTION if demand.objects else Verdict.MET, "with advice" if found else ""


def _reasons(findings: Iterable[Finding]) -> str:
    """The reasons of waived findings, each once."""
    return " ".join(dict.fromkeys(finding.waived for finding in findings if finding.waived))


def _accepts(waiver: Waiver, finding: Finding, project: Project) -> bool:
    return waiver.reason is not None and covers(waiver, finding, project)


def _gravity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
