"""The words that stand before numbers, in the language of the document."""

from __future__ import annotations

from typing import NamedTuple


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


ENGLISH = NumberWords("Clause", "Annex", "Figure", "Table", "Listing", "NOTE", "EXAMPLE")

_BY_LANGUAGE = {
    "de": NumberWords("Abschnitt", "Anhang", "Bild", "Tabelle", "Listing", "ANMERKUNG", "BEISPIEL"),
    "en": ENGLISH,
    "es": NumberWords("Capítulo", "Anexo", "Figura", "Tabla", "Listado", "NOTA", "EJEMPLO"),
    "fr": NumberWords("Article", "Annexe", "Figure", "Tableau", "Listing", "NOTE", "EXEMPLE"),
    "it": NumberWords("Articolo", "Appendice", "Figura", "Tabella", "Listato", "NOTA", "ESEMPIO"),
    "nl": NumberWords("Hoofdstuk", "Bijlage", "Figuur", "Tabel", "Listing", "OPMERKING", "VOORBEELD"),
    "pt": NumberWords("Secção", "Anexo", "Figura", "Tabela", "Listagem", "NOTA", "EXEMPLO"),
}


EXAMPLES = tuple(dict.fromkeys(words.example for words in _BY_LANGUAGE.values()))
"""The word for an example in each language."""


def all_number_words() -> tuple[NumberWords, ...]:
    """The words of all languages that are known."""
    return tuple(_BY_LANGUAGE.values())


def number_words(language: str | None) -> NumberWords:
    """The words for Sphinx' ``language``, "de_AT" as "de"; English where they are not known."""
    return _BY_LANGUAGE.get((language or "en").replace("-", "_").partition("_")[0].lower(), ENGLISH)
