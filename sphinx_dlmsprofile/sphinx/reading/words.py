"""The words of a document, by which is known what names its text may have, and whose pages a new name changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from docutils import nodes

TYPED = "dlms_typed"
"""Attribute of a block that names a clause, table or figure by its number, without a role."""

FORMS = "dlms_forms"
"""Attribute of a block with a verbal form that makes a provision where the clause is normative."""

_TOKEN = regex(r"\w+")
_CODE = regex(r"[0-9a-fA-F]-[0-9a-zA-Z.…]+:")


class Words(NamedTuple):
    """The words of a document, and whether it names places by numbers, and OBIS codes.

    ``words`` are all, in small letters; those that it writes so, and not as a part of an identifier, are ``small``.
    """

    words: frozenset[str]
    small: frozenset[str]
    typed: bool
    codes: bool


class WordCollector:
    """Collects the words of one document, block by block."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._typed = self._codes = False

    def add(self, node: nodes.Element, text: str, *, typed: bool) -> None:
        """Take the text of a block, and mark what is looked at again when it is written."""
        self._words.update(_TOKEN.findall(text))
        self._codes = self._codes or bool(_CODE.search(text))
        if typed:
            self._typed = True
            node[TYPED] = True

    def packed(self) -> str:
        """All of it in little room: one text that :func:`unpacked` reads."""
        return " ".join([f"{self._typed:d}{self._codes:d}", *sorted(self._words)])


def unpacked(text: str) -> Words:
    """What was collected."""
    flags, *tokens = text.split(" ") if text else ("00",)
    words = " ".join(tokens).replace("_", " ").lower().split()
    small = (token for token in tokens if token.islower() and "_" not in token)
    return Words(frozenset(words), frozenset(small), flags[0] == "1", flags[1] == "1")
