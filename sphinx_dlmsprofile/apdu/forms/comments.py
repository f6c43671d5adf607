"""Comments of programs and logs."""

from __future__ import annotations

from itertools import zip_longest

from sphinx_dlmsprofile.apdu.forms.words import words_of
from sphinx_dlmsprofile.text.patterns import regex

_TO_END = regex(r"//|(?:^|(?<=[\s,;]))#")


def without_comments(text: str) -> tuple[list[str], tuple[str, ...]]:
    """The lines of a text with spaces for its comments, so that columns remain; and the comments.

    They are ``/* … */``, ``// …``, ``# …``, and ``; …`` if no octets follow.
    """
    blocks: list[str] = []
    parts: list[str] = []
    position = 0
    while (begin := text.find("/*", position)) >= 0 and (end := text.find("*/", begin + 2)) >= 0:
        block = text[begin : end + 2]
        blocks.append(block)
        parts += text[position:begin], "".join("\n" if each == "\n" else " " for each in block)
        position = end + 2
    lines, others = [], []
    for line in ("".join(parts) + text[position:]).splitlines():
        end = _end(line)
        lines.append(line[:end])
        if line[end:].strip():
            others.append(line[end:].strip())
    return lines, (*blocks, *others)


def _end(line: str) -> int:
    """Where the comment at the end of a line begins."""
    match = _TO_END.search(line)
    end = match.start() if match else len(line)
    words = words_of(line[:end]) if ";" in line[:end] else []
    for word, after in zip_longest(words, words[1:]):
        if word.text.startswith(";") and word.digits is None:
            return word.column
        if word.text.endswith(";") and after and after.digits is None:
            return word.end - 1
    return end
