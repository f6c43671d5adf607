"""The search index of an incremental build is that of a clean one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, edit, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   one\n   two\n   three\n   gone\n\n.. index:: single: top\n",
    "one.rst": "One\n===\n\n.. index:: pair: access; point\n   see: AP; access point\n\nAn unusual word.\n",
    "two.rst": "Two\n===\n\n.. term:: station\n\n   definition: device\n\n.. index:: ! single: Station\n\nText.\n",
    "three.rst": ":nosearch:\n\nThree\n=====\n\n.. index:: single: hidden\n\nText.\n",
    "gone.rst": "Gone\n====\n\n.. index:: single: vanished\n\nEvanescent.\n",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_incremental_is_clean(jobs: str, tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, 'suppress_warnings = ["dlms", "toc"]\nhtml_theme = "basic"\n')
    options = ("-j", jobs)
    first = (build(source, tmp_path / "out", *options).out / "searchindex.js").read_text("utf-8")
    assert "access point" in first
    assert "unusu" in first
    edit(source / "one.rst", "unusual", "ordinary")
    (source / "gone.rst").unlink()
    again = (build(source, tmp_path / "out", *options).out / "searchindex.js").read_text("utf-8")
    clean = (build(source, tmp_path / "clean", *options).out / "searchindex.js").read_text("utf-8")
    assert again == clean
    assert "unusu" not in again
    assert "hidden" not in again
