"""A fact is said once: no two files give the same longer constant a name."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 28
"""From so many characters on, what two files say alike is the same fact; shorter ones may be alike by chance."""

_EACH_ITS_OWN = {"OPTIONS", "_CLAUSE", "__all__"}
"""The options of a directive, the clause of a rule, the door of a module: equal ones do not depend on each other."""

_MADE_BY = {"regex", "frozenset"}


def _named(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names of a file's constants, and what they stand for."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and (value := node.value) is not None:
            made = isinstance(value, ast.Call) and ast.unparse(value.func) in _MADE_BY
            if made or isinstance(value, ast.Dict | ast.Tuple | ast.Set | ast.List | ast.Constant | ast.BinOp):
                yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target), ast.unparse(value)


def test_no_constant_is_said_in_two_files() -> None:
    said: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "sphinx_dlmsprofile").rglob("*.py")):
        for name, value in _named(ast.parse(path.read_text("utf-8"))):
            if len(value) >= _LONG and not any(name.endswith(own) for own in _EACH_ITS_OWN):
                said[value].append(f"{path.relative_to(ROOT)}: {name}")
    assert {value: places for value, places in said.items() if len(places) > 1} == {}
