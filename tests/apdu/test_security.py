"""Key agreement, signatures and high level security against published vectors."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from sphinx_dlmsprofile.apdu.agreement import Suite, derive_key, shared_secret
from sphinx_dlmsprofile.apdu.ciphering import Secured, encipher
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.errors import CipheringError
from sphinx_dlmsprofile.apdu.hls import End, Secret, gmac_answer, hash_answer, is_answer
from sphinx_dlmsprofile.apdu.keys import KeyFileError, Keys, read_keys
from sphinx_dlmsprofile.apdu.signatures import sign, verify
from sphinx_dlmsprofile.model.apdu import Side


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


# RFC 5903, 8.1 and 8.2.
ECDH = [
    (
        "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433",
        (
            "D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63"
            "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB"
        ),
        "D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE",
    ),
    (
        "099F3C7034D4A2C699884D73A375A67F7624EF7C6B3C0F160647B67414DCE655E35B538041E649EE3FAEF896783AB194",
        (
            "E558DBEF53EECDE3D3FCCFC1AEA08A89A987475D12FD950D83CFA41732BC509D0D1AC43A0336DEF96FDA41D0774A3571"
            "DCFBEC7AACF3196472169E838430367F66EEBE3C6E70C416DD5F0C68759DD1FFF83FA40142209DFF5EAAD96DB9E6386C"
        ),
        "11187331C279962D93D604243FD592CB9D0A926F422E47187521287E7156C5C4D603135569B9E9D09CF5D4A270F59746",
    ),
]


@pytest.mark.parametrize(("private", "public", "secret"), ECDH)
def test_shared_secret(private: str, public: str, secret: str) -> None:
    assert shared_secret(octets(private), octets(public)) == octets(secret)


def test_derived_key() -> None:
    """The values of Table C.2 of the Green Book, as public implementations give them."""
    secret = octets("0D4385BA0DD756CBCAB9887EB538396EE8F090A14C1079B4359F115B977F4615")
    client, server = octets("4D4D4D0000BC614E"), octets("4D4D4D0000000001")
    assert derive_key(secret, Suite(1), client, server) == octets("59A71FD81C929A86A99438DA17A66C05")


@pytest.mark.parametrize(("number", "octets_of_key"), [(1, 16), (2, 32)])
def test_the_derivation_is_that_of_another_implementation(number: int, octets_of_key: int) -> None:
    """That of ``cryptography`` is held against the vectors of NIST for both hashes."""
    hashed = hashes.SHA256() if number == 1 else hashes.SHA384()
    identifier = octets("60857405080300" if number == 1 else "60857405080301")
    secret, originator, recipient = bytes(range(48)), b"ORIGINAT", b"RECIPIEN"
    other = identifier + originator + b"transaction" + recipient
    derived = ConcatKDFHash(hashed, octets_of_key, other).derive(secret)
    assert derive_key(secret, Suite(number), originator, recipient, b"transaction") == derived


@pytest.mark.parametrize("size", [31, 33, 0, 96])
def test_a_private_key_of_another_size(size: int) -> None:
    with pytest.raises(CipheringError, match="not 32 or 48"):
        shared_secret(bytes(size), bytes(64))


def test_what_is_no_point() -> None:
    with pytest.raises(CipheringError, match="not a point"):
        shared_secret(octets(ECDH[0][0]), bytes(64))
    with pytest.raises(CipheringError, match="different curves"):
        shared_secret(octets(ECDH[0][0]), octets(ECDH[1][1]))


# RFC 6979, A.2.5 and A.2.6, of the text "sample".
SIGNATURES = [
    (
        (
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"
        ),
        (
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
        ),
    ),
    (
        (
            "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13"
            "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720"
        ),
        (
            "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46"
            "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8"
        ),
    ),
]


@pytest.mark.parametrize(("public", "signature"), SIGNATURES)
def test_signatures(public: str, signature: str) -> None:
    assert verify(octets(public), octets(signature), b"sample")
    assert not verify(octets(public), octets(signature), b"simple")


def test_a_signature_that_is_made_is_one() -> None:
    private = octets("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
    assert verify(octets(SIGNATURES[0][0]), sign(private, b"octets"), b"octets")


CLIENT = End(b"client's challenge", octets("4D4D4D0000BC614E"))
SERVER = End(b"server's challenge", octets("4D4D4D0000000001"))
SECRET = Secret(b"secret", bytes(range(16)), bytes(range(0xD0, 0xE0)))


@pytest.mark.parametrize("mechanism", [3, 4, 6])
def test_answers_that_are_hashes(mechanism: int) -> None:
    answer = hash_answer(mechanism, CLIENT, SERVER, SECRET)
    assert is_answer(mechanism, answer, CLIENT, SERVER, SECRET)
    assert not is_answer(mechanism, answer, SERVER, CLIENT, SECRET)
    assert not is_answer(mechanism, answer, CLIENT, SERVER, Secret(b"other"))


def test_what_is_hashed() -> None:
    assert hash_answer(3, CLIENT, SERVER, SECRET) == hashlib.md5(b"server's challengesecret").digest()
    titles = CLIENT.title + SERVER.title
    wanted = hashlib.sha256(b"secret" + titles + SERVER.challenge + CLIENT.challenge).digest()
    assert hash_answer(6, CLIENT, SERVER, SECRET) == wanted


def test_gmac_of_the_green_book() -> None:
    """The tag of the example of HLS with GMAC, as public implementations give it."""
    client = End(b"K56iVagY", octets("4D4D4D0000000001"))
    server = End(b"P6wRJ21F", octets("4D4D4D0000BC614E"))
    pass_3 = octets("10000000011A52FE7DD3E72748973C1E28")
    assert gmac_answer(0x10, 1, client, server, SECRET) == pass_3
    assert is_answer(5, pass_3, client, server, SECRET)
    pass_4 = octets("1001234567FE1466AFB3DBCD4F9389E2B7")
    assert is_answer(5, pass_4, server, client, SECRET)


def test_ecdsa() -> None:
    private = octets("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
    client = CLIENT._replace(public=octets(SIGNATURES[0][0]))
    answer = sign(private, client.title + SERVER.title + SERVER.challenge + client.challenge)
    assert is_answer(7, answer, client, SERVER, Secret())
    assert not is_answer(7, answer, client, SERVER._replace(challenge=b"another"), Secret())


def test_what_is_missing() -> None:
    with pytest.raises(CipheringError, match="HLS secret"):
        hash_answer(6, CLIENT, SERVER, Secret())
    with pytest.raises(CipheringError, match="mechanism 2"):
        hash_answer(2, CLIENT, SERVER, SECRET)


def test_general_signing() -> None:
    private = octets("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
    head = octets("080102030405060708084D4D4D0000BC614E084D4D4D00000000010000")
    content = octets("C001C100080000010000FF0200")
    for signed in (head + content, head + bytes([len(content)]) + content):
        signature = sign(private, signed)
        apdu = b"\xdf" + head + bytes([len(content)]) + content + bytes([64]) + signature
        found = dissect(apdu, keys=Keys(signing={None: octets(SIGNATURES[0][0])}))
        assert (found.faults, found.content_note) == ((), "")
        assert found.content
        assert found.content.name == "get-request-normal"
        wrong = bytearray(apdu)
        wrong[-1] ^= 1
        (fault,) = dissect(bytes(wrong), keys=Keys(signing={None: octets(SIGNATURES[0][0])})).faults
        assert "signature" in fault.expected
        assert dissect(apdu).content_note == "the signature is not verified"


@pytest.mark.parametrize("scheme", [1, 2])
def test_general_ciphering_with_an_agreed_key(scheme: int) -> None:
    """Both ends come to one key: the originator by its own private key, the recipient by its own."""
    originator, recipient = (
        octets(ECDH[0][0]),
        octets("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"),
    )
    public = octets(SIGNATURES[0][0])
    own_public = octets(
        "DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C37725811805271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3"
    )
    titles, transaction = (octets("4D4D4D0000BC614E"), octets("4D4D4D0000000001")), bytes(range(8))
    more = b"" if scheme == 1 else b"\x08" + transaction
    key = derive_key(shared_secret(originator, public), Suite(1), *titles, more)
    header = b"\x08" + transaction + b"".join(b"\x08" + title for title in titles) + b"\x00\x00"
    content, tag = encipher(
        Secured(0x31, 7, octets("C001C100080000010000FF0200"), b"", titles[0], key, SECRET.authentication, (header,))
    )
    data = own_public + bytes(64) if scheme == 1 else b""
    length = bytes([0x81, len(data)]) if data else b"\x00"
    protected = b"\x31" + (7).to_bytes(4) + content + tag
    apdu = b"\xdd" + header + bytes([1, 2, 1, scheme]) + length + data + bytes([len(protected)]) + protected
    keys = Keys(
        system_titles={Side.CLIENT: titles[0], Side.SERVER: titles[1]},
        authentication=SECRET.authentication,
        private={Side.SERVER: recipient},
        public={Side.CLIENT: own_public},
    )
    found = dissect(apdu, keys=keys)
    assert (found.faults, found.content_note) == ((), "")
    assert found.content
    assert found.content.name == "get-request-normal"


def test_one_of_several_keys_fits() -> None:
    keys = read_keys(
        "system-title: 4D4D4D0000BC614E\n"
        "encryption: [11111111111111111111111111111111, 000102030405060708090A0B0C0D0E0F]\n"
        "authentication: [22222222222222222222222222222222, D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF]\n"
    )
    apdu = octets("C81E3000000102627B2DAE78FD937BBE91A8318AFC05B5B4B0F9B07D8E99C4BC")
    found = dissect(apdu, keys=keys)
    assert not found.faults
    assert found.content
    assert "combination 4 fits" in found.content_note


def test_no_key_is_shown() -> None:
    keys = read_keys(
        "encryption: 000102030405060708090A0B0C0D0E0F\n"
        "authentication: D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF\n"
        f"agreement-private: {ECDH[0][0]}\n"
    )
    secured = Secured(0x30, 1, b"", b"", b"", bytes(16), bytes(16))
    shown = f"{keys!r} {secured!r} {SECRET!r}"
    for key in (*keys.encryption.values(), keys.authentication, *keys.private.values(), SECRET.secret):
        assert repr(key) not in shown
        assert key.hex() not in shown.casefold()
    with pytest.raises(KeyFileError) as error:
        read_keys("000102030405060708090A0B0C0D0E0F: x")
    assert "0001020304" not in str(error.value)
