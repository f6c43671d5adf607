"""Telegrams of IEC 62056-21, as meters write them at the optical head and at the P1 port: characters, no APDU."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

TELEGRAM = "a telegram of IEC 62056-21 in characters (as at a P1 port), which holds no APDU"

_LOOKED_AT, _MOST_BEFORE, _FEWEST = 200, 8, 8

_HEAD = regex(r"\s*/[A-Za-z]{3}[^\r\n]*\r?\n?")
_ROW = regex(r"(?:[0-9]{1,3}-[0-9]{1,3}:)?[0-9A-F]{1,3}\.[0-9A-F]{1,3}(?:\.[0-9]{1,3})?(?:[*.&][0-9]{1,3})?\(")


def is_telegram(text: str) -> bool:
    """Whether a text begins as a telegram does: a slash and the maker, or a row of code and value."""
    head = _HEAD.match(text)
    rest = text[head.end() :].lstrip() if head else text.lstrip("\x02 \r\n")
    return bool(_ROW.match(rest)) or (head is not None and not rest)


def octets_are_telegram(octets: bytes) -> bool:
    """Whether octets are such characters, whatever their parity bits and what a gateway puts before and between."""
    text = bytes(octet & 0x7F for octet in octets[:_LOOKED_AT] if octet).decode("ascii")
    return is_telegram(text) or is_telegram(text[max(text[:_MOST_BEFORE].find("/"), 0) :])


def characters(octets: bytes) -> str:
    """The text that octets are, each of them a printing character or the end of a line; empty if they are none."""
    text = octets.decode("ascii", "replace")
    plain = all(character.isprintable() or character in "\r\n\t" for character in text) and "\ufffd" not in text
    return " ".join(text.split()) if plain and len(text) >= _FEWEST else ""
