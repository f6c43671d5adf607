"""Findings as lines of text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.text.bounded import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_dlmsprofile.model.finding import Finding


def as_text(finding: Finding, base: str = "", paint: Callable[[str], str] = str, said: str = "") -> str:
    """A finding as one line, in the form that editors jump from.

    ``base`` is the path of the source directory from where it is read. ``paint`` colours the severity, or what is
    ``said`` in its place.
    """
    column = f":{finding.at.column}" if finding.at.column else ""
    waived = f" (waived: {finding.waived})" if finding.waived is not None else ""
    # A file may have the end of a line in its name, a reason has as many lines as its author gave it.
    source = f"{base}/{finding.at.source}" if base else finding.at.source
    place = f"{source}:{finding.at.line}{column}"
    word = paint(said or finding.severity.value)
    return f"{one_line(place)}: {word}: {one_line(f'{finding.message} [{finding.rule}]{waived}')}"


def summary(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity, and how many are waived."""
    counts = dict.fromkeys(Severity, 0)
    waived = 0
    for finding in findings:
        if finding.waived is not None:
            waived += 1
        else:
            counts[finding.severity] += 1
    errors, warnings = (_counted(counts[kind], kind.value) for kind in (Severity.ERROR, Severity.WARNING))
    return f"{errors}, {warnings}, {counts[Severity.ADVICE]} advice, {waived} waived"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
