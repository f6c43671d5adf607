"""Finding phrases in a text word by word: case, hyphens and plurals do not matter."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_WORD = regex(r"\w+")
_SHORTEST_PLURAL = 4

Words = tuple[str, ...]


@remembered
def words(text: str) -> Words:
    """The words of a text, each in small letters and in singular by the regular endings."""
    return tuple(map(_singular, _WORD.findall(text.casefold())))


@lru_cache(maxsize=16_384)
def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


class Phrases:
    """Several phrases that are looked for in one pass."""

    def __init__(self, phrases: Collection[Words]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        for phrase in sorted(set(phrases)):
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    def found_in(self, text: Words) -> Iterator[Words]:
        """The phrases in a text, each as often as it occurs."""
        for place, word in enumerate(text):
            for phrase in self._by_first.get(word, ()):
                if text[place : place + len(phrase)] == phrase:
                    yield phrase


@analysis
def phrases_used(blocks: Iterable[TextBlock], phrases: tuple[Words, ...]) -> Iterator[tuple[TextBlock, list[Words]]]:
    """The phrases that each block uses, each once, in their order."""
    wanted = Phrases(phrases)
    for block in blocks:
        if found := list(dict.fromkeys(wanted.found_in(words(block.text)))):
            yield block, found


_DENIED = frozenset({"no", "without"})


@analysis
def phrases_there(blocks: Iterable[TextBlock], phrases: tuple[Words, ...]) -> Iterator[tuple[TextBlock, list[Words]]]:
    """The phrases that each block uses, but for those that it says there is none of: "no adaptation layer"."""
    wanted = Phrases(phrases)
    for block in blocks:
        text = words(block.text)
        if found := list(dict.fromkeys(wanted.found_in(text))):
            denied = {phrase for phrase in found if _is_denied(text, phrase)}
            if kept := [phrase for phrase in found if phrase not in denied]:
                yield block, kept


def _is_denied(text: Words, phrase: Words) -> bool:
    """Whether each place of a phrase in a text follows a word that denies it."""
    places = [place for place in range(len(text)) if text[place : place + len(phrase)] == phrase]
    return all(place > 0 and text[place - 1] in _DENIED for place in places)
