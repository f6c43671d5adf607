"""Serial, parallel, no-op and touched builds give the same findings and the same pages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import sphinx

from tests.support import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

BREAKS = (
    ("0x10: Public Client", "0x11: Public Client"),
    (":class-id: 180", ":class-id: 8"),
    ("role: physical", "roel: physical"),
)
"""Faults put into the copy, so that there are findings to compare."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with a few faults."""
    source = tmp_path_factory.mktemp("broken") / "source"
    shutil.copytree(EXAMPLE, source)
    for old, new in BREAKS:
        path = next(
            path
            for path in sorted(source.rglob("*"))
            if path.suffix in {".rst", ".md"} and old in path.read_text(encoding="utf-8")
        )
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return source


# Sphinx 8 forgets the index entries in its search index when it writes no page.
FORGETFUL = {"searchindex.js"} if sphinx.version_info < (9,) else set()


def build(source: Path, output: Path, *options: str) -> tuple[int, list[str], dict[str, str]]:
    """Build HTML in a process of its own: exit status, warnings, and the hash of each page and asset."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options, str(source), str(output)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1760000000"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    pages = {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
        and ".doctrees" not in path.parts
        and not path.name.startswith(".")
        and path.name not in FORGETFUL
    }
    return result.returncode, result.stderr.splitlines(), pages


@pytest.fixture(scope="module")
def serial(
    broken: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[int, list[str], dict[str, str]]]:
    """A clean serial build."""
    output = tmp_path_factory.mktemp("serial")
    return output, build(broken, output)


def test_errors_fail_the_build(serial: tuple[Path, tuple[int, list[str], dict[str, str]]]) -> None:
    status, warnings, _ = serial[1]
    assert status == 1
    assert any("[dlms.class-id-taken]" in line for line in warnings)
    assert all(line.partition(":")[0].endswith((".rst", ".md")) for line in warnings), warnings


def test_parallel(broken: Path, serial: tuple[Path, tuple[int, list[str], dict[str, str]]], tmp_path: Path) -> None:
    assert build(broken, tmp_path, "-j", "4") == serial[1]


def test_no_op_and_touched(broken: Path, serial: tuple[Path, tuple[int, list[str], dict[str, str]]]) -> None:
    output, clean = serial
    assert build(broken, output) == clean
    for path in sorted(broken.glob("0*.*"))[:3]:
        path.touch()
    os.utime(broken / "index.rst")
    assert build(broken, output) == clean


def test_warnings_as_errors_and_nitpicky(broken: Path, tmp_path: Path) -> None:
    status, warnings, _ = build(broken, tmp_path, "-W", "-n")
    assert status == 1
    assert warnings


def test_suppressed_errors_do_not_fail(broken: Path, tmp_path: Path) -> None:
    status, warnings, _ = build(broken, tmp_path, "-W", "-D", "suppress_warnings=dlms.*")
    assert (status, warnings) == (0, [])


def test_the_example_has_no_finding(tmp_path: Path) -> None:
    status, warnings, _ = build(EXAMPLE, tmp_path, "-W", "-n")
    assert (status, warnings) == (0, [])
