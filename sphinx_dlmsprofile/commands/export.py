"""``dlmsprofile export``: the model of a profile for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.errors import CannotRunError
from sphinx_dlmsprofile.commands.output import write_output
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.source_date import source_date

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from sphinx_dlmsprofile.model.project import Project


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the arguments."""
    parser = commands.add_parser("export", help="write the model of a profile as profile.json, without pages")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("sourcedir", type=Path, nargs="?", metavar="SOURCEDIR", help="the directory with conf.py")
    what.add_argument("--schema", action="store_true", help="write the JSON Schema of profile.json instead")
    parser.add_argument("--reqif", action="store_true", help="write the provisions as ReqIF instead")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")
    parser.add_argument("-j", dest="jobs", type=int, default=1, metavar="N", help="read with N processes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the model or the schema; returns the exit status, 0."""
    if arguments.schema:
        text = _schema()
    else:
        project = judge_standard(arguments.sourcedir, jobs=arguments.jobs).project
        text = (_reqif if arguments.reqif else _model)(project)
    write_output(text, arguments.output)
    return 0


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
