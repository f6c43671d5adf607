"""Spaces that look like one and are none to YAML: what comes from a word processor is read as it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

_ODD = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ANY_ODD = regex(rf"[{_ODD}]")
_BEGINNING = regex(
    rf"""(?mx)
    ^ [ {_ODD}]* (?:- [ {_ODD}]+)*                              # indentation, and dashes of lists
    (?:
        (?: "[^"\n]*" | '[^'\n]*' | (?:[^:\s"'{{\[#] (?:[^:\n] | :(?=\S))*?) )  # a key
        : [ {_ODD}]+
    )?
    """
)
_IN_BRACES = regex(rf"(?<=[{{,])[ {_ODD}]*[\w-]+[ {_ODD}]*:[ {_ODD}]+")


def with_plain_spaces(text: str) -> str:
    """A body in which no-break and other odd spaces are plain where YAML takes them for structure.

    That is in the indentation, after the dashes of a list, and after the colon of a key; those in a text
    stay. The length of no line changes, so that places hold.
    """
    if text.isascii() or not _ANY_ODD.search(text):
        return text
    lines = _BEGINNING.sub(_plain, text).split("\n")
    return "\n".join(_IN_BRACES.sub(_plain, line) if "{" in line else line for line in lines)


def _plain(match: re.Match[str]) -> str:
    # What is before the colon may be a key in quotation marks, with spaces of its own.
    head, colon, tail = match[0].rpartition(":")
    if not colon:
        return _ANY_ODD.sub(" ", tail)
    indent = len(head) - len(head.lstrip(f" -{_ODD}"))
    return _ANY_ODD.sub(" ", head[:indent]) + head[indent:] + colon + _ANY_ODD.sub(" ", tail)
