"""Our own words that outputs print, in the language of the document: one file a language, English to that language.

The files are plain mappings and no catalogues of gettext: those have to be compiled before they are of use, which an
installation from the sources in place does not do, and the words before numbers are asked for in all languages at once,
to read what authors typed. What is not in a file stays English.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROOM = Path(__file__).parent
_SPOKEN = "en"
_DECIMAL = r"(?<![\d.])(\d+)\.(\d+)(?![\d.])"
"""A number with a decimal sign; numbers of clauses and addresses have more of them."""

T = TypeVar("T")

_GIVEN: dict[str, Mapping[str, str]] = {}
"""What the project says in its own files, by language."""

_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[[], T]) -> Callable[[], T]:
    """A function whose result follows from the words of all languages: it is kept until a project gives others."""
    kept = cache(function)
    _FORGET.append(kept.cache_clear)
    return kept


def speak(language: str | None, given: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Print our words in Sphinx' ``language`` from here on, "fr_CA" as "fr"; as Sphinx does, once a process.

    ``given`` are words of the project by their languages, beside ours and in their place.
    """
    global _SPOKEN  # noqa: PLW0603  Sphinx keeps its own language in the same way
    _SPOKEN = base(language)
    if (given or {}) != _GIVEN:
        _GIVEN.clear()
        _GIVEN.update(given or {})
        vocabulary.cache_clear()
        for forget in _FORGET:
            forget()


def say(words: str, *values: object) -> str:
    """Words of our own in the language of the document, with ``values`` in the place of each ``{}``."""
    said = vocabulary(_SPOKEN).get(words, words)
    return said.format(*values) if values else said


def say_number(words: str) -> str:
    """A value with its unit, with the decimal sign of the language of the document: "0,5 s" in French."""
    return words if is_english() else re.sub(_DECIMAL, r"\1,\2", words)


def is_english() -> bool:
    """Whether our words are printed as they are written here."""
    return not vocabulary(_SPOKEN)


def mark(words: T) -> T:
    """Give back what holds words that :func:`say` is given elsewhere: so they are found here."""
    return words


def base(language: str | None) -> str:
    """The language without its region, "en" for none."""
    return (language or "en").replace("-", "_").partition("_")[0].lower()


def languages() -> tuple[str, ...]:
    """All languages that have a file, English first."""
    return ("en", *sorted({*(path.stem for path in _ROOM.glob("*.json")), *_GIVEN}))


@cache
def vocabulary(language: str) -> dict[str, str]:
    """The words of a language by the English ones; empty for English, and for a language that has no file."""
    path = _ROOM / f"{language}.json"
    words: dict[str, str] = {}
    if language.isalpha() and path.is_file():
        words = json.loads(path.read_text(encoding="utf-8"))
    return {**words, **_GIVEN.get(language, {})}


@cache
def our_words() -> frozenset[str]:
    """All words of ours, in English: French has each of them."""
    return frozenset(json.loads((_ROOM / "fr.json").read_text(encoding="utf-8")))
