"""The APDU within a ciphered or signed one (IEC 62056-5-3, data communication security)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.ciphering import decipher, decrypt
from sphinx_dlmsprofile.apdu.content import apdu_of
from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.protection import COMPRESSED, Protection
from sphinx_dlmsprofile.apdu.schema.apdus import apdus_by_name
from sphinx_dlmsprofile.apdu.schema.protection import CIPHERED, GENERAL_SIGNING
from sphinx_dlmsprofile.apdu.signatures import verify
from sphinx_dlmsprofile.apdu.types import DataType
from sphinx_dlmsprofile.model.apdu import DecodeFault, FaultKind, Form

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.apdu import Dissection, Element

_DATA = DataType().name


class Opening(NamedTuple):
    """The octets within, None if they cannot be seen; why not, or what was not checked; a tag that is wrong.

    ``held`` are the offset and length of what holds them, None if nothing does, ``path`` leads to it. ``wanted`` is
    the name of the APDU that they have to be, empty where it can be any.
    """

    octets: bytes | None = None
    note: str = ""
    fault: DecodeFault | None = None
    held: tuple[int, int] | None = None
    path: tuple[str, ...] = ()
    wanted: str = ""
    doubtful: bool = False

    @property
    def fails(self) -> bool:
        """Whether these keys do not fit: the tag is another one, or nothing was opened."""
        return self.octets is None or self.fault is not None

    def judge(self, inner: Dissection) -> Opening:
        """With a fault if the APDU inside is not the one that the tag outside announces.

        What is inside against the tag is shown only if it is an APDU: by chance it would not be.
        """
        if self.doubtful:
            note = "the encryption key fits; the authentication key, or what else the tag protects, does not"
            return self._replace(octets=None) if inner.faults else self._replace(note=note)
        found = inner.names[0] if inner.names else ""
        if self.fault or self.held is None or not self.wanted or not found or self.wanted == found:
            return self
        return self._replace(fault=_fault(self.held[0], self.path, f"{self.wanted} within", found))


def open_content(apdu: Element, keys: Keys | None, octets: bytes) -> Opening:
    """Open the first protected content in an APDU, of whose ``octets`` the elements are made."""
    if apdu_of(apdu).type is GENERAL_SIGNING:
        return _signed(apdu, keys, octets)
    found = _find(apdu)
    if found is None:
        return Opening()
    opening = found.open(keys)
    for number, other in enumerate(keys.others if keys else (), 2):
        if not opening.fails:
            break
        tried = found.open(other)
        if not tried.fails:
            return tried._replace(note=tried.note or f"of the keys of the file, combination {number} fits")
    return opening


def _signed(apdu: Element, keys: Keys | None, octets: bytes) -> Opening:
    """The content of general-signing, and whether its signature is that of the originator."""
    content, signature = apdu.child("content"), apdu.child("signature")
    held = _octets(content)
    if content is None or signature is None:
        return Opening()
    end = sum(content.octets)
    opening = Opening(held, "the signature is not verified", held=(end - len(held), len(held)))
    title = _octets(apdu.child("originator-system-title")).hex().upper()
    known = keys.signing if keys else {}
    public = known.get(keys.owner(title) if keys else None) or (next(iter(known.values())) if len(known) == 1 else None)
    if public is None:
        return opening
    # One public source leaves out the length of the content, and no published example says more.
    head = octets[apdu.children[0].octets[0] : content.octets[0]]
    signed = (head + held, head + octets[content.octets[0] : end])
    try:
        right = any(verify(public, _octets(signature), each) for each in signed)
    except CipheringError as error:
        return opening._replace(note=f"the signature is not verified: {error}")
    if right:
        return opening._replace(note="")
    place = sum(signature.octets) - len(_octets(signature))
    fault = _fault(place, ("general-signing", "signature"), "the signature of the originator over the octets before it",
                   "another")  # fmt: skip
    return opening._replace(note="", fault=fault)


def _fault(offset: int, path: tuple[str, ...], expected: str, found: str) -> DecodeFault:
    return DecodeFault(kind=FaultKind.INVALID, offset=offset, path=path, expected=expected, found=found)


def _octets(element: Element | None) -> bytes:
    return bytes.fromhex(element.value) if element else b""


def _find(apdu: Element) -> _Ciphered | None:
    """The first ciphered content, with what was read before it."""
    known = apdus_by_name()
    holder, sender = apdu_of(apdu), apdu_of(apdu).sender
    values: dict[str, str] = {}
    waiting = [apdu]
    while waiting:
        element = waiting.pop()
        if element.name in known:
            holder = known[element.name][0]
        if element.type == CIPHERED.name:
            control, counter = int(element.children[0].value, 16), int(element.children[1].value)
            protection = Protection(apdu=holder, sender=sender, values=values, control=control, counter=counter)
            return _Ciphered(element, protection)
        if element.form is Form.LEAF:
            values[element.name] = element.value
        waiting.extend(child for child in reversed(element.children) if child.type != _DATA)
    return None


class _Ciphered(NamedTuple):
    """A ciphered content, and its protection."""

    element: Element
    protection: Protection

    def open(self, keys: Keys | None) -> Opening:
        content = self.element.children[2]
        path = (self.element.name, content.name)
        opening = Opening(held=content.octets, path=path, wanted=self.protection.apdu.content)
        opened = self._opened(opening, keys)
        if self.protection.control & COMPRESSED:
            checked = keys is not None and not opened.fault and not opened.note
            note = "the content is compressed (bit 7 of the security control, V.44), and is not expanded"
            note = f"the keys fit; {note}" if checked and self.element.child("authentication-tag") else note
            return opened._replace(octets=None, note=note)
        return opened

    def _opened(self, opening: Opening, keys: Keys | None) -> Opening:
        apdu, content = self.protection.apdu, self.element.children[2]
        tag, visible = self.element.child("authentication-tag"), _octets(self.element.child("plaintext"))
        if keys is None:
            note = "the authentication tag is not checked: no keys are given" if tag and visible else ""
            return opening._replace(octets=visible or None, note=note)
        try:
            secured = self.protection.secured(keys, _octets(content), _octets(tag))
            if tag and not keys.authentication:
                note = "the authentication tag is not checked: the key file has no authentication key"
                return opening._replace(octets=decrypt(secured) or None, note=note)
            plain = decipher(secured)
            if plain is None and tag:
                expected = "the authentication tag that the keys, the system title and the octets before it give"
                fault = _fault(tag.octets[0], (apdu.name, tag.name), expected, tag.value)
                return opening._replace(octets=decrypt(secured) or None, fault=fault, doubtful=True)
        except CipheringError as error:
            return opening._replace(octets=visible or None, note=f"the content is not opened: {error}")
        return opening._replace(octets=plain or None)
