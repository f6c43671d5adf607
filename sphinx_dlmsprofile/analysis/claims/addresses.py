"""MAC addresses and IPv6 addresses that stand in one row."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv6Address
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_MAC = regex(r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}")
_IPV6 = regex(r"(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:)[0-9A-Fa-f:]{3,39}")
_PREFIX = regex(
    r"(?<![\w:.])(?P<address>[0-9A-Fa-f]{4}(?::[0-9A-Fa-f]{1,4}){0,6}::?(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?)(?:/[0-9]{1,3})?(?![\w:])"
)
_BETWEEN = b"\xff\xfe"
"""What a modified EUI-64 has between the halves of a MAC address (RFC 4291)."""

_LOCAL = 0x02


class AddressPair(NamedTuple):
    """A MAC address, and an IPv6 address whose identifier is that of ``made_of``."""

    mac: str
    ipv6: str
    made_of: str


@analysis
def address_pairs(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, AddressPair]]:
    """The rows that have one MAC address and an IPv6 address made of one; with the cell of the latter.

    An address that is made of the MAC address of another row is that of its device, a parent or a router.
    """
    blocks = list(blocks)
    cells = ((block.shown or block.text).strip() for block in blocks if block.kind is TextKind.CELL)
    known = {_as_made(cell) for cell in cells if _MAC.fullmatch(cell)}
    mac = ""
    for block in blocks:
        if block.kind is not TextKind.CELL or not block.column:
            mac = ""
            continue
        text = block.shown or block.text
        if found := _MAC.fullmatch(text.strip()):
            mac = found[0]
        elif mac and (address := _IPV6.fullmatch(text.strip())) and (made_of := _made_of(address[0])):
            own = _as_made(mac)
            if made_of == own or made_of not in known:
                yield block, AddressPair(own, address[0], made_of)


@analysis
def reserved_addresses(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, str]]:
    """IPv6 addresses and prefixes beside those that are local to a link: FE08::/64 for FE80::/64."""
    for block in blocks:
        if "::" in block.text and block.kind is not TextKind.TITLE:
            for match in _PREFIX.finditer(block.text):
                if _is_reserved(match["address"]):
                    yield block, match[0]


def _is_reserved(address: str) -> bool:
    try:
        return address.upper().startswith("FE") and IPv6Address(address).is_reserved
    except AddressValueError:
        return False


def _as_made(mac: str) -> str:
    """A MAC address in the form of those that identifiers are made of."""
    return mac.replace(":", "-").upper()


def _made_of(address: str) -> str:
    """The MAC address in the identifier, "" where there is none."""
    try:
        identifier = IPv6Address(address).packed[8:]
    except AddressValueError:
        return ""
    if identifier[3:5] != _BETWEEN:
        return ""
    octets = bytes((identifier[0] ^ _LOCAL, *identifier[1:3], *identifier[5:]))
    return "-".join(f"{octet:02X}" for octet in octets)
