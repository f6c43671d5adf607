"""The conformance report: how a profile answers each demand of the template."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.demand import Demand
    from sphinx_dlmsprofile.model.deviation import Deviation
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.provision import Provision
    from sphinx_dlmsprofile.model.waiver import Waiver


class Verdict(Enum):
    """How a demand is answered."""

    NOT_MET = "not met"
    """A rule found a fault that nobody has waived, or what would answer it is absent."""

    WAIVED = "waived"
    """All its faults are waived, with reasons."""

    READER = "judged by a reader"
    """No rule can judge it."""

    NO_OBJECTION = "no objection"
    """Rules found nothing against it, and cannot show that it is met."""

    MET = "met"
    """Rules judged it and found no fault, or advice only."""

    NOT_APPLICABLE = "not applicable"
    """What it is about does not occur in this profile, and the reason is given."""


@frozen
class Answer:
    """How a profile answers a demand.

    ``place`` is the clause where it does, None where there is none or the whole document is meant.
    ``reason`` is empty where the findings say it all. ``provisions`` are those of that
    clause that speak of what the demand is about.
    """

    demand: Demand
    verdict: Verdict
    place: Clause | None = None
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    provisions: tuple[Provision, ...] = ()


@frozen
class AppliedWaiver:
    """A waiver with the findings that it accepts."""

    waiver: Waiver
    findings: tuple[Finding, ...] = ()


@frozen
class Conformance:
    """The report.

    ``faults`` are the findings that have to be fixed or waived before publication, the graver first.
    ``others`` are findings that belong to no demand: those on bodies, options and waivers. ``deviations`` and
    ``waivers`` are what the authors declare. ``final`` is the stage by which it was judged. ``clauses`` are those of
    the profile by number.
    """

    title: str
    final: bool
    answers: tuple[Answer, ...]
    faults: tuple[Finding, ...]
    others: tuple[Finding, ...]
    deviations: tuple[Deviation, ...]
    waivers: tuple[AppliedWaiver, ...]
    clauses: Mapping[str, Clause]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, by demand, those without one last."""
        return (*(finding for answer in self.answers for finding in answer.findings), *self.others)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many demands have each verdict."""
        counts = dict.fromkeys(Verdict, 0)
        for answer in self.answers:
            counts[answer.verdict] += 1
        return counts

    @property
    def is_clear(self) -> bool:
        """Whether nothing that a rule can see prevents publication."""
        return not self.faults and not self.counts[Verdict.NOT_MET]

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        count = self.counts[Verdict.NOT_MET]
        faults = [finding for finding in self.faults if finding in self.others]
        if not self.is_clear:
            parts = [f"{_some(count, 'demand')} not met"] if count else []
            if faults:
                parts.append(f"{_some(len(faults), 'further finding')} open")
            return f"Not ready for publication: {' and '.join(parts)}."
        left = self.counts[Verdict.READER] + self.counts[Verdict.NO_OBJECTION]
        return f"Nothing that rules can judge prevents publication; {_some(left, 'demand')} left to a reader."


def _some(count: int, noun: str) -> str:
    return f"{count} {noun} is" if count == 1 else f"{count} {noun}s are"
