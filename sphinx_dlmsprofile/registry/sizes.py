"""Sizes of what IEC 62056 fixes for all profiles, in octets, by name."""

from __future__ import annotations

from types import MappingProxyType

FIXED_SIZES = MappingProxyType(
    {
        "system title": 8,
        "logical name": 6,
        "OBIS code": 6,
        "invocation counter": 4,
        "wrapper header": 8,
        "UDP header": 8,
        "IPv6 header": 40,
        "IPv6 address": 16,
        "IPv4 address": 4,
        "UDP port": 2,
        "TCP port": 2,
        "wrapper port": 2,
        "EUI-48": 6,
        "EUI-64": 8,
    }
)
"""System title and invocation counter: IEC 62056-5-3; logical name and OBIS code: IEC 62056-6-1 and 6-2; the wrapper:
IEC 62056-4-7; UDP: RFC 768; TCP: RFC 9293; IP: RFC 791 and RFC 8200; EUI: IEEE 802."""
