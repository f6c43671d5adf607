"""Date and time of COSEM (IEC 62056-6-2, 4.1.6.1): octets to a text with wildcards, and back.

The text is that of ISO 8601 as far as it goes: ``2026-01-14 10:30:00.00 wed +01:00 ok``. A ``*`` stands for what is
not specified; what follows the time may be left out if it is not specified. The months and days that are not
numbers are ``dst-end``, ``dst-begin``, ``last-1`` and ``last``. The offset is that of the local time to UTC, as
ISO 8601 has it; the deviation in the octets has the other sign. The clock status is ``ok`` or names of its bits.
A deviation of FF FF is ``*`` where the hour and the minute are FF, too: who leaves out the time fills it with FF.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.text.patterns import regex

_NONE = 0xFF
_NO_YEAR = b"\xff\xff"
_NO_DEVIATION = b"\x80\x00"
_FILLED = b"\xff\xff"
_MAX_DEVIATION = 720
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = {0xFD: "dst-end", 0xFE: "dst-begin"}
_DAYS = {0xFD: "last-1", 0xFE: "last"}
_STATUS = {0x01: "invalid", 0x02: "doubtful", 0x04: "other-base", 0x08: "bad-status", 0x80: "dst"}
_HOURS, _SIXTIES, _HUNDREDTHS = 23, 59, 99
_DATE = regex(r"(\d{4}|\*)-(\d\d|\*|dst-end|dst-begin)-(\d\d|\*|last-1|last)")
_TIME = regex(r"(\d\d|\*):(\d\d|\*)(?::(\d\d|\*)(?:\.(\d\d|\*))?)?")
_OFFSET = regex(r"([+-])(\d\d):(\d\d)|z", re.IGNORECASE)


class Kind(Enum):
    """Which of the three it is; the value is its name."""

    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"

    @property
    def octets(self) -> int:
        """How many octets it has."""
        return {Kind.DATE_TIME: 12, Kind.DATE: 5, Kind.TIME: 4}[self]


def show(octets: bytes, kind: Kind) -> str:
    """The text of octets; empty if one of them is out of range or the weekday is not that of the date."""
    if len(octets) != kind.octets:
        return ""
    if kind is Kind.TIME:
        return _show_time(octets)
    day = _show_date(octets[:5])
    if kind is Kind.DATE or not day:
        return " ".join(day)
    offset = ["*"] if octets[5:7] == octets[9:11] == _FILLED else _show_offset(octets[9:11])
    time, status = _show_time(octets[5:9]), _show_status(octets[11])
    if not time or offset is None or status is None:
        return ""
    return " ".join([day[0], time, *day[1:], *offset, *status])


def doubt(octets: bytes) -> tuple[str, str] | None:
    """The weekday that a date or date-time has to have and the one that it has, where all but the weekday is right."""
    wrong = _with_weekday_of_date(octets)
    if wrong is None:
        return None
    return f"the weekday {_WEEKDAYS[wrong[4] - 1]}, which that date is", _weekday(octets[4])


def show_wrong(octets: bytes) -> str:
    """The text of a date or date-time in which the weekday alone is wrong, with what is wrong; else empty."""
    wrong = _with_weekday_of_date(octets)
    if wrong is None:
        return ""
    text = show(wrong[:4] + b"\xff" + wrong[5:], _kind(wrong))
    return f"{text}; weekday {_weekday(octets[4])}, that date is a {_weekday(wrong[4])}"


def _weekday(octet: int) -> str:
    return _WEEKDAYS[octet - 1] if 1 <= octet <= len(_WEEKDAYS) else str(octet)


def _kind(octets: bytes) -> Kind:
    return Kind.DATE if len(octets) == Kind.DATE.octets else Kind.DATE_TIME


def _with_weekday_of_date(octets: bytes) -> bytes | None:
    """A date or date-time with the right weekday, if it has another one and is right otherwise; else None."""
    if len(octets) not in {Kind.DATE.octets, Kind.DATE_TIME.octets} or octets[4] == _NONE:
        return None
    try:
        weekday = date(int.from_bytes(octets[:2]), octets[2], octets[3]).isoweekday()
    except ValueError:
        return None
    right = octets[:4] + bytes([weekday]) + octets[5:]
    return right if weekday != octets[4] and show(right, _kind(right)) else None


def _show_date(octets: bytes) -> list[str]:
    """The date, and the weekday if it is specified; nothing if it is not a date."""
    month, day, weekday = octets[2:5]
    year = int.from_bytes(octets[:2])
    written = (_named(month, 1, 12, _MONTHS), _named(day, 1, 31, _DAYS))
    if None in written or not (1 <= weekday <= len(_WEEKDAYS) or weekday == _NONE):
        return []
    if day <= 31 and month <= 12:  # noqa: PLR2004  not wildcards
        try:
            # In a year that is not specified, a leap day exists.
            exact = date(2000 if octets[:2] == _NO_YEAR else year, month, day)
        except ValueError:
            return []
        if octets[:2] != _NO_YEAR and weekday not in {exact.isoweekday(), _NONE}:
            return []
    elif octets[:2] != _NO_YEAR and year > 9999:  # noqa: PLR2004  four digits are written
        return []
    text = f"{'*' if octets[:2] == _NO_YEAR else f'{year:04}'}-{written[0]}-{written[1]}"
    return [text] if weekday == _NONE else [text, _WEEKDAYS[weekday - 1]]


def _show_time(octets: bytes) -> str:
    parts = [_named(octet, 0, high, {}) for octet, high in zip(octets, _LIMITS, strict=True)]
    return "" if None in parts else "{}:{}:{}.{}".format(*parts)


_LIMITS = (_HOURS, _SIXTIES, _SIXTIES, _HUNDREDTHS)


def _named(octet: int, low: int, high: int, names: dict[int, str]) -> str | None:
    if octet == _NONE:
        return "*"
    return f"{octet:02}" if low <= octet <= high else names.get(octet)


def _show_offset(octets: bytes) -> list[str] | None:
    if octets == _NO_DEVIATION:
        return []
    minutes = -int.from_bytes(octets, signed=True)
    if abs(minutes) > _MAX_DEVIATION:
        return None
    return [f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"]


def _show_status(octet: int) -> list[str] | None:
    if octet == _NONE:
        return []
    if octet & ~sum(_STATUS):
        return None
    return [name for bit, name in _STATUS.items() if octet & bit] or ["ok"]


def parse(text: str, kind: Kind) -> bytes:
    """The octets of a text.

    Raises:
        UnfitError: it is not a date or time.
    """
    expected = {
        Kind.DATE_TIME: "a date-time such as 2026-01-14 10:30:00.00 wed +01:00 ok",
        Kind.DATE: "a date such as 2026-01-14 wed",
        Kind.TIME: "a time such as 10:30:00.00",
    }[kind]
    words = re.sub(r"(?<=[\d*])T(?=[\d*])", " ", text.strip()).casefold().split()
    octets = _parse_words(words, kind)
    if octets is None or not show(octets, kind):
        raise UnfitError(expected=expected)
    return octets


def _parse_words(words: list[str], kind: Kind) -> bytes | None:
    if kind is Kind.TIME:
        return _parse_time(words[0]) if len(words) == 1 else None
    day = _DATE.fullmatch(words[0]) if words else None
    if day is None:
        return None
    rest = words[1:]
    time = None
    if kind is Kind.DATE_TIME:
        time = _parse_time(rest[0]) if rest else None
        if time is None:
            return None
        rest = rest[1:]
    weekday = _NONE
    if rest and rest[0][:3] in _WEEKDAYS:
        weekday = _WEEKDAYS.index(rest.pop(0)[:3]) + 1
    year = _NO_YEAR if day[1] == "*" else int(day[1]).to_bytes(2)
    head = year + bytes([_number(day[2], _MONTHS), _number(day[3], _DAYS), weekday])
    if time is None:
        return None if rest else head
    offset = _NO_DEVIATION
    if rest and rest[0] == "*":
        rest.pop(0)
        offset = _FILLED if time[:2] == _FILLED else _NO_DEVIATION
    elif rest and (match := _OFFSET.fullmatch(rest[0])):
        rest.pop(0)
        minutes = int(match[2]) * 60 + int(match[3]) if match[1] else 0
        offset = (minutes if match[1] == "-" else -minutes).to_bytes(2, signed=True)
    bits = {name: bit for bit, name in _STATUS.items()} | {"ok": 0}
    if not set(rest) <= set(bits):
        return None
    status = sum(bits[word] for word in set(rest)) if rest else _NONE
    return head + time + offset + bytes([status])


def _parse_time(word: str) -> bytes | None:
    match = _TIME.fullmatch(word)
    return bytes(_number(part or "*", {}) for part in match.groups()) if match else None


def _number(word: str, names: dict[int, str]) -> int:
    if word == "*":
        return _NONE
    return int(word) if word.isdecimal() else next(octet for octet, name in names.items() if name == word)
