"""Which provisions mention something by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.model.provision import Provision

_WORDS = regex(r"[^\W_]+")
_PLURAL = r"(?:s|es)?"
_SHORTEST = 2


class Mentions:
    """Finds names in the texts of provisions by their rarest word, so that many names cost little."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._provisions = provisions
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for place, provision in enumerate(provisions):
            for word in set(_words(provision.text)):
                self._with_word[word].append(place)

    def of(self, name: str) -> list[Provision]:
        """The provisions with a name in them, in document order; its last word may be in the plural.

        A name in small letters may begin a sentence; one with capitals or digits is as it is.
        """
        words = _words(name)
        if not words or len(name) < _SHORTEST:
            return []
        found = {place for last in _forms(words[-1]) for place in self._places((*words[:-1], last))}
        pattern = re.compile(_pattern(name))
        return [self._provisions[place] for place in sorted(found) if pattern.search(self._provisions[place].text)]

    def _places(self, words: Iterable[str]) -> list[int]:
        return min((self._with_word.get(word, []) for word in words), key=len)


def _pattern(name: str) -> str:
    first, rest = re.escape(name[0]), r"\s+".join(map(re.escape, name.split()))[len(re.escape(name[0])) :]
    if name[0].islower():
        first = f"[{re.escape(name[0])}{re.escape(name[0].upper())}]"
    return rf"(?<![\w-]){first}{rest}{_PLURAL if name[-1:].isalpha() else ''}(?![\w-])"


def _forms(word: str) -> tuple[str, ...]:
    return word, f"{word}s", f"{word}es"


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
