"""Ciphered samples are opened with their keys, and a changed octet is found."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from sphinx_dlmsprofile.apdu.ciphering import Secured, encipher
from sphinx_dlmsprofile.apdu.describe import as_yaml, describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.keys import KeyFileError, Keys, read_keys
from sphinx_dlmsprofile.model.apdu import Part, Side
from tests.apdu.samples import SAMPLES, Sample, assert_tiled, sample

_OPENED = [known for known in SAMPLES if known.keys]


@pytest.mark.parametrize("known", _OPENED, ids=[known.id for known in _OPENED])
def test_opened(known: Sample) -> None:
    found = dissect(known.octets, keys=known.keys)
    assert found.valid
    assert found.content
    assert found.content.octets == known.plaintext
    assert found.content.name
    assert {field.part for field in found.content.fields} == {Part.PLAINTEXT}
    assert_tiled(found)


@pytest.mark.parametrize("known", _OPENED, ids=[known.id for known in _OPENED])
def test_a_changed_tag_is_a_fault(known: Sample) -> None:
    octets = known.octets[:-1] + bytes([known.octets[-1] ^ 1])
    (fault,) = dissect(octets, keys=known.keys).faults
    assert fault.offset == len(octets) - 12
    assert fault.path[-1] == "authentication-tag"


def test_content_tells_service_and_direction() -> None:
    known = sample("gen-glo")
    found = dissect(known.octets, keys=known.keys)
    assert found.services == ("general-glo-ciphering", "DataNotification")
    assert found.sender is Side.SERVER
    assert found.confirmed is False


def test_authenticated_content_is_seen_without_keys() -> None:
    found = dissect(sample("glo-get-req-auth").octets)
    assert found.content
    assert found.content.name == "get-request-normal"
    assert "not checked" in found.content_note


def test_the_content_is_of_the_announced_kind() -> None:
    """glo-set-request with a GET request inside: as ciphertext it opens, and is not what it says."""
    known = sample("glo-get-req")
    (fault,) = dissect(b"\xc9" + known.octets[1:], keys=known.keys).faults
    assert (fault.expected, fault.found) == ("set-request within", "get-request")


def test_dedicated_key() -> None:
    known = sample("ded-get-req")
    keys = sample("glo-get-req").keys
    assert keys
    assert "no dedicated key" in dissect(known.octets, keys=keys).content_note
    dedicated = replace(keys, encryption={"dedicated": keys.encryption["unicast"]})
    assert dissect(known.octets, keys=dedicated).content
    assert dissect(sample("gen-ded").octets, keys=dedicated).content


def test_encrypted_without_authentication() -> None:
    known = sample("glo-get-req")
    octets = bytes([0xC8, 5 + 13, 0x20]) + known.octets[3:20]
    found = dissect(octets, keys=known.keys)
    assert found.content
    assert found.content.octets == known.plaintext


def test_compressed_content_is_not_expanded() -> None:
    known = sample("glo-get-req")
    assert known.keys
    octets = bytearray(known.octets)
    octets[2] |= 0x80
    assert [fault.path[-1] for fault in dissect(bytes(octets), keys=known.keys).faults] == ["authentication-tag"]
    secured = Secured(
        control=0xB0,
        counter=1,
        content=b"shorter",
        tag=b"",
        title=next(iter(known.keys.system_titles.values())),
        key=known.keys.encryption["unicast"],
        authentication=known.keys.authentication,
    )
    content, tag = encipher(secured)
    body = bytes([0xB0, 0, 0, 0, 1]) + content + tag
    compressed = bytes([0xC8, len(body)]) + body
    for given, told in ((known.keys, "the keys fit; "), (None, "")):
        found = dissect(compressed, keys=given)
        assert not found.faults
        assert found.content is None
        assert found.content_note.startswith(f"{told}the content is compressed")


def test_general_ciphering() -> None:
    """Suite 2, an identified key, both forms of what the tag protects; made with the same primitives."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    key, authentication, title = bytes(range(32)), bytes(range(32, 64)), bytes(range(8))
    keys = Keys(encryption={"broadcast": key}, authentication=authentication)
    plain = sample("get-req-normal").octets
    for lengths in (True, False):
        parts = [b"\x01\x02", title, b"", b"", b""]
        header = b"".join((bytes([len(part)]) if lengths else b"") + part for part in parts)
        sealed = AESGCM(key).encrypt(title + bytes(4), plain, b"\x32" + authentication + header)
        content = b"\x32" + bytes(4) + sealed[:-4]  # the tag is cut to 12 octets
        strings = b"".join(bytes([len(part)]) + part for part in parts)
        octets = b"\xdd" + strings + b"\x01\x00\x01" + bytes([len(content)]) + content
        found = dissect(octets, keys=keys)
        assert found.valid
        assert found.content
        assert found.content.octets == plain


