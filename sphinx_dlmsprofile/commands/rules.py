"""``dlmsprofile rules``: the list of all rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import OK

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the list is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the list; returns the exit status."""
    from sphinx_dlmsprofile.judging.catalogue import RULES  # noqa: PLC0415  for this command alone

    if arguments.format == "json":
        listed = [
            {"name": rule.name, "clause": rule.clause, "severity": rule.severity.value, "summary": rule.summary}
            for rule in RULES
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        for rule in RULES:
            print(f"{rule.name:32} {rule.severity.value:8} {rule.clause:24} {rule.summary}")  # noqa: T201
    return OK
