"""What is printed for a reader at a terminal."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.new.article import article_of
from sphinx_dlmsprofile.commands.terminal import painter
from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "Profile\n=======\n\nScope\n-----\n\nIt is 10%.\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert painter("auto", _Terminal())("error") == "\x1b[31merror\x1b[0m"
    assert painter("auto", io.StringIO())("error") == "error"
    assert painter("never", _Terminal())("error") == "error"
    assert painter("always", io.StringIO())("error") != "error"
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter("auto", _Terminal())("error") == "error"
    assert painter("always", _Terminal())("error") != "error"


def test_paths_lead_to_files_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Source({"index.rst": _TEXT}).write(tmp_path / "docs" / "profile")
    monkeypatch.chdir(tmp_path)
    _, out, _ = run_command("check", "docs/profile", "--select", "editorial-percent-space")
    assert out.startswith("docs/profile/index.rst:7:7: warning: ")
    _, out, _ = run_command("check", "docs/profile", "--select", "editorial-percent-space", "--color", "always")
    assert ": \x1b[33mwarning\x1b[0m: " in out
    monkeypatch.chdir(tmp_path / "docs" / "profile")
    assert run_command("check", "--select", "editorial-percent-space")[1].startswith("index.rst:7:7: ")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    _, out, _ = run_command("check", "../docs/profile", "--select", "editorial-percent-space")
    assert out.startswith(f"{tmp_path.as_posix()}/docs/profile/index.rst:7:7: ")


def _at_a_terminal(*arguments: str, answers: str, cwd: Path) -> tuple[int, str]:
    """Run the command at a terminal, where somebody answers."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sphinx_dlmsprofile.cli", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, close_fds=True) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:
            pass  # the terminal is closed
        status = process.wait()
    os.close(ours)
    return status, shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_new_asks_at_a_terminal_until_an_answer_can_be_used(tmp_path: Path) -> None:
    answers = "8-5\n8-31\nNB-IoT\nWAN\nNN\n\nmyst\n\nnbiot\n"
    status, shown = _at_a_terminal("new", answers=answers, cwd=tmp_path)
    assert status == 0, shown
    assert "Part 8-5 exists already" in shown
    assert "parts 8-x are for NN, but the networks are WAN: the part of such networks is 9-x" in shown
    text = (tmp_path / "nbiot" / "04-environments.md").read_text("utf-8")
    assert "contains an NB-IoT device" in text


def test_new_does_not_ask_elsewhere(tmp_path: Path) -> None:
    status, out, err = run_command("new", str(tmp_path / "a"), "--part", "8-31")
    assert (status, out) == (2, "")
    assert err == "dlmsprofile: the following arguments are required: --technology, --networks\n"


def test_new_writes_what_is_asked_for_beside(tmp_path: Path) -> None:
    given = ("--part", "8-31", "--technology", "PLC", "--networks", "NN", "--with", "editor,pre-commit,CI")
    assert run_command("new", str(tmp_path / "a"), *given)[0] == 0
    names = (".pre-commit-config.yaml", ".github/workflows/standard.yml", ".editorconfig")
    assert all((tmp_path / "a" / name).is_file() for name in names)
    assert run_command("new", str(tmp_path / "b"), *given[:-1], "hooks")[0] == 2
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ("an", "NB-IoT LTE M-Bus RF IEEE ISO HDLC Ethernet S-FSK 802.11ah 8-bit 11 ultra-wideband uninterrupted XMPP"),
        ("a", "LoRaWAN PLC Wi-SUN UMTS USB G3-PLC 5G BLE Zigbee universal European GPRS TCP * 10BASE-T"),
    ],
)
def test_articles_are_those_that_are_spoken(article: str, names: str) -> None:
    assert {name: article_of(name) for name in names.split()} == dict.fromkeys(names.split(), article)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_bar_is_for_terminals_and_leaves_nothing(tmp_path: Path) -> None:
    Source({"index.rst": _TEXT}).write(tmp_path)
    _, shown = _at_a_terminal("check", answers="", cwd=tmp_path)
    assert "reading [##############################] 1/1" in shown
    assert re.search(r"1/1\r\x1b\[K", shown)
    assert "reading [" not in run_command("check", str(tmp_path))[2]


def _read_until(process: subprocess.Popen[bytes], word: str, seconds: float = 40) -> str:
    assert process.stdout
    shown, end = "", time.monotonic() + seconds
    while word not in shown and time.monotonic() < end:
        if select.select([process.stdout], [], [], 0.5)[0]:
            octets = os.read(process.stdout.fileno(), 1 << 16)
            if not octets:
                break
            shown += octets.decode()
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="select is for sockets there")
def test_watch_tells_what_comes_and_goes(tmp_path: Path) -> None:
    pytest.importorskip("sphinx_autobuild")
    Source({"index.rst": _TEXT}).write(tmp_path)
    command = [sys.executable, "-m", "sphinx_dlmsprofile.cli", "watch", "--no-pages", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert "editorial-percent-space" in _read_until(process, " waived\n")
            time.sleep(1)  # it begins to watch
            path = tmp_path / "index.rst"
            path.write_text(_TEXT.replace("10%", "10 %").replace("It is", "It don't is"), "utf-8")
            shown = _read_until(process, " waived\n")
            assert re.search(r"^- .*editorial-percent-space", shown, re.MULTILINE)
            assert re.search(r"^\+ .*editorial-contraction", shown, re.MULTILINE)
            assert len(shown.splitlines()) == 3
            path.write_text(f"{path.read_text('utf-8')}\n", "utf-8")
            path.write_text(path.read_text("utf-8").replace("don't", "do not"), "utf-8")
            shown = _read_until(process, " waived\n")
            assert re.search(r"^- .*editorial-contraction", shown, re.MULTILINE)
            assert len(shown.splitlines()) == 2
        finally:
            process.terminate()
