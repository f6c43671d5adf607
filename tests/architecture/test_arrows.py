"""The rooms of the package and the arrows between them: each imports from those below it, and files make no circle.

Imports for annotations alone count, too.
"""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.architecture.rooms import ROOMS, SPHINX_ROOMS
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = "sphinx_dlmsprofile"


def _name(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@cache
def _modules() -> dict[str, Path]:
    return {_name(path): path for path in sorted((ROOT / PACKAGE).rglob("*.py"))}


def _imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever and for whatever."""
    known = _modules()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else node.module for name in names)


@cache
def _imports() -> dict[str, frozenset[str]]:
    return {name: frozenset(_imported(path)) - {name} for name, path in _modules().items()}


def _room(module: str) -> str:
    return module.partition(".")[2].partition(".")[0]


def test_each_room_is_in_the_table_and_so_is_nothing_else() -> None:
    assert {_room(name) for name in _modules()} == set(ROOMS)


def test_the_table_has_no_circle() -> None:
    assert list(TopologicalSorter(ROOMS).static_order())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_from_those_below_it_alone(room: str) -> None:
    allowed = {room, *ROOMS[room]}
    arrows = ((name, other) for name, others in _imports().items() if _room(name) == room for other in sorted(others))
    assert [" -> ".join(arrow) for arrow in arrows if _room(arrow[1]) not in allowed] == []


@pytest.mark.parametrize("room", ROOMS)
def test_each_arrow_of_the_table_is_used(room: str) -> None:
    used = {_room(other) for name, others in _imports().items() if _room(name) == room for other in others}
    assert set(ROOMS[room]) <= used


def test_files_import_each_other_in_no_circle() -> None:
    try:
        list(TopologicalSorter(_imports()).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def _named(module: str) -> Iterator[str]:
    """What the texts in a module may name, as tables do: modules, or what is in one, whole or seen from its folder."""
    tree = ast.parse(_modules()[module].read_text("utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    folder = module if _modules()[module].name == "__init__.py" else module.rpartition(".")[0]
    before = {"", f"{folder}.", *(text for text in texts if text.startswith(PACKAGE) and text.endswith("."))}
    for name in (f"{start}{text.strip('.')}" for start in before for text in texts):
        yield from (name, name.rpartition(".")[0])


def test_no_file_is_forgotten() -> None:
    """Each is imported or named in a table: a directive, command or output that none lists would just be absent."""
    known = _modules()
    used = frozenset().union(*_imports().values(), *map(_named, known))
    assert [name for name in known.keys() - used if known[name].name != "__init__.py"] == []


def test_families_of_rules_do_not_import_each_other() -> None:
    def family(module: str) -> str:
        return module.removeprefix(f"{PACKAGE}.rules.").partition(".")[0]

    pairs = (
        (name, other)
        for name, others in _imports().items()
        if _room(name) == "rules"
        for other in others
        if _room(other) == "rules" and other != f"{PACKAGE}.rules.rule"
    )
    assert [pair for pair in pairs if family(pair[0]) != family(pair[1])] == []


@pytest.mark.parametrize("room", SPHINX_ROOMS)
def test_a_folder_of_sphinx_imports_from_those_below_it_alone(room: str) -> None:
    inside = f"{PACKAGE}.sphinx.{room}"
    prefix = f"{PACKAGE}.sphinx."
    others = {
        other.removeprefix(prefix).partition(".")[0]
        for name, imported in _imports().items()
        if name == inside or name.startswith(f"{inside}.")
        for other in imported
        if other.startswith(prefix)
    }
    assert others - {room} == set(SPHINX_ROOMS[room])


def test_each_folder_of_sphinx_is_in_the_table() -> None:
    folders = {path.name for path in (ROOT / PACKAGE / "sphinx").iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(SPHINX_ROOMS)
    assert list(TopologicalSorter(SPHINX_ROOMS).static_order())
