"""``dlmsprofile check``: the findings in a profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.rule_names import rule_names, rule_severities
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError
from sphinx_dlmsprofile.commands.terminal import add_color, base_of, painter
from sphinx_dlmsprofile.exports.findings_text import as_text, summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.finding import Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--review", action="store_true", help="judge with the test cases, as a review build does")
    parser.add_argument("--format", choices=tuple(_PRINTERS), default="text", help="how findings are printed")
    parser.add_argument("--select", type=rule_names, metavar="RULE,…", help="report only these rules")
    parser.add_argument("--ignore", type=rule_names, metavar="RULE,…", default=(), help="do not report these rules")
    parser.add_argument(
        "--severity",
        type=rule_severities,
        metavar="RULE=SEVERITY,…",
        default={},
        help="judge these rules with that severity",
    )
    add_color(parser)
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="do not count the findings in this file, which check --format json has written",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; returns the exit status: 1 if one of them counts."""
    judgement = judge_standard(
        arguments.sourcedir,
        review=arguments.review,
        select=arguments.select,
        severities=arguments.severity,
        baseline=_baseline(arguments.baseline),
        **reading_options(arguments),
    )
    chosen = [
        finding
        for finding in judgement.findings
        # What conceals the standard is no less there for a rule that is not asked for.
        if finding.conceals
        or ((arguments.select is None or finding.rule in arguments.select) and finding.rule not in arguments.ignore)
    ]
    _PRINTERS[arguments.format](chosen, arguments)
    return FOUND if any(finding.counts for finding in chosen) else OK


def _baseline(path: Path | None) -> Path | None:
    """The file that was given, if it can be read.

    Raises:
        CannotRunError: it cannot.
    """
    if path is None:
        return None
    from sphinx_dlmsprofile.parsing.baseline import BaselineError, load_baseline  # noqa: PLC0415  for this option alone

    try:
        load_baseline(path)
    except BaselineError as error:
        message = f"the baseline {path} {error}"
        raise CannotRunError(message) from error
    return path


def _print_text(findings: Sequence[Finding], arguments: argparse.Namespace) -> None:
    base, paint = base_of(arguments.sourcedir), painter(arguments.color)
    for finding in findings:
        _print(as_text(finding, base, paint))
    _print(summary(findings))


def _print_json(findings: Sequence[Finding], _arguments: argparse.Namespace) -> None:
    from sphinx_dlmsprofile.exports.findings import as_json  # noqa: PLC0415  for this format alone

    _print_object({"findings": [as_json(finding) for finding in findings]})


def _print_sarif(findings: Sequence[Finding], arguments: argparse.Namespace) -> None:
    from sphinx_dlmsprofile.exports.sarif import as_sarif  # noqa: PLC0415
    from sphinx_dlmsprofile.judging.catalogue import RULES  # noqa: PLC0415
    from sphinx_dlmsprofile.version import __version__  # noqa: PLC0415  for this format alone

    _print_object(as_sarif(findings, RULES, __version__, base_of(arguments.sourcedir)))


def _print_github(findings: Sequence[Finding], arguments: argparse.Namespace) -> None:
    from sphinx_dlmsprofile.exports.github import as_annotation  # noqa: PLC0415  for this format alone

    for finding in findings:
        if finding.waived is None:
            _print(as_annotation(finding, base_of(arguments.sourcedir)))
    _print(summary(findings))


_PRINTERS = {"text": _print_text, "json": _print_json, "sarif": _print_sarif, "github": _print_github}


def _print_object(content: object) -> None:
    _print(json.dumps(content, ensure_ascii=False, indent=1))


def _print(text: str) -> None:
    print(text)  # noqa: T201
