"""The text of files that may be in another encoding than UTF-8: those of a spreadsheet, of an editor of long ago."""

from __future__ import annotations

import codecs
from contextlib import suppress

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS = "dlms-windows-letters"


def guessed(octets: bytes) -> str:
    """The text: as UTF-16 where its mark says so, else as UTF-8, each octet that this has not as Windows reads it."""
    if octets.startswith(_WIDE):
        with suppress(UnicodeDecodeError):
            return octets.decode("utf-16")
    return octets.decode("utf-8-sig", _LETTERS)


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
