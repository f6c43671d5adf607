"""``dlmsprofile report``: how a profile answers each demand of the template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.standard import judge_standard

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the arguments."""
    parser = commands.add_parser("report", help="say how a profile answers each demand of the template")
    parser.add_argument("sourcedir", type=Path, metavar="SOURCEDIR", help="the directory with conf.py")
    parser.add_argument("--stage", choices=("draft", "final"), help="judge as this stage, instead of the project's own")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the report is printed")
    parser.add_argument("-j", dest="jobs", type=int, default=1, metavar="N", help="read with N processes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report; returns the exit status: 0 if no demand is left unmet, else 1."""
    from sphinx_dlmsprofile.cli import FOUND, OK  # noqa: PLC0415  it imports this module
    from sphinx_dlmsprofile.exports.conformance import conformance_json  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.conformance_text import conformance_text  # noqa: PLC0415
    from sphinx_dlmsprofile.judging.conformance import assess  # noqa: PLC0415

    judgement = judge_standard(arguments.sourcedir, stage=arguments.stage, jobs=arguments.jobs)
    report = assess(judgement.project, judgement.findings, judgement.policy)
    print(conformance_json(report).rstrip() if arguments.format == "json" else conformance_text(report))  # noqa: T201
    return OK if report.is_clear else FOUND
