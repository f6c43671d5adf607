"""The commands of the review, run as the page says."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "review-workflow.md"


def test_each_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "profile")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ dlmsprofile (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    done = {command: run_command(*command.split()) for command in commands}
    assert {command.split()[0]: status for command, (status, *_) in done.items()} == {
        "report": 0, "diff": 1, "label": 0, "check": 0, "export": 0,
    }  # fmt: skip
    changes = done["diff profile/review/edition-0.9.json profile"][1]
    assert "strengthened" in changes
    assert "Wording of 7.6.3 Timing" in changes
    assert (tmp_path / "profile.json").is_file()
