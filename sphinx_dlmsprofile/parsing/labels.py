"""Where in a source file a sentence begins, so that an identifier can be written before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS_COMPARED = 16
_LINES_SEARCHED = 80

RST, MYST = ":prov:`{}` ", "{{prov}}`{}` "
"""How an identifier is written in each markup."""


@dataclass(frozen=True)
class Label:
    """A text to be written into a file at an offset."""

    offset: int
    text: str


_ROLE = r":[\w.+-]{1,80}(?::[\w.+-]{1,80}){0,3}:"
_OPAQUE_BEFORE = regex(
    rf"(?:(?:{_ROLE}|\{{[\w:.+-]+\}})`[^`]*`|``[^`]*``|`[^`]*`(?:{_ROLE}|_{{1,2}})?|\$[^$]*\$|\|[^|\s]+\|)[^\w`]*$"
)
"""A role, literal or formula that ends there, with what may stand after it."""

_BETWEEN = r"(?:[\W_]|:[\w:.+-]+:(?=`)|\{[\w:.+-]+\}(?=`)|<[^<>\n]*>`|\]\([^()\n]*\))*?"
"""What may stand in the source between two words of a sentence: blanks, marks, names of roles, targets of links."""

_ANYTHING = r"[\s\S]{0,200}?"


def sentence_start(source: str, line: int, after: int, written: str) -> Iterator[int]:
    """The offsets at which a sentence may begin, the likeliest first; none where it is not found.

    It is looked for from ``line`` (from 1) on, and not before the offset ``after``. ``written`` are its words as they
    are read, with ``OPAQUE`` for code and the like.
    """
    begin, end = _searched(source, line)
    pattern = _pattern(written)
    match = pattern.search(source, max(begin, after), end) if pattern else None
    if match is None:
        return
    start = match.start()
    if re.match(rf"[^\w]*{OPAQUE}", written):
        opaque = _OPAQUE_BEFORE.search(source, begin, start)
        if opaque is None:
            return
        start = opaque.start()
    outer = start
    while outer > begin and not source[outer - 1].isspace() and source[outer - 1] != "|":
        outer -= 1
    yield outer
    # In a quoted cell or text of YAML the quotation mark is none of the sentence.
    yield from (outer + index + 1 for index, mark in enumerate(source[outer:start]) if mark in "\"'")


def _searched(source: str, line: int) -> tuple[int, int]:
    offsets = [0]
    for text in source.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(text))
    begin = offsets[min(line - 1, len(offsets) - 1)]
    return begin, offsets[min(line - 1 + _LINES_SEARCHED, len(offsets) - 1)]


def _pattern(written: str) -> re.Pattern[str] | None:
    words = re.findall(rf"[^\W_]+|{OPAQUE}", written)[:_WORDS_COMPARED]
    while words and words[0] == OPAQUE:
        del words[0]
    while words and words[-1] == OPAQUE:
        del words[-1]
    if not words:
        return None
    parts = [re.escape(words[0])]
    for before, word in pairwise(words):
        if word != OPAQUE:
            parts += [_ANYTHING if before == OPAQUE else _BETWEEN, re.escape(word)]
    return re.compile(r"(?<![^\W_])" + "".join(parts) + r"(?![^\W_])")


def inserted(source: str, labels: list[Label]) -> str:
    """The text with all labels written in."""
    parts, end = [], 0
    for label in sorted(labels, key=lambda each: each.offset):
        parts += [source[end : label.offset], label.text]
        end = label.offset
    return "".join([*parts, source[end:]])
