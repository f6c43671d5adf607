"""``dlmsprofile diff``: what has changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, as_given, reading_options
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError, write_output
from sphinx_dlmsprofile.text.foreign import UnreadError

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.diff.comparison import Comparison

_EDITION = "a directory with conf.py, a profile.json, or a git revision: REV or REV:path"
_REQIF = (".reqif", ".reqifz")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "old", metavar="OLD", help=f"{_EDITION}; or a ReqIF file that another tool has changed since it was exported"
    )
    parser.add_argument(
        "new", metavar="NEW", nargs="?", help='likewise; after a ReqIF file the sources, "." without it'
    )
    add_reading_arguments(parser)
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="how changes are printed")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; returns the exit status as diff(1): 0 if there is none, else 1."""
    compare = _with_reqif if arguments.old.casefold().endswith(_REQIF) else _of_editions
    comparison = compare(arguments)
    write_output(_as(arguments.format, comparison), arguments.output)
    return FOUND if comparison.differs else OK


def _of_editions(arguments: argparse.Namespace) -> Comparison:
    from sphinx_dlmsprofile.diff.comparison import compare_editions  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.editions import EditionError, open_editions  # noqa: PLC0415

    if arguments.new is None:
        message = "diff compares two editions: name the new one, too"
        raise CannotRunError(message)
    try:
        old, new = open_editions(arguments.old, arguments.new, as_given(arguments))
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    return compare_editions((arguments.old, old), (arguments.new, new))


def _with_reqif(arguments: argparse.Namespace) -> Comparison:
    """What another tool has changed: from the standard to the file."""
    from sphinx_dlmsprofile.commands.reqif_sources import read_for_reqif  # noqa: PLC0415  the library is an extra
    from sphinx_dlmsprofile.diff.comparison import Comparison, edition_of  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.reqif import exported_words  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.reqif_changes import reqif_changes  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.reqif_reading import read_reqif  # noqa: PLC0415

    try:
        read = read_reqif(Path(arguments.old))
    except UnreadError as error:
        message = f"{arguments.old} cannot be read: {error}"
        raise CannotRunError(message) from error
    sourcedir = Path(arguments.new or ".")
    options = reading_options(arguments)
    # The file may have test cases.
    options["overrides"] = {**options["overrides"], "dlms_review": True}
    known = read_for_reqif(sourcedir, **options)
    changes = tuple(reqif_changes(known[0], exported_words(*known), read))
    return Comparison(edition_of(str(sourcedir), known[0]), edition_of(arguments.old, None), changes)


def _as(form: str, comparison: Comparison) -> str:
    if form == "html":
        from docutils import nodes  # noqa: PLC0415  for this format alone

        from sphinx_dlmsprofile.publishing.page import html_page  # noqa: PLC0415
        from sphinx_dlmsprofile.rendering.changes import changes_section  # noqa: PLC0415

        section = changes_section(comparison, lambda clause: nodes.inline("", clause.label))
        return html_page(section, f"Changes from {comparison.old.name} to {comparison.new.name}")
    from sphinx_dlmsprofile.exports.changes import changes_json, changes_text  # noqa: PLC0415

    return changes_json(comparison) if form == "json" else changes_text(comparison) + "\n"
