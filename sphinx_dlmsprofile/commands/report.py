"""``dlmsprofile report``: how a profile answers each demand of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import FOUND, OK

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the report is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the report; returns the exit status: 0 if no demand is left unmet, else 1."""
    from sphinx_dlmsprofile.exports.conformance import conformance_json  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.conformance_text import conformance_text  # noqa: PLC0415
    from sphinx_dlmsprofile.judging.conformance import assess  # noqa: PLC0415

    judgement = judge_standard(arguments.sourcedir, **reading_options(arguments))
    report = assess(judgement.project, judgement.findings, judgement.policy)
    print(conformance_json(report).rstrip() if arguments.format == "json" else conformance_text(report))  # noqa: T201
    return OK if report.is_clear else FOUND
