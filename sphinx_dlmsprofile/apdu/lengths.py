"""Lengths and counts, which A-XDR and BER write alike."""

from __future__ import annotations


def write_length(value: int) -> bytes:
    """In the shortest form: one octet up to 127, else 80 plus the number of octets that follow."""
    if value < 1 << 7:
        return bytes([value])
    size = (value.bit_length() + 7) // 8
    return bytes([0x80 + size]) + value.to_bytes(size)
