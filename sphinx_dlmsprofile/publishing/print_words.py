"""The words that only paper has, in the language of the document."""

from __future__ import annotations

from typing import NamedTuple


class PrintWords(NamedTuple):
    """What paper says by itself; "figures" and "tables" head the lists of these.

    "continued" stands behind the label of a table on each further page, "key" above what explains a figure.
    """

    contents: str
    edition: str
    draft: str
    continued: str
    key: str
    see: str
    see_also: str
    figures: str
    tables: str


_ENGLISH = PrintWords("Contents", "Edition", "DRAFT", "(continued)", "Key", "see", "see also", "Figures", "Tables")
_BY_LANGUAGE = {
    "de": PrintWords(
        "Inhalt", "Ausgabe", "ENTWURF", "(fortgesetzt)", "Legende", "siehe", "siehe auch", "Bilder", "Tabellen"
    ),
    "es": PrintWords(
        "Índice general",
        "Edición",
        "BORRADOR",
        "(continuación)",
        "Leyenda",
        "véase",
        "véase también",
        "Figuras",
        "Tablas",
    ),
    "fr": PrintWords(
        "Sommaire", "Édition", "PROJET", "(suite)", "Légende", "voir", "voir aussi", "Figures", "Tableaux"
    ),
    "it": PrintWords(
        "Indice", "Edizione", "BOZZA", "(continua)", "Legenda", "vedere", "vedere anche", "Figure", "Tabelle"
    ),
    "nl": PrintWords("Inhoud", "Uitgave", "CONCEPT", "(vervolg)", "Legenda", "zie", "zie ook", "Figuren", "Tabellen"),
    "pt": PrintWords(
        "Sumário", "Edição", "RASCUNHO", "(continuação)", "Legenda", "ver", "ver também", "Figuras", "Tabelas"
    ),
}


def print_words(language: str | None) -> PrintWords:
    """The words for Sphinx' ``language``, "de_AT" as "de"; English where they are not known."""
    return _BY_LANGUAGE.get((language or "en").replace("-", "_").partition("_")[0].lower(), _ENGLISH)
