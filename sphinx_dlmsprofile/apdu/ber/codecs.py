"""Primitive values of BER that the ACSE needs (ISO/IEC 8825-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.codecs import Enumerated, Octets, read_number
from sphinx_dlmsprofile.apdu.errors import UnfitError

if TYPE_CHECKING:
    from collections.abc import Mapping

_DLMS = bytes.fromhex("608574 0508")
"""2.16.756.5.8, the arc of the DLMS UA."""

_MAX_UNUSED = 7


class ObjectIdentifier(NamedTuple):
    """A name 2.16.756.5.8.``arc``.x of DLMS/COSEM, the x of which are known."""

    arc: int
    names: Mapping[int, str]

    def show(self, octets: bytes) -> tuple[str, str]:
        """The numbers, separated by dots."""
        head = _DLMS + bytes([self.arc])
        if octets[:-1] != head or octets[-1] not in self.names:
            raise UnfitError(expected=f"{head.hex(' ').upper()} and one of {', '.join(f'{x:02X}' for x in self.names)}")
        return f"2.16.756.5.8.{self.arc}.{octets[-1]}", self.names[octets[-1]]

    def parse(self, text: str) -> bytes:
        """All numbers with dots, or the last alone."""
        number = read_number(text.strip().removeprefix(f"2.16.756.5.8.{self.arc}."))
        if number is None or number not in self.names:
            raise UnfitError(
                expected=f"2.16.756.5.8.{self.arc}.x or x, where x is one of {', '.join(map(str, self.names))}"
            )
        return _DLMS + bytes([self.arc, number])


class Integer:
    """An INTEGER of any size in its shortest form."""

    def show(self, octets: bytes) -> tuple[str, str]:
        """Decimal."""
        number = int.from_bytes(octets, signed=True)
        if not octets or self._octets(number) != octets:
            raise UnfitError(expected="an INTEGER in its shortest form")
        # Beyond 64 bits a decimal number is of no use to anybody, and long ones take long to make.
        return (str(number) if len(octets) <= 8 else f"0x{octets.hex().upper()}"), ""  # noqa: PLR2004

    def parse(self, text: str) -> bytes:
        """Decimal or 0x…."""
        if text.strip()[:2].lower() == "0x":
            octets = Octets().parse(text)
            number = int.from_bytes(octets, signed=True)
        else:
            given = read_number(text)
            if given is None:
                raise UnfitError(expected="an integer")
            number = given
        return self._octets(number)

    @staticmethod
    def _octets(number: int) -> bytes:
        bits = (number if number >= 0 else ~number).bit_length()
        return number.to_bytes(bits // 8 + 1, signed=True)


class NamedInteger(Enumerated):
    """An INTEGER whose values have names; all of them take one octet."""


class BitString(NamedTuple):
    """A BIT STRING with the number of its unused bits before it; ``names`` are those of whole values."""

    names: Mapping[int, str]

    def show(self, octets: bytes) -> tuple[str, str]:
        """Hexadecimal, the number of unused bits included."""
        if not octets or octets[0] > _MAX_UNUSED or (octets[0] and len(octets) == 1):
            raise UnfitError(expected="the number of unused bits (0 to 7), and the bits")
        return octets.hex().upper(), self.names.get(int.from_bytes(octets), "") if len(octets) < 4 else ""  # noqa: PLR2004

    def parse(self, text: str) -> bytes:
        """The name or hexadecimal digits."""
        for value, name in self.names.items():
            if name == text.strip().casefold():
                return value.to_bytes(2)
        return Octets().parse(text)
