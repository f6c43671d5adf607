"""Foreign programs that some tests use: where they are, by the name that the mark ``tool`` gives."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
}
"""The names under which a tool may be installed, where there are several."""


NPM_PACKAGES = {"axe-core": "axe.min.js", "pyodide": "pyodide.mjs"}
"""Packages of npm with the file that is used, installed with ``--global`` or in a folder that NODE_PATH names."""

FETCHED = frozenset({"axe-core"})
"""Small ones, which npm may fetch once, into a folder for temporary files."""


SCHEMATA = {"niso-sts": "NISO-STS-interchange-1-mathml3.rng"}
"""Schemata whose licences do not let them be here: the environment variable STS_SCHEMA names the folder with them."""


@cache
def find_tool(name: str) -> str | None:
    """The path of a tool; None where it is not installed."""
    if name in SCHEMATA:
        schema = Path(os.environ.get("STS_SCHEMA", ""), SCHEMATA[name])
        return str(schema) if schema.is_file() else None
    if name in NPM_PACKAGES:
        return _npm_file(name) or (_fetched(name) if name in FETCHED else None)
    return next((path for program in PROGRAMS.get(name, (name,)) if (path := shutil.which(program))), None)


def _npm_file(name: str) -> str | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    installed = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
    folders = [*os.environ.get("NODE_PATH", "").split(os.pathsep), installed]
    found = (Path(folder, name, NPM_PACKAGES[name]) for folder in folders if folder)
    return next((str(path) for path in found if path.exists()), None)


def _fetched(name: str) -> str | None:
    """The file of a package that npm fetches where it is not there yet; None where it cannot."""
    npm = shutil.which("npm")
    folder = Path(tempfile.gettempdir(), "dlmsprofile-test-npm")
    path = folder / "node_modules" / name / NPM_PACKAGES[name]
    if npm and not path.exists():
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), name]
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(command, check=False, capture_output=True, timeout=60)
    return str(path) if path.exists() else None
