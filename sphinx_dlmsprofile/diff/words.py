"""Which words of a sentence have changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST_COMMON = 0.3
"""Below that share of common words, marks within the text would hide rather than show what has changed."""


class Mark(Enum):
    """What has happened to some words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


def marked_words(old: str, new: str) -> list[tuple[Mark, str]]:
    """Both texts in one, word by word: without the inserted ones it is ``old``, without the deleted ones ``new``.

    White space is part of it; designations and numbers are one word each. Texts with little in common are deleted and
    inserted as a whole.
    """
    before, after = (re.findall(r"\s+|\w+(?:[.:/-]\w+)*|[^\w\s]", text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_COMMON:
        return [(mark, text) for mark, text in ((Mark.DELETED, old), (Mark.INSERTED, new)) if text]
    return list(_joined(_marks(matcher, before, after)))


def _marks(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[tuple[Mark, str]]:
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Mark.SAME, "".join(before[first:last])
            continue
        yield Mark.DELETED, "".join(before[first:last])
        yield Mark.INSERTED, "".join(after[start:end])


def _joined(marks: Iterator[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """With the blanks between changed words taken into the change: "one two" for "three four" is one change."""
    deleted, inserted = "", ""
    held = ""
    for mark, text in marks:
        if mark is Mark.SAME and not text.strip() and (deleted or inserted):
            held += text
            continue
        if mark is Mark.SAME:
            yield from _flushed(deleted, inserted)
            deleted = inserted = ""
            yield Mark.SAME, held + text
            held = ""
            continue
        if held and text:
            deleted, inserted, held = deleted + held, inserted + held, ""
        if mark is Mark.DELETED:
            deleted += text
        else:
            inserted += text
    yield from _flushed(deleted, inserted)
    if held:
        yield Mark.SAME, held


def _flushed(deleted: str, inserted: str) -> Iterator[tuple[Mark, str]]:
    if deleted:
        yield Mark.DELETED, deleted
    if inserted:
        yield Mark.INSERTED, inserted
