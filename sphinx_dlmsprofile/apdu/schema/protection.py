"""Ciphering, signing, block transfer, and the prefix of a gateway (IEC 62056-5-3)."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.codecs import Enumerated, Number, Octets
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.schema.common import MAYBE_DATE_TIME, OCTET_STRING, UNSIGNED8, UNSIGNED16
from sphinx_dlmsprofile.apdu.types import Choice, CipheredType, Component, EncodedApdu, Leaf, Sequence

CIPHERED = CipheredType()
_CONTENT = Component("ciphered-content", CIPHERED)
_ENCODED = Leaf("OCTET STRING", Octets(), holds=EncodedApdu())
_SYSTEM_TITLE = Leaf("OCTET STRING", Octets(texts=True))

GENERAL_GLO = Sequence("General-Glo-Ciphering", (Component("system-title", _SYSTEM_TITLE), _CONTENT))
GENERAL_DED = Sequence("General-Ded-Ciphering", (Component("system-title", _SYSTEM_TITLE), _CONTENT))

_KEY_CIPHERED_DATA = Component("key-ciphered-data", OCTET_STRING)
_KEY_INFO = Choice(
    "Key-Info",
    {
        0: (
            "identified-key",
            Sequence(
                "Identified-Key",
                (
                    Component(
                        "key-id",
                        Leaf(
                            "Key-Id",
                            Enumerated({0: "global-unicast-encryption-key", 1: "global-broadcast-encryption-key"}),
                            1,
                        ),
                    ),
                ),
            ),
        ),
        1: (
            "wrapped-key",
            Sequence(
                "Wrapped-Key",
                (Component("kek-id", Leaf("Kek-Id", Enumerated({0: "master-key"}), 1)), _KEY_CIPHERED_DATA),
            ),
        ),
        2: ("agreed-key", Sequence("Agreed-Key", (Component("key-parameters", OCTET_STRING), _KEY_CIPHERED_DATA))),
    },
)
HEADER = (
    Component("transaction-id", OCTET_STRING),
    Component("originator-system-title", _SYSTEM_TITLE),
    Component("recipient-system-title", _SYSTEM_TITLE),
    MAYBE_DATE_TIME,
    Component("other-information", OCTET_STRING, assumed=""),
)
"""What an authentication tag protects beside the content."""

GENERAL_CIPHERING = Sequence("General-Ciphering", (*HEADER, Component("key-info", _KEY_INFO, optional=True), _CONTENT))
GENERAL_SIGNING = Sequence(
    "General-Signing", (*HEADER, Component("content", _ENCODED), Component("signature", OCTET_STRING))
)


def _explain_block_control(value: int) -> str:
    last = "last block" if value & 0x80 else "more blocks follow"
    return f"{last}, {'streaming' if value & 0x40 else 'no streaming'}, window {value & 0x3F}"


GENERAL_BLOCK_TRANSFER = Sequence(
    "General-Block-Transfer",
    (
        Component(
            "block-control", Leaf("Block-Control", Number(1, hexadecimal=True, explain=_explain_block_control), 1)
        ),
        Component("block-number", UNSIGNED16),
        Component("block-number-ack", UNSIGNED16),
        # Mostly a fragment: its beginning or end need not be that of a field. A description gives a whole APDU.
        Component("block-data", _ENCODED),
    ),
)


class _PhysicalDevice(Octets):
    """Not empty: otherwise the header of the LLC sublayer, E6 E6 00, would be read as a gateway's prefix."""

    def show(self, octets: bytes) -> tuple[str, str]:
        """Pairs of digits."""
        if not octets:
            raise UnfitError(
                expected="an address of one octet or more (E6 E6 00 and E6 E7 00 are LLC headers, not gateways)"
            )
        return super().show(octets)


GATEWAY = Sequence(
    "gateway prefix",
    (
        Component("network-id", UNSIGNED8),
        Component("physical-device-address", Leaf("OCTET STRING", _PhysicalDevice(texts=True))),
        Component("apdu", EncodedApdu()),
    ),
)
