"""The commands, the key file and the program of "Decode an APDU" and "Read an APDU" are run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.keys import read_keys
from tests.support import Source, run_command

PAGE = (Path(__file__).parents[2] / "docs" / "decode.md").read_text("utf-8")
GUIDE = (Path(__file__).parents[2] / "docs" / "read-an-apdu.md").read_text("utf-8")
_COMMAND = r"```(?:\{code-block\} console\n:class: columns\n\n|console\n)\$ dlmsprofile (.*?)\n(.*?)```"
COMMANDS = re.findall(_COMMAND, PAGE + GUIDE, re.DOTALL)
YAML = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)

_PROFILE = """Radio
=====

.. sap-table:: SAPs

   client:
     0x10: Public Client
   server:
     0x01: Management Logical Device

.. cosem-class:: IEEE 802.11ah setup
   :class-id: 180
   :version: 0
   :obis: 0-0:39.0.0.255

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}
     2: {name: association_mode, type: enum, static: yes, short-name: x + 0x08}
"""


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 16


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_commands(command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keys.yaml").write_text(YAML[0], encoding="utf-8")
    (tmp_path / "get.yaml").write_text(
        "get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}\n", "utf-8"
    )
    if "profile.json" in command:
        source = Source({"index.rst": _PROFILE}).write(tmp_path / "source")
        assert run_command("export", str(source), "--output", str(tmp_path / "profile.json"))[0] == 0
    monkeypatch.chdir(tmp_path)
    _, out, err = run_command(*shlex.split(command))
    assert out + err == printed


def test_descriptions() -> None:
    for text in YAML[1:]:
        assert encode_text(text, keys=read_keys(YAML[0])).octets


def test_program() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(program, {})
