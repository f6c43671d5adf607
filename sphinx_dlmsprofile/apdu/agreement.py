"""Key agreement by IEC 62056-5-3: ECDH on P-256 or P-384, and the key derivation of NIST SP 800-56A with one hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.errors import NOT_INSTALLED, CipheringError

if TYPE_CHECKING:
    from types import ModuleType

    from cryptography.hazmat.primitives.asymmetric import ec

_ALGORITHMS = {
    1: bytes.fromhex("60857405080300"),
    2: bytes.fromhex("60857405080301"),
}
"""The identifiers of AES-GCM-128 and AES-GCM-256, which the key that is derived belongs to."""

_SIZES = {1: (32, 16), 2: (48, 32)}
"""For each suite, the octets of a number on its curve and of the key."""

CURVES = tuple(_SIZES)
"""The suites with elliptic curves."""


class Suite(NamedTuple):
    """A security suite with elliptic curves: 1 with P-256 and SHA-256, 2 with P-384 and SHA-384."""

    number: int

    @property
    def octets(self) -> int:
        """How many octets a private key has; a public key and a signature have twice as many."""
        return _SIZES[self.number][0]

    @property
    def key_octets(self) -> int:
        """How many octets the key that is derived has."""
        return _SIZES[self.number][1]


def suite_of(octets: bytes, what: str, times: int = 1) -> Suite:
    """The suite to whose curve a private key, or with ``times`` 2 a public key or signature, belongs by its length.

    Raises:
        CipheringError: it belongs to neither.
    """
    for number, (size, _) in _SIZES.items():
        if len(octets) == size * times:
            return Suite(number)
    wanted = " or ".join(str(size * times) for size, _ in _SIZES.values())
    message = f"the {what} has {len(octets)} octets, not {wanted}"
    raise CipheringError(message)


def shared_secret(private: bytes, public: bytes) -> bytes:
    """The x-coordinate that both ends of an ECDH exchange come to.

    ``private`` is the number of a private key, ``public`` the two coordinates of the point of the other end.

    Raises:
        CipheringError: they are not keys of one curve, or ``cryptography`` is not installed.
    """
    suite = suite_of(private, "private key")
    if suite_of(public, "public key", 2) != suite:
        message = "the private and the public key are of different curves"
        raise CipheringError(message)
    return private_key(private, suite).exchange(_ec().ECDH(), public_key(public, suite))


def derive_key(secret: bytes, suite: Suite, originator: bytes, recipient: bytes, more: bytes = b"") -> bytes:
    """The key that is derived from a shared secret (NIST SP 800-56A, 5.8.1, one-step with the hash of the suite).

    The other information is the identifier of the algorithm, the system title of the originator, what is ``more`` of
    its information (the transaction identifier), and the system title of the recipient.
    """
    from hashlib import sha256, sha384  # noqa: PLC0415  for keys alone

    hashed = sha256 if suite.number == 1 else sha384
    digest = hashed((1).to_bytes(4) + secret + _ALGORITHMS[suite.number] + originator + more + recipient).digest()
    return digest[: suite.key_octets]


def private_key(octets: bytes, suite: Suite) -> ec.EllipticCurvePrivateKey:
    """The private key of a number.

    Raises:
        CipheringError: it is none of the curve, or ``cryptography`` is not installed.
    """
    try:
        key: ec.EllipticCurvePrivateKey = _ec().derive_private_key(int.from_bytes(octets), _curve(suite))
    except ValueError:
        message = "the private key is not a number of its curve"
        raise CipheringError(message) from None
    return key


def public_key(octets: bytes, suite: Suite) -> ec.EllipticCurvePublicKey:
    """The public key of a point.

    Raises:
        CipheringError: it is not a point of the curve, or ``cryptography`` is not installed.
    """
    try:
        key: ec.EllipticCurvePublicKey = _ec().EllipticCurvePublicKey.from_encoded_point(
            _curve(suite), b"\x04" + octets
        )
    except ValueError:
        message = "the public key is not a point of its curve"
        raise CipheringError(message) from None
    return key


def _curve(suite: Suite) -> ec.EllipticCurve:
    curve: ec.EllipticCurve = _ec().SECP256R1() if suite.number == 1 else _ec().SECP384R1()
    return curve


def _ec() -> ModuleType:
    try:
        from cryptography.hazmat.primitives.asymmetric import ec as module  # noqa: PLC0415  an extra
    except ImportError:
        raise CipheringError(NOT_INSTALLED) from None
    return module
