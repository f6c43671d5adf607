"""``dlmsprofile import-template``: the mandated wording out of the author's own copy of the template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.errors import CannotRunError

if TYPE_CHECKING:
    import argparse


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments."""
    parser = commands.add_parser("import-template", help="take the mandated wording out of your own copy of the template")
    parser.add_argument("file", type=Path, metavar="FILE", help="your copy of IEC TS 62056-1-1, as text or PDF")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the local file; returns the exit status."""
    message = f"{arguments.file} cannot be read yet"
    raise CannotRunError(message)
