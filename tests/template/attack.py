"""Trying to put ordered wording together from its fingerprints, as anyone could who has the package.

What an attacker has are words: those of this repository's own texts, with what stands next to what in them, and the
20 000 commonest of the standard library's files. Whatever five words hash to a shingle are a candidate;
the likeliest come first, by how often words follow each other.
"""

from __future__ import annotations

import heapq
import re
import sysconfig
from collections import Counter
from functools import lru_cache
from itertools import chain, islice, pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.template.fingerprints import SHINGLE, letters_digest, shingle_hash
from sphinx_dlmsprofile.template.words import letters_of, read_words
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.template.fingerprints import Fingerprints, Form

COMMON = 20_000
FIRST = 10
"""As many candidates of a shingle count as found."""

_UNSEEN = 4.0
"""What it costs that two words do not stand next to each other anywhere: a factor of e to this power."""

_WORDS = re.compile(r"[a-z]{2,}")

Shingle = tuple[str, ...]


class Corpus(NamedTuple):
    """Words with their numbers, those of the pairs of neighbours, and all sequences of five."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    sequences: Counter[Shingle]


def own_texts() -> Iterable[Path]:
    """The files of the repository in which text stands."""
    for name in ("docs", "example_profile", "tests/profiles"):
        yield from (path for path in sorted((ROOT / name).rglob("*")) if path.suffix in {".md", ".rst", ".yaml"})


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The commonest words in the files of the standard library."""
    counts: Counter[str] = Counter()
    library = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted((*library.glob("*.py"), *library.glob("[a-rt-z]*/*.py"))):
        counts.update(_WORDS.findall(path.read_text("utf-8", errors="replace").casefold()))
    return tuple(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON])


def corpus(texts: Iterable[str]) -> Corpus:
    """What can be learnt from texts, and the common words."""
    words, pairs, sequences = Counter[str](), Counter[tuple[str, str]](), Counter[Shingle]()
    for text in texts:
        listed = read_words(text).words
        words.update(listed)
        pairs.update(pairwise(listed))
        sequences.update(listed[start : start + SHINGLE] for start in range(len(listed) - SHINGLE + 1))
    words.update(dict.fromkeys(common_words(), 1))
    return Corpus(words, pairs, sequences)


def candidates(prints: Fingerprints, known: Corpus, tried: int) -> dict[int, list[Shingle]]:
    """For each shingle that is kept, the sequences of words that hash to it, the likeliest of so many first."""
    found: dict[int, dict[Shingle, None]] = {shingle: {} for shingle in prints.shingles}
    for words in chain((words for words, _ in known.sequences.most_common()), islice(_likely(known), tried)):
        hits = found.get(shingle_hash(prints.salt, words))
        if hits is not None:
            hits[words] = None
    return {shingle: list(hits) for shingle, hits in found.items()}


_Choice = tuple[float, float, str]
"""A word to go on with: what it costs with the cheapest words after it, what it costs itself, the word."""


class _Likelihood:
    """What words cost after others, and how much has to be spent at least on those that are still to come."""

    def __init__(self, known: Corpus) -> None:
        total = sum(known.words.values())
        self._alone = {word: -log(count / total) for word, count in known.words.items()}
        self._seen: dict[str, dict[str, float]] = {}
        for (first, second), count in known.pairs.items():
            self._seen.setdefault(first, {})[second] = -log(count / known.words[first])
        self._least = [dict.fromkeys(self._alone, 0.0)]
        for _ in range(SHINGLE - 1):
            least = self._least[-1]
            anything = _UNSEEN + min(cost + least[word] for word, cost in self._alone.items())
            after = {word: [cost + least[other] for other, cost in row.items()] for word, row in self._seen.items()}
            self._least.append({word: min([anything, *after.get(word, ())]) for word in self._alone})
        self._any = [self._ordered(self._alone, left) for left in range(SHINGLE)]
        self._after: dict[tuple[str, int], list[_Choice]] = {}

    def _ordered(self, costs: Mapping[str, float], left: int) -> list[_Choice]:
        return sorted((cost + self._least[left][word], cost, word) for word, cost in costs.items())

    def choice(self, words: Shingle, place: int) -> _Choice | None:
        """The word at a place among those that may follow, the cheapest first; None where there are no more."""
        left = SHINGLE - len(words) - 1
        following: list[_Choice] = []
        if words:
            key = words[-1], left
            if key not in self._after:
                self._after[key] = self._ordered(self._seen.get(words[-1], {}), left)
            following = self._after[key]
        if place < len(following):
            return following[place]
        place -= len(following)
        if place >= len(self._any[left]):
            return None
        whole, cost, word = self._any[left][place]
        return (whole + _UNSEEN, cost + _UNSEEN, word) if words else (whole, cost, word)


def _likely(known: Corpus) -> Iterator[Shingle]:
    """Sequences of five words, the likeliest first by what stands next to what.

    Best first: each is followed by its best continuation, and by its next best sibling. Since what is still to come
    counts as well, few begun ones are kept: by what is begun alone, there were millions.
    """
    likelihood = _Likelihood(known)
    heap: list[tuple[float, Shingle, float, int]] = []

    def push(words: Shingle, cost: float, place: int) -> None:
        if found := likelihood.choice(words, place):
            heapq.heappush(heap, (cost + found[0], words, cost, place))

    push((), 0.0, 0)
    while heap:
        _, begun, cost, place = heapq.heappop(heap)
        push(begun, cost, place + 1)
        if found := likelihood.choice(begun, place):
            words = (*begun, found[2])
            if len(words) == SHINGLE:
                yield words
            else:
                push(words, cost + found[1], 0)


def given(prints: Fingerprints, found: Mapping[int, list[Shingle]]) -> set[Shingle]:
    """What the attack gives as only candidate or among the first, and what the digest of a whole wording proves."""
    forms = (form for paragraph in prints.paragraphs for form in paragraph.forms)
    first = {words for hits in found.values() for words in hits[:FIRST]}
    return first | shingles_of(whole for form in forms for whole in _put_together(form, found))


def _put_together(form: Form, found: Mapping[int, list[Shingle]]) -> Iterator[Sequence[str]]:
    """What the digest of a whole wording proves, where the candidates of two shingles leave no word of it open."""
    if len(form.shingles) > 2 or form.words[0] > 2 * SHINGLE or len(form.words) > 1:
        return
    (_, first), (offset, second) = form.sample
    for begin in found[first]:
        for end in found[second]:
            words = (*begin, *end[SHINGLE - offset :])
            if begin[offset:] == end[: SHINGLE - offset] and letters_digest(letters_of(words)) == form.digest:
                yield words


def shingles_of(wordings: Iterable[Sequence[str]]) -> set[Shingle]:
    """All shingles of wordings, those that overlap too."""
    return {tuple(words[start : start + SHINGLE]) for words in wordings for start in range(len(words) - SHINGLE + 1)}
