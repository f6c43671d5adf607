"""The standard that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from sphinx_dlmsprofile.sphinx.judgement import Judgement


def judge_standard(sourcedir: Path, **options: Any) -> Judgement:
    """Read and judge a standard, with the options of :func:`~sphinx_dlmsprofile.cli.judge_project`.

    Raises:
        CannotRunError: there is no such project, Sphinx cannot start on it, or it is no standard.
    """
    from sphinx_dlmsprofile.cli import judge_project  # noqa: PLC0415  it imports the commands

    judgement = judge_project(sourcedir, **options)
    if judgement is None:
        message = f"{sourcedir} is no standard: dlms_standard is off"
        raise CannotRunError(message)
    return judgement
