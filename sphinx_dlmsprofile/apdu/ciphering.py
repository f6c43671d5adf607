"""AES-GCM as the security suites of IEC 62056-5-3 use it; needs the package ``cryptography``."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.apdu.errors import NOT_INSTALLED, CipheringError

TITLE_OCTETS = 8
_AUTHENTICATED, _ENCRYPTED, _SUITE = 0x10, 0x20, 0x0F
_TAG_OCTETS = 12
_KEY_OCTETS = {0: 16, 1: 16, 2: 32}


class Secured(NamedTuple):
    """A content and all that it depends on.

    ``headers`` are the forms of what else the tag may protect: the first is written, each is read.
    """

    control: int
    counter: int
    content: bytes
    tag: bytes
    title: bytes
    key: bytes
    authentication: bytes
    headers: tuple[bytes, ...] = (b"",)

    def __repr__(self) -> str:
        """Nothing of the keys: it may be printed in a trace."""
        return f"Secured(control={self.control:#04x}, counter={self.counter})"

    @property
    def authenticated(self) -> bool:
        """Whether an authentication tag protects it."""
        return bool(self.control & _AUTHENTICATED)

    @property
    def encrypted(self) -> bool:
        """Whether the content is ciphertext."""
        return bool(self.control & _ENCRYPTED)


def decipher(secured: Secured) -> bytes | None:
    """The plaintext; None if the authentication tag is not the one of content and keys.

    Raises:
        CipheringError: a key or system title is missing or too short, or ``cryptography`` is not installed.
    """
    if not secured.authenticated and not secured.encrypted:
        return secured.content
    if not secured.authenticated:
        return decrypt(secured)
    iv = _vector(secured)
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


def decrypt(secured: Secured) -> bytes:
    """What the encryption key alone makes of the content: nothing says that it is what was sent.

    Raises:
        CipheringError: the encryption key or the system title is missing or too short, or ``cryptography`` is not
            installed.
    """
    if not secured.encrypted:
        return secured.content
    iv = _vector(secured._replace(control=secured.control & ~_AUTHENTICATED))
    return _decrypt(secured.key, iv, b"", secured.content, None) or b""


def encipher(secured: Secured) -> tuple[bytes, bytes]:
    """The content as it is on the wire, and the authentication tag, empty where there is none.

    Raises:
        CipheringError: a key or system title is missing or too short, or ``cryptography`` is not installed.
    """
    if not secured.authenticated and not secured.encrypted:
        return secured.content, b""
    iv = _vector(secured)
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415  an extra
    except ImportError:
        raise CipheringError(NOT_INSTALLED) from None
    encryptor = Cipher(algorithms.AES(secured.key), modes.GCM(iv)).encryptor()
    associated = (
        bytes([secured.control]) + secured.authentication + secured.headers[0] if secured.authenticated else b""
    )
    encryptor.authenticate_additional_data(associated + (b"" if secured.encrypted else secured.content))
    content = encryptor.update(secured.content) if secured.encrypted else secured.content
    encryptor.finalize()
    return content, encryptor.tag[:_TAG_OCTETS] if secured.authenticated else b""


def _vector(secured: Secured) -> bytes:
    """The initialization vector; the keys are those that the suite needs."""
    size = _KEY_OCTETS[secured.control & _SUITE]
    _check("encryption key", secured.key, size)
    _check("system title of the sender", secured.title, TITLE_OCTETS)
    if secured.authenticated:
        _check("authentication key", secured.authentication, size)
    return secured.title + secured.counter.to_bytes(4)


def _check(what: str, octets: bytes, wanted: int) -> None:
    if len(octets) != wanted:
        given = f"has {len(octets)} octets, not {wanted}" if octets else "is not in the key file"
        message = f"the {what} {given}"
        raise CipheringError(message)


def _decrypt(key: bytes, iv: bytes, associated: bytes, content: bytes, tag: bytes | None) -> bytes | None:
    try:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  an extra
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415
    except ImportError:
        raise CipheringError(NOT_INSTALLED) from None
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
        raise CipheringError(NOT_INSTALLED) from None
    try:
        return aes_key_unwrap(master, wrapped)
    except (InvalidUnwrap, ValueError):
        message = "the master key does not unwrap the key in the APDU"
        raise CipheringError(message) from None
