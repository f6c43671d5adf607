"""``dlmsprofile explain-conformance``: what a demand of support means, or all those of a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.given_project import given_project
from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, reading_options
from sphinx_dlmsprofile.commands.status import FOUND, OK
from sphinx_dlmsprofile.model.support import label_of, read_support, unread_support

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.analysis.support_items import SupportItem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        nargs="?",
        default=".",
        metavar="TEXT|SOURCEDIR|FILE",
        help='a demand, as "M if security suite 1 or 2", or the directory with conf.py (default: the current one), or '
        "profile.json of a published standard",
    )
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print in words what is demanded; returns the exit status: 1 where a text cannot be read."""
    if _is_project(arguments.what):
        return _of_project(arguments)
    text = arguments.what
    support = read_support(text)
    if support is None and (label := label_of(text)):
        print(f"{label}: the condition {label}, which the profile explains below its tables")  # noqa: T201
        return OK
    if support is None:
        print(f'"{text}": {unread_support(text)}')  # noqa: T201
        return FOUND
    print(f"{support.printed}: {support.words}")  # noqa: T201
    return OK


def _is_project(text: str) -> bool:
    try:
        return Path(text).is_dir() or (text.endswith(".json") and Path(text).is_file())
    except OSError:  # longer than a path can be
        return False


def _of_project(arguments: argparse.Namespace) -> int:
    from sphinx_dlmsprofile.analysis.support_items import support_items  # noqa: PLC0415  for a project alone

    project = given_project(Path(arguments.what), **reading_options(arguments))
    group = ""
    for item in support_items(project):
        if not (item.support or item.is_asked):
            continue
        if item.group != group:
            print(f"\n{item.group}" if group else item.group)  # noqa: T201
            group = item.group
        print("\n".join(f"  {line}" for line in _explained(item)))  # noqa: T201
    return OK


def _explained(item: SupportItem) -> list[str]:
    if item.support is None:
        return [f"{item.identifier}: to be stated" + (f" ({item.written})" if item.written else "")]
    printed = item.support.printed
    words = f"{item.identifier}: {item.support.words}"
    return [words if printed == item.support.symbol != "C" else f"{words} ({printed})"]
