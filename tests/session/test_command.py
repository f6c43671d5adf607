"""``dlmsprofile fix``: what it writes, and what it leaves alone."""

from __future__ import annotations

import codecs
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.finding import Edit
from sphinx_dlmsprofile.session.apply import applied
from sphinx_dlmsprofile.text.location import Location
from tests.support import EXAMPLE, Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "Profile\n=======\n\nScope\n-----\n\nThe duty cycle is 10%. A client don't wait.\n\nÄ é “quoted”\n"
_FIXED = _TEXT.replace("10%", "10\u00a0%").replace("don't", "do not")


def _project(directory: Path, octets: bytes) -> Path:
    Source({"index.rst": ""}).write(directory)
    (directory / "index.rst").write_bytes(octets)
    return directory / "index.rst"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "marked"])
def test_encoding_and_ends_of_lines_stay(tmp_path: Path, newline: str, mark: bytes) -> None:
    path = _project(tmp_path, mark + _TEXT.replace("\n", newline).encode())
    status, out, _ = run_command("fix", str(tmp_path))
    assert status == 0
    assert "2 fixed in 1 file" in out
    assert path.read_bytes() == mark + _FIXED.replace("\n", newline).encode()
    assert run_command("fix", str(tmp_path))[1].startswith("nothing to fix")


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _project(tmp_path, f"{_TEXT}\n.. include:: shut.inc\n".encode())
    (tmp_path / "shut.inc").write_text("It is 10%.\n", "utf-8")
    monkeypatch.setattr("os.access", lambda name, _mode: str(name).endswith(".rst"))
    status, _, error = run_command("fix", str(tmp_path))
    assert status == 2
    assert "shut.inc cannot be written, so nothing was" in error
    assert path.read_text("utf-8").startswith(_TEXT)


def test_no_end_of_the_last_line(tmp_path: Path) -> None:
    path = _project(tmp_path, _TEXT.rstrip("\n").encode())
    run_command("fix", str(tmp_path))
    assert path.read_bytes() == _FIXED.rstrip("\n").encode()


def test_diff_writes_nothing_and_can_be_applied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _project(tmp_path / "a", _TEXT.encode())
    monkeypatch.chdir(tmp_path)
    status, out, _ = run_command("fix", "a", "--diff")
    assert status == 1
    assert path.read_bytes() == _TEXT.encode()
    assert out.startswith("--- a/a/index.rst\n+++ b/a/index.rst\n@@")
    assert len(re.findall(r"^[-+](?![-+])", out, re.MULTILINE)) == 2
    if shutil.which("git"):
        subprocess.run(["git", "apply", "-"], input=out.encode(), cwd=tmp_path, check=True)
        assert path.read_bytes() == _FIXED.encode()
        assert run_command("fix", "a", "--diff")[0] == 0


def test_select_and_unsafe(tmp_path: Path) -> None:
    text = "Profile\n=======\n\nScope\n-----\n\nThe address is 1FH, for 10%.\n"
    path = _project(tmp_path, text.encode())
    status, out, _ = run_command("fix", str(tmp_path), "--select", "editorial-hex-form")
    assert (status, path.read_text("utf-8")) == (0, text)
    assert "1 more can be fixed with --unsafe" in out
    run_command("fix", str(tmp_path), "--select", "editorial-hex-form", "--unsafe")
    assert path.read_text("utf-8") == text.replace("1FH", "0x1F")
    status, _, err = run_command("fix", str(tmp_path), "--select", "no-such-rule")
    assert status == 2
    assert err.count("\n") == 1


def test_waived_findings_stay(tmp_path: Path) -> None:
    waivers = "- rule: editorial-percent-space\n  reason: It is quoted.\n"
    files = {"index.rst": _TEXT, "waivers.yaml": waivers}
    Source(files, {"dlms_waivers": "waivers.yaml"}).write(tmp_path)
    run_command("fix", str(tmp_path))
    assert (tmp_path / "index.rst").read_text("utf-8") == _TEXT.replace("don't", "do not")


