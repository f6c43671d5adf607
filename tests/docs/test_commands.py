"""The commands of the manual are those that there are: a reader who types them gets what the page promises."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.docs.test_get_started import run
from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

GIT = ("git", "-c", "user.name=Reader", "-c", "user.email=reader@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose last edition is tagged, and that has changed since."""
    directory = tmp_path_factory.mktemp("reader")
    shutil.copytree(EXAMPLE, directory / "profile")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Edition 0.9"], ["tag", "v0.9"]):
        subprocess.run([*GIT, *command], cwd=directory, check=True)
    page = directory / "profile" / "06-addressing.md"
    text = page.read_text("utf-8")
    assert "Public Client" in text
    page.write_text(text.replace("Public Client", "Common Client"), "utf-8")
    return directory


@pytest.mark.parametrize("page", ["checking.md", "diff.md", "second-profile.md"])
def test_each_command_of_a_page(page: str, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edited)
    commands = re.findall(r"^\$ dlmsprofile (.+)$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
    assert commands
    for command in commands:
        written, _, target = command.partition(" > ")
        status, out, err = run_command(*shlex.split(written))
        assert status in {0, 1}, (command, err)
        assert out, command
        if target:
            (edited / target).write_text(out, "utf-8")


def test_what_is_published_and_passed_on(tmp_path: Path) -> None:
    status, _, err = run_command(
        *("new", str(tmp_path / "profile"), "--part", "8-40", "--technology", "LoRaWAN", "--networks", "NN")
    )
    assert status == 0, err
    pages = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("publishing-pages.md", "passing-on.md"))
    commands = dict.fromkeys(re.findall(r"^\$ (.+)$", pages, re.MULTILINE))
    (serves,) = (command for command in commands if "http.server" in command)
    assert run(f"{serves} --help", tmp_path).returncode == 0
    for command in commands:
        if command != serves:
            run(command, tmp_path)
    (named,) = re.findall(r'dlms_pdf_link = "(.+)"', pages)
    assert (tmp_path / "build" / "pdf" / named).is_file()
    assert "html/index.html" in zipfile.ZipFile(tmp_path / "draft.zip").namelist()
