"""The oldest packages that may be used are those that ``pyproject.toml`` names; what has no floor is an error."""

from __future__ import annotations

import importlib.util

import pytest

from tests.support import ROOT

SPEC = importlib.util.spec_from_file_location("oldest", ROOT / "tools" / "oldest.py")
assert SPEC
assert SPEC.loader
MODULE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MODULE)


def _project(*needs: str) -> str:
    return (
        f"[project]\ndependencies = {list(needs)}\n[project.optional-dependencies]\nlint = ['ruff']\nall = ['x[y]']\n"
    )


def test_each_package_is_pinned_to_its_floor() -> None:
    assert MODULE.oldest(_project("b>=1.2,<3", "A>=4")) == ["A==4", "b==1.2"]
    pinned = MODULE.oldest((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {"docutils", "myst-parser", "sphinx", "sphinx-needs", "typst"} <= {
        each.partition("==")[0].lower() for each in pinned
    }


def test_a_package_without_a_floor_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^b<3 has no floor$"):
        MODULE.oldest(_project("a>=1", "b<3"))
