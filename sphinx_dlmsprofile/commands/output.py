"""Where a command writes its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path


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