def test_wrapped_key() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # noqa: PLC0415

    key, master, authentication, title = b"K" * 16, b"M" * 16, b"A" * 16, b"T" * 8
    plain = sample("get-req-normal").octets
    header = b"\x01\x01\x08" + title + bytes(3)
    content = b"\x30" + bytes(4) + AESGCM(key).encrypt(title + bytes(4), plain, b"\x30" + authentication + header)[:-4]
    wrapped = aes_key_wrap(master, key)
    octets = b"\xdd" + header + b"\x01\x01\x00" + bytes([len(wrapped)]) + wrapped + bytes([len(content)]) + content
    found = dissect(octets, keys=Keys(encryption={"master": master}, authentication=authentication))
    assert found.content
    assert found.content.octets == plain
    note = dissect(octets, keys=Keys(encryption={"master": b"X" * 16}, authentication=authentication)).content_note
    assert "does not unwrap" in note


def test_key_file() -> None:
    keys = read_keys(
        "system-title: {client: 4D4D4D0000000001, server: 4D4D4D0000BC614E}\n"
        "encryption:\n  unicast: 000102030405060708090A0B0C0D0E0F\n"
        "  dedicated: 00112233445566778899AABBCCDDEEFF\n"
        "authentication: D0 D1 D2 D3 D4 D5 D6 D7 D8 D9 DA DB DC DD DE DF\n"
    )
    assert keys.system_titles[Side.SERVER].hex() == "4d4d4d0000bc614e"
    assert set(keys.encryption) == {"unicast", "dedicated"}
    assert len(keys.authentication) == 16


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("authentication: 00", 1, "16 or 32 octets"),
        ("encryption:\n  unicats: 00", 2, "unicats"),
        ("authentication: 00112233445566778899AABBCCDDEEFF\nauthentication: x", 2, "twice"),
        ("- a", 1, "name: value"),
        ("a: [", 1, "cannot be read"),
    ],
)
def test_bad_key_files(text: str, line: int, said: str) -> None:
    with pytest.raises(KeyFileError) as caught:
        read_keys(text, "keys.yaml")
    assert caught.value.at.line == line
    assert said in str(caught.value)


_GLO = """
glo-get-request:
  security-control: 0x%02X
  invocation-counter: 0x01234567
  plaintext:
    get-request-normal: {invoke-id: 0, class: 8, instance: 0-0:1.0.0.255, attribute: 2}
"""


@pytest.mark.parametrize(("control", "name"), [(0x30, "glo-get-req"), (0x10, "glo-get-req-auth")])
def test_a_description_is_enciphered(control: int, name: str) -> None:
    """The result is that of the published samples."""
    encoded = encode_text(_GLO % control, keys=sample("glo-get-req").keys)
    assert not encoded.faults
    assert encoded.octets == sample(name).octets


@pytest.mark.parametrize("control", [0x00, 0x20])
def test_a_description_without_a_tag(control: int) -> None:
    keys = sample("glo-get-req").keys
    encoded = encode_text(_GLO % control, keys=keys)
    found = dissect(encoded.octets, keys=keys)
    assert found.content
    assert found.content.octets == sample("glo-get-req").plaintext
    assert found.element
    assert ("plaintext" in as_yaml(describe(found.element))) == (control == 0)


