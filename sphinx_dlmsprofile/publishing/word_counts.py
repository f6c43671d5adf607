"""Words that the print has less often than the text: of a row that is lost, all words may stand elsewhere, too."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.losses import Loss, runs_left, squeeze
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes

    from sphinx_dlmsprofile.publishing.losses import Fragment

_WORD = regex(r"[^\W_]+")
_LONGEST = 24
"""Letters and digits from which on a word may be broken several times."""

_MANY = 200
_NEAR = (4, 12, 30)
"""How many letters and digits beside a text tell where it stands: list signs and footnotes may come between."""


def rarer(wanted: Sequence[Fragment], printed: str) -> list[Loss]:
    """The texts that are lost, though their words are in the print; ``printed`` is its text as it was read.

    What is said of a word is certain: a print that adds it, in a running head or an index, hides that it is lost.
    """
    lines = [words for line in printed.splitlines() if (words := _words(line))]
    has = Counter(word for words in lines for word in words)
    has.update(above[-1] + below[0] for above, below in pairwise(lines))
    texts = [_words(fragment.text) for fragment in wanted]
    needs = Counter(word for words in texts for word in words)
    few = sorted(word for word, number in needs.items() if has[word] < number and len(word) <= _LONGEST)[:_MANY]
    if not few:
        return []
    everything, whole = squeeze(printed), "\n".join(map("".join, texts))
    ends, starts = {words[-1] for words in lines}, {words[0] for words in lines}
    lost = {
        word
        for word in few
        if everything.count(word) < whole.count(word)
        and not runs_left(word)
        and not any(word[:index] in ends and word[index:] in starts for index in range(1, len(word)))
    }
    return list(_located(wanted, texts, lost, everything)) if lost else []


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _located(
    wanted: Sequence[Fragment], texts: Sequence[Sequence[str]], lost: Iterable[str], everything: str
) -> Iterator[Loss]:
    """Each lost word at the text of those with it that has the least of its surroundings in the print."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(texts):
        for word in set(words).intersection(lost):
            places[word].append(index)
    squeezed = ["".join(words) for words in texts]
    ends = list(accumulate(map(len, squeezed)))
    whole = "".join(squeezed)

    def standing(index: int) -> int:
        end, text = ends[index], squeezed[index]
        start = end - len(text)
        return sum(
            (whole[max(start - near, 0) : end] in everything) + (whole[start : end + near] in everything)
            for near in _NEAR
        )

    found: dict[int, tuple[nodes.Element, list[str]]] = {}
    for word in sorted(lost):
        index = min(places[word][:_MANY], key=standing)
        found.setdefault(index, (wanted[index].node, []))[1].append(word)
    for _, (node, words) in sorted(found.items()):
        yield Loss(tuple(words), node)
