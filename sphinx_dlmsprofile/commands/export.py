"""``dlmsprofile export``: the model of a profile for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, add_sourcedir, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import OK, CannotRunError, write_output
from sphinx_dlmsprofile.source_date import source_date

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.model.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group()
    add_sourcedir(what)
    what.add_argument("--schema", action="store_true", help="write the JSON Schema of profile.json instead")
    parser.add_argument("--reqif", action="store_true", help="write the provisions as ReqIF instead")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the model or the schema; returns the exit status, 0."""
    if arguments.schema:
        text = _schema()
    else:
        project = judge_standard(arguments.sourcedir, **reading_options(arguments)).project
        text = (_reqif if arguments.reqif else _model)(project)
    write_output(text, arguments.output)
    return OK


def _schema() -> str:
    from sphinx_dlmsprofile.exports.profile_schema import schema_text  # noqa: PLC0415  for this option alone

    return schema_text()


def _model(project: Project) -> str:
    from sphinx_dlmsprofile.exports.profile import profile_json  # noqa: PLC0415  for this command alone

    return profile_json(project)


def _reqif(project: Project) -> str:
    try:
        from sphinx_dlmsprofile.exports.reqif import reqif_xml  # noqa: PLC0415  the library is an extra
    except ModuleNotFoundError as error:
        message = 'ReqIF needs a library: pip install "sphinx-dlmsprofile[reqif]"'
        raise CannotRunError(message) from error
    return reqif_xml(project, source_date())
