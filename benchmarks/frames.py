"""Made-up APDUs for the benchmark of decoding: the same seed gives the same octets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_DEEPEST = 2
_CLASSES = ((1, 2), (3, 2), (7, 2), (8, 2), (15, 2), (70, 3))

_FIXED = {0: 0, 3: 1, 5: 4, 6: 4, 13: 1, 15: 1, 16: 2, 17: 1, 18: 2, 20: 8, 21: 8, 22: 1, 23: 4, 24: 8, 26: 5, 27: 4}
"""Tag of a type of data, and how many octets its value has."""

_DATE_TIME = bytes.fromhex("07EA0B1E01080F00FF003C00")


def _length(count: int) -> bytes:
    return bytes([count]) if count < 0x80 else bytes([0x81, count])


def _data(lot: Random, depth: int = 0) -> bytes:
    kinds: list[Callable[[], bytes]] = [
        lambda: _fixed(lot, lot.choice(sorted(_FIXED))),
        lambda: b"\x09" + _length(count := lot.choice((0, 6, 12, 130))) + lot.randbytes(count),
        lambda: b"\x0a" + _length(count := lot.randrange(20)) + bytes(lot.randrange(0x20, 0x7F) for _ in range(count)),
        lambda: b"\x0c" + _length(len(text := "Zähler 7".encode())) + text,
        lambda: b"\x04\x0c" + bytes([lot.randrange(256), lot.randrange(16) << 4]),
        lambda: b"\x19" + _DATE_TIME,
    ]
    if depth < _DEEPEST:
        kinds += [
            lambda: b"\x02" + _length(count := lot.randrange(1, 5)) + _many(lot, count, depth),
            lambda: b"\x01" + _length(count := lot.randrange(4)) + _fixed(lot, 18) * count,
        ]
    return lot.choice(kinds)()


def _fixed(lot: Random, tag: int) -> bytes:
    if tag == 3:
        return bytes([tag, lot.choice((0, 1))])
    if tag == 26:
        return bytes([tag]) + _DATE_TIME[:5]
    if tag == 27:
        return bytes([tag]) + _DATE_TIME[5:9]
    if tag in {23, 24}:
        return bytes([tag]) + (b"\x41\x20" + bytes(_FIXED[tag] - 2))
    return bytes([tag]) + lot.randbytes(_FIXED[tag])


def _many(lot: Random, count: int, depth: int) -> bytes:
    return b"".join(_data(lot, depth + 1) for _ in range(count))


def _attribute(lot: Random) -> bytes:
    class_id, last = lot.choice(_CLASSES)
    return class_id.to_bytes(2) + bytes([0, 0, lot.randrange(1, 97), 1, 0, 255, lot.randrange(1, last + 1)])


def _services(lot: Random) -> list[Callable[[], bytes]]:
    number = bytes([0xC0 | lot.randrange(16)])
    block = number + b"\x00" + lot.randrange(1, 50).to_bytes(4) + b"\x00" + b"\x10" + lot.randbytes(16)
    return [
        lambda: b"\xc0\x01" + number + _attribute(lot) + b"\x00",
        lambda: b"\xc0\x02" + number + lot.randrange(1, 9).to_bytes(4),
        lambda: b"\xc0\x03" + number + b"\x02" + (_attribute(lot) + b"\x00") * 2,
        lambda: b"\xc4\x01" + number + b"\x00" + _data(lot),
        lambda: b"\xc4\x01" + number + b"\x01" + bytes([lot.choice((1, 2, 3, 4, 11, 250))]),
        lambda: b"\xc4\x02" + block,
        lambda: b"\xc4\x03" + number + b"\x02\x00" + _data(lot) + b"\x01\x03",
        lambda: b"\xc1\x01" + number + _attribute(lot) + b"\x00" + _data(lot),
        lambda: b"\xc5\x01" + number + bytes([lot.choice((0, 2, 3))]),
        lambda: b"\xc3\x01" + number + _attribute(lot) + b"\x01" + _data(lot),
        lambda: b"\xc7\x01" + number + b"\x00\x01\x00" + _data(lot),
        lambda: b"\x0f" + lot.randrange(1 << 24).to_bytes(4) + b"\x0c" + _DATE_TIME + _data(lot),
        lambda: b"\x0e\x01\x00" + bytes([lot.choice((0, 1, 2))]),
        lambda: b"\xd8" + bytes([lot.choice((1, 2))]) + bytes([lot.choice((1, 2))]),
        lambda: bytes.fromhex("601DA109060760857405080101BE10040E01000000065F1F0400007E1F04B0"),
        lambda: bytes.fromhex("6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000501F01F40007"),
    ]


def frames(lot: Random, count: int) -> Iterator[bytes]:
    """So many valid APDUs of IEC 62056-5-3, of all the usual services in turn."""
    for index in range(count):
        services = _services(lot)
        yield services[index % len(services)]()
