"""What rules know of a change, as exact edits of the source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.judging.drawn_lines import fitted
from sphinx_dlmsprofile.model.finding import AddEntry, Edit, Reorder, Rewrite
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_dlmsprofile.model.finding import Change, Finding


def with_edits(findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]]) -> list[Finding]:
    """The findings with exact edits, none where the source does not read as the rule expects.

    A finding whose line alone is known gets the column at which its edit begins. Where a line has the same fault
    several times, and the words as often, they are fixed in their order.
    """
    findings = list(findings)
    alike = Counter(_kind(finding) for finding in findings)
    before: Counter[object] = Counter()
    placed = []
    for finding in findings:
        kind = _kind(finding)
        turn = _Turn(before[kind], alike[kind])
        before[kind] += 1
        placed.append(finding if finding.change is None else _placed(finding, finding.change, turn, lines_of))
    return placed


class _Turn(NamedTuple):
    """How many faults of the same words come before one in its line, and how many there are."""

    before: int
    total: int


def _kind(finding: Finding) -> object:
    """What is one and the same for faults that only their place within a line distinguishes."""
    change = finding.change
    if not isinstance(change, Rewrite):
        return None
    at = change.at or finding.at
    return finding.rule, at, change.words, change.instead


def _placed(finding: Finding, change: Change, turn: _Turn, lines_of: Callable[[str], Sequence[str]]) -> Finding:
    edit = _edit(finding.at, change, turn, lines_of)
    at = finding.at
    if edit and at.column is None and isinstance(change, Rewrite) and edit.start.line == at.line:
        at = at._replace(column=edit.start.column)
    if edit and isinstance(change, Edit | Rewrite):
        edit = fitted(edit, lines_of(edit.start.source))
    return replace(finding, edit=edit, change=None, at=at)


def _edit(at: Location, change: Change, turn: _Turn, lines_of: Callable[[str], Sequence[str]]) -> Edit | None:
    if isinstance(change, Edit):
        return change if change.end.line <= len(lines_of(change.end.source)) else None
    if isinstance(change, Rewrite):
        return _rewritten(change, change.at or at, turn, lines_of)
    if isinstance(change, Reorder):
        return _reordered(change, lines_of)
    return _added(change, lines_of)


def _line(at: Location, lines_of: Callable[[str], Sequence[str]]) -> str:
    lines = lines_of(at.source)
    return lines[at.line - 1] if at.line <= len(lines) else ""


def _rewritten(change: Rewrite, at: Location, turn: _Turn, lines_of: Callable[[str], Sequence[str]]) -> Edit | None:
    words = r"[ \t]+".join(map(re.escape, change.words.split()))
    # Not a part of a longer word.
    before = r"(?<![\w-])" if change.words[:1].isalnum() else ""
    after = r"(?![\w-])" if change.words[-1:].isalnum() else ""
    pattern = re.compile(f"{before}{words}{after}")
    line = _line(at, lines_of)
    start = (at.column or 1) - 1
    match = None
    if at.column:
        # A key or a value may be in quotation marks.
        match = pattern.match(line, start + (line[start : start + 1] in {'"', "'"}))
    if match is None:
        found = list(pattern.finditer(line, start))
        if change.every and len(found) > 1:
            first, last = found[0].start(), found[-1].end()
            between = pattern.sub(lambda _: change.instead, line[first:last])
            return Edit(_at(at, first), _at(at, last), between, safe=change.safe)
        match = found[turn.before] if len(found) == turn.total else None
    if match is None or not change.words.strip():
        return None
    return Edit(_at(at, match.start()), _at(at, match.end()), change.instead, safe=change.safe)


def _at(at: Location, index: int) -> Location:
    """An index of its line as a place."""
    return Location(at.source, at.line, index + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _extent(at: Location, lines: Sequence[str]) -> range | None:
    """The lines of an entry, from 0: that of its key, and those below that are indented further."""
    first = at.line - 1
    if first >= len(lines) or _indent(lines[first]) != (at.column or 0) - 1:
        return None
    end = first + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) > _indent(lines[first]):
        end += 1
    return range(first, end)


def _reordered(change: Reorder, lines_of: Callable[[str], Sequence[str]]) -> Edit | None:
    """One edit of the whole list, where nothing but its entries stands in it: comments would lose their place."""
    source = change.entries[0].source
    lines = lines_of(source)
    extents = [_extent(at, lines) for at in change.entries if at.source == source]
    known = [extent for extent in extents if extent is not None]
    if len(known) != len(change.entries):
        return None
    there = sorted(known, key=lambda extent: extent.start)
    if any(one.stop != other.start for one, other in pairwise(there)):
        return None
    end = there[-1].stop
    ordered = "\n".join(lines[number] for extent in known for number in extent)
    return Edit(
        Location(source, there[0].start + 1, 1),
        Location(source, end, len(lines[end - 1]) + 1),
        ordered,
        safe=change.safe,
    )


def _added(change: AddEntry, lines_of: Callable[[str], Sequence[str]]) -> Edit | None:
    lines = lines_of(change.beside.source)
    extent = _extent(change.beside, lines)
    if extent is None:
        return None
    indent = " " * _indent(lines[extent.start])
    text = "\n".join(f"{indent}{line}" for line in change.text.split("\n"))
    if change.after:
        end = Location(change.beside.source, extent.stop, len(lines[extent.stop - 1]) + 1)
        return Edit(end, end, f"\n{text}")
    start = Location(change.beside.source, extent.start + 1, 1)
    return Edit(start, start, f"{text}\n")
