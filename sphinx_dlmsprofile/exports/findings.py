"""Findings as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Edit, Finding
    from sphinx_dlmsprofile.text.location import Location


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding by the contract of ``check --format json``; with "edit" where a rule knows what to write."""
    found: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.at.source,
        "line": finding.at.line,
        "column": finding.at.column,
        "clause": finding.clause,
        "waived": finding.waived,
    }
    if finding.edit:
        found["edit"] = _edit(finding.edit)
    return found


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "start": _place(edit.start),
        "end": _place(edit.end),
        "replacement": edit.replacement,
        "safe": edit.safe,
    }


def _place(at: Location) -> dict[str, int]:
    return {"line": at.line, "column": at.column or 1}
