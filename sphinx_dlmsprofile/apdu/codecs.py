"""Primitive values: octets to text, with what the text means, and text to octets."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.errors import UnfitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OBIS = "{}-{}:{}.{}.{}.{}"
_NAME_OCTETS = 6


class Codec(Protocol):
    """How the octets of a type are written.

    ``show`` gives text and meaning, ``parse`` reads such a text, and other ways to write the same; each
    raises UnfitError for what the type cannot hold.
    """

    def show(self, octets: bytes) -> tuple[str, str]:
        """The value as a text, and what it means in words."""

    def parse(self, text: str) -> bytes:
        """The octets of a text."""


def read_number(text: str) -> int | None:
    """A decimal or hexadecimal (0x…) integer, None if the text is not such a number."""
    word = text.strip().replace("\u2212", "-")
    if re.fullmatch(r"[+-]?[0-9]{1,40}", word):
        return int(word)
    return int(word, 16) if re.fullmatch(r"[+-]?0[xX][0-9a-fA-F]{1,40}", word) else None


def read_octets(text: str) -> bytes | None:
    """Octets in hexadecimal, with or without 0x and spaces; None if the text is not such a number."""
    word = "".join(text.split())
    word = word[2:] if word[:2].lower() == "0x" else word
    return bytes.fromhex(word) if re.fullmatch(r"(?:[0-9a-fA-F]{2})*", word) else None


def write_length(value: int) -> bytes:
    """A length or count in the shortest form: one octet up to 127, else 80 plus the number of octets that follow."""
    if value < 1 << 7:
        return bytes([value])
    size = (value.bit_length() + 7) // 8
    return bytes([0x80 + size]) + value.to_bytes(size)


class Number(NamedTuple):
    """An integer of ``octets`` octets, big-endian; ``hexadecimal`` if it is written so; ``explain`` says its bits."""

    octets: int
    signed: bool = False
    hexadecimal: bool = False
    explain: Callable[[int], str] | None = None

    def show(self, octets: bytes) -> tuple[str, str]:
        """Decimal or hexadecimal."""
        number = int.from_bytes(octets, signed=self.signed)
        text = f"0x{octets.hex().upper()}" if self.hexadecimal else str(number)
        return text, self.explain(number) if self.explain else ""

    def parse(self, text: str) -> bytes:
        """Decimal or 0x…; hexadecimal digits of a signed one are its octets."""
        number = read_number(text)
        if number is None:
            raise UnfitError(expected="an integer")
        low = -(1 << 8 * self.octets - 1) if self.signed else 0
        high = (1 << 8 * self.octets - self.signed) - 1
        if self.signed and "x" in text.lower() and high < number < 1 << 8 * self.octets:
            number -= 1 << 8 * self.octets
        if not low <= number <= high:
            raise UnfitError(expected=f"an integer from {low} to {high}")
        return number.to_bytes(self.octets, signed=self.signed)


class Enumerated(NamedTuple):
    """One octet that stands for a name."""

    names: Mapping[int, str]

    def show(self, octets: bytes) -> tuple[str, str]:
        """The name; the number is its meaning."""
        name = self.names.get(octets[0]) if len(octets) == 1 else None
        if name is None:
            raise UnfitError(
                expected=f"one of {', '.join(f'{number} ({name})' for number, name in self.names.items())}"
            )
        return name, str(octets[0])

    def parse(self, text: str) -> bytes:
        """The name or the number."""
        number = read_number(text)
        for known, name in self.names.items():
            if name.casefold() == text.strip().casefold() or known == number:
                return bytes([known])
        raise UnfitError(expected=f"one of {', '.join(self.names.values())}")


class Boolean:
    """FALSE is 00 and TRUE any other octet (IEC 61334-6): published examples have 01 and FF.

    TRUE is written as 01, and an octet other than that keeps its number.
    """

    def show(self, octets: bytes) -> tuple[str, str]:
        """``true``, ``false``, or a number with its meaning."""
        if octets[0] > 1:
            return f"0x{octets.hex().upper()}", "true"
        return ("true" if octets[0] else "false"), ""

    def parse(self, text: str) -> bytes:
        """A truth value or a number."""
        word = text.strip().casefold()
        if word in {"true", "yes", "false", "no"}:
            return bytes([word in {"true", "yes"}])
        try:
            return Number(1).parse(text)
        except UnfitError:
            raise UnfitError(expected="true or false") from None


class Octets(NamedTuple):
    """Octets in hexadecimal; their meaning is the text that they make, if they make one."""

    texts: bool = False

    def show(self, octets: bytes) -> tuple[str, str]:
        """Pairs of digits without spaces."""
        text = octets.decode("ascii", "replace") if self.texts else ""
        return octets.hex().upper(), f'"{text}"' if text.isascii() and text.isprintable() and text else ""

    def parse(self, text: str) -> bytes:
        """Hexadecimal digits; 0x and spaces are optional."""
        octets = read_octets(text)
        if octets is None:
            raise UnfitError(expected="hexadecimal digits, two for an octet")
        return octets


def show_name(octets: bytes) -> str:
    """A logical name as 0-0:1.0.0.255."""
    return _OBIS.format(*octets)


class LogicalName:
    """A logical name, six octets."""

    def show(self, octets: bytes) -> tuple[str, str]:
        """0-0:1.0.0.255."""
        return show_name(octets), ""

    def parse(self, text: str) -> bytes:
        """0-0:1.0.0.255, 0.0.1.0.0.255, or twelve hexadecimal digits."""
        groups = re.fullmatch(r"(\d+)[-.](\d+)[:.](\d+)\.(\d+)\.(\d+)[.*](\d+)", text.strip())
        if groups and max(map(int, groups.groups())) < 1 << 8:
            return bytes(map(int, groups.groups()))
        octets = read_octets(text)
        if octets is None or len(octets) != _NAME_OCTETS:
            raise UnfitError(expected="a logical name such as 0-0:1.0.0.255")
        return octets


class Text:
    """Characters; ``encoding`` says which the type can hold."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def show(self, octets: bytes) -> tuple[str, str]:
        """The text itself."""
        try:
            text = octets.decode(self.encoding)
        except UnicodeDecodeError:
            raise UnfitError(expected=self._expected) from None
        return self._fit(text), ""

    def parse(self, text: str) -> bytes:
        """The text itself."""
        try:
            return self._fit(text).encode(self.encoding)
        except UnicodeEncodeError:
            raise UnfitError(expected=self._expected) from None

    def _fit(self, text: str) -> str:
        # VisibleString of ASN.1: the printing characters of ISO 646 and the space.
        if self.encoding == "ascii" and not (text.isprintable() and text.isascii()):
            raise UnfitError(expected=self._expected)
        return text

    @property
    def _expected(self) -> str:
        return "printing characters of ASCII" if self.encoding == "ascii" else "characters in UTF-8"


