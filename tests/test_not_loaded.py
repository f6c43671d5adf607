"""A check of a project whose ``conf.py`` does not load this package says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

_TOLD = 'conf.py:2: warning: "sphinx_dlmsprofile" is not in extensions'


@pytest.mark.parametrize(
    ("conf", "told"),
    [
        ("extensions = []", True),
        ('extensions = ["myst_parser"]', True),
        ('extensions = ["sphinx_dlmsprofile"]', False),
        ('extensions = ["house"]', False),
        ('extensions = ["house", "sphinx.ext.todo"]', False),
        ("def setup(app):\n    app.setup_extension('sphinx_dlmsprofile')", False),
    ],
)
def test_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conf: str, *, told: bool) -> None:
    (tmp_path / "house.py").write_text("def setup(app):\n    app.setup_extension('sphinx_dlmsprofile')\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "conf.py").write_text(f'project = "IEC 62056-8-99"\n{conf}\n', "utf-8")
    (tmp_path / "index.rst").write_text("Profile\n=======\n\nScope\n-----\n\nText.\n", "utf-8")
    status, out, error = run_command("check", str(tmp_path))
    assert status == 1
    assert "clause" in out
    assert error.count(_TOLD) == int(told), error
    assert run_command("fix", str(tmp_path))[2].count(_TOLD) == int(told)
