"""What the documentation promises of the API is there, with these arguments."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

from sphinx_dlmsprofile.commands.standard import judge_project

_PAGE = (Path(__file__).parents[2] / "docs" / "stability.md").read_text("utf-8")
_INTERNAL = {"also"}


def test_arguments_of_a_check() -> None:
    match = re.search(r"`check_project\((.*)\)`", _PAGE)
    assert match
    parameters = inspect.signature(judge_project).parameters.values()
    told = ["sourcedir", "*"]
    told += [f"{each.name}={each.default!r}" for each in parameters if each.kind is each.KEYWORD_ONLY]
    assert match[1].split(", ") == [each for each in told if each.partition("=")[0] not in _INTERNAL]


def test_names_can_be_imported() -> None:
    found = re.findall(r"`(sphinx_dlmsprofile(?:\.\w+)+)\.(\w+)", _PAGE)
    assert len(found) > 3
    for module, name in found:
        assert hasattr(import_module(module), name), (module, name)
