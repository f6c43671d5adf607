"""Octets as programs write them: arrays, escapes, decimal numbers, base64."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.forms.taken import Piece, Taken, failed
from sphinx_dlmsprofile.apdu.forms.words import octets_of, words_of
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIST = regex(r"[\[{(]([^\[\]{}()]*)[\]})]")
_CAST = regex(r"\(\s*(?:unsigned\s+)?(?:byte|char|u?int8(?:_t)?|u8)\s*\)", re.IGNORECASE)
_HEX_NUMBER = regex(r"0[xX][0-9A-Fa-f]{1,2}")
_DECIMAL = regex(r"-?[0-9]{1,3}")
# A string that is not closed is taken to the end of its line, so that nothing in it is looked at again.
_STRING = regex(r"\\.|([\"'])((?:\\.|(?!\1)[^\\\n])*)(\1?)")
_ESCAPE = regex(r"\\(?:[xX]([0-9A-Fa-f]{2})|([0-7]{1,3})|(.))|([^\\])", re.DOTALL)
_ESCAPED = regex(r"(?:\\[xX][0-9A-Fa-f]{2}\s*)+")
_ESCAPES = {"n": 10, "r": 13, "t": 9, "a": 7, "b": 8, "f": 12, "v": 11, "e": 27}
_BASE64 = regex(r"[A-Za-z0-9+/]+={0,2}")
_URL_SAFE = {ord("-"): "+", ord("_"): "/"}
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_MOST, _SIGN = 255, 256
_MIN_BASE64 = 12
_MIN_QUOTED = 3


def read_coded(text: str) -> Taken | None:
    """Escapes and base64, of which any character may be part; None if it is another form."""
    return _escapes(text) or _base64(text)


def read_numbers(text: str) -> Taken | None:
    """Arrays, decimal numbers and quoted hexadecimal; None if it is another form."""
    return _array(text) or _decimals(text) or _quoted(text)


def _escapes(text: str) -> Taken | None:
    r"""``"\xC0\x01"``: in quotation marks, the other characters stand for themselves."""
    if "\\x" not in text and "\\X" not in text:
        return None
    pieces = []
    left: list[str] = []
    end = line = 0
    for match in _STRING.finditer(text):
        if not match[3] or "\\" not in match[2]:
            continue
        octets = _unescaped(match[2])
        if octets is None:
            return None
        left += _others(text[end : match.start()].rstrip("bBuUrR"))
        line += text.count("\n", end, match.start())
        end = match.end()
        pieces.append(Piece(octets, line))
    left += _others(text[end:])
    if pieces:
        joined = b"".join(piece.octets for piece in pieces)
        # Neighbouring strings are one, as in C.
        if len(pieces) > 1 and not left:
            pieces = [pieces[0]._replace(octets=joined)]
        return Taken(tuple(pieces), r"a text with escapes (\x…)", tuple(left))
    whole = text.strip()
    if not _ESCAPED.fullmatch(whole):
        return None
    return Taken((Piece(bytes.fromhex(whole.replace("\\x", "").replace("\\X", ""))),), r"escapes (\x…)")


def _unescaped(text: str) -> bytes | None:
    octets = bytearray()
    for match in _ESCAPE.finditer(text):
        digits, octal, named, plain = match.groups()
        if digits:
            octets.append(int(digits, 16))
        elif octal:
            octets.append(int(octal, 8) & _MOST)
        else:
            number = _ESCAPES.get(named, ord(named)) if named else ord(plain)
            if number > _MOST:
                return None
            octets.append(number)
    return bytes(octets)


def _others(text: str) -> Iterator[str]:
    """Text around the octets that is more than punctuation."""
    text = text.strip(" \t\r\n;,+()[]{}")
    if text:
        yield text


def _array(text: str) -> Taken | None:
    """``{0xC0, 0x01}``, ``[192, 1]``, with what declares it before; several are several messages."""
    without = _CAST.sub(" ", text)
    pieces = []
    left: list[str] = []
    kinds = set()
    end = line = 0
    for match in _LIST.finditer(without):
        items = [item for item in match[1].replace(",", " ").replace(";", " ").split() if item]
        numbers = _numbers(items) if len(items) > 1 else None
        if numbers is None:
            continue
        octets, kind = numbers
        if octets is None:
            at = without[: match.start()].splitlines() or [""]
            return failed(len(at) - 1, len(at[-1]), kind)
        left += _others(without[end : match.start()])
        line += without.count("\n", end, match.start())
        end = match.end()
        kinds.add(kind)
        pieces.append(Piece(octets, line))
    if not pieces:
        return None
    left += _others(without[end:])
    return Taken(tuple(pieces), f"an array of {' and '.join(sorted(kinds))} numbers", tuple(left))


def _numbers(items: list[str]) -> tuple[bytes | None, str] | None:
    """The octets of numbers and of what kind they are; or None and why they can be read in two ways."""
    if all(_HEX_NUMBER.fullmatch(item) for item in items):
        return bytes(int(item, 16) for item in items), "hexadecimal"
    if all(_HEX_NUMBER.fullmatch(item) or _DECIMAL.fullmatch(item) for item in items) and any(
        item[:2] in {"0x", "0X"} for item in items
    ):
        values = [int(item, 0) if "x" in item.lower() else int(item) for item in items]
        return (_octets(values), "hexadecimal and decimal") if _octets(values) is not None else None
    if not all(_DECIMAL.fullmatch(item) for item in items):
        return None
    # Of two digits each, they may as well be hexadecimal.
    if all(len(item) == 2 and item.isdecimal() for item in items):  # noqa: PLR2004
        return None, "these numbers can be decimal or hexadecimal: write 0x before hexadecimal ones"
    values = [int(item) for item in items]
    octets = _octets(values)
    return None if octets is None else (octets, "decimal")


def _octets(values: list[int]) -> bytes | None:
    """Octets, those of a signed type with a minus; None if a number is too large."""
    if not all(-_SIGN // 2 <= value <= _MOST for value in values):
        return None
    return bytes(value % _SIGN for value in values)


def _decimals(text: str) -> Taken | None:
    """``192 1 193``: three digits without a leading zero are not an octet in hexadecimal."""
    items = text.replace(",", " ").replace(";", " ").split()
    if len(items) < 2 or not all(_DECIMAL.fullmatch(item) for item in items):  # noqa: PLR2004
        return None
    if not any(len(item) == 3 or item.startswith("-") for item in items):  # noqa: PLR2004
        return None
    octets = _octets([int(item) for item in items])
    return Taken((Piece(octets),), "decimal numbers") if octets is not None else None


def _quoted(text: str) -> Taken | None:
    """Hexadecimal in quotation marks within other text, as in JSON and in calls of functions."""
    pieces = []
    left: list[str] = []
    end = line = 0
    for match in _STRING.finditer(text):
        words = words_of(match[2] or "")
        digits = [word.digits for word in words]
        octets = octets_of([run for runs in digits for run in runs or ()]) if digits and None not in digits else None
        if match[3] and octets and len(octets) >= _MIN_QUOTED:
            left += _others(text[end : match.start()])
            line += text.count("\n", end, match.start())
            end = match.end()
            pieces.append(Piece(octets, line))
    left += _others(text[end:])
    return Taken(tuple(pieces), "hexadecimal in quotation marks", tuple(left)) if pieces else None


def _base64(text: str) -> Taken | None:
    """Base64, of which enough characters are not hexadecimal digits: one that is mistyped is not enough."""
    whole = "".join(text.split()).strip("\"'")
    if "-" in whole or "_" in whole:
        whole = whole.translate(_URL_SAFE)
    if len(whole) < _MIN_BASE64 or len(whole) % 4 or not _BASE64.fullmatch(whole):
        return None
    others = sum(character not in _HEXADECIMAL for character in whole)
    if 5 * others < len(whole) or len(text.split()) > 1 + text.strip().count("\n"):
        return None
    try:
        octets = base64.b64decode(whole, validate=True)
    except binascii.Error:
        return None
    return Taken((Piece(octets),), "base64")
