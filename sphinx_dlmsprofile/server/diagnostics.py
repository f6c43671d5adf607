"""Findings as an editor shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.version import MANUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.server.positions import Positions
    from sphinx_dlmsprofile.text.location import Location

SOURCE = "dlmsprofile"

_STATED = regex(r"(?s)(?P<file>.+?):(?P<line>[1-9][0-9]{0,8}): (?P<warning>warning: )?(?P<message>.+)")
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}


def diagnostic(
    finding: Finding,
    lines_of: Callable[[str], Sequence[str]],
    positions: Positions,
    uri_of: Callable[[str], str],
) -> types.Diagnostic:
    """A finding as an editor shows it; a waived one is a hint, pale, with its reason.

    ``lines_of`` and ``uri_of`` give the lines and the address of a source file.
    """
    waived = finding.waived is not None
    rule = BY_NAME.get(finding.rule)
    return types.Diagnostic(
        range=range_of(finding, lines_of(finding.at.source), positions),
        message=f"{finding.message} (waived: {finding.waived})" if waived else finding.message,
        severity=types.DiagnosticSeverity.Hint if waived else _SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(href=MANUAL + rule.page) if rule else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if waived else None,
        related_information=[_related(at, lines_of, positions, uri_of) for at in finding.also] or None,
    )


def stated(text: str, conf: str) -> types.Diagnostic:
    """What is said of a whole project, "FILE:LINE: warning: …", at that line where the file is its ``conf.py``."""
    match = _STATED.fullmatch(text)
    line = int(match["line"]) - 1 if match and match["file"] == conf else 0
    return types.Diagnostic(
        range=types.Range(types.Position(line, 0), types.Position(line + 1, 0)),
        message=match["message"] if line and match else text,
        severity=_SEVERITIES[Severity.WARNING if match and match["warning"] else Severity.ERROR],
        source=SOURCE,
    )


def range_of(finding: Finding, lines: Sequence[str], positions: Positions) -> types.Range:
    """The words that a finding is about, as far as they are known; else its line from where it begins."""
    edit = finding.edit
    if edit and (edit.start.line, edit.start.column) == (finding.at.line, finding.at.column) and edit.end > edit.start:
        return positions.between(lines, edit.start, edit.end)
    return positions.rest_of_line(lines, finding.at)


def _related(
    at: Location,
    lines_of: Callable[[str], Sequence[str]],
    positions: Positions,
    uri_of: Callable[[str], str],
) -> types.DiagnosticRelatedInformation:
    lines = lines_of(at.source)
    place = types.Location(uri=uri_of(at.source), range=positions.rest_of_line(lines, at))
    return types.DiagnosticRelatedInformation(location=place, message="the other place")
