"""``dlmsprofile export``: the model of a profile for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.export_targets import TARGETS
from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, add_sourcedir
from sphinx_dlmsprofile.commands.status import OK, CannotRunError, write_output
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group()
    add_sourcedir(what, or_file=True)
    what.add_argument("--schema", action="store_true", help="write the JSON Schema of profile.json or of --to instead")
    form = parser.add_mutually_exclusive_group()
    targets = "; ".join(f"{name}: {target.help}" for name, target in TARGETS.items())
    form.add_argument(
        "--to", type=_known, default="profile", metavar="TARGET", help=f"what is written, profile by default. {targets}"
    )
    form.add_argument("--reqif", action="store_const", dest="to", const="reqif", help="the same as --to reqif")
    form.add_argument(
        "--needs-config", action="store_const", dest="to", const="needs-config", help="the same as --to needs-config"
    )
    parser.add_argument(
        "--since", metavar="OLD", help="with --to provisions: what has become of the identifiers of this edition"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")
    add_reading_arguments(parser)


def _known(name: str) -> str:
    if name not in TARGETS:
        advice = suggest(closest_word(name, TARGETS), f"the targets are {', '.join(TARGETS)}")
        message = f"{name!r} is not a target of export: {advice}"
        raise CannotRunError(message)
    return name


def run(arguments: argparse.Namespace) -> int:
    """Write the target or the schema; returns the exit status, 0."""
    if arguments.schema:
        write_output(_schema(arguments.to), arguments.output)
        return OK
    target = TARGETS[arguments.to]
    if target.is_binary and arguments.output is None:
        message = "an archive is not text: name a file with --output"
        raise CannotRunError(message)
    written = target.write(arguments)
    if isinstance(written, bytes):
        _write_octets(written, arguments.output)
    else:
        write_output(written, arguments.output)
    return OK


def _schema(target: str) -> str:
    from sphinx_dlmsprofile.exports.profile_schema import schema_text  # noqa: PLC0415  for this option alone

    if target == "provisions":
        from sphinx_dlmsprofile.exports.provisions import schema_text as provisions_schema  # noqa: PLC0415

        return provisions_schema()
    return schema_text()


def _write_octets(octets: bytes, output: Path) -> None:
    try:
        output.write_bytes(octets)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error
