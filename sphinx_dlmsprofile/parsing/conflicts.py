"""Conflicts of versions that git has left in a text."""

from __future__ import annotations

_BEGIN, _BASE, _MIDDLE, _END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "


def resolved(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without the marks, and each conflict: its first line, its last one, and its first mark.

    Both versions stay, line by line, so that places are the same. A mark that has lost its other half is a conflict
    of one line. "=======" is a mark between the others alone: else it underlines a title.
    """
    if _BEGIN not in text and _END not in text:
        return text, []
    lines = text.split("\n")
    found: list[tuple[int, int, str]] = []
    marks: list[int] = []
    for index, line in enumerate(lines):
        if line.startswith(_BEGIN):
            found += _alone(lines, marks)
            marks = [index]
        elif marks and (line.rstrip() == _MIDDLE or line.startswith(_BASE)):
            marks.append(index)
        elif line.startswith(_END):
            if marks:
                found.append((marks[0] + 1, index + 1, lines[marks[0]].strip()))
                _take_out(lines, [*marks, index])
                marks = []
            else:
                found += _alone(lines, [index])
    found += _alone(lines, marks)
    return "\n".join(lines), found


def _alone(lines: list[str], marks: list[int]) -> list[tuple[int, int, str]]:
    """A mark without its other half."""
    if not marks:
        return []
    mark = lines[marks[0]].strip()
    _take_out(lines, marks[:1])
    return [(marks[0] + 1, marks[0] + 1, mark)]


def _take_out(lines: list[str], marks: list[int]) -> None:
    for index in marks:
        lines[index] = "\r" if lines[index].endswith("\r") else ""
