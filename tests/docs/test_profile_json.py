"""The programs in the manual do what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.exports.profile import SCHEMA_VERSION
from tests.support import EXAMPLE, ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", ["migration.md", "profile-json.md"])
def test_pages_name_the_version_of_today(page: str) -> None:
    assert f"ersion {SCHEMA_VERSION}" in (ROOT / "docs" / page).read_text("utf-8")


def test_programs_of_the_page(tmp_path: Path) -> None:
    programs = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "profile-json.md").read_text("utf-8"), re.DOTALL)
    lines = [line for line in programs[0].splitlines() if line and not line.startswith("import")]
    assert len(lines) <= 11, "the manual promises a short one"
    assert run_command("export", str(EXAMPLE), "--output", str(tmp_path / "profile.json"))[0] == 0
    said = [
        subprocess.run([sys.executable, "-c", each], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        for each in programs
    ]
    assert "client 0x10 Public Client\n" in said[0]
    assert "180 0 IEEE 802.11ah setup\n   1 logical_name octet-string\n   2 association_mode enum\n" in said[0]
    assert "'Public Client'" in said[1]
