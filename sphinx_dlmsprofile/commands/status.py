"""How a command ends: with an exit status, a reason why it cannot run, a result that is written somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OK, FOUND, CANNOT_RUN = 0, 1, 2
"""The exit statuses: there is nothing to report, there is something, the command cannot run."""

BROKEN_PIPE = 141
"""The exit status where nobody reads the output to its end, as shells give it."""


class CannotRunError(Exception):
    """The command cannot do what it was asked for; its text says why in one line."""


def write_output(text: str, output: Path | None) -> None:
    """Write the text to the file of ``--output``, or to standard output without one.

    Raises:
        CannotRunError: the file cannot be written.
    """
    if output is None:
        print(text, end="")  # noqa: T201
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error
