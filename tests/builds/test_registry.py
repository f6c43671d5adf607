"""The registry files of a project: one that is changed, missing or bad, in any kind of build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'dlms_registry = ["registry/own.yaml"]\ndlms_select = ["class-unknown", "registry-file"]\n'
OWN = """\
format: 1
classes:
  - {class_id: 8200, name: Company radio setup}
"""
PAGES = {
    "index.rst": "A profile\n=========\n\n.. toctree::\n\n   one\n   two\n",
    "one.rst": "One\n===\n\nSet up by :cosem:`8200`.\n",
    "two.rst": "Two\n===\n\nNothing.\n",
    "registry/own.yaml": OWN,
}


def _project(tmp_path: Path) -> Path:
    return write(tmp_path / "source", PAGES, CONF)


def _change(source: Path, text: str) -> None:
    path = source / "registry/own.yaml"
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


def test_a_change_is_judged_again_and_rewrites_what_shows_it(tmp_path: Path) -> None:
    source = _project(tmp_path)
    built = build(source, tmp_path / "out")
    assert built.warnings == ""
    assert "Company radio setup" in built.page("one").text
    _change(source, OWN.replace("Company", "Wide"))
    assert "Wide radio setup" in build(source, tmp_path / "out").page("one").text
    _change(source, OWN.replace("8200", "8201"))
    again = build(source, tmp_path / "out")
    assert again.warnings.count("[dlms.class-unknown]") == 1
    assert again.warnings == build(source, tmp_path / "clean").warnings
    assert build(source, tmp_path / "out").warnings == again.warnings, "a build that reads nothing"


def test_a_missing_file_is_one_finding(tmp_path: Path) -> None:
    source = _project(tmp_path)
    (source / "registry/own.yaml").unlink()
    built = build(source, tmp_path / "out")
    assert built.warnings.count("[dlms.registry-file]") == 1
    lines = (source / "conf.py").read_text("utf-8").splitlines()
    assert f"conf.py:{lines.index(CONF.splitlines()[0]) + 1}: " in built.warnings, "the option that names it"
    (source / "registry/own.yaml").write_text(OWN, encoding="utf-8")
    assert build(source, tmp_path / "out").warnings == ""


def test_a_file_may_be_outside_the_source_directory(tmp_path: Path) -> None:
    source = write(tmp_path / "source", PAGES, CONF.replace("registry/own", "../own"))
    assert "[dlms.registry-file]" in build(source, tmp_path / "out").warnings
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    assert build(source, tmp_path / "out").warnings == ""


def test_parallel_builds_say_and_show_the_same(tmp_path: Path) -> None:
    many = {f"page{number}.rst": PAGES["one.rst"] for number in range(12)}
    root = PAGES["index.rst"] + "".join(f"   page{number}\n" for number in range(12))
    own = OWN + "  - {class_id: 8, name: Other clock}\n"
    source = write(tmp_path / "source", {**PAGES, **many, "index.rst": root, "registry/own.yaml": own}, CONF)
    serial, parallel = build(source, tmp_path / "serial"), build(source, tmp_path / "parallel", "-j", "4")
    assert serial.warnings.count("[dlms.registry-file]") == 1
    assert parallel.warnings == serial.warnings
    assert parallel.pages() == serial.pages()
