"""What the words at a place of a source are a part of: running text, code, the YAML of a directive, or a table."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

_DIRECTIVE = regex(r"\.\.[ ]+(?:\|[^|]*\|[ ]+)?(?P<name>[\w:.+-]+?)::(?:[ ].*)?")
_OPTION = regex(r"[ \t]*(?:>[ \t]*)*:[\w-]+:.*")
_FENCE = regex(r"(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>.*)")
_DIRECTIVE_OF_FENCE = regex(r"\{(?P<name>[\w:.+-]+)\}.*")
_GRID = regex(r"(?m)^[ \t]*\+[-=]+(?:\+[-=]+)*\+[ \t]*$")
_SIMPLE = regex(r"(?m)^[ \t]*=+(?:[ ]+=+)+[ ]*$")
BELOW_HEADS = regex(r"(?m)^[ \t]*(?:\|[ ]*)?:?-+:?(?:[ ]*\|[ ]*:?-+:?)+(?:[ ]*\|)?[ \t]*$")
"""The line below the heads of a table of Markdown."""

_CODE = frozenset(
    {"code-block", "code", "sourcecode", "math", "raw", "highlight", "parsed-literal", "mermaid", "graphviz"}
)
_DATA_FILES = (".yaml", ".yml")


class Kind(Enum):
    """What takes words as they are written there."""

    TEXT = "text"
    CODE = "code"
    YAML = "yaml"
    CSV = "csv"
    GRID = "grid"
    SIMPLE = "simple"
    PIPES = "pipes"


class Surroundings(NamedTuple):
    """What a place is a part of; ``start`` and ``end`` are those of the body or table around it."""

    kind: Kind
    start: int
    end: int
    is_markdown: bool = False


def surroundings(name: str, text: str, at: int, bodies: frozenset[str]) -> Surroundings:
    """What a place in a file is a part of; ``bodies`` are the directives whose body is YAML."""
    found = _surroundings(name, text, at, bodies)
    if found.kind in {Kind.CODE, Kind.YAML} and found.start and _is_option(text, found.start, at):
        return found._replace(kind=Kind.TEXT)  # a caption, for instance
    return found


def _is_option(text: str, start: int, at: int) -> bool:
    """Whether a place is in the options of a directive whose body begins somewhere."""
    lines = text[start : _line_end(text, at)].splitlines()
    return bool(lines) and all(map(_OPTION.fullmatch, lines))


def _surroundings(name: str, text: str, at: int, bodies: frozenset[str]) -> Surroundings:
    whole = (0, len(text))
    if name.endswith(_DATA_FILES):
        return Surroundings(Kind.YAML, *whole)
    if name.endswith(".csv"):
        return Surroundings(Kind.CSV, *whole)
    if name.endswith(".md"):
        fences = _open_fences(text, at)
        if fences:
            directive, start, end = fences[-1]
            if directive == "eval-rst":
                return _in_text(text, start, end, at, bodies)
            if kind := _kind_of(directive, bodies):
                return Surroundings(kind, start, end, is_markdown=True)
        return _table_around(text, at, ((BELOW_HEADS, Kind.PIPES),))._replace(is_markdown=True)
    return _in_text(text, *whole, at, bodies)


def _kind_of(directive: str, bodies: frozenset[str]) -> Kind | None:
    """What the body of a directive is, None where it is text."""
    if directive in bodies:
        return Kind.YAML
    if directive == "csv-table":
        return Kind.CSV
    return Kind.CODE if directive in _CODE or not directive else None


def _open_fences(text: str, at: int) -> list[tuple[str, int, int]]:
    """The fences around a place, the innermost last: the directive, "" for code, and where its body is."""
    found: list[tuple[str, str, int]] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        match = _FENCE.fullmatch(line.strip())
        if match and found and match["mark"].startswith(found[-1][0]) and not match["info"].strip():
            if at < end:
                break
            found.pop()
        elif match and (not found or found[-1][1]):  # nothing begins within code
            if at < end:
                break
            named = _DIRECTIVE_OF_FENCE.fullmatch(match["info"].strip())
            found.append((match["mark"], named["name"] if named else "", end))
        begin = end
    return [(directive, start, _end_of_fence(text, start, mark)) for mark, directive, start in found]


def _end_of_fence(text: str, start: int, mark: str) -> int:
    match = regex(rf"(?m)^[ \t]*{mark}+[ \t]*$").search(text, start)
    return match.start() if match else len(text)


def _in_text(text: str, first: int, last: int, at: int, bodies: frozenset[str]) -> Surroundings:
    """The same in reStructuredText, where what is indented belongs to what stands above it."""
    begin = text.rfind("\n", 0, at) + 1
    margin = _margin(text[begin : _line_end(text, begin)])
    above = begin
    while above > first and margin:
        above = text.rfind("\n", 0, above - 1) + 1
        line = text[above : _line_end(text, above)]
        if not line.strip() or _margin(line) >= margin:
            continue
        margin = _margin(line)
        named = _DIRECTIVE.fullmatch(line.strip())
        kind = _kind_of(named["name"], bodies) if named else Kind.CODE if line.rstrip().endswith("::") else None
        if kind:
            start = _line_end(text, above) + 1
            return Surroundings(kind, min(start, last), _end_of_block(text, start, last, margin))
    return _table_around(text, at, ((_GRID, Kind.GRID), (_SIMPLE, Kind.SIMPLE)))


def _end_of_block(text: str, start: int, last: int, margin: int) -> int:
    """Where what is indented more than a margin ends."""
    begin = end = start
    while begin < last:
        stop = min(_line_end(text, begin) + 1, last)
        line = text[begin:stop]
        if line.strip() and _margin(line) <= margin:
            break
        end = stop if line.strip() else end
        begin = stop
    return end


def _table_around(text: str, at: int, borders: tuple[tuple[object, Kind], ...]) -> Surroundings:
    """The table whose lines stand around a place without an empty one between, else running text."""
    start = text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0
    end = text.find("\n\n", at)
    end = len(text) if end < 0 else end
    for border, kind in borders:
        if border.search(text, start, end):  # type: ignore[attr-defined]
            return Surroundings(kind, start, end)
    return Surroundings(Kind.TEXT, start, end)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
