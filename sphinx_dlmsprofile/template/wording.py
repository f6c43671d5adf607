"""Recognising the template's wording in a text, with any markup and any division into paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.template.fingerprints import SHINGLE, Gap, letters_digest
from sphinx_dlmsprofile.template.words import letters_of, read_words
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.template.fingerprints import Fingerprints, Form, Paragraph, Passage

ALTERED = 0.6
"""From this share of its shingles on, the one that a changed word takes left out, a paragraph is there, if altered."""

_DRIFT = 3
"""By how many words a shingle may be off its place: what was added, dropped or divided before it."""

_LENGTH = 2
"""By how many words an altered sentence may be longer or shorter, where little else tells that it is one."""

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


class Near(NamedTuple):
    """A paragraph that is there, though altered: the share of its shingles, and the words from first to last."""

    share: float
    first: int
    last: int


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
    def _places(self) -> dict[int, list[int]]:
        """The shingles of paragraphs, with the words that begin them."""
        wanted, places = self._prints.shingles, dict[int, list[int]]()
        for start in range(len(self.words) - SHINGLE + 1):
            if (shingle := self._prints.shingle(self.words, start)) in wanted:
                places.setdefault(shingle, []).append(start)
        return places

    @cached_property
    def _letters(self) -> tuple[int, ...]:
        """How many letters stand before each word, and before the end."""
        return tuple(accumulate((len(letters_of([word])) for word in self.words), initial=0))

    @cached_property
    def sentences(self) -> dict[int, int]:
        """The number of words of each sentence, by the word with which it begins."""
        before = accumulate((len(read.words) for read in self._read), initial=0)
        starts = [
            first + start for first, read in zip(before, self._read, strict=False) for start in read.sentence_starts
        ]
        return {start: end - start for start, end in pairwise((*starts, len(self.words)))}

    def find(self, paragraph: Paragraph) -> Found | None:
        """The paragraph in one of its forms, word for word; the first place where it stands."""
        for form in paragraph.forms:
            starts = {start + drift for start in self._starts(form) for drift in range(-_DRIFT, _DRIFT + 1)}
            for start in sorted(start for start in starts if 0 <= start < len(self.words)):
                if found := self._match(form, start):
                    return found
        return None

    def near(self, paragraph: Paragraph) -> Near | None:
        """Where most of the paragraph is, in the form that fits best; a single shingle of few has to fit a sentence."""
        found = (self._near(form) for form in paragraph.forms)
        return max(filter(None, found), key=lambda near: near.share, default=None)

    def _starts(self, form: Form) -> set[int]:
        """Where the form would begin by any of its shingles."""
        return {start - offset for offset, shingle in form.sample for start in self._places.get(shingle, ())}

    def _near(self, form: Form) -> Near | None:
        counts = {start: self._fitting(form, start) for start in self._starts(form)}
        start = max(counts, key=lambda start: (counts[start], -start), default=0)
        count, needed = counts.get(start, 0), max(1, ceil(ALTERED * (len(form.shingles) - 1)))
        if count < needed or (count == 1 and not self._is_like_a_sentence(form, start)):
            return None
        first = max(start, 0)
        return Near(count / len(form.shingles), first, min(first + sum(form.words), len(self.words)) - 1)

    def _is_like_a_sentence(self, form: Form, start: int) -> bool:
        """Whether a sentence begins there, give or take a word, that is as long as the form."""
        lengths = (self.sentences.get(place) for place in range(start - 1, start + 2))
        further = (length - sum(form.words) for length in lengths if length)
        return any(more >= -_LENGTH and (bool(form.gaps) or more <= _LENGTH) for more in further)

    def _fitting(self, form: Form, start: int) -> int:
        """How many of its shingles stand where they would if it began there, or nearly."""
        return sum(
            any(abs(place - offset - start) <= _DRIFT for place in self._places.get(shingle, ()))
            for offset, shingle in form.sample
        )

    def _match(self, form: Form, start: int) -> Found | None:
        end = self._after(start, form.letters[0])
        if end is None:
            return None
        first = letters_of(self.words[start:end])
        if len(form.letters) == 1:
            if letters_digest(first) != form.digest:
                return None
        elif (rest := self._after_list(form, first, end)) is None:
            return None
        else:
            end = rest
        description = None
        if form.gaps and len(form.gaps) == len(form.letters) and form.gaps[-1] is Gap.DESCRIPTION:
            description, end = self._description(end)
        return Found(start, end - 1, description)

    def _after_list(self, form: Form, first: str, start: int) -> int | None:
        """The word after the last stretch, where a list of standards stands before that."""
        for begin in range(start, min(start + _LONGEST_LIST, len(self.words))):
            end = self._after(begin, form.letters[1])
            if end is not None and letters_digest(first + letters_of(self.words[begin:end])) == form.digest:
                return end
        return None

    def _after(self, start: int, letters: int) -> int | None:
        """The word after so many letters, None if they end within a word."""
        wanted = self._letters[start] + letters
        end = bisect_left(self._letters, wanted)
        return end if end < len(self._letters) and self._letters[end] == wanted else None

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
    if not is_suspect(text, prints):
        return False
    stream = Stream([text], prints)
    covered: set[int] = set()
    for paragraph in prints.paragraphs:
        if found := stream.find(paragraph):
            covered.update(range(found.first, found.last + 1))
    return len(covered) > len(stream.words) * 0.8


def is_suspect(text: str, prints: Fingerprints) -> bool:
    """Whether a text may hold mandated wording: near the beginning of a sentence are two shingles of one form.

    One is enough where the text ends before the second.
    """
    read, known = read_words(text), prints.followers
    last = len(read.words) - SHINGLE
    for start in read.sentence_starts:
        for place in range(start, min(start + SHINGLE, last) + 1):
            following = known.get(prints.shingle(read.words, place))
            if following and _is_followed(read.words, place, following, prints):
                return True
    return False


def _is_followed(words: Sequence[str], place: int, followers: Iterable[tuple[int, int]], prints: Fingerprints) -> bool:
    """Whether one of the shingles that may come next is there, or would be after the end."""
    for distance, shingle in followers:
        nearby = range(place + distance - _DRIFT, place + distance + _DRIFT + 1)
        if nearby.stop + SHINGLE > len(words) or any(prints.shingle(words, start) == shingle for start in nearby):
            return True
    return False


def passages_in(text: str, prints: Fingerprints) -> Iterator[Passage]:
    """The passages to be removed that stand in a text, at the beginning of one of its sentences."""
    read = read_words(text)
    for start in read.sentence_starts:
        for passage in prints.openings.get(prints.shingle(read.words, start), ()):
            if _begins_with(read.words[start:], passage):
                yield passage


def _begins_with(words: Sequence[str], passage: Passage) -> bool:
    letters = letters_of(words)[: passage.letters]
    return len(letters) == passage.letters and letters_digest(letters) == passage.digest
