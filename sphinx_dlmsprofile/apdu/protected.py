"""The APDU within a ciphered or signed one (IEC 62056-5-3, data communication security)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.ciphering import CipheringError, Secured, decipher, encipher, unwrap
from sphinx_dlmsprofile.apdu.content import main_apdu, sender
from sphinx_dlmsprofile.apdu.reader import Reader, read_apdu
from sphinx_dlmsprofile.model.apdu import DecodeFault, FaultKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.apdu import Dissection, Element, Side

_CIPHERED = "ciphered content"
_KEY_SET, _COMPRESSED = 0x40, 0x80
_TITLES = ("system-title", "originator-system-title", "calling-AP-title", "responding-AP-title")
_KEY_IDS = {"global-unicast-encryption-key": "unicast", "global-broadcast-encryption-key": "broadcast"}


class Opening(NamedTuple):
    """The octets within, None if they cannot be seen; why not, or what was not checked; a tag that is wrong.

    ``ciphered`` is the element that holds them, ``wanted`` the name of the APDU that they have to be.
    """

    octets: bytes | None = None
    note: str = ""
    fault: DecodeFault | None = None
    ciphered: Element | None = None
    wanted: str = ""

    def judge(self, inner: Dissection) -> Opening:
        """With a fault if another APDU was within than the one that the tag outside announces."""
        found = inner.names[0] if inner.names else ""
        if self.fault or not self.wanted or not found or self.wanted == found or self.ciphered is None:
            return self
        at = self.ciphered.children[2].octets[0]
        path = (self.ciphered.name, self.ciphered.children[2].name)
        return self._replace(fault=_fault(at, path, f"{self.wanted} within", found))


def open_content(apdu: Element, octets: bytes, keys: Keys | None, side: Side | None) -> Opening:
    """Open the first protected content in an APDU that is sent by a side."""
    if apdu.name == "general-signing":
        return Opening(_octets(apdu, "content"), "the signature is not verified")
    found = next(_ciphered(apdu, apdu), None)
    return _Protected(apdu, *found, octets, side).open(keys) if found else Opening()


def seal(octets: bytes, keys: Keys) -> bytes:
    """An APDU with the plaintext in it enciphered, and its authentication tag set.

    It is encoded as if it were ciphered already: with the plaintext as ciphertext, and any tag.

    Raises:
        CipheringError: a key or system title is missing, or ``cryptography`` is not installed.
    """
    apdu = main_apdu(read_apdu(Reader(octets)))
    found = next(_ciphered(apdu, apdu), None)
    if found is None:
        return octets
    parts = found[1].children[2:]
    sealed = encipher(_Protected(apdu, *found, octets, sender(apdu.name)).secured(keys))
    for part, value in zip(parts, sealed, strict=False):
        start, length = part.octets
        octets = octets[:start] + value + octets[start + length :]
    return octets


def _fault(offset: int, path: tuple[str, ...], expected: str, found: str) -> DecodeFault:
    return DecodeFault(kind=FaultKind.INVALID, offset=offset, path=path, expected=expected, found=found)


def _ciphered(holder: Element, element: Element) -> Iterator[tuple[Element, Element]]:
    """Each ciphered content, with the APDU that it is or belongs to."""
    if element.type == _CIPHERED:
        own = element.name.startswith(("glo-", "ded-"))
        yield (element if own else holder), element
        return
    for child in element.children:
        if child.type != "Data":
            yield from _ciphered(element, child)


def _octets(element: Element, name: str) -> bytes:
    child = element.child(name)
    return bytes.fromhex(child.value) if child else b""


class _Protected(NamedTuple):
    """A ciphered content, the APDU that it is or belongs to (``holder``), and the outermost one."""

    apdu: Element
    holder: Element
    ciphered: Element
    octets: bytes
    sender: Side | None

    @property
    def _control(self) -> int:
        return int(self.ciphered.children[0].value, 16)

    def open(self, keys: Keys | None) -> Opening:
        prefix, _, wanted = self.holder.name.partition("-")
        opening = Opening(ciphered=self.ciphered, wanted=wanted if prefix in {"glo", "ded"} else "")
        if self._control & _COMPRESSED:
            note = "the content is compressed (bit 7 of the security control), and is not opened"
            return opening._replace(note=note)
        tag, visible = self.ciphered.child("authentication-tag"), _octets(self.ciphered, "plaintext")
        if keys is None:
            note = "the authentication tag is not checked: no keys are given" if tag and visible else ""
            return opening._replace(octets=visible or None, note=note)
        try:
            plain = decipher(self.secured(keys))
        except CipheringError as error:
            return opening._replace(octets=visible or None, note=f"the content is not opened: {error}")
        if plain is None and tag:
            expected = "the authentication tag that the keys, the system title and the octets before it give"
            fault = _fault(tag.octets[0], (self.holder.name, tag.name), expected, tag.value)
            return opening._replace(fault=fault)
        return opening._replace(octets=plain or None)

    def secured(self, keys: Keys) -> Secured:
        parts = (self.holder, self.apdu)
        title = next((value for part in parts for name in _TITLES if (value := _octets(part, name))), b"")
        return Secured(
            control=self._control,
            counter=int(self.ciphered.children[1].value),
            content=bytes.fromhex(self.ciphered.children[2].value),
            tag=_octets(self.ciphered, "authentication-tag"),
            title=title or keys.system_titles.get(self.sender) or keys.system_titles.get(None, b""),
            key=self._key(keys),
            authentication=keys.authentication,
            headers=self._headers(),
        )

    def _headers(self) -> tuple[bytes, ...]:
        """What the tag of general-ciphering protects beside the content.

        The strings from transaction-id to other-information; our sources leave open whether with their
        lengths, so that both forms are tried. Of all other APDUs nothing.
        """
        if self.holder.name != "general-ciphering":
            return (b"",)
        parts = [part for part in self.holder.children if part.name not in {"key-info", "ciphered-content"}]
        whole = b"".join(self.octets[start : start + length] for start, length in (part.octets for part in parts))
        return whole, b"".join(bytes.fromhex(part.value) for part in parts)

    def _key(self, keys: Keys) -> bytes:
        name = "broadcast" if self._control & _KEY_SET else "unicast"
        if self.holder.name.startswith(("ded-", "general-ded")):
            name = "dedicated"
        info = self.holder.child("key-info")
        if info is not None:
            kind = info.children[0]
            if kind.name == "wrapped-key":
                return unwrap(_named(keys, "master"), _octets(kind, "key-ciphered-data"))
            key_id = kind.child("key-id")
            name = _KEY_IDS[key_id.value] if key_id else "agreed"
        return _named(keys, name)


def _named(keys: Keys, name: str) -> bytes:
    key = keys.encryption.get(name)
    if key is None:
        message = f"the key file has no {name} key"
        raise CipheringError(message)
    return key
