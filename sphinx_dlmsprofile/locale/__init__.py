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
from typing import TypeVar

_ROOM = Path(__file__).parent
_SPOKEN = "en"
_DECIMAL = r"(?<![\d.])(\d+)\.(\d+)(?![\d.])"
"""A number with a decimal sign; numbers of clauses and addresses have more of them."""

T = TypeVar("T")


def speak(language: str | None) -> None:
    """Print our words in Sphinx' ``language`` from here on, "fr_CA" as "fr"; as Sphinx does, once a process."""
    global _SPOKEN  # noqa: PLW0603  Sphinx keeps its own language in the same way
    _SPOKEN = base(language)


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
    return ("en", *sorted(path.stem for path in _ROOM.glob("*.json")))


@cache
def vocabulary(language: str) -> dict[str, str]:
    """The words of a language by the English ones; empty for English, and for a language that has no file."""
    path = _ROOM / f"{language}.json"
    if not language.isalpha() or not path.is_file():
        return {}
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words
