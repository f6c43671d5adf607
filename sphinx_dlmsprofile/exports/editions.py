"""Editions of a profile, wherever they are: in a directory, in a file, or in the history of a git repository."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.edition_state import asked, commit_of, path_of
from sphinx_dlmsprofile.exports.profile import ProfileError, read_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.project import Project


_ALONE = ("-D", "dlms_previous_edition=")
"""How sources are read: an edition that compares itself with its own last one would be read without end."""

_REVIEWED = ("-D", "dlms_review=1")
"""With their test cases, which a review build alone has."""


class EditionError(ValueError):
    """An edition cannot be read; its text says why, in one line."""


@dataclass(frozen=True)
class _Source:
    """An edition as its user names it; ``path`` is a directory with sources, or a ``profile.json``."""

    name: str
    path: Path


def open_edition(name: str, here: Path, beside: Path | None = None) -> Project:
    """Read one edition with its test cases, as a review build does.

    ``name`` is seen from a directory, where the repository is looked for, too. Where it is only a revision, the
    edition stood where the sources now are, in ``beside`` or else in that directory.

    Raises:
        EditionError: it cannot be read.
    """
    with tempfile.TemporaryDirectory() as directory:
        source = _found(name, beside or here, Path(directory, "0"), here)
        return _read([source], Path(directory), _REVIEWED)[0]


def open_editions(old: str, new: str, reading: Sequence[str]) -> tuple[Project, Project]:
    """Read two editions, named from the working directory; a repository and its work tree are not changed.

    ``reading`` are the arguments for reading sources.

    Raises:
        EditionError: one of them cannot be read.
    """
    with tempfile.TemporaryDirectory() as directory:
        pairs = enumerate(((old, new), (new, old)))
        sources = [_found(name, Path(other), Path(directory, str(number)), Path()) for number, (name, other) in pairs]
        first, second = _read(sources, Path(directory), reading)
    return first, second


def _read(sources: Sequence[_Source], directory: Path, reading: Sequence[str]) -> list[Project]:
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
            raise EditionError(message.replace("dlmsprofile: ", ""))
        files.append(directory / f"{number}.json" if process else source.path)
    try:
        return [read_profile(file) for file in files]
    except ProfileError as error:
        raise EditionError(str(error)) from error


def _exporting(sourcedir: Path, output: Path, reading: Sequence[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "sphinx_dlmsprofile.cli", "export", str(sourcedir)]
    command += [*reading, *_ALONE, "--output", str(output)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _found(name: str, other: Path, directory: Path, here: Path) -> _Source:
    """An edition, named from ``here``; a revision is taken out into ``directory``, from where ``other`` is now."""
    path = path_of(name, here)
    if path.is_file():
        return _Source(name, path)
    if not path.is_dir():
        path = _taken_out(name, other, directory, here)
    if path.is_dir() and not (path / "conf.py").is_file():
        message = f"{name} has no conf.py"
        raise EditionError(message)
    return _Source(name, path)


def _taken_out(name: str, other: Path, directory: Path, here: Path) -> Path:
    """Extract a revision from the repository around a directory."""
    revision, _, inside = name.partition(":")
    commit = commit_of(revision, here)
    if not commit:
        message = f"{name} is not a directory, a file or a git revision"
        raise EditionError(message)
    top = Path(asked(here, "rev-parse", "--show-toplevel") or ".")
    if not inside:
        inside = _inside(top, other) or _inside(top, here) or "."
    directory.mkdir()
    archive = directory.with_suffix(".tar")
    # Nothing else of the repository: it may be large, and hold what cannot be unpacked here.
    take_out = ("-C", str(top), "--literal-pathspecs", "archive", "--format=tar", f"--output={archive}", commit)
    path = directory / PurePosixPath(inside)
    if asked(here, *take_out, "--", inside) is None or ".." in path.parts:
        message = f"{revision} has no {inside}: write where the profile was, {revision}:path"
        raise EditionError(message)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(directory, filter="data")
    except (tarfile.TarError, OSError) as error:
        message = f"{name} cannot be unpacked: {' '.join(str(error).split())}"
        raise EditionError(message) from error
    return path


def _inside(top: Path, path: Path) -> str | None:
    """Where a directory with sources is in the repository; None if it is not a directory, or is elsewhere."""
    if not (path / "conf.py").is_file() or not path.resolve().is_relative_to(top.resolve()):
        return None
    return path.resolve().relative_to(top.resolve()).as_posix()
