"""Findings as SARIF 2.1.0 (OASIS), which code scanning services read."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.version import MANUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dlmsprofile.model.finding import Edit, Finding
    from sphinx_dlmsprofile.rules.rule import Rule

_LINE = regex(r"\bline \d+|:\d+")
"""The numbers of lines in a message, which change with the text above."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def as_sarif(findings: Iterable[Finding], rules: Sequence[Rule], version: str, base: str = "") -> dict[str, Any]:
    """A log with one run.

    All rules are listed, so that a service can distinguish a rule that found nothing from one that did not run.
    ``version`` is that of this package, ``base`` the path of the source directory from where the log is
    read, "" for the source directory itself. A waived finding is suppressed, with its reason. An edit is a fix,
    whose property "safe" says whether it can be made without review.
    """
    places = {rule.name: index for index, rule in enumerate(rules)}
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "dlmsprofile",
                        "semanticVersion": version,
                        "informationUri": MANUAL,
                        "rules": [_descriptor(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": _results(findings, places, base),
            }
        ],
    }


def _results(findings: Iterable[Finding], places: Mapping[str, int], base: str) -> list[dict[str, Any]]:
    """Each with a fingerprint that stays when lines move: of rule, file, message, and how often these were before."""
    seen: Counter[str] = Counter()
    results = []
    for finding in findings:
        said = "\n".join((finding.rule, finding.at.source, _LINE.sub("line", finding.message)))
        seen[said] += 1
        digest = blake2b(f"{said}\n{seen[said]}".encode(), digest_size=16).hexdigest()
        result = _result(finding, places[finding.rule], base)
        results.append({**result, "partialFingerprints": {"dlmsprofile/v1": digest}})
    return results


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.description},
        "helpUri": MANUAL + rule.page,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"clause": rule.clause},
    }


def _result(finding: Finding, rule_index: int, base: str) -> dict[str, Any]:
    region = {"startLine": finding.at.line}
    if finding.at.column:
        region["startColumn"] = finding.at.column
        edit = finding.edit
        if edit and edit.start == finding.at and edit.end.line == finding.at.line and edit.end.column:
            region["endColumn"] = edit.end.column
    uri = _uri(finding.at.source, base)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
    if finding.clause:
        result["properties"] = {"clause": finding.clause}
    if finding.waived is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    if finding.edit:
        # An entry that is missing may belong in another file.
        result["fixes"] = [_fix(finding.edit, _uri(finding.edit.start.source, base))]
    return result


def _uri(source: str, base: str) -> str:
    return quote(f"{base}/{source}" if base else source)


def _fix(edit: Edit, uri: str) -> dict[str, Any]:
    region = {
        "startLine": edit.start.line,
        "startColumn": edit.start.column or 1,
        "endLine": edit.end.line,
        "endColumn": edit.end.column or 1,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.replacement}}
    change = {"artifactLocation": {"uri": uri}, "replacements": [replacement]}
    return {"artifactChanges": [change], "properties": {"safe": edit.safe}}
