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
_NO_LETTERS = regex(r"[^A-Za-z0-9]+")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")


class Identifiers:
    """Makes identifiers that are valid, no reserved word, and each its own."""

    def __init__(self, reserved: Collection[str] = ()) -> None:
        self._taken = set(reserved)

    def upper(self, *parts: str) -> str:
        """As constants are written: CLIENT_SAP_PUBLIC_CLIENT."""
        return self._own("_".join(word.upper() for part in parts for word in words_of(part)))

    def lower(self, *parts: str) -> str:
        """As modules and variables are written."""
        return self._own("_".join(word.lower() for part in parts for word in words_of(part)))

    def camel(self, *parts: str) -> str:
        """As types are written: ClientSap."""
        return self._own("".join(word[:1].upper() + word[1:] for part in parts for word in words_of(part)))

    def _own(self, name: str) -> str:
        base = name[:_LONGEST].strip("_") or "unnamed"
        base = f"_{base}" if base[0].isdecimal() else base
        own, number = base, 2
        while own in self._taken:
            own, number = f"{base}_{number}", number + 1
        self._taken.add(own)
        return own


def words_of(text: str) -> list[str]:
    """The words of a text in ASCII; letters of other scripts are named by their code points."""
    plain = unicodedata.normalize("NFKD", text)
    spelled = "".join(
        character
        if character.isascii()
        else ""
        if unicodedata.combining(character)
        else f"U{ord(character):X} "
        if character.isalnum()
        else " "
        for character in plain
    )
    return [word for word in _NO_LETTERS.split(_HUMP.sub(" ", spelled)) if word]


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
