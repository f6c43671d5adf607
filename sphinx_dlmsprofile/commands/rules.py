"""``dlmsprofile rules``: the list of all rules."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import OK

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

_HEADS = ("Rule", "Severity", "Fix", "Clause", "What it finds")
_NARROW = 30
"""Columns that the last one has at least, so that it can be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the list is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the list; returns the exit status."""
    from sphinx_dlmsprofile.judging.catalogue import RULES  # noqa: PLC0415  for this command alone

    if arguments.format == "json":
        listed = [
            {
                "name": rule.name,
                "clause": rule.clause,
                "severity": rule.severity.value,
                "summary": rule.summary,
                "fix": rule.fixes,
            }
            for rule in RULES
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        rows = [
            (rule.name, rule.severity.value, "yes" if rule.fixes else "", rule.clause, rule.summary) for rule in RULES
        ]
        for line in _table(rows, width):
            print(line)  # noqa: T201
    return OK


def _table(rows: Sequence[tuple[str, ...]], width: int | None) -> Iterator[str]:
    """The lines of a table; ``width`` is that of the terminal, None where lines may have any length."""
    widths = [max(len(row[column]) for row in (_HEADS, *rows)) for column in range(len(_HEADS) - 1)]
    before = sum(widths) + 2 * len(widths)
    for row in (_HEADS, tuple("-" * count for count in (*widths, len(_HEADS[-1]))), *rows):
        texts = textwrap.wrap(row[-1], max(width - before, _NARROW)) if width else [row[-1]]
        yield "  ".join((*(f"{text:{count}}" for text, count in zip(row, widths, strict=False)), texts[0])).rstrip()
        yield from (" " * before + text for text in texts[1:])
