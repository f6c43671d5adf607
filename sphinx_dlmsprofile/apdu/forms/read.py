"""Octets of a text or a file, in whatever form they are there."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.apdu.forms.ascii import TELEGRAM, is_telegram
from sphinx_dlmsprofile.apdu.forms.comments import without_comments
from sphinx_dlmsprofile.apdu.forms.dumps import read_dump
from sphinx_dlmsprofile.apdu.forms.lines import read_lines
from sphinx_dlmsprofile.apdu.forms.literals import read_coded, read_numbers
from sphinx_dlmsprofile.apdu.forms.taken import Piece, Taken
from sphinx_dlmsprofile.text.patterns import regex

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"') | dict.fromkeys(
    map(ord, "\u2018\u2019\u201a\u2039\u203a"), "'"
)
_XML = regex(r"<(?![\s0-9A-Fa-f]*>)[?!A-Za-z]")
_GIVEN = regex(r"^([^=\n]*(?<![0-9A-Za-z_])[A-Za-z_]{2,40}=)(?=[0-9A-Fa-f]{2})(?=[^=\n]*$)", re.MULTILINE)
"""The name that a log gives to octets, as in ``tx=C001``: the only one in its line."""

_HEXADECIMAL, _FEWEST_DIGITS = frozenset(b"0123456789abcdefABCDEF"), 16
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_text(text: str) -> Taken:
    """The messages in a text."""
    if is_telegram(text):
        return Taken((Piece(text.encode("ascii", "replace")),), TELEGRAM)
    if _XML.match(text.lstrip("\ufeff \t\r\n")):
        from sphinx_dlmsprofile.apdu.forms.xml import read_xml  # noqa: PLC0415  Python's library for XML loads slowly

        return read_xml(text)
    plain = text.translate(_INVISIBLE | _DASHES | _QUOTES)
    if (coded := read_coded(plain)) is not None:
        return coded
    lines, comments = without_comments(_GIVEN.sub(r"\1 ", plain))
    found = _digits_of_digits(read_numbers("\n".join(lines)) or read_dump(lines) or read_lines(lines))
    return found._replace(left=(*found.left, *comments)) if comments else found


def _digits_of_digits(found: Taken) -> Taken:
    """The octets that the characters of octets are the digits of, as a gateway that sends text logs them."""
    pieces = tuple(piece._replace(octets=_of_digits(piece.octets)) for piece in found.pieces)
    if not pieces or not all(piece.octets for piece in pieces):
        return found
    return found._replace(pieces=pieces, form="hexadecimal digits of characters that are hexadecimal digits")


def _of_digits(octets: bytes) -> bytes:
    digits = b"".join(octets.split())
    if len(digits) < _FEWEST_DIGITS or len(digits) % 2 or not _HEXADECIMAL.issuperset(digits):
        return b""
    return bytes.fromhex(digits.decode("ascii"))


def read_octets(octets: bytes) -> Taken:
    """The messages in a file: of a text, those that it says, else the octets themselves."""
    encoding = next((name for mark, name in _MARKS.items() if octets.startswith(mark)), "utf-8")
    try:
        text = octets.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if all(character.isprintable() or character.isspace() for character in text) and (text or not octets):
        return read_text(text)
    return Taken((Piece(octets),), "a binary file")
