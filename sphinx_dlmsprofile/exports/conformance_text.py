"""The conformance report as lines of text, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.conformance import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.conformance import Answer, Conformance


def conformance_text(report: Conformance) -> str:
    """A line for each demand, the findings indented below it, the summary last."""
    return "\n".join(_lines(report))


def _lines(report: Conformance) -> Iterator[str]:
    for answer in report.answers:
        yield _line(answer)
        for finding in answer.findings:
            waived = "waived " if finding.waived is not None else ""
            place = f"{finding.at.source}:{finding.at.line}"
            yield f"    {place}: {waived}{finding.severity.value}: {finding.message} [{finding.rule}]"
    for finding in report.others:
        yield f"{finding.at.source}:{finding.at.line}: {finding.severity.value}: {finding.message} [{finding.rule}]"
    counts = report.counts
    yield ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict)
    yield report.headline


def _line(answer: Answer) -> str:
    place = f" ({answer.place.label})" if answer.place else ""
    reason = f": {answer.reason}" if answer.reason else ""
    return f"{answer.demand.identifier} {answer.verdict.value}{reason}{place} – {answer.demand.text}"
