"""AES-GCM as the security suites of IEC 62056-5-3 use it; needs the package ``cryptography``."""

from __future__ import annotations

from dataclasses import dataclass

TITLE_OCTETS = 8
_AUTHENTICATED, _ENCRYPTED, _SUITE = 0x10, 0x20, 0x0F
_TAG_OCTETS = 12
_KEY_OCTETS = {0: 16, 1: 16, 2: 32}


class CipheringError(Exception):
    """The content cannot be opened, and why; that is no fault of the octets."""


@dataclass(frozen=True, kw_only=True)
class Secured:
    """A content and all that it depends on; ``headers`` are the forms of what else the tag may protect."""

    control: int
    counter: int
    content: bytes
    tag: bytes
    title: bytes
    key: bytes
    authentication: bytes
    headers: tuple[bytes, ...] = (b"",)

    @property
    def encrypted(self) -> bool:
        """Whether the content is ciphertext."""
        return bool(self.control & _ENCRYPTED)


def decipher(secured: Secured) -> bytes | None:
    """The plaintext; None if the authentication tag is not the one of content and keys.

    Raises:
        CipheringError: a key or system title is missing or too short, or ``cryptography`` is not installed.
    """
    authenticated = bool(secured.control & _AUTHENTICATED)
    if not authenticated and not secured.encrypted:
        return secured.content
    suite = secured.control & _SUITE
    _check("encryption key", secured.key, _KEY_OCTETS[suite])
    _check("system title of the sender", secured.title, TITLE_OCTETS)
    if authenticated:
        _check("authentication key", secured.authentication, _KEY_OCTETS[suite])
    iv = secured.title + secured.counter.to_bytes(4)
    if not authenticated:
        return _decrypt(secured.key, iv, b"", secured.content, None)
    for header in secured.headers:
        associated = bytes([secured.control]) + secured.authentication + header
        if secured.encrypted:
            plain = _decrypt(secured.key, iv, associated, secured.content, secured.tag)
        else:
            plain = _decrypt(secured.key, iv, associated + secured.content, b"", secured.tag)
            plain = None if plain is None else secured.content
        if plain is not None:
            return plain
    return None


def _check(what: str, octets: bytes, wanted: int) -> None:
    if len(octets) != wanted:
        given = f"has {len(octets)} octets, not {wanted}" if octets else "is not in the key file"
        message = f"the content is not opened: the {what} {given}"
        raise CipheringError(message)


def _decrypt(key: bytes, iv: bytes, associated: bytes, content: bytes, tag: bytes | None) -> bytes | None:
    try:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  an extra
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415
    except ImportError:
        message = "the content is not opened: install sphinx-dlmsprofile[crypto]"
        raise CipheringError(message) from None
    decryptor = Cipher(algorithms.AES(key), modes.GCM(iv, tag, min_tag_length=_TAG_OCTETS)).decryptor()
    decryptor.authenticate_additional_data(associated)
    plain = decryptor.update(content)
    if tag is None:
        return plain
    try:
        return plain + decryptor.finalize()
    except InvalidTag:
        return None


def unwrap(master: bytes, wrapped: bytes) -> bytes:
    """The key that is wrapped by the master key (RFC 3394).

    Raises:
        CipheringError: the master key does not open it, or ``cryptography`` is not installed.
    """
    try:
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: PLC0415  an extra
    except ImportError:
        message = "the content is not opened: install sphinx-dlmsprofile[crypto]"
        raise CipheringError(message) from None
    try:
        return aes_key_unwrap(master, wrapped)
    except (InvalidUnwrap, ValueError):
        message = "the content is not opened: the master key does not unwrap its key"
        raise CipheringError(message) from None
