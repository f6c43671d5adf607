"""Findings as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Finding


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding by the contract of ``check --format json``."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.at.source,
        "line": finding.at.line,
        "column": finding.at.column,
        "clause": finding.clause,
        "waived": finding.waived,
    }
