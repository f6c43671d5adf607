"""Check sequences by their names in the catalogue of parametrised CRC algorithms, and two plain ones.

A CRC is given by its generator polynomial, the register at the beginning, whether octets come with their lowest bit
first, and what the register is combined with at the end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _Crc(NamedTuple):
    octets: int
    polynomial: int
    start: int
    end: int
    reflected: bool


_HIGHEST_FIRST = {
    "CRC-8/SMBUS": (1, 0x07, 0x00, 0x00),
    "CRC-16/IBM-3740": (2, 0x1021, 0xFFFF, 0x0000),
    "CRC-16/XMODEM": (2, 0x1021, 0x0000, 0x0000),
    "CRC-16/GENIBUS": (2, 0x1021, 0xFFFF, 0xFFFF),
    "CRC-16/EN-13757": (2, 0x3D65, 0x0000, 0xFFFF),
    "CRC-24/OPENPGP": (3, 0x864CFB, 0xB704CE, 0x000000),
    "CRC-32/BZIP2": (4, 0x04C11DB7, 0xFFFFFFFF, 0xFFFFFFFF),
    "CRC-32/MPEG-2": (4, 0x04C11DB7, 0xFFFFFFFF, 0x00000000),
}
_LOWEST_FIRST = {
    "CRC-8/MAXIM-DOW": (1, 0x31, 0x00, 0x00),
    "CRC-16/ARC": (2, 0x8005, 0x0000, 0x0000),
    "CRC-16/MODBUS": (2, 0x8005, 0xFFFF, 0x0000),
    "CRC-16/IBM-SDLC": (2, 0x1021, 0xFFFF, 0xFFFF),
    "CRC-16/KERMIT": (2, 0x1021, 0x0000, 0x0000),
    "CRC-16/DNP": (2, 0x3D65, 0x0000, 0xFFFF),
    "CRC-32/ISO-HDLC": (4, 0x04C11DB7, 0xFFFFFFFF, 0xFFFFFFFF),
    "CRC-32/ISCSI": (4, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF),
}
"""By name: how many octets, the polynomial, the register at the beginning, and what is combined with it at the end."""

_SAME = {
    "CRC-16/X-25": "CRC-16/IBM-SDLC",
    "CRC-16/CCITT-FALSE": "CRC-16/IBM-3740",
    "CRC-16/CCITT": "CRC-16/KERMIT",
    "CRC-32": "CRC-32/ISO-HDLC",
    "CRC-32C": "CRC-32/ISCSI",
}


class CheckSequence(NamedTuple):
    """A check sequence: how many octets it has, and its value over octets."""

    octets: int
    of: Callable[[bytes], int]


def _reversed(value: int, bits: int) -> int:
    return int(f"{value:0{bits}b}"[::-1], 2)


@cache
def _table(crc: _Crc) -> Sequence[int]:
    """The register after each octet, from a register of 0."""
    bits = 8 * crc.octets
    top, mask = 1 << bits - 1, (1 << bits) - 1
    reflected = _reversed(crc.polynomial, bits)
    entries = []
    for octet in range(256):
        value = octet if crc.reflected else octet << bits - 8
        for _ in range(8):
            if crc.reflected:
                value = value >> 1 ^ (reflected if value & 1 else 0)
            else:
                value = (value << 1 ^ (crc.polynomial if value & top else 0)) & mask
        entries.append(value)
    return entries


def _crc(crc: _Crc, octets: bytes) -> int:
    bits = 8 * crc.octets
    table, mask = _table(crc), (1 << bits) - 1
    value = _reversed(crc.start, bits) if crc.reflected else crc.start
    if crc.reflected:
        for octet in octets:
            value = value >> 8 ^ table[(value ^ octet) & 0xFF]
    else:
        for octet in octets:
            value = (value << 8 & mask) ^ table[value >> bits - 8 ^ octet]
    return value ^ crc.end


def _sum(octets: bytes) -> int:
    return sum(octets) & 0xFF


def _exclusive_or(octets: bytes) -> int:
    value = 0
    for octet in octets:
        value ^= octet
    return value


_PLAIN = {"SUM-8": CheckSequence(1, _sum), "XOR-8": CheckSequence(1, _exclusive_or)}
CHECK_SEQUENCES = (*_HIGHEST_FIRST, *_LOWEST_FIRST, *_SAME, *_PLAIN)
"""The names that are known: SUM-8 is the sum of the octets modulo 256, XOR-8 their exclusive or."""


def check_sequence(name: str) -> CheckSequence:
    """The check sequence of a name.

    Raises:
        KeyError: it is not one of CHECK_SEQUENCES.
    """
    if name in _PLAIN:
        return _PLAIN[name]
    own = _SAME.get(name, name)
    crc = _Crc(*(_LOWEST_FIRST | _HIGHEST_FIRST)[own], reflected=own in _LOWEST_FIRST)
    return CheckSequence(crc.octets, lambda octets: _crc(crc, octets))
