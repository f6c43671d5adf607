"""The project that an argument names: a source directory, or the ``profile.json`` that was published of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.commands.status import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.project import Project


def given_project(path: Path, **options: Any) -> Project:
    """The project; of a file with the registry of this package, of which the file holds what it refers to.

    Raises:
        CannotRunError: it cannot be read, or ``options`` are given, which only sources have.
    """
    if not path.is_file():
        from sphinx_dlmsprofile.commands.standard import judge_standard  # noqa: PLC0415  it loads Sphinx

        return judge_standard(path, **options).project
    from sphinx_dlmsprofile.exports.profile import ProfileError, read_profile  # noqa: PLC0415  for these commands alone
    from sphinx_dlmsprofile.registry.shipped import shipped_registry  # noqa: PLC0415

    if any(options.get(name) for name in ("tags", "overrides", "stage")):
        message = f"{path} is a file: -t, -D and --stage are for the directory with conf.py"
        raise CannotRunError(message)
    try:
        project = read_profile(path)
    except ProfileError as error:
        raise CannotRunError(str(error)) from None
    registry = shipped_registry().extended(project.registry.classes, project.registry.relations)
    return replace(project, registry=registry)
