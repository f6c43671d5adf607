"""``dlmsprofile explain``: what a rule finds and why."""

from __future__ import annotations

import shutil
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import OK
from sphinx_dlmsprofile.text.markup import ROLE_OR_LITERAL

if TYPE_CHECKING:
    import argparse
    import re
    from collections.abc import Iterator

_WIDEST = 100


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
    print(f"{rule.name} ({rule.severity.value}{stage}; {rule.clause})\n")  # noqa: T201
    print("\n\n".join(readable(rule.description)))  # noqa: T201
    return OK


def readable(description: str) -> Iterator[str]:
    """The paragraphs of a description in reStructuredText as a terminal shows them; examples stay as they are."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for indented, lines in groupby(description.splitlines(), key=lambda line: not line or line.startswith(" ")):
        if indented:
            yield from filter(None, ["\n".join(lines).strip("\n")])
            continue
        text = " ".join(line for line in lines if not line.startswith(".. code-block::"))
        if text:
            plain = ROLE_OR_LITERAL.sub(_plain, text.removesuffix(":") if text.endswith("::") else text)
            yield textwrap.fill(plain, width, break_long_words=False, break_on_hyphens=False)


def _plain(match: re.Match[str]) -> str:
    return match["role"] or f'"{match["literal"]}"'
