"""Files that ``conf.py`` names by a pattern: those of a test bench that writes one for each run."""

from __future__ import annotations

import os
from glob import glob, has_magic
from pathlib import Path


def matching(directory: Path, name: str) -> list[str]:
    """The files that a name stands for, in their order; one that is no pattern, or that none fits, for itself.

    ``*`` and ``?`` stand for what is within a name, ``**`` for folders.
    """
    pattern = os.path.expanduser(name)  # noqa: PTH111  that of pathlib raises
    if not has_magic(pattern) or Path(directory, pattern).exists():
        return [name]
    found = sorted(glob(pattern, root_dir=directory, recursive=True))  # noqa: PTH207  which takes absolute ones, too
    return [Path(each).as_posix() for each in found if Path(directory, each).is_file()] or [name]
