"""The words that stand before numbers, in the language of the document."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.locale import base, languages, mark, remembered, vocabulary


class NumberWords(NamedTuple):
    """The words of one language, as standards in it write them."""

    clause: str
    annex: str
    figure: str
    table: str
    listing: str
    note: str
    example: str

    def label(self, number: str) -> str:
        """A number as a reference prints it: a word stands before a first-level number only.

        So ask the ISO/IEC Directives, Part 2.
        """
        if "." in number:
            return number
        return f"{self.annex if number.isalpha() else self.clause} {number}"


ENGLISH = NumberWords(*mark(("Clause", "Annex", "Figure", "Table", "Listing", "NOTE", "EXAMPLE")))


@remembered
def all_number_words() -> tuple[NumberWords, ...]:
    """The words of all languages that are known."""
    return tuple(map(number_words, languages()))


def number_words(language: str | None) -> NumberWords:
    """The words for Sphinx' ``language``, "de_AT" as "de"; English where they are not known."""
    words = vocabulary(base(language))
    return NumberWords(*(words.get(word, word) for word in ENGLISH)) if words else ENGLISH
