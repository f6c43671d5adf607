"""The map of the package: its rooms, what their own docstrings say of them, and what they may import."""

from __future__ import annotations

import ast
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import sphinx_dlmsprofile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node

_PACKAGE = Path(sphinx_dlmsprofile.__file__).parent
_TABLE = Path(__file__).parents[3] / "tests" / "architecture" / "rooms.py"


class Rooms(SphinxDirective):
    """A table of all rooms, with the folders in them; the test of the arrows holds its last column."""

    def run(self) -> list[Node]:
        """Make the table."""
        self.env.note_dependency(_TABLE)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (22, 48, 30)), cols=3)
        heads = (nodes.entry("", nodes.paragraph("", head)) for head in ("Room", "What is in it", "May import"))
        group += nodes.thead("", nodes.row("", *heads))
        body = nodes.tbody()
        for room, below in run_path(str(_TABLE))["ROOMS"].items():
            for path in _files(room):
                self.env.note_dependency(path)
                body += self._row(path, below if path == _file(room) else ())
        group += body
        return [nodes.table("", group, classes=["rooms"])]

    def _row(self, path: Path, below: tuple[str, ...]) -> nodes.row:
        text, messages = self.parse_inline(_purpose(path), lineno=self.lineno)
        cells = ([nodes.literal("", _shown(path))], [*text, *messages], [nodes.Text(", ".join(below))])
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def _file(room: str) -> Path:
    """The file whose docstring says what a room is for."""
    folder = _PACKAGE / room
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _files(room: str) -> Iterator[Path]:
    """The file of a room, and those of the folders in it."""
    yield _file(room)
    if room:
        yield from sorted((_PACKAGE / room).glob("*/__init__.py"))


def _shown(path: Path) -> str:
    """How the map names it: "rules/addressing/", "cli.py"."""
    if path.name != "__init__.py":
        return path.name
    return f"{path.parent.relative_to(_PACKAGE.parent if path.parent == _PACKAGE else _PACKAGE).as_posix()}/"


def _purpose(path: Path) -> str:
    """The first sentence of its docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n\n")[0].replace("\n", " ")
