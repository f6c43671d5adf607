"""The hooks, the action and the configurations that projects take over: they can be read, and their steps run."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT, Source, run_command


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("hook", _yaml(".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_a_hook_is_a_command(hook: dict[str, Any], tmp_path: Path) -> None:
    Source({"index.rst": "Profile\n=======\n\nScope\n-----\n\nIt is 10 %.\n"}).write(tmp_path)
    program, *arguments = shlex.split(hook["entry"])
    assert program == "dlmsprofile"
    assert run_command(*arguments, str(tmp_path))[0] == {"check": 1, "fix": 0}[arguments[0]]
    assert re.search(hook["files"], "profile/06-addressing.md")
    assert not hook["pass_filenames"]


@pytest.mark.skipif(not shutil.which("bash"), reason="the steps are for bash")
def test_the_steps_of_the_action(tmp_path: Path) -> None:
    """As a runner does them: each with its environment; pip, and what others publish, is left out."""
    action = _yaml("action.yml")
    source = Source({"index.rst": "Profile\n=======\n\nScope\n-----\n\nIt is 10%.\n"}).write(tmp_path / "profile")
    given = {name: str(value.get("default", "")) for name, value in action["inputs"].items()}
    given |= {"source": str(source), "stage": "final", "sarif": "true"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    status: dict[str, int] = {}
    for step in action["runs"]["steps"]:
        if "run" not in step or "pip install" in step["run"]:
            continue
        own = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: given[match[1]], value)
            for name, value in step["env"].items()
        }
        environment = {**os.environ, **own, "PATH": path, "RUNNER_TEMP": str(tmp_path)}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]], env=environment, check=False, capture_output=True, text=True
        )
        status[step["name"]] = done.returncode
        if step["name"] == "Check":
            assert "title=editorial-percent-space" in done.stdout
    assert status == {"Findings as SARIF": 0, "Pages and PDF": 0, "Check": 1}
    results = json.loads((tmp_path / "dlmsprofile.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "editorial-percent-space" in {result["ruleId"] for result in results}
    assert (tmp_path / "standard" / "html" / "index.html").is_file()


def test_the_examples_of_the_manual_can_be_read() -> None:
    text = (ROOT / "docs" / "pipeline.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    hooks, action, _ = map(yaml.safe_load, blocks)
    known = {hook["id"] for hook in _yaml(".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == known
    assert set(action["jobs"]["standard"]["steps"][1]["with"]) <= set(_yaml("action.yml")["inputs"])


def test_the_table_of_roles_is_complete() -> None:
    from sphinx_dlmsprofile.sphinx.building.domain import DlmsDomain  # noqa: PLC0415

    text = (ROOT / "docs" / "references.rst").read_text("utf-8")
    assert {f"dlms:{name}" for name in DlmsDomain.roles} <= set(re.findall(r"``(dlms:\w+)``", text))
    assert {"std", "prov", "const", "cosem", "obis", "abbr"} <= set(re.findall(r"``(\w+)``", text))


_MADE = {"build", "dist", ".venv", ".git", ".hypothesis"}
"""What is no source."""


def test_the_source_distribution_has_what_tests_read() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    include = set(settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    texts = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")]
    named = {name for text in texts for name in re.findall(r'"([\w.-]+)"', text)}
    read = {path.name for path in ROOT.iterdir() if path.name in named - _MADE - {"pyproject.toml"}}
    assert {"docs", "action.yml", ".pre-commit-hooks.yaml", "tests"} <= read
    assert {f"/{name}" for name in read} <= include
