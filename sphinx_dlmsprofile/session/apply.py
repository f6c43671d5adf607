"""Edits made in the text of a file, of which nothing else changes: neither its encoding nor the ends of its lines."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.finding import Edit
    from sphinx_dlmsprofile.text.location import Location

_END = regex(r"\r\n|\r|\n")


class _Span(NamedTuple):
    start: int
    end: int
    replacement: str


def applied(octets: bytes, edits: Iterable[Edit]) -> tuple[bytes, list[Edit]]:
    """The text of a file after edits, and those that were made: of two that overlap, the first one.

    Raises:
        UnicodeDecodeError: it is not text in UTF-8.
    """
    mark = codecs.BOM_UTF8 if octets.startswith(codecs.BOM_UTF8) else b""
    text = octets[len(mark) :].decode("utf-8")
    starts = [0, *(match.end() for match in _END.finditer(text))]
    first = _END.search(text)
    newline = first[0] if first else "\n"
    parts: list[str] = []
    made: list[Edit] = []
    done = 0
    taken = -1
    for edit in sorted(edits, key=lambda edit: (_key(edit.start), _key(edit.end))):
        span = _span(edit, starts, text, newline)
        # What is inserted where another edit ends may be about the same words.
        if span is None or span.start <= taken:
            continue
        parts += [text[done : span.start], span.replacement]
        done, taken = span.end, max(span.end, span.start)
        made.append(edit)
    return mark + "".join([*parts, text[done:]]).encode("utf-8"), made


def _key(at: Location) -> tuple[int, int]:
    return at.line, at.column or 1


def _span(edit: Edit, starts: list[int], text: str, newline: str) -> _Span | None:
    """Where an edit is in the text; None if it is nowhere there."""
    places = [_offset(at, starts, text) for at in (edit.start, edit.end)]
    start, end = places
    if start is None or end is None or end < start:
        return None
    return _Span(start, end, edit.replacement.replace("\n", newline))


def _offset(at: Location, starts: list[int], text: str) -> int | None:
    if at.line > len(starts):
        return None
    start = starts[at.line - 1]
    end = _END.search(text, start)
    place = start + (at.column or 1) - 1
    return place if place <= (end.start() if end else len(text)) else None
