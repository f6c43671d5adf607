"""The commands of the manual are those that there are: a reader who types them gets what the page promises."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize("page", ["checking.md", "diff.md"])
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
