"""High level security: what each end answers to the challenge of the other in passes 3 and 4 (IEC 62056-5-3).

The challenges are those of AARQ (client to server) and AARE (server to client). Pass 3 is what the client sends with
*reply_to_HLS_authentication*, pass 4 what the server returns.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.ciphering import Secured, encipher
from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.signatures import verify

if TYPE_CHECKING:
    from collections.abc import Callable

MECHANISMS = {3: "MD5", 4: "SHA-1", 5: "GMAC", 6: "SHA-256", 7: "ECDSA"}
"""The mechanisms whose answers are defined here; that of mechanism 2 is the manufacturer's own."""

_GMAC, _ECDSA = 5, 7
_HASHES: dict[int, Callable[[bytes], hashlib._Hash]] = {
    3: lambda octets: hashlib.md5(octets, usedforsecurity=False),
    4: lambda octets: hashlib.sha1(octets, usedforsecurity=False),
    6: hashlib.sha256,
}
_AUTHENTICATED = 0x10
_HEADER_OCTETS, _TAG_OCTETS = 5, 12


class End(NamedTuple):
    """What an end brings: its challenge, its system title, its public signing key."""

    challenge: bytes
    title: bytes = b""
    public: bytes = b""


class Secret(NamedTuple):
    """What both ends know: the HLS secret, or the encryption and authentication key of GMAC."""

    secret: bytes = b""
    encryption: bytes = b""
    authentication: bytes = b""

    def __repr__(self) -> str:
        """Nothing of the secret: it may be printed in a trace."""
        return "Secret()"


def is_answer(mechanism: int, answer: bytes, sender: End, receiver: End, secret: Secret) -> bool:
    """Whether an end has answered the challenge of the other one as its mechanism says.

    ``answer`` is what ``sender`` sends to prove that it knows the secret: in pass 3 the client, in pass 4 the server.

    Raises:
        CipheringError: the mechanism has no such answer, something is missing, or ``cryptography`` is not installed.
    """
    if mechanism == _ECDSA:
        return verify(sender.public, answer, sender.title + receiver.title + receiver.challenge + sender.challenge)
    if mechanism == _GMAC:
        if len(answer) != _HEADER_OCTETS + _TAG_OCTETS:
            return False
        return answer == gmac_answer(answer[0], int.from_bytes(answer[1:_HEADER_OCTETS]), sender, receiver, secret)
    return answer == hash_answer(mechanism, sender, receiver, secret)


def hash_answer(mechanism: int, sender: End, receiver: End, secret: Secret) -> bytes:
    """The answer of mechanisms 3, 4 and 6: the hash of challenge and secret; of 6, with titles and both challenges.

    Raises:
        CipheringError: the mechanism is another one, or the secret is not known.
    """
    if mechanism not in _HASHES:
        message = f"mechanism {mechanism} has no answer that is a hash: {', '.join(map(str, _HASHES))} have"
        raise CipheringError(message)
    if not secret.secret:
        message = "the HLS secret is not in the key file"
        raise CipheringError(message)
    if mechanism == 6:  # noqa: PLR2004  its number in the standard
        octets = secret.secret + sender.title + receiver.title + receiver.challenge + sender.challenge
    else:
        octets = receiver.challenge + secret.secret
    return _HASHES[mechanism](octets).digest()


def gmac_answer(control: int, counter: int, sender: End, receiver: End, secret: Secret) -> bytes:
    """The answer of mechanism 5: security control, invocation counter and the tag over the challenge of the other end.

    Raises:
        CipheringError: a key or title is missing, or ``cryptography`` is not installed.
    """
    secured = Secured(
        control=control & 0x0F | _AUTHENTICATED,
        counter=counter,
        content=receiver.challenge,
        tag=b"",
        title=sender.title,
        key=secret.encryption,
        authentication=secret.authentication,
    )
    _, tag = encipher(secured)
    return bytes([control]) + counter.to_bytes(4) + tag
