"""Finding phrases in a text word by word: case, hyphens and plurals do not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_WORD = regex(r"\w+")
_SHORTEST_PLURAL = 4

Words = tuple[str, ...]


def words(text: str) -> Words:
    """The words of a text, each in small letters and in singular by the regular endings."""
    return tuple(_singular(word) for word in _WORD.findall(text.casefold()))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def block_words(project: Project) -> tuple[tuple[TextBlock, Words], ...]:
    """The words of each block, for ``project.memo``."""
    return tuple((block, words(block.text)) for block in project.texts)


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
