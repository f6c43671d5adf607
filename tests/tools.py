"""Foreign programs that some tests use: where they are, by the name that the mark ``tool`` gives."""

from __future__ import annotations

import shutil

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
}
"""The names under which a tool may be installed, where there are several."""


def find_tool(name: str) -> str | None:
    """The path of a tool; None where it is not installed."""
    return next((path for program in PROGRAMS.get(name, (name,)) if (path := shutil.which(program))), None)
