"""The five minutes of "Get started": its files are written and its commands run, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = ROOT / "docs" / "get-started.md"
COMMANDS = {
    "dlmsprofile": [sys.executable, "-m", "sphinx_dlmsprofile.cli"],
    "sphinx-build": [sys.executable, "-m", "sphinx"],
    "python3": [sys.executable],
}
INSTALLATION = ("python3 -m venv", ". .venv", "pip install")
_BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<head>\S+)[^\n]*\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_CAPTION = re.compile(r":caption: (?P<file>\S+)(?: \(line (?P<line>\d+)\))?\n\n")


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """The kind and text of each code block."""
    for match in _BLOCK.finditer(page.read_text("utf-8")):
        yield match["head"], match["body"]


def follow(kind: str, body: str, directory: Path, statuses: list[tuple[str, int]]) -> None:
    """Do what a reader does with a block; each command is noted with its exit status."""
    if kind == "console":
        for session in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, expected = session.partition("\n")
            if not command.startswith(INSTALLATION):
                done = run(command, directory)
                assert_says(done.stdout, expected)
                statuses.append((command, done.returncode))
    elif kind == "{code-block}" and (caption := _CAPTION.match(body)):
        write(directory / caption["file"], body[caption.end() :], caption["line"])


def write(path: Path, text: str, line: str | None) -> None:
    """Write a file, or one line of it."""
    path.parent.mkdir(exist_ok=True)
    if line:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        lines[int(line) - 1] = text
        text = "".join(lines)
    path.write_text(text, "utf-8")


def run(command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    name, *arguments = shlex.split(command)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*COMMANDS[name], *arguments], cwd=directory, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done


def assert_says(said: str, expected: str) -> None:
    """That the output is as shown; a line of three dots stands for any lines, "…" for any words."""
    lines = (re.escape(line).replace("…", ".*") for line in expected.splitlines())
    pattern = "".join("(?:.*\n)*?" if line == re.escape("...") else f"{line}\n" for line in lines)
    assert re.fullmatch(pattern, said), said


def test_get_started(tmp_path: Path) -> None:
    statuses: list[tuple[str, int]] = []
    for kind, body in blocks(PAGE):
        follow(kind, body, tmp_path, statuses)
    # As the page says: the first check reports what is expected, all ends well.
    assert statuses == [
        ("dlmsprofile check profile", 1),
        ("dlmsprofile explain sap-overlap", 0),
        ("dlmsprofile check profile --select sap-overlap", 0),
        ("dlmsprofile check profile", 0),
        ("sphinx-build -q -b html profile build/html", 0),
        ("sphinx-build -q -b dlmspdf profile build/pdf", 0),
    ]
    scope = (tmp_path / "build" / "html" / "scope.html").read_text("utf-8")
    assert "Table 1" in scope
    pdf = pypdf.PdfReader(tmp_path / "build" / "pdf" / "IEC-62056-8-40.pdf")
    assert "Table 1 shows the addresses" in " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