def test_files_outside_the_source_directory_stay(tmp_path: Path) -> None:
    outside = tmp_path / "shared.inc"
    outside.write_text("The duty cycle is 10%.\n", "utf-8")
    linked = tmp_path / "linked.rst"
    linked.write_text("The limit is 20%.\n", "utf-8")
    includes = ".. include:: ../shared.inc\n.. include:: linked.inc\n.. include:: own.inc\n"
    text = f"Profile\n=======\n\nScope\n-----\n\n{includes}"
    source = tmp_path / "source"
    Source({"index.rst": text, "own.inc": "The share is 30%.\n"}).write(source)
    (source / "linked.inc").symlink_to(linked)
    run_command("fix", str(source))
    assert outside.read_text("utf-8") == "The duty cycle is 10%.\n"
    assert linked.read_text("utf-8") == "The limit is 20%.\n"
    assert (source / "own.inc").read_text("utf-8") == "The share is 30\u00a0%.\n"
    assert (source / "index.rst").read_text("utf-8") == text


def test_a_file_included_twice_is_fixed_once(tmp_path: Path) -> None:
    text = "Profile\n=======\n\nScope\n-----\n\n.. include:: own.inc\n\nServices\n--------\n\n.. include:: own.inc\n"
    Source({"index.rst": text, "own.inc": "The share is 30%.\n"}).write(tmp_path)
    run_command("fix", str(tmp_path))
    assert (tmp_path / "own.inc").read_text("utf-8") == "The share is 30\u00a0%.\n"


def test_bodies_in_files_of_their_own(tmp_path: Path) -> None:
    body = "clients:\n  0x00: No-station\n  0x10: Public Client: all\n".replace(": all", "")
    text = "Profile\n=======\n\nScope\n-----\n\n.. sap-table:: SAPs\n   :file: saps.yaml\n"
    Source({"index.rst": text, "saps.yaml": body}).write(tmp_path)
    run_command("fix", str(tmp_path), "--select", "body-key-unknown")
    assert (tmp_path / "saps.yaml").read_text("utf-8") == body.replace("clients", "client")


def test_what_overlaps_is_fixed_in_the_next_round(tmp_path: Path) -> None:
    # "The the" is one fix, the reference behind it another; "10%" of the doubled sentence a third.
    text = "Profile\n=======\n\nScope\n-----\n\nThe the share is 5%, 10%. It's don't.\n"
    path = _project(tmp_path, text.encode())
    run_command("fix", str(tmp_path))
    assert "The share is 5\u00a0%, 10\u00a0%." in path.read_text("utf-8")


def test_several_rounds(tmp_path: Path) -> None:
    """A second line that has to be quoted is seen when the first one is."""
    rows = (
        "0x08: *any",
        "0x09: !one of many",
        "0x0A: `A` and @b",
        "0x0B: @home",
        "0x10: Public: Client",
        "0x20: Other: Client",
        '0x30: "C: D"',
        '0x40: He said "a: b"',
    )
    body = "".join(f"     {row}\n" for row in rows)
    path = _project(tmp_path, f"Profile\n=======\n\nScope\n-----\n\n.. sap-table:: SAPs\n\n   client:\n{body}".encode())
    run_command("fix", str(tmp_path), "--select", "body-syntax")
    text = path.read_text("utf-8")
    assert '0x08: "*any"' in text
    assert '0x09: "!one of many"' in text
    assert '0x0A: "`A` and @b"' in text
    assert '0x0B: "@home"' in text
    assert '0x10: "Public: Client"' in text
    assert '0x20: "Other: Client"' in text
    assert "0x40: 'He said \"a: b\"'" in text


def test_nothing_to_fix_in_the_example() -> None:
    assert run_command("fix", str(EXAMPLE), "--diff")[:2] == (0, "")


def test_no_project(tmp_path: Path) -> None:
    status, _, err = run_command("fix", str(tmp_path))
    assert (status, err.count("\n")) == (2, 1)


def _at(line: int, column: int) -> Location:
    return Location("a", line, column)


def test_apply_takes_the_first_of_two_that_overlap() -> None:
    edits = [Edit(_at(1, 1), _at(1, 3), "XY"), Edit(_at(1, 2), _at(1, 4), "Z"), Edit(_at(2, 1), _at(2, 1), "+")]
    text, made = applied(b"abcd\r\nef", edits)
    assert text == b"XYcd\r\n+ef"
    assert made == [edits[0], edits[2]]


def test_apply_leaves_out_what_is_not_there() -> None:
    text, made = applied(b"ab\ncd\n", [Edit(_at(1, 2), _at(1, 9), "x"), Edit(_at(7, 1), _at(7, 1), "x")])
    assert (text, made) == (b"ab\ncd\n", [])
