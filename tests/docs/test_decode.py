"""The commands, the key file and the program of "Decode an APDU" are run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.keys import read_keys
from tests.support import run_command

PAGE = (Path(__file__).parents[2] / "docs" / "decode.md").read_text("utf-8")
COMMANDS = re.findall(
    r"```(?:\{code-block\} console\n:class: columns\n\n|console\n)\$ dlmsprofile (.*?)\n(.*?)```", PAGE, re.DOTALL
)
YAML = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 5


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_commands(command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keys.yaml").write_text(YAML[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _, out, err = run_command(*shlex.split(command))
    assert out + err == printed


def test_descriptions() -> None:
    for text in YAML[1:]:
        assert encode_text(text, keys=read_keys(YAML[0])).octets


def test_program() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(program, {})
