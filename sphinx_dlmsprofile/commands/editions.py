"""Editions of a profile, wherever they are: in a directory, in a file, or in the history of a git repository."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.exports.profile import ProfileError, read_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.project import Project


@dataclass(frozen=True)
class _Source:
    """An edition as its user names it; ``path`` is a directory with sources, or a ``profile.json``."""

    name: str
    path: Path


def open_editions(old: str, new: str, directory: Path, reading: Sequence[str]) -> tuple[Project, Project]:
    """Read both; the directory is for files extracted from a repository, whose work tree is not changed.

    ``reading`` are the arguments for reading sources.

    Raises:
        CannotRunError: one of them cannot be read.
    """
    names = (old, new)
    sources = [
        _found(name, other, directory / str(number))
        for number, (name, other) in enumerate(zip(names, reversed(names), strict=True))
    ]
    # Each in a process of its own: both may bring along extensions of one name.
    running = [
        (source, _exporting(source.path, directory / f"{number}.json", reading) if source.path.is_dir() else None)
        for number, source in enumerate(sources)
    ]
    done = [(source, process, process.communicate()[1] if process else "") for source, process in running]
    files = []
    for number, (source, process, said) in enumerate(done):
        if process and process.returncode:
            message = f"{source.name}: {(said.strip().splitlines() or ['it cannot be read'])[-1]}"
            raise CannotRunError(message.replace("dlmsprofile: ", ""))
        files.append(directory / f"{number}.json" if process else source.path)
    try:
        return read_profile(files[0]), read_profile(files[1])
    except ProfileError as error:
        raise CannotRunError(str(error)) from error


def _exporting(sourcedir: Path, output: Path, reading: Sequence[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "sphinx_dlmsprofile.cli", "export", str(sourcedir), *reading]
    command += ["--output", str(output)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _found(name: str, other: str, directory: Path) -> _Source:
    path = Path(name)
    if path.is_file():
        return _Source(name, path)
    if not path.is_dir():
        path = _taken_out(name, other, directory)
    if path.is_dir() and not (path / "conf.py").is_file():
        message = f"{name} has no conf.py"
        raise CannotRunError(message)
    return _Source(name, path)


def _taken_out(name: str, other: str, directory: Path) -> Path:
    """Extract a revision from the repository around the current directory."""
    revision, _, inside = name.partition(":")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        message = f"{name} is not a directory, a file or a git revision"
        raise CannotRunError(message)
    top = Path(_git("rev-parse", "--show-toplevel") or ".")
    if not inside:
        inside = _inside(top, Path(other)) or _inside(top, Path()) or "."
    directory.mkdir()
    archive = directory.with_suffix(".tar")
    # Nothing else of the repository: it may be large, and hold what cannot be unpacked here.
    take_out = ("-C", str(top), "--literal-pathspecs", "archive", "--format=tar", f"--output={archive}", commit)
    path = directory / PurePosixPath(inside)
    if _git(*take_out, "--", inside) is None or ".." in path.parts:
        message = f"{revision} has no {inside}: write where the profile was, {revision}:path"
        raise CannotRunError(message)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(directory, filter="data")
    except (tarfile.TarError, OSError) as error:
        message = f"{name} cannot be unpacked: {' '.join(str(error).split())}"
        raise CannotRunError(message) from error
    return path


def _inside(top: Path, path: Path) -> str | None:
    """Where a directory with sources is in the repository; None if it is not a directory, or is elsewhere."""
    if not (path / "conf.py").is_file() or not path.resolve().is_relative_to(top.resolve()):
        return None
    return path.resolve().relative_to(top.resolve()).as_posix()


def _git(*arguments: str) -> str | None:
    """The output of git; None where it fails, or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
