"""Signatures by ECDSA, as general-signing and HLS mechanism 7 carry them: r and s, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.agreement import Suite, private_key, public_key, suite_of
from sphinx_dlmsprofile.apdu.errors import NOT_INSTALLED, CipheringError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hashes


def verify(public: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether a signature is the one of the holder of a public key, over these octets.

    Raises:
        CipheringError: key and signature are of different curves, or ``cryptography`` is not installed.
    """
    suite = suite_of(public, "public signing key", 2)
    if suite_of(signature, "signature", 2) != suite:
        message = "the signature and the public key are of different curves"
        raise CipheringError(message)
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  an extra
        from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415
    except ImportError:
        raise CipheringError(NOT_INSTALLED) from None
    half = suite.octets
    numbers = utils.encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
    try:
        public_key(public, suite).verify(numbers, signed, ec.ECDSA(_hash(suite)))
    except InvalidSignature:
        return False
    return True


def _hash(suite: Suite) -> hashes.HashAlgorithm:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  an extra

    return hashes.SHA256() if suite.number == 1 else hashes.SHA384()


def sign(private: bytes, octets: bytes) -> bytes:
    """The signature over octets: another one each time, since a random number is in it.

    Raises:
        CipheringError: the key is none, or ``cryptography`` is not installed.
    """
    suite = suite_of(private, "private signing key")
    try:
        from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415  an extra
    except ImportError:
        raise CipheringError(NOT_INSTALLED) from None
    made = private_key(private, suite).sign(octets, ec.ECDSA(_hash(suite)))
    return b"".join(number.to_bytes(suite.octets) for number in utils.decode_dss_signature(made))
