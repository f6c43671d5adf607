"""Where an edition is that a user names, and whether it is still the same: a build asks each time, and reads seldom."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path
from sphinx_dlmsprofile.text.git import ask_git

if TYPE_CHECKING:
    from pathlib import Path


def state_of(name: str, here: Path) -> tuple[object, ...] | None:
    """What says whether an edition is still the one that was read; None where only reading it could say so."""
    path = path_of(name, here)
    if path.is_file():
        return path.stat().st_mtime_ns, path.stat().st_size
    commit = None if path.is_dir() else commit_of(name.partition(":")[0], here)
    return (commit,) if commit else None


def path_of(name: str, here: Path) -> Path:
    """The file or directory that a name is, if it is one."""
    with suppress(UnreadError):
        return conf_path(here, name)
    return here / name


def commit_of(revision: str, here: Path) -> str | None:
    """The commit that a revision names; None if it is none."""
    return asked(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def asked(here: Path, *arguments: str) -> str | None:
    """The output of git without the white space around it; None where it fails, or is not installed."""
    said = ask_git(here, *arguments)
    return None if said is None else said.strip()
