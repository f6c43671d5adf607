"""The article before the name of a technology."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

_FIRST = regex(r"[A-Za-z]+|[0-9]+")
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel: an F, an X."""

_NUMBERS_WITH_VOWEL = regex(r"8|11$|18$|11\d{3}|18\d{3}")
_LIKE_YOU = regex(r"(?:u[bcfhjkqrst][aeiou]|uni(?!n|m)|eu|one)", 2)  # IGNORECASE


def article_of(name: str) -> str:
    """The article of a name, as it is spoken: "an NB-IoT device", "a LoRaWAN device", "an 802.11 device".

    Capitals alone are spoken letter by letter.
    """
    match = _FIRST.search(name)
    if match is None:
        return "a"
    word = match[0]
    if word.isdigit():
        return "an" if _NUMBERS_WITH_VOWEL.match(word) else "a"
    if word.isupper():
        return "an" if word[0] in _LETTERS_WITH_VOWEL else "a"
    return "an" if word[0] in "aeiouAEIOU" and not _LIKE_YOU.match(word) else "a"
