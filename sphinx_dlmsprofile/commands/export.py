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

_FORMS = ("profile", "reqif", "reqifz", "needs-config")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group()
    add_sourcedir(what)
    what.add_argument("--schema", action="store_true", help="write the JSON Schema of profile.json instead")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--to", choices=_FORMS, default="profile", help="what is written; without it, profile.json")
    form.add_argument("--reqif", action="store_const", dest="to", const="reqif", help="the same as --to reqif")
    form.add_argument(
        "--needs-config",
        action="store_const",
        dest="to",
        const="needs-config",
        help="the types, links and fields of needs, as TOML for a project that refers to them; no project is read",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the model or the schema; returns the exit status, 0."""
    if arguments.schema:
        text = _schema()
    elif arguments.to == "needs-config":
        text = _needs_config()
    elif arguments.to == "profile":
        text = _model(judge_standard(arguments.sourcedir, **reading_options(arguments)).project)
    else:
        text = _reqif(arguments)
        if arguments.to == "reqifz":
            return _write_archive(text, arguments.output)
    write_output(text, arguments.output)
    return OK


def _schema() -> str:
    from sphinx_dlmsprofile.exports.profile_schema import schema_text  # noqa: PLC0415  for this option alone

    return schema_text()


def _needs_config() -> str:
    from sphinx_dlmsprofile.exports.need_types import needs_config  # noqa: PLC0415  for this option alone

    return needs_config()


def _model(project: Project) -> str:
    from sphinx_dlmsprofile.exports.profile import profile_json  # noqa: PLC0415  for this command alone

    return profile_json(project)


def _reqif(arguments: argparse.Namespace) -> str:
    from sphinx_dlmsprofile.commands.reqif_sources import read_for_reqif  # noqa: PLC0415  the library is an extra
    from sphinx_dlmsprofile.exports.reqif import reqif_xml  # noqa: PLC0415

    return reqif_xml(*read_for_reqif(arguments.sourcedir, **reading_options(arguments)))


def _write_archive(text: str, output: Path | None) -> int:
    from sphinx_dlmsprofile.exports.reqif import reqifz  # noqa: PLC0415  the library is an extra

    if output is None:
        message = "an archive is not text: name a file with --output"
        raise CannotRunError(message)
    try:
        output.write_bytes(reqifz(text, source_date()))
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error
    return OK
