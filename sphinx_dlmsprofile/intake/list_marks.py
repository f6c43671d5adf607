"""Marks of lists that are typed, a) b) c): one after the other, as reStructuredText asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

_MARK = regex(r"(?P<indent>[ \t]*)(?P<open>\(?)(?P<mark>\d{1,3}|[A-Za-z])(?P<close>[.)])(?=[ \t])")


def counted(text: str, at: int) -> str:
    """A text in which the list with a typed item on the next line with words counts its items from its first one on."""
    lines = text.splitlines(keepends=True)
    here = text.count("\n", 0, at)
    while here < len(lines) and not lines[here].strip():
        here += 1
    match = _MARK.match(lines[here]) if here < len(lines) else None
    if match is None:
        return text
    first = here
    for place in range(here - 1, -1, -1):
        if _is_beside(lines[place], match):
            first = place
        elif not _belongs(lines[place], match):
            break
    last = ""
    for place in range(first, len(lines)):
        found = _MARK.match(lines[place])
        if found and _is_beside(lines[place], match):
            mark = _next(last) if last else found["mark"]
            if not mark:
                return text
            lines[place] = lines[place][: found.start("mark")] + mark + lines[place][found.end("mark") :]
            last = mark
        elif not _belongs(lines[place], match):
            break
    return "".join(lines)


def _is_beside(line: str, item: re.Match[str]) -> bool:
    """Whether a line begins an item of the same list."""
    other = _MARK.match(line)
    return other is not None and _kind(other) == _kind(item)


def _kind(item: re.Match[str]) -> tuple[str, str, str, bool, bool]:
    return item["indent"], item["open"], item["close"], item["mark"].isdigit(), item["mark"].isupper()


def _belongs(line: str, item: re.Match[str]) -> bool:
    """Whether a line is empty, or a part of an item."""
    return not line.strip() or len(line) - len(line.lstrip()) > len(item["indent"])


def _next(mark: str) -> str:
    """The mark that follows; none behind z."""
    if mark.isdigit():
        return str(int(mark) + 1)
    return "" if mark in "zZ" else chr(ord(mark) + 1)
