"""Names of authors as identifiers of programming languages, and their texts as comments and literals that stay texts.

What an author writes is never code: identifiers have ASCII letters, digits and underscores, each once; comments are one
line without signs that end or turn them; literals are escaped.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST, _LONGEST_COMMENT = 60, 200
_NO_LETTERS = regex(r"[\x00-/:-@\[-`{-\x7f]+")
_OTHER = regex(r"([^\x00-\x7f])")
_LETTER = regex(r"LATIN (SMALL|CAPITAL) LETTER ([A-Z]{1,2})(?= WITH |$)")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")


class Identifiers:
    """Makes identifiers that are valid, no reserved word, and each its own."""

    def __init__(self, reserved: Collection[str] = ()) -> None:
        self._taken = set(reserved)

    def upper(self, *parts: str) -> str:
        """As constants are written: CLIENT_SAP_PUBLIC_CLIENT."""
        return self._own("_".join(word.upper() for part in parts for word in words_of(part) or ["unnamed"]))

    def lower(self, *parts: str) -> str:
        """As modules and variables are written."""
        return self._own("_".join(word.lower() for part in parts for word in words_of(part) or ["unnamed"]))

    def camel(self, *parts: str) -> str:
        """As types are written: ClientSap."""
        return self._own(
            "".join(word[:1].upper() + word[1:] for part in parts for word in words_of(part) or ["unnamed"])
        )

    def _own(self, name: str) -> str:
        base = name[:_LONGEST].strip("_")
        base = f"_{base}" if base[0].isdecimal() else base
        own, number = base, 2
        while own in self._taken:
            own, number = f"{base}_{number}", number + 1
        self._taken.add(own)
        return own


def words_of(text: str) -> list[str]:
    """The words of a text in ASCII; letters of other scripts are named by their code points."""
    plain = unicodedata.normalize("NFKD", text)
    latin = "".join(map(_latin, _HUMP.sub(" ", plain)))
    return [_spelled(word) for word in _NO_LETTERS.split(latin) if word]


def _latin(character: str) -> str:
    """A letter of the Latin script as its name in Unicode has it, ß as ss; nothing of an accent, a blank of a sign."""
    if character.isascii():
        return character
    if unicodedata.combining(character):
        return ""
    if character.casefold().isascii():
        return character.casefold()
    match = _LETTER.match(unicodedata.name(character, ""))
    if match:
        return match[2].lower() if match[1] == "SMALL" else match[2]
    return character if character.isalnum() else " "


def _spelled(word: str) -> str:
    return "_".join(part if part.isascii() else f"U{ord(part):X}" for part in _OTHER.split(word) if part)


def comment(text: str) -> str:
    """A text as what follows ``//``, ``#`` or ``--``: one line, without control signs and signs that turn the text.

    No ``*/``, no trigraph and no backslash at the end, which C would take for more than a comment.
    """
    printable = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(printable.split())[:_LONGEST_COMMENT]
    for sign, harmless in (("*/", "* /"), ("/*", "/ *"), ("??", "? ?"), ("]]", "] ]"), ("--[", "-- [")):
        line = line.replace(sign, harmless)
    return line.rstrip("\\ ")


def quoted(text: str) -> str:
    """A text as a literal of Lua, in double quotes: all but plain ASCII as escaped octets of UTF-8."""
    shown = "".join(
        chr(octet) if 32 <= octet < 127 and chr(octet) not in '"\\' else f"\\{octet:03d}"  # noqa: PLR2004  printable ASCII
        for octet in text.encode("utf-8", "replace")
    )
    return f'"{shown}"'
