"""``profile.json`` beside the pages: the same bytes from every kind of build."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build
from tests.support import EXAMPLE, run_command

if TYPE_CHECKING:
    from pathlib import Path

NAME = "profile.json"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "source")


def test_every_build_writes_the_same(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    serial = build(source, out)
    assert serial.status == 0
    path = out / NAME
    text = path.read_bytes()
    assert build(source, tmp_path / "parallel", "-j", "2").status == 0
    assert (tmp_path / "parallel" / NAME).read_bytes() == text
    # Nothing to do: not even written.
    written = path.stat().st_mtime_ns
    build(source, out)
    assert path.stat().st_mtime_ns == written
    # An edit that moves lines and changes a number.
    page = source / "06-addressing.md"
    page.write_text(page.read_text("utf-8").replace("  0x10: Public Client", "\n  0x12: Public Client"), "utf-8")
    assert "[dlms.sap-" in build(source, out).warnings
    changed = path.read_text("utf-8")
    assert changed.encode() != text
    assert changed == run_command("export", str(source))[1]


def test_only_beside_the_pages_of_a_standard(source: Path, tmp_path: Path) -> None:
    assert not (build(source, tmp_path / "text", builder="text").out / NAME).exists()
    out = tmp_path / "out"
    assert (build(source, out, builder="dirhtml").out / NAME).exists()
    assert not (build(source, out, "-D", "dlms_standard=0", builder="dirhtml").out / NAME).exists()
