"""The security suites of IEC 62056-5-3."""

from __future__ import annotations

from typing import NamedTuple


class SecuritySuite(NamedTuple):
    """A suite: its number in the security control byte, in short what it uses, and the algorithms by name."""

    number: int
    summary: str
    algorithms: frozenset[str]


SECURITY_SUITES = (
    SecuritySuite(0, "AES-GCM-128", frozenset({"AES-GCM-128", "AES-128", "GMAC"})),
    SecuritySuite(
        1,
        "AES-GCM-128 with ECDH and ECDSA P-256",
        frozenset({"AES-GCM-128", "AES-128", "GMAC", "ECDSA", "ECDH", "P-256", "SHA-256"}),
    ),
    SecuritySuite(
        2,
        "AES-GCM-256 with ECDH and ECDSA P-384",
        frozenset({"AES-GCM-256", "AES-256", "GMAC", "ECDSA", "ECDH", "P-384", "SHA-384"}),
    ),
)
"""By number. GMAC, ECDSA and SHA-256 are mechanisms of authentication, too."""