def test_within_another_apdu() -> None:
    """The system title is that of the AARQ around it."""
    keys = sample("glo-get-req").keys
    assert keys
    text = (
        "aarq:\n  application-context-name: 3\n  calling-AP-title: 4D4D4D0000BC614E\n  user-information:\n"
        "    glo-initiateRequest:\n      security-control: 0x30\n      invocation-counter: 1\n"
        "      plaintext: {initiateRequest: {conformance: [get]}}"
    )
    encoded = encode_text(text, keys=replace(keys, system_titles={}))
    found = dissect(encoded.octets, keys=replace(keys, system_titles={}))
    assert found.valid
    assert found.content
    assert found.content.name == "initiateRequest"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (Keys(), "no unicast key"),
        (Keys(encryption={"unicast": bytes(16)}), "system title"),
        (Keys(encryption={"unicast": bytes(16)}, system_titles={None: bytes(8)}), "authentication key"),
        (Keys(encryption={"unicast": bytes(32)}, system_titles={Side.CLIENT: bytes(8)}), "has 32 octets, not 16"),
    ],
)
def test_keys_that_do_not_do(keys: Keys, said: str) -> None:
    encoded = encode_text(_GLO % 0x30, keys=keys)
    (fault,) = encoded.faults
    assert said in fault.message
    assert (encoded.octets, fault.at.line) == (b"", 3)


def test_plaintext_without_keys() -> None:
    (fault,) = encode_text(_GLO % 0x30).faults
    assert "lacks ciphertext" in fault.message


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """``cryptography`` is an extra: the rest works, and what is missing is said."""
    for name in ("exceptions", "hazmat.primitives.ciphers", "hazmat.primitives.keywrap"):
        monkeypatch.setitem(sys.modules, f"cryptography.{name}", None)
    known = sample("glo-get-req")
    found = dissect(known.octets, keys=known.keys)
    assert not found.faults
    assert found.content is None
    assert "install" in found.content_note
    (fault,) = encode_text(_GLO % 0x30, keys=known.keys).faults
    assert "install" in fault.message


def test_the_encryption_key_alone_opens() -> None:
    known = sample("glo-get-req")
    assert known.keys
    found = dissect(known.octets, keys=replace(known.keys, authentication=b""))
    assert found.valid
    assert found.content
    assert found.content.octets == known.plaintext
    assert "not checked" in found.content_note


def test_against_a_wrong_tag_an_apdu_is_shown() -> None:
    known = sample("glo-get-req")
    assert known.keys
    found = dissect(known.octets, keys=replace(known.keys, authentication=bytes(16)))
    assert [fault.path[-1] for fault in found.faults] == ["authentication-tag"]
    assert found.content
    assert found.content.octets == known.plaintext
    assert "the encryption key fits" in found.content_note
    other = replace(known.keys, encryption={"unicast": bytes(16)})
    assert dissect(known.octets, keys=other).content is None


def test_general_ciphering_from_its_plaintext() -> None:
    """Written with the lengths of the fields under the tag; without them, it is opened as well."""
    keys = Keys(encryption={"unicast": bytes(range(16))}, authentication=bytes(range(16, 32)))
    written = encode_text(
        "general-ciphering: {transaction-id: 01, originator-system-title: 4D4D4D0000BC614E,"
        " recipient-system-title: 4D4D4D0000000001, date-time: '', other-information: '',"
        " key-info: {identified-key: {key-id: global-unicast-encryption-key}},"
        " ciphered-content: {security-control: 0x30, invocation-counter: 1,"
        " plaintext: {get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}}}}",
        keys=keys,
    )
    assert not written.faults
    opened = dissect(written.octets, keys=keys)
    assert opened.valid
    assert opened.content
    assert opened.content.name == "get-request-normal"
    titled = replace(keys, system_titles={Side.SERVER: bytes.fromhex("4D4D4D0000BC614E")})
    assert titled.owner("4D4D4D0000BC614E") is Side.SERVER
    assert titled.owner("") is None
