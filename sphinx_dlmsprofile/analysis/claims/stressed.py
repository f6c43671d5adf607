"""Words in emphasis that a text has for names of attributes and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_CALLED = regex(r"(?i)\b(attribute|method)(?: (?:number )?[0-9]{1,2},?)? \W?$")
_AMONG = regex(r"(?i)\b(attribute|method)s (?:[a-z0-9_]+,? (?:and |or )?)*\W?$")
"""One of several: "the methods *attach* and *detach*"."""

_REACH = 80
"""In characters: how far before a name the word begins that says of what it is the name."""


class Stressed(NamedTuple):
    """A name in emphasis; ``kind`` is "attribute" or "method" where the words before it say so."""

    kind: str
    name: str


def stressed(block: TextBlock) -> Iterator[Stressed]:
    """The names in emphasis of a block, in their order."""
    text = plain_blanks(block.text)
    start = 0
    for name in block.stressed:
        place = _place(text, name, start)
        start = place + len(name) if place else start
        before = text[max(0, place - _REACH) : place]
        called = None
        if "ttribute" in before or "ethod" in before:
            called = _CALLED.search(before) or _AMONG.search(before)
        yield Stressed(called[1].casefold() if called else "", name)


def _place(text: str, name: str, start: int) -> int:
    """Where a name stands as a word of its own; 0 where it does not."""
    place = text.find(name, start)
    while place >= 0 and (_in_word(text[place - 1 : place]) or _in_word(text[place + len(name) :][:1])):
        place = text.find(name, place + 1)
    return max(place, 0)


def _in_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
