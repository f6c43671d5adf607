"""What the protection of a content depends on, in addition to the keys: given by the APDU around it (IEC 62056-5-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.agreement import CURVES, Suite, derive_key, shared_secret
from sphinx_dlmsprofile.apdu.ciphering import Secured, unwrap
from sphinx_dlmsprofile.apdu.codecs import write_length
from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.schema.protection import GENERAL_CIPHERING, HEADER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.apdu.types import Apdu
    from sphinx_dlmsprofile.model.apdu import Side

AUTHENTICATED, ENCRYPTED, KEY_SET, COMPRESSED, SUITE = 0x10, 0x20, 0x40, 0x80, 0x0F
"""The bits of the security control."""

TAG_OCTETS, COUNTER_OCTETS = 12, 4
_TITLES = ("system-title", "originator-system-title", "calling-AP-title", "responding-AP-title")
_ONE_PASS = b"\x01"
_SCHEMES = (_ONE_PASS, b"\x02")
"""The schemes of key agreement: C(1e, 1s) and C(0e, 2s) of NIST SP 800-56A."""

_KEY_IDS = {"global-unicast-encryption-key": "unicast", "global-broadcast-encryption-key": "broadcast"}


class Protection(NamedTuple):
    """The protection of a content.

    ``apdu`` is the APDU that holds it, ``sender`` the end that sends that. ``values`` are the primitive components
    that come before it, by name, as texts in the form that their types show. ``counter`` is the invocation counter.
    """

    apdu: Apdu
    sender: Side | None
    values: Mapping[str, str]
    control: int
    counter: int

    def secured(self, keys: Keys, content: bytes, tag: bytes = b"") -> Secured:
        """The content with all that opens or protects it.

        Raises:
            CipheringError: the keys lack the one that is needed.
        """
        return Secured(
            control=self.control,
            counter=self.counter,
            content=content,
            tag=tag,
            title=self._title or keys.system_titles.get(self.sender) or keys.system_titles.get(None, b""),
            key=self._key(keys),
            authentication=keys.authentication,
            headers=self._headers,
        )

    @property
    def _title(self) -> bytes:
        return next((title for name in _TITLES if (title := self._octets(name))), b"")

    def _octets(self, name: str) -> bytes:
        return bytes.fromhex(self.values.get(name, ""))

    @property
    def _headers(self) -> tuple[bytes, ...]:
        """What the tag of general-ciphering protects in addition to the content.

        The strings from transaction-id to other-information, with their lengths: two public sources that do not
        derive from each other have it so, and no published example confirms it, so that they are tried without
        lengths as well. For all other APDUs, nothing.
        """
        if self.apdu.type is not GENERAL_CIPHERING:
            return (b"",)
        parts = [self._octets(component.name) for component in HEADER]
        return b"".join(write_length(len(part)) + part for part in parts), b"".join(parts)

    def _key(self, keys: Keys) -> bytes:
        if "kek-id" in self.values:
            return unwrap(_named(keys, "master"), self._octets("key-ciphered-data"))
        if "key-parameters" in self.values and "agreed" not in keys.encryption:
            return self._agreed(keys)
        return _named(keys, self._key_name)

    def _agreed(self, keys: Keys) -> bytes:
        """The key that both ends derive: one-pass with an ephemeral key of the originator, or of their static keys."""
        scheme, number = self._octets("key-parameters"), self.control & SUITE
        if scheme not in _SCHEMES or number not in CURVES:
            message = f"the key agreement {scheme.hex().upper()} of suite {number} is not known: 01 and 02 are"
            raise CipheringError(message)
        suite = Suite(number)
        titles = self._octets("originator-system-title"), self._octets("recipient-system-title")
        originator, recipient = (keys.owner(title.hex().upper()) for title in titles)
        if scheme == _ONE_PASS:
            private = _of_end(keys.private, recipient, "private agreement key of the recipient")
            public = self._octets("key-ciphered-data")[: 2 * suite.octets]
            return derive_key(shared_secret(private, public), suite, *titles)
        ends = [(recipient, originator), (originator, recipient)]
        own, other = next((pair for pair in ends if pair[0] in keys.private), ends[0])
        private = _of_end(keys.private, own, "private agreement key of one end")
        public = _of_end(keys.public, other, "public agreement key of the other end")
        transaction = self._octets("transaction-id")
        more = write_length(len(transaction)) + transaction
        return derive_key(shared_secret(private, public), suite, *titles, more)

    @property
    def _key_name(self) -> str:
        if key_id := self.values.get("key-id"):
            return _KEY_IDS[key_id]
        if "key-parameters" in self.values:
            return "agreed"
        if self.apdu.dedicated:
            return "dedicated"
        return "broadcast" if self.control & KEY_SET else "unicast"


def _of_end(known: Mapping[Side | None, bytes], end: Side | None, what: str) -> bytes:
    """The key of an end; where one alone is given, that."""
    key = known.get(end) or (next(iter(known.values())) if len(known) == 1 else None)
    if key is None:
        message = f"the {what} is not in the key file"
        raise CipheringError(message)
    return key


def _named(keys: Keys, name: str) -> bytes:
    key = keys.encryption.get(name)
    if key is None:
        message = f"the key file has no {name} key"
        raise CipheringError(message)
    return key
