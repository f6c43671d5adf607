"""The page for those who implement and test: each command says of the example what the page shows."""

from __future__ import annotations

import io
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands import standard
from sphinx_dlmsprofile.commands.export_targets import TARGETS
from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

PAGE = (ROOT / "docs" / "implementers.md").read_text("utf-8")
COMMANDS = dict(re.findall(r"^```console\n\$ dlmsprofile (.+)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE))


@pytest.fixture(scope="module")
def example() -> Judgement:
    return standard.judge_standard(EXAMPLE, log=io.StringIO())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_the_page_shows(
    command: str, example: Judgement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(standard, "judge_standard", lambda *_, **__: example)
    (tmp_path / "profile").mkdir()
    (tmp_path / "statement.yaml").write_text('"service GET": no\n', "utf-8")
    status, out, err = run_command(*shlex.split(command))
    assert status == (1 if " judge " in command else 0)
    assert all(line.startswith("left out: ") for line in err.splitlines())
    printed = iter(out.splitlines())
    shown = COMMANDS[command].splitlines()
    for before, line in zip(["", *shown], shown, strict=False):
        if line == "…":
            continue
        if before != "…":
            assert next(printed, None) == line
        else:
            assert line in printed, line  # goes on to it


def test_each_target_is_on_the_page() -> None:
    assert set(TARGETS) - set(re.findall(r"--to ([\w-]+)", PAGE)) == {"profile", "reqif", "reqifz", "needs-config"}
