"""Answers that are asked for at a terminal, until one can be used."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.commands.status import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def can_ask() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until the answer can be read; an empty one is the default.

    Raises:
        CannotRunError: the input has ended.
    """
    hint = f" [{default}]" if default else ""
    while True:
        try:
            answer = input(f"{question}{hint}: ").strip() or default
        except EOFError:
            message = "the questions were not answered"
            raise CannotRunError(message) from None
        try:
            return read(answer)
        except CannotRunError as error:
            print(f"  {error}")  # noqa: T201
