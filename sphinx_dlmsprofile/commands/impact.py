"""``dlmsprofile impact``: what rests on the changes between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError, write_output

if TYPE_CHECKING:
    import argparse

_EDITION = "the previous edition: a directory with conf.py, a profile.json, or a git revision: REV or REV:path"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help=_EDITION)
    add_project_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the impact is printed")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """Print the impact; returns the exit status: 0 if nothing has changed, else 1."""
    from sphinx_dlmsprofile.exports.editions import EditionError, open_edition  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.impact import impact_json, impact_text  # noqa: PLC0415
    from sphinx_dlmsprofile.impact.walk import impact_of  # noqa: PLC0415

    options = reading_options(arguments)
    # It is compared here, with the edition that was asked for.
    options["overrides"] = {**options["overrides"], "dlms_previous_edition": ""}
    new = judge_standard(arguments.sourcedir, review=True, **options).project
    try:
        old = open_edition(arguments.old, Path(), beside=arguments.sourcedir)
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    found = impact_of((arguments.old, old), (str(arguments.sourcedir), new))
    write_output((impact_json if arguments.format == "json" else impact_text)(found), arguments.output)
    return FOUND if found.comparison.differs else OK
