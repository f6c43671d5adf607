"""The conformance report as JSON, and its demands as CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.exports.findings import as_json
from sphinx_dlmsprofile.exports.reports import csv_text
from sphinx_dlmsprofile.model.deviation import TemplateClauses
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.model.stage import DRAFT, FINAL

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.conformance import Answer, AppliedWaiver, Conformance
    from sphinx_dlmsprofile.model.deviation import Deviation
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.finding import Finding

FORMAT = 2
"""Counts up when a key changes its meaning or goes away."""


def conformance_json(report: Conformance) -> str:
    """The whole report as one JSON text, the same for the same report."""
    return json.dumps(_report(report), ensure_ascii=False, indent=1) + "\n"


def conformance_table(report: Conformance) -> tuple[list[str], list[list[str]]]:
    """The heads, and a row for each demand, with several findings or provisions in one cell."""
    heads = ["demand", "clause", "kind", "asked", "verdict", "where", "provisions", "findings", "reason"]
    rows = [
        [
            answer.demand.identifier,
            answer.demand.clause,
            answer.demand.kind.value,
            answer.demand.text,
            answer.verdict.value,
            answer.place.label if answer.place else "",
            "; ".join(provision.identifier for provision in answer.provisions),
            "; ".join(_told(finding) for finding in answer.findings),
            answer.reason,
        ]
        for answer in report.answers
    ]
    return heads, rows


def conformance_csv(report: Conformance) -> str:
    """The demands as CSV."""
    return csv_text(*conformance_table(report))


def _told(finding: Finding) -> str:
    return f"{finding.at.source}:{finding.at.line}: {finding.message} [{finding.rule}]"


def _report(report: Conformance) -> dict[str, Any]:
    unwaived = [finding for finding in report.findings if finding.waived is None]
    severities = {each: sum(1 for finding in unwaived if finding.severity is each) for each in Severity}
    return {
        "format": FORMAT,
        "template": "IEC TS 62056-1-1",
        "title": report.title,
        "stage": FINAL if report.final else DRAFT,
        "summary": {
            "clear": report.is_clear,
            "demands": len(report.answers),
            "verdicts": {verdict.value: count for verdict, count in report.counts.items()},
            "findings": {
                **{severity.value: count for severity, count in severities.items()},
                "waived": len(report.findings) - len(unwaived),
            },
        },
        "demands": [_answer(answer) for answer in report.answers],
        "other_findings": [as_json(finding) for finding in report.others],
        "deviations": [_deviation(record) for record in report.deviations],
        "waivers": [_waiver(applied) for applied in report.waivers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    demand = answer.demand
    return {
        "id": demand.identifier,
        "clause": demand.clause,
        "kind": demand.kind.value,
        "text": demand.text,
        "judged_by": list(demand.rules) or "reader",
        "verdict": answer.verdict.value,
        "reason": answer.reason or None,
        "place": _place(answer.place),
        "provisions": [provision.identifier for provision in answer.provisions],
        "findings": [as_json(finding) for finding in answer.findings],
    }


def _place(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {
        "number": clause.number,
        "title": clause.title,
        "document": clause.docname,
        "anchor": clause.anchor,
        "file": clause.at.source,
        "line": clause.at.line,
    }


def _deviation(record: Deviation) -> dict[str, Any]:
    numbers = record.numbers if isinstance(record, TemplateClauses) else ()
    return {
        "kind": "template-clause" if isinstance(record, TemplateClauses) else "not-applicable",
        "answers": [number.value for number in numbers],
        "reason": record.reason.value if record.reason else None,
        "place": _place(record.clause),
        "file": record.at.source,
        "line": record.at.line,
    }


def _waiver(applied: AppliedWaiver) -> dict[str, Any]:
    waiver = applied.waiver
    return {
        "rule": waiver.rule.value,
        "place": waiver.place.value if waiver.place else None,
        "reason": waiver.reason.value if waiver.reason else None,
        "by": waiver.by.value if waiver.by else None,
        "date": waiver.date.isoformat() if waiver.date else None,
        "findings": len(applied.findings),
        "file": waiver.at.source,
        "line": waiver.at.line,
    }
