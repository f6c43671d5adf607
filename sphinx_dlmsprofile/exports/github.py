"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import Severity

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Finding

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def as_annotation(finding: Finding, base: str = "") -> str:
    """A finding as one annotation; ``base`` is the path of the source directory from the repository's root."""
    properties = {
        "file": f"{base}/{finding.at.source}" if base else finding.at.source,
        "line": str(finding.at.line),
        "col": str(finding.at.column or ""),
        "title": finding.rule,
    }
    written = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items() if value)
    return f"::{_COMMANDS[finding.severity]} {written}::{finding.message.translate(_IN_MESSAGE)}"
