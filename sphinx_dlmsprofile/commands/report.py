"""``dlmsprofile report``: how a profile answers each demand of the template, and how far its proof has come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.verification import Progress
    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

_ALL = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the report is printed")
    gates = parser.add_argument_group("how far the proof of the requirements has come, instead of the demands")
    gates.add_argument(
        "--min-verified", type=_percent, metavar="PERCENT", help="exit with 1 if fewer requirements are verified"
    )
    gates.add_argument(
        "--no-worse-than", metavar="OLD", help="exit with 1 if fewer are verified, or more fail, than in this edition"
    )
    gates.add_argument(
        "--trend", action="append", default=[], metavar="OLD", help="show this edition, too (several, oldest first)"
    )


def _percent(text: str) -> float:
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1
    if not 0 <= value <= _ALL:
        message = f"--min-verified: {text!r} is not a number from 0 to 100"
        raise CannotRunError(message)
    return value


def run(arguments: argparse.Namespace) -> int:
    """Print the report; returns the exit status: 0 if no demand is left unmet or no gate missed, else 1."""
    if arguments.min_verified is not None or arguments.no_worse_than or arguments.trend:
        return _run_gates(arguments)
    from sphinx_dlmsprofile.exports.conformance import conformance_json  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.conformance_text import conformance_text  # noqa: PLC0415
    from sphinx_dlmsprofile.judging.conformance import assess  # noqa: PLC0415

    judgement = judge_standard(arguments.sourcedir, **reading_options(arguments))
    report = assess(judgement.project, judgement.findings, judgement.policy)
    print(conformance_json(report).rstrip() if arguments.format == "json" else conformance_text(report))  # noqa: T201
    return OK if report.is_clear else FOUND


def _run_gates(arguments: argparse.Namespace) -> int:
    from sphinx_dlmsprofile.exports.progress import progress_json, progress_text  # noqa: PLC0415  for gates alone
    from sphinx_dlmsprofile.judging.progress import progress  # noqa: PLC0415
    from sphinx_dlmsprofile.judging.verification import verifications_of  # noqa: PLC0415

    judgement = judge_standard(arguments.sourcedir, review=True, **reading_options(arguments))
    project = judgement.project
    now = progress(str(arguments.sourcedir), verifications_of(project).values())
    editions = {
        name: _edition(name, arguments.sourcedir) for name in (*arguments.trend, arguments.no_worse_than) if name
    }
    shown = [progress(name, verifications_of(edition).values()) for name, edition in editions.items()]
    missed = [*_missed(arguments, now, project, editions), *(_unknown(judgement) if _has_gate(arguments) else ())]
    write = progress_json if arguments.format == "json" else progress_text
    print(write([*shown, now], missed), end="")  # noqa: T201
    return FOUND if missed else OK


def _has_gate(arguments: argparse.Namespace) -> bool:
    return arguments.min_verified is not None or bool(arguments.no_worse_than)


def _unknown(judgement: Judgement) -> Iterator[str]:
    """Results that nobody knows: what is counted may be older."""
    for finding in judgement.findings:
        if finding.rule in {"test-results-unread", "test-results-incomplete"} and finding.waived is None:
            yield f"{finding.at.source}:{finding.at.line}: {finding.message}"


def _edition(name: str, sourcedir: Path) -> Project:
    from sphinx_dlmsprofile.exports.editions import EditionError, open_edition  # noqa: PLC0415  where it is compared

    try:
        edition = open_edition(name, Path(), beside=sourcedir)
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    if not edition.knows_tests:
        message = f"{name} has no test cases: name its sources, or a profile.json of a review build"
        raise CannotRunError(message)
    return edition


def _missed(
    arguments: argparse.Namespace, now: Progress, project: Project, editions: dict[str, Project]
) -> Iterator[str]:
    """The gates that are missed, in words."""
    least = arguments.min_verified
    if least is not None and now.percent < least:
        yield f"{now.percent:.1f} % of the requirements are verified, and {least:g} % are asked for"
    if name := arguments.no_worse_than:
        from sphinx_dlmsprofile.diff.compare import compare  # noqa: PLC0415  where it is compared
        from sphinx_dlmsprofile.diff.identifiers import identifier_map  # noqa: PLC0415
        from sphinx_dlmsprofile.judging.progress import lost, progress, worse  # noqa: PLC0415
        from sphinx_dlmsprofile.judging.verification import verifications_of  # noqa: PLC0415

        before = progress(name, verifications_of(editions[name]).values())
        yield from worse(before, now, lost(before, now, identifier_map(compare(editions[name], project))))
