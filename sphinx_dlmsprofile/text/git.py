"""Questions to git about a directory."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def ask_git(directory: Path, *arguments: str) -> str | None:
    """What git prints for a command in a directory, as it stands; None where it fails, or is not installed."""
    try:
        done = subprocess.run(["git", "-C", str(directory), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
