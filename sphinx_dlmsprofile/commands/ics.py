"""``dlmsprofile ics judge``: a filled-in statement of conformance, judged against the profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.given_project import given_project
from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError
from sphinx_dlmsprofile.model.provision_attributes import ALLOCATION

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_dlmsprofile.analysis.ics_judgement import IcsFinding
    from sphinx_dlmsprofile.model.ics_answer import Answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("judge",), help="judge a filled-in statement")
    parser.add_argument("file", type=Path, metavar="FILE", help="the statement: .csv, .xlsx, .yaml")
    add_project_arguments(parser, or_file=True)
    parser.add_argument(
        "--for", dest="who", choices=ALLOCATION, default="", help="the statement is that for them, and not for all"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how findings are printed")


def run(arguments: argparse.Namespace) -> int:
    """Print what is missing, violated or not known; returns the exit status, 1 if anything is.

    Raises:
        CannotRunError: the file or the project cannot be read.
    """
    answers = _answers(arguments.file)
    from sphinx_dlmsprofile.analysis.ics_judgement import judge_statement  # noqa: PLC0415  after the file was read

    project = given_project(arguments.sourcedir, **reading_options(arguments))
    found = judge_statement(project, answers, arguments.who)
    print(_as_json(found) if arguments.format == "json" else "\n".join(_as_text(arguments.file, found)))  # noqa: T201
    return FOUND if found else OK


def _answers(path: Path) -> Sequence[Answer]:
    from sphinx_dlmsprofile.parsing.ics_answers import AnswersError, read_answers  # noqa: PLC0415

    try:
        return read_answers(path, path.read_bytes())
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
    except AnswersError as error:
        message = f"{path}: {error}"
    except ModuleNotFoundError:
        message = 'workbooks need a library: pip install "sphinx-dlmsprofile[xlsx]"'
    raise CannotRunError(message)


def _as_text(path: Path, found: Sequence[IcsFinding]) -> list[str]:
    lines = []
    for each in found:
        place = f"{path}, {each.place}" if each.place else str(path)
        clause = f"{each.clause} " if each.clause else ""
        text = f"\n    {clause}{each.text}" if each.text else ""
        lines.append(f"{place}: {each.identifier}: {each.message} [{each.problem.value}]{text}")
    count = f"{len(found)} finding{'' if len(found) == 1 else 's'}" if found else "nothing is missing or violated"
    return [*lines, count]


def _as_json(found: Sequence[IcsFinding]) -> str:
    findings = [
        {
            "identifier": each.identifier,
            "problem": each.problem.value,
            "message": each.message,
            "text": each.text or None,
            "clause": each.clause or None,
            "place": each.place or None,
        }
        for each in found
    ]
    return json.dumps({"findings": findings}, ensure_ascii=False, indent=1)
