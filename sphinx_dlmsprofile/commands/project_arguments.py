"""The arguments that all commands share which read a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.model.stage import STAGES

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add_project_arguments(parser: argparse.ArgumentParser, *, or_file: bool = False) -> None:
    """Declare which project is read, and how; ``or_file`` where ``profile.json`` will do."""
    add_sourcedir(parser, or_file=or_file)
    add_reading_arguments(parser)


def add_sourcedir(parser: argparse._ActionsContainer, *, or_file: bool = False) -> None:
    """Declare which project is read."""
    published = ", or profile.json of a published standard" if or_file else ""
    parser.add_argument(
        "sourcedir",
        type=Path,
        nargs="?",
        default=Path(),
        metavar="SOURCEDIR|FILE" if or_file else "SOURCEDIR",
        help=f"the directory with conf.py (default: the current one){published}",
    )


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how a project is read."""
    parser.add_argument("-t", dest="tags", action="append", default=[], metavar="TAG", help="read with this tag set")
    parser.add_argument(
        "-D",
        dest="overrides",
        type=_override,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="read with this value instead of that in conf.py",
    )
    parser.add_argument("--stage", choices=STAGES, help="judge at this stage instead of the project's own")
    parser.add_argument("-j", dest="jobs", type=int, default=1, metavar="N", help="read with N processes")


def _override(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        message = f"{text!r} does not set a value: write -D NAME=VALUE"
        raise CannotRunError(message)
    if name == "dlms_stage" and value not in STAGES:
        message = f"-D dlms_stage: {value!r} is not a stage, write one of {', '.join(STAGES)}"
        raise CannotRunError(message)
    return name, value


def reading_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """The options of :func:`~sphinx_dlmsprofile.commands.standard.judge_project` that were given."""
    return {
        "tags": arguments.tags,
        "overrides": dict(arguments.overrides),
        "stage": arguments.stage,
        "jobs": arguments.jobs,
    }


def as_given(arguments: argparse.Namespace) -> list[str]:
    """The same as arguments, for a command in a process of its own."""
    given = [f"-t{tag}" for tag in arguments.tags]
    given += [f"-D{name}={value}" for name, value in arguments.overrides]
    given += [f"--stage={arguments.stage}"] if arguments.stage else []
    return [*given, f"-j{arguments.jobs}"]
