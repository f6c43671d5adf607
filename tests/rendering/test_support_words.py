"""Demands in the language of the document."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.locale import speak
from sphinx_dlmsprofile.model.support import read_support
from sphinx_dlmsprofile.rendering.support_words import explained, printed

_OPEN = "a choice, at least one of the items marked O.1, unless one of them says how many"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "N/A", "non applicable"),
        ("fr", "I", "hors du domaine d’application"),
        ("fr", "M if GET; otherwise N/A", "obligatoire si GET ; sinon non applicable"),
        ("fr", "O.1", "au moins 1 des éléments marqués O.1, sauf si l’un d’eux indique combien"),
        # How many are chosen may stand beside another item.
        (None, "O.1", _OPEN),
        (None, "O.1: at least one of", "a choice, at least one of the items marked O.1"),
    ],
)
def test_explained(language: str | None, text: str, words: str) -> None:
    demand = read_support(text)
    assert demand
    speak(language)
    assert explained(demand).replace("\u202f", " ").replace("\u00a0", " ") == words


@pytest.mark.parametrize(("text", "letters"), [("not recommended", "O (non recommandé)"), ("O (see A)", "O (see A)")])
def test_our_remarks_are_translated_and_those_of_authors_are_not(text: str, letters: str) -> None:
    demand = read_support(text)
    assert demand
    speak("fr")
    assert printed(demand) == letters
