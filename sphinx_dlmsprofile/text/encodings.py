"""The text of files that may be in another encoding than UTF-8: those of a spreadsheet, of an editor of long ago."""

from __future__ import annotations

import codecs
from contextlib import suppress

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZEROS = 8
"""At least one octet of so many is zero: a quarter of the letters, spaces and ends of lines is plain."""

_LETTERS = "dlms-windows-letters"


def guessed(octets: bytes) -> str:
    """The text: as UTF-16 where that shows, else as UTF-8, each octet that this has not as Windows reads it."""
    if wide := wide_encoding(octets):
        with suppress(UnicodeDecodeError):
            return octets.decode(wide)
    return octets.decode("utf-8-sig", _LETTERS)


def wide_encoding(octets: bytes) -> str:
    """Which UTF-16 it is, by its mark or, without one, by the zeros of plain letters, all on one side; else ""."""
    if octets.startswith(_WIDE):
        return "utf-16"
    first, second = octets[::2].count(0), octets[1::2].count(0)
    if (first and second) or _ZEROS * (first + second) < len(octets):
        return ""
    return "utf-16-be" if first else "utf-16-le" if second else ""


def _windows_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    # Five octets are nothing in the letters of Windows: Latin-1 has them, too.
    return "".join(_letter(octet) for octet in wrong), error.end


def _letter(octet: int) -> str:
    try:
        return bytes([octet]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(octet)


codecs.register_error(_LETTERS, _windows_letters)
