"""``dlmsprofile diff``: what has changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, as_given
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError, write_output

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.diff.comparison import Comparison

_EDITION = "a directory with conf.py, a profile.json, or a git revision: REV or REV:path"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help=_EDITION)
    parser.add_argument("new", metavar="NEW", help="likewise")
    add_reading_arguments(parser)
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="how changes are printed")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; returns the exit status as diff(1): 0 if there is none, else 1."""
    from sphinx_dlmsprofile.diff.comparison import compare_editions  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.editions import EditionError, open_editions  # noqa: PLC0415

    try:
        old, new = open_editions(arguments.old, arguments.new, as_given(arguments))
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    comparison = compare_editions((arguments.old, old), (arguments.new, new))
    write_output(_as(arguments.format, comparison), arguments.output)
    return FOUND if comparison.differs else OK


def _as(form: str, comparison: Comparison) -> str:
    if form == "html":
        from docutils import nodes  # noqa: PLC0415  for this format alone

        from sphinx_dlmsprofile.publishing.page import html_page  # noqa: PLC0415
        from sphinx_dlmsprofile.rendering.changes import changes_section  # noqa: PLC0415

        section = changes_section(comparison, lambda clause: nodes.inline("", clause.label))
        return html_page(section, f"Changes from {comparison.old.name} to {comparison.new.name}")
    from sphinx_dlmsprofile.exports.changes import changes_json, changes_text  # noqa: PLC0415

    return changes_json(comparison) if form == "json" else changes_text(comparison) + "\n"