class Float(NamedTuple):
    """A number by ISO/IEC/IEEE 60559 of 4 or 8 octets, as the shortest decimal of the same value; NaN as octets."""

    octets: int

    @property
    def _format(self) -> str:
        return ">f" if self.octets == struct.calcsize(">f") else ">d"

    def show(self, octets: bytes) -> tuple[str, str]:
        """A decimal number, or the octets if there is none for them."""
        (number,) = struct.unpack(self._format, octets)
        for digits in range(6, 18):
            text = f"{number:.{digits}g}"
            try:
                if struct.pack(self._format, float(text)) == octets:
                    return text, ""
            except OverflowError:  # the rounded decimal is beyond the range
                continue
        return f"0x{octets.hex().upper()}", str(number)

    def parse(self, text: str) -> bytes:
        """A decimal number or 0x with the octets."""
        if text.strip()[:2].lower() == "0x":
            octets = read_octets(text)
            if octets is not None and len(octets) == self.octets:
                return octets
        try:
            return struct.pack(self._format, float(text))
        except (ValueError, OverflowError):
            raise UnfitError(expected="a number") from None


class Bcd:
    """One octet of two decimal digits; another octet is a signed number, as the ASN.1 has it."""

    def show(self, octets: bytes) -> tuple[str, str]:
        """The digits."""
        digits = octets.hex()
        return (str(int(digits)), "") if digits.isdecimal() else (f"0x{digits.upper()}", "not two decimal digits")

    def parse(self, text: str) -> bytes:
        """Up to two digits, 0x…, or a negative number."""
        number = read_number(text)
        if number is not None and "x" not in text.lower() and 0 <= number <= 99:  # noqa: PLR2004
            return bytes.fromhex(f"{number:02}")
        try:
            return Number(1, signed=True).parse(text)
        except UnfitError:
            raise UnfitError(expected="two decimal digits") from None


def loosely(codec: Codec, octets: bytes) -> str:
    """The text of octets that the type cannot hold: characters, a number, or hexadecimal."""
    if isinstance(codec, Text):
        text = octets.decode(codec.encoding, "replace" if codec.encoding == "utf-8" else "backslashreplace")
        return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)
    return str(octets[0]) if isinstance(codec, Enumerated) and len(octets) == 1 else f"0x{octets.hex().upper()}"


class DateTime(NamedTuple):
    """date-time, date or time of COSEM."""

    kind: date_times.Kind

    def show(self, octets: bytes) -> tuple[str, str]:
        """Written out, or in hexadecimal where it is out of all ranges."""
        text = date_times.show(octets, self.kind)
        if text:
            return text, octets.hex().upper()
        return f"0x{octets.hex().upper()}", date_times.show_wrong(octets) or "not a valid date or time"

    def parse(self, text: str) -> bytes:
        """Written out, or 0x with the octets."""
        if text.strip()[:2].lower() == "0x":
            octets = read_octets(text)
            if octets is not None and len(octets) == self.kind.octets:
                return octets
        return date_times.parse(text, self.kind)


class OptionalDateTime:
    """An OCTET STRING that holds a date-time or nothing."""

    def show(self, octets: bytes) -> tuple[str, str]:
        """Hexadecimal, and what it means."""
        if len(octets) not in {0, date_times.Kind.DATE_TIME.octets}:
            raise UnfitError(expected="no octets or the 12 of a date-time")
        meaning = date_times.show(octets, date_times.Kind.DATE_TIME) or date_times.show_wrong(octets)
        return octets.hex().upper(), meaning

    def parse(self, text: str) -> bytes:
        """Written out or in hexadecimal."""
        octets = read_octets(text)
        return date_times.parse(text, date_times.Kind.DATE_TIME) if octets is None else octets
