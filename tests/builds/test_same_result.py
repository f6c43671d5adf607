"""Serial, parallel, no-op and touched builds give the same findings and the same pages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.support import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

BREAKS = (
    ("0x10: Public Client", "0x11: Public Client"),
    (":class-id: 180", ":class-id: 8"),
    ("role: physical", "roel: physical"),
)
"""Faults put into the copy, so that there are findings to compare."""


Built: TypeAlias = tuple[int, list[str], dict[str, str]]
"""Exit status, warnings, and the hash of each page and asset."""


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


def build(source: Path, output: Path, *options: str) -> Built:
    """Build HTML in a process of its own."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options, str(source), str(output)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1760000000"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    pages = {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and ".doctrees" not in path.parts and not path.name.startswith(".")
    }
    return result.returncode, result.stderr.splitlines(), pages


@pytest.fixture(scope="module")
def serial(broken: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A clean serial build."""
    output = tmp_path_factory.mktemp("serial")
    return output, build(broken, output)


def test_errors_fail_the_build(serial: tuple[Path, Built]) -> None:
    status, warnings, _ = serial[1]
    assert status == 1
    assert any("[dlms.class-id-taken]" in line for line in warnings)
    assert all(line.partition(":")[0].endswith((".rst", ".md")) for line in warnings), warnings


def test_parallel(broken: Path, serial: tuple[Path, Built], tmp_path: Path) -> None:
    assert build(broken, tmp_path, "-j", "4") == serial[1]


def without_search(result: Built) -> Built:
    """Sphinx forgets index entries in its search index when it writes few pages or none, with and without us."""
    status, warnings, pages = result
    return status, warnings, {name: page for name, page in pages.items() if name != "searchindex.js"}


def test_no_op_and_touched(broken: Path, serial: tuple[Path, Built]) -> None:
    output, clean = serial
    assert without_search(build(broken, output)) == without_search(clean)
    for path in sorted(broken.glob("0*.*"))[:3]:
        path.touch()
    os.utime(broken / "index.rst")
    assert without_search(build(broken, output)) == without_search(clean)


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
