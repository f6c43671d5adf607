"""Foreign programs that some tests use: where they are, by the name that the mark ``tool`` gives."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
}
"""The names under which a tool may be installed, where there are several."""


NPM_PACKAGES = ("pyodide",)
"""Tools that are packages of npm, installed with ``--global`` or in a folder that NODE_PATH names."""


SCHEMATA = {"niso-sts": "NISO-STS-interchange-1-mathml3.rng"}
"""Schemata whose licences do not let them be here: the environment variable STS_SCHEMA names the folder with them."""


@cache
def find_tool(name: str) -> str | None:
    """The path of a tool; None where it is not installed."""
    if name in SCHEMATA:
        schema = Path(os.environ.get("STS_SCHEMA", ""), SCHEMATA[name])
        return str(schema) if schema.is_file() else None
    if name in NPM_PACKAGES:
        return _npm_module(name)
    return next((path for program in PROGRAMS.get(name, (name,)) if (path := shutil.which(program))), None)


def _npm_module(name: str) -> str | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    installed = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
    folders = [*os.environ.get("NODE_PATH", "").split(os.pathsep), installed]
    modules = (Path(folder, name, f"{name}.mjs") for folder in folders if folder)
    return next((str(module) for module in modules if module.exists()), None)
