"""Where ``conf.py`` sets an option, and names what is in its value."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sphinx_dlmsprofile.text.foreign import conf_path
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NamedAt: TypeAlias = "Callable[[str], Location]"
"""Where an option names a file."""

_STATEMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.For, ast.With)


class ConfLines:
    """The lines of options. A file that is not Python has none."""

    def __init__(self, content: bytes) -> None:
        """Take the file; it is parsed when it is first asked."""
        self._content = content

    @cached_property
    def _statements(self) -> list[tuple[frozenset[str], ast.stmt]]:
        """What sets or changes a value, in the order of its lines, with the names that it may mean."""
        try:
            tree = ast.parse(self._content)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return []
        found = [each for each in ast.walk(tree) if isinstance(each, _STATEMENTS)]
        return [(frozenset(_named(each)), each) for each in sorted(found, key=lambda each: each.lineno)]

    def line(self, option: str, value: str = "") -> int | None:
        """The line of the value in the last statement that has it, else that of the last one; None without any."""
        about = [each for names, each in self._statements if option in names]
        for each in reversed(about if value else ()):
            for part in ast.walk(each):
                if isinstance(part, ast.Constant) and part.value == value:
                    return part.lineno
        return about[-1].lineno if about else None


def _named(statement: ast.AST) -> Iterator[str]:
    """The names that a statement sets, ``x = …``, or may change: ``x.append(…)``, ``globals()["x"] = …``."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and isinstance(statement, ast.Expr):
            yield node.value.id
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from (each.id for each in [node.value] if isinstance(each, ast.Name))
            yield from (str(each.value) for each in [node.slice] if isinstance(each, ast.Constant))


def somewhere(_value: str) -> Location:
    """The place of an option whose line nobody knows."""
    return Location("conf.py", 1)


def place_of_unread(directory: Path, name: str, named_at: NamedAt, line: int = 1) -> Location:
    """Where a file that cannot be read is reported: at its line, or where it is named if there is no such file."""
    return Location(name, line) if conf_path(directory, name).is_file() else named_at(name)
