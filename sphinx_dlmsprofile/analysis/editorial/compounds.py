"""Compounds that are written in two ways, and words that are looked for in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.verbal_forms import without_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_HYPHENED = regex(r"(?<![\w-])(?:[A-Z]?[a-z]+|IP)-[a-z]{2,}(?![\w-])")
_WORD = regex(r"(?<![\w.-])[A-Za-z]{5,}(?![\w-]|\.\w)")
_NO_NOUN = (
    r"(?:and|are|as|at|be|but|by|can|does|for|from|has|have|in|is|may|of|on|or|shall|should|than|that|the|to|was|were"
    r"|when|where|which|will|with)\b"
)
_BASED = regex(
    r"(?<![\w-])([A-Za-z0-9/]{2,} (?:based|oriented|specific|wide|free|powered"
    rf"|level(?= (?!{_NO_NOUN})[a-z])))(?![\w-])"
)
"""Words that are joined before a noun; "at network level" has none behind it."""

_PROSE = WORDED | {TextKind.CELL, TextKind.TITLE}


@analysis
def hyphened(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[str, ...]]]:
    """Words with one hyphen, where a document first has them."""
    seen: set[str] = set()
    for block in blocks:
        is_asked = block.kind in _PROSE and not block.mandated and "-" in block.text
        if is_asked and (found := set(_HYPHENED.findall(block.text)) - seen):
            seen |= found
            yield block, tuple(sorted(found))


@analysis
def written_apart(blocks: Iterable[TextBlock], compounds: tuple[str, ...]) -> Iterator[tuple[TextBlock, str]]:
    """Of compounds ("set-up"), where a document first writes them in one word or, as "IP based", in two."""
    closed = {each.replace("-", ""): each for each in compounds}
    apart = {each.replace("-", " "): each for each in compounds}
    seen: set[str] = set()
    for block in blocks:
        if block.kind in _PROSE and not block.mandated:
            found = [word for word in _WORD.findall(block.text) if word.casefold() in closed and not _has_humps(word)]
            found += [words for words in _BASED.findall(block.text) if words.casefold() in apart]
            for words in found:
                if words.casefold() not in seen:
                    seen.add(words.casefold())
                    yield block, words


def _has_humps(word: str) -> bool:
    """Whether it is an identifier: "dimValue"."""
    return not (word[1:].islower() or word.isupper())


@analysis
def spoken(blocks: Iterable[TextBlock], phrases: tuple[str, ...]) -> Iterator[tuple[TextBlock, str]]:
    """Of phrases in small letters, where a document first has them within a sentence."""
    left = set(phrases)
    for block in blocks:
        if block.kind is TextKind.PARAGRAPH and left:
            for phrase in sorted(each for each in left if f" {each}" in block.text):
                left.discard(phrase)
                yield block, phrase


@analysis
def spellings(blocks: Iterable[TextBlock], phrases: tuple[str, ...]) -> Iterator[tuple[TextBlock, str]]:
    """Phrases, given in small letters, with the letters that they have in the text: where a document first has each."""
    seen: set[str] = set()
    for block in blocks:
        if block.kind is TextKind.TITLE or block.mandated:
            continue
        text = without_quoted(block.text)
        folded = text.casefold()
        for phrase in phrases if len(folded) == len(text) else ():
            place = folded.find(phrase)
            while place >= 0:
                written = text[place : place + len(phrase)]
                if written not in seen:
                    seen.add(written)
                    yield block, written
                place = folded.find(phrase, place + 1)
