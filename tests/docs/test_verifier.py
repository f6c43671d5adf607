"""The commands of the verifier's day, run as the page says."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "verifier.md"


def test_each_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "profile")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ dlmsprofile (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    done = {command: run_command(*command.split()) for command in commands}
    assert [(command.split()[0], status) for command, (status, *_) in done.items()] == [
        ("label", 0), ("check", 0), ("report", 0), ("export", 0), ("report", 0), ("impact", 1),
    ]  # fmt: skip
    printed = [out for _, out, _ in done.values()]
    assert "61 of 65 requirements verified (93.8 %)" in printed[2]
    assert "missed" not in printed[4]
    assert "verifies no-early-repeat" in printed[5]
