"""``dlmsprofile explain``: what a rule finds and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import OK

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="RULE", help="the name of the rule")


def run(arguments: argparse.Namespace) -> int:
    """Print the description of the rule; returns the exit status.

    Raises:
        CannotRunError: the rule does not exist.
    """
    from sphinx_dlmsprofile.commands.rule_names import known_rule  # noqa: PLC0415  it loads all rules
    from sphinx_dlmsprofile.judging.catalogue import BY_NAME  # noqa: PLC0415

    rule = BY_NAME[known_rule(arguments.rule)]
    stage = f", {rule.in_draft.value} in a draft" if rule.in_draft is not rule.severity else ""
    print(f"{rule.name} ({rule.severity.value}{stage}; {rule.clause})\n\n{rule.description}")  # noqa: T201
    return OK
