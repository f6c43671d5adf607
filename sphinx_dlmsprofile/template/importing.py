"""Finding the mandated paragraphs in an author's own copy of the template.

The copy is text, or what a PDF gives as text: lines end anywhere, words are hyphenated, and the
heads and feet of pages stand between.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.template.wording import Stream
from sphinx_dlmsprofile.template.words import clean, read_words
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.template.fingerprints import Fingerprints, Paragraph

_EDGE = 3
"""Lines at the head and at the foot of a page that may be repeated on others."""

_RUNNING = regex(
    r"\W*\d+\W*|.*\u00a9\s*(?:IEC|BSI|CEI|ISO)\b.*|(?:IEC\s+)?(?:TS\s+)?62056-1-1:\d{4}\W.*\d+\W*", re.IGNORECASE
)
_HYPHENATED = regex(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[a-z])")
_MARKUP = regex(r"[*_`]+")
_TRAILING = regex(r"[)\]\"'\u201d\u2019]*[.!?;:]?")
DESCRIPTION = "{description}"
"""Stands for the profile's own description in a paragraph."""


def find_paragraphs(pages: Sequence[str], prints: Fingerprints) -> dict[str, str]:
    """The mandated paragraphs of a copy by id; what is not found is left out."""
    lines = "\n".join(line for page in without_running_lines(pages) for line in page)
    # A hyphen at the end of a line may belong to the word or not.
    readings = [clean(" ".join(_HYPHENATED.sub(joint, lines).split())) for joint in ("", "-")]
    streams = [(reading, Stream([reading], prints)) for reading in dict.fromkeys(readings)]
    found: dict[str, str] = {}
    for paragraph in prints.paragraphs:
        wordings = (_wording(reading, stream, paragraph) for reading, stream in streams)
        if wording := next(filter(None, wordings), None):
            found[paragraph.id] = wording
    return found


def without_running_lines(pages: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each page without its head and foot: page numbers, and what several pages repeat there."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    counts = Counter(key for lines in split for key in {_without_number(line) for line in _edges(lines)})
    for lines in split:
        running = {
            index
            for index, line in enumerate(lines)
            if _RUNNING.fullmatch(line.strip())
            or (len(split) > 1 and _is_edge(index, len(lines)) and counts[_without_number(line)] > 1)
        }
        yield [line for index, line in enumerate(lines) if index not in running]


def _is_edge(index: int, count: int) -> bool:
    return index < _EDGE or index >= count - _EDGE


def _edges(lines: list[str]) -> list[str]:
    return [line for index, line in enumerate(lines) if _is_edge(index, len(lines))]


def _without_number(line: str) -> str:
    return " ".join(re.sub(r"\d+", "#", line).split())


def _wording(text: str, stream: Stream, paragraph: Paragraph) -> str | None:
    """The text of a paragraph as the copy has it, with its description left open."""
    match = stream.find(paragraph)
    if match is None:
        return None
    spans = read_words(text).spans
    last = match.last
    if match.description is not None:
        last -= len(read_words(match.description).words)
    begin, end = spans[match.first][0], spans[last][1]
    wording = text[begin:end]
    if match.description is None:
        trailing = _TRAILING.match(text, end)
        wording += trailing[0] if trailing else ""
    else:
        wording += f" {DESCRIPTION}."
    return " ".join(_MARKUP.sub("", wording).split())
