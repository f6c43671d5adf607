"""The clauses of a file with their numbers, as an editor's outline shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.server.positions import Positions
    from sphinx_dlmsprofile.server.projects import Opened
    from sphinx_dlmsprofile.text.location import Location


def outline(opened: Opened, source: str, positions: Positions) -> list[types.DocumentSymbol]:
    """The clauses whose headings are in a file."""
    lines = opened.lines(source)
    clauses = opened.project.clauses if opened.project else ()
    return [symbol for clause in clauses for symbol in _symbols(clause, source, lines, positions)]


def _symbols(clause: Clause, source: str, lines: Sequence[str], positions: Positions) -> list[types.DocumentSymbol]:
    children = [symbol for child in clause.children for symbol in _symbols(child, source, lines, positions)]
    if clause.at.source != source:
        return children
    heading = positions.rest_of_line(lines, clause.at)
    last = max((child.range.end.line for child in children), default=heading.end.line)
    end = _end(clause.at, lines, last)
    name = f"{clause.label} {clause.title}" if clause.number else clause.title
    whole = types.Range(types.Position(heading.start.line, 0), types.Position(end, positions.units(lines[end])))
    return [types.DocumentSymbol(name.strip() or "?", types.SymbolKind.Module, whole, heading, children=children)]


def _end(at: Location, lines: Sequence[str], last: int) -> int:
    return min(max(at.line, last), len(lines) - 1)
