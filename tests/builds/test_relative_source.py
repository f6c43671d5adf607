"""The name of a source file is the same, however a parser names it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a.rst", "a.rst"),
        ("parts/a.rst", "parts/a.rst"),
        ("parts/../a.rst", "a.rst"),
        ("./a.rst", "a.rst"),
        ("parts//a.rst", "parts/a.rst"),
        ("/a.rst", "a.rst"),
        (".hidden/a.rst", ".hidden/a.rst"),
        ("..a.rst", "..a.rst"),
    ],
)
def test_within_the_project(tmp_path: Path, written: str, expected: str) -> None:
    assert relative_source(f"{tmp_path}{os.sep}{written}", tmp_path, "none") == expected


def test_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is beside the project keeps its whole path; what a parser names from the working directory is found."""
    outside = f"{tmp_path}{os.sep}..{os.sep}b.rst"
    assert relative_source(outside, tmp_path, "none") == (tmp_path.parent / "b.rst").as_posix()
    monkeypatch.chdir(tmp_path)
    assert relative_source("parts/a.rst", tmp_path, "none") == "parts/a.rst"
    assert relative_source(None, tmp_path, "none") == "none"
