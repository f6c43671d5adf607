"""Recognising the template's wording in a text, with any markup and any division into paragraphs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.template.fingerprints import SHINGLE, Gap, stretch_hash
from sphinx_dlmsprofile.template.words import read_words
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.template.fingerprints import Fingerprints, Form, Paragraph, Passage, Stretch

ALTERED = 0.6
"""From this share of its shingles on, a paragraph is there, though altered."""

_YEAR = regex(r"(?:19|20)\d\d|amd\d*|cor\d*|csv|rlv|\d\d?")
_LONGEST_YEAR = 6
_LONGEST_LIST = 60
_SENTENCE_END = regex(r"[.!?](?=\s*$|\s+\W{0,20}[A-Z])")


class Found(NamedTuple):
    """A paragraph, found word for word.

    ``first`` and ``last`` are the first and last word of it in the stream, placeholders included;
    ``description`` is what stands in the place of the description, None where the paragraph has none.
    """

    first: int
    last: int
    description: str | None = None


class Stream:
    """The words of several blocks of text as one sequence: a paragraph may be split, or joined with others."""

    def __init__(self, texts: Iterable[str], prints: Fingerprints) -> None:
        self._prints = prints
        self._read = tuple(read_words(text) for text in texts)
        self.words: tuple[str, ...] = tuple(word for read in self._read for word in read.words)
        self.origins: tuple[tuple[int, int], ...] = tuple(
            (block, index) for block, read in enumerate(self._read) for index in range(len(read.words))
        )
        """For each word the block it stands in, and which of its words it is."""

    @cached_property
    def shingles(self) -> tuple[int, ...]:
        """The hash of the shingle that begins with each word; the last four words begin none."""
        prints, words = self._prints, self.words
        return tuple(prints.shingle(words[index : index + SHINGLE]) for index in range(len(words) - SHINGLE + 1))

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(self.shingles)

    def find(self, paragraph: Paragraph) -> Found | None:
        """The paragraph in one of its forms, word for word; the first place where it stands."""
        for form in paragraph.forms:
            if form.shingles.isdisjoint(self._known):
                continue
            for start, shingle in enumerate(self.shingles):
                if shingle in form.shingles and (found := self._match(form, start)):
                    return found
        return None

    def share(self, paragraph: Paragraph) -> float:
        """Which share of the paragraph's shingles is there, in the form that fits best: 0 to 1."""
        return max(len(form.shingles & self._known) / len(form.shingles) for form in paragraph.forms)

    def blocks_with(self, paragraph: Paragraph) -> dict[int, int]:
        """How many words of the stream that begin a shingle of the paragraph each block has."""
        wanted = frozenset().union(*(form.shingles for form in paragraph.forms))
        counts: dict[int, int] = {}
        for index, shingle in enumerate(self.shingles):
            if shingle in wanted:
                block = self.origins[index][0]
                counts[block] = counts.get(block, 0) + 1
        return counts

    def _match(self, form: Form, start: int) -> Found | None:
        end = start
        description = None
        for number, stretch in enumerate(form.stretches):
            at = self._place(form.gaps[number - 1] if number else None, stretch, end)
            if at is None:
                return None
            end = at + stretch.words
        if len(form.gaps) == len(form.stretches) and form.gaps[-1] is Gap.DESCRIPTION:
            description, end = self._description(end)
        return Found(start, end - 1, description)

    def _place(self, gap: Gap | None, stretch: Stretch, start: int) -> int | None:
        """Where a stretch stands, if it stands at ``start`` or as far after it as the gap may be wide."""
        if gap is None:
            last = start
        elif gap is Gap.YEAR:
            last = start
            while last < min(len(self.words), start + _LONGEST_YEAR) and _YEAR.fullmatch(self.words[last]):
                last += 1
        else:
            last = start + _LONGEST_LIST
        for at in range(start, min(last, len(self.words) - stretch.words) + 1):
            if stretch_hash(self.words[at : at + stretch.words]) == stretch.sha256:
                return at
        return None

    def _description(self, start: int) -> tuple[str, int]:
        """The text from a word on to the end of its sentence, and the index of the word after it.

        Where the words before it end a block, as those that introduce a list, it is the blocks that follow.
        """
        block = self.origins[start - 1][0]
        read = self._read[block]
        begin = read.spans[self.origins[start - 1][1]][1]
        rest = _sentence(read.plain[begin:])
        parts = [rest]
        if rest.strip(" :") == "" and read.plain[begin:].strip() in {"", ":"}:
            for following in self._read[block + 1 :]:
                parts.append(_sentence(following.plain))
                if following.plain.rstrip().endswith((".", "!", "?")):
                    break
        text = " ".join(" ".join(parts).split()).strip(" :;,.")
        return text, start + len(read_words(text).words)


def _sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text


def holds_wording(text: str, prints: Fingerprints) -> bool:
    """Whether most of a block is mandated wording, word for word: its words are then not the author's."""
    words = read_words(text).words
    if len(words) < SHINGLE or not _is_suspect(words, prints):
        return False
    stream = Stream([text], prints)
    covered: set[int] = set()
    for paragraph in prints.paragraphs:
        if found := stream.find(paragraph):
            covered.update(range(found.first, found.last + 1))
    return len(covered) > len(words) * 0.8


def is_suspect(text: str, prints: Fingerprints) -> bool:
    """Whether a text may hold mandated wording."""
    return _is_suspect(read_words(text).words, prints)


def _is_suspect(words: Sequence[str], prints: Fingerprints) -> bool:
    """Whether words hold a few of the shingles; one position in four is enough to see a paragraph of eight words."""
    known = prints.shingles
    return any(
        prints.shingle(words[index : index + SHINGLE]) in known for index in range(0, len(words) - SHINGLE + 1, 4)
    )


def passages_in(text: str, prints: Fingerprints) -> Iterator[Passage]:
    """The passages to be removed that stand in a text, at the beginning of one of its sentences."""
    read = read_words(text)
    for start in read.sentence_starts():
        for passage in prints.openings.get(prints.shingle(read.words[start : start + SHINGLE]), ()):
            if stretch_hash(read.words[start : start + passage.words]) == passage.sha256:
                yield passage
