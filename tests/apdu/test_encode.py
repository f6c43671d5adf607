"""Descriptions as authors write them, and what is said about wrong ones."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode, encode_text
from sphinx_dlmsprofile.apdu.errors import UnfitError
from sphinx_dlmsprofile.apdu.wrap import wrap
from sphinx_dlmsprofile.model.apdu import Side


@pytest.mark.parametrize(
    ("description", "octets"),
    [
        (
            "get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}",
            "C001C1 0008 0000010000FF 02 00",
        ),
        (
            (
                "get-request:\n  get-request-normal:\n    invoke-id: 0x81\n"
                "    cosem-attribute-descriptor: {class-id: 0x08, instance-id: 0000010000FF, attribute-id: 2}"
            ),
            "C00181 0008 0000010000FF 02 00",
        ),
        (
            (
                "set-request-normal: {class: 8, instance: 0.0.1.0.0.255, attribute: 2, "
                "value: {octet-string: {date-time: 2026-01-14 10:30:00 wed +01:00 ok}}}"
            ),
            "C101C1 0008 0000010000FF 02 00 090C 07EA010E030A1E00FF FFC4 00",
        ),
        (
            "action-request-normal: {class: 70, instance: 0-0:96.3.10.255, method: 1, parameters: {integer: 0}}",
            "C301C1 0046 000060030AFF 01 01 0F00",
        ),
        (
            "get-response-normal: {result: {long-unsigned: 5}}",
            "C401C1 00 12 0005",
        ),
        ("get-response-normal: {result: {data-access-result: object-undefined}}", "C401C1 01 04"),
        ("set-response-normal: {result: success}", "C501C1 00"),
        (
            (
                "get-request-with-list:\n  attributes:\n  - {class: 3, instance: 1-0:1.8.0.255, attribute: 2}\n"
                "  - {class: 3, instance: 1-0:1.8.0.255, attribute: 3}"
            ),
            "C003C1 02 0003 0100010800FF 02 00 0003 0100010800FF 03 00",
        ),
        (
            "initiateRequest: {conformance: [get, set], client-max-receive-pdu-size: 1200}",
            "01 00 00 00 06 5F1F0400 000018 04B0",
        ),
        ("initiateRequest: {response-allowed: false, conformance: get}", "01 00 0100 00 06 5F1F0400 000010 FFFF"),
        ("initiateRequest: {response-allowed: true, conformance: get}", "01 00 00 00 06 5F1F0400 000010 FFFF"),
        (
            "aarq: {user-information: {initiateRequest: {conformance: get}}}",
            "601D A109060760857405080101 BE10 040E 01000000065F1F0400000010FFFF",
        ),
        ("rlrq: {reason: normal}", "6203800100"),
        ("data-notification: {data: {structure: [null-data, {boolean: true}]}}", "0F40000001 00 0202 00 0301"),
        ("exception-response: {state-error: 1, service-error: operation-not-possible}", "D80101"),
        ("get-response-normal: {result: {bit-string: '1010 1'}}", "C401C1 00 0405A8"),
        (
            "get-response-normal: {result: {array: [{date: 2026-*-last}, {time: '10:30'}]}}",
            "C401C100 0102 1A07EAFFFEFF 1B0A1EFFFF",
        ),
        (
            (
                "glo-get-request: {security-control: 0x30, invocation-counter: 1, ciphertext: AB, "
                "authentication-tag: 000102030405060708090A0B}"
            ),
            "C812 30 00000001 AB 000102030405060708090A0B",
        ),
        (
            (
                "glo-get-request:\n  security-control: 0\n  invocation-counter: 1\n"
                "  plaintext: {get-request-next: {block-number: 1}}"
            ),
            "C80C 00 00000001 C002C100000001",
        ),
    ],
)
def test_descriptions(description: str, octets: str) -> None:
    encoded = encode_text(description)
    assert not encoded.faults, encoded.faults
    if octets:
        assert encoded.octets.hex() == bytes.fromhex(octets).hex()
    assert not dissect(encoded.octets).faults


@pytest.mark.parametrize(
    ("description", "line", "said"),
    [
        ("", 1, "missing"),
        ("get-reqest-normal: {}", 1, 'did you mean "get-request-normal"?'),
        ("get-request-normal:\n  class: 8\n  instance: 0-0:1.0.0.255", 2, "lacks attribute-id"),
        ("get-request-normal:\n  class: 8\n  instance: 0-0:1.0.0\n  attribute: 2", 3, "logical name"),
        ("get-request-normal:\n  class: 80000\n  instance: 0-0:1.0.0.255\n  attribute: 2", 2, "0 to 65535"),
        ("get-request-normal:\n  clas: 8\n  instance: 0-0:1.0.0.255\n  attribute: 2", 2, 'did you mean "class"?'),
        ("get-request-normal:\n  class: 8\n  class-id: 8\n  instance: 0-0:1.0.0.255\n  attribute: 2", 3, "twice"),
        ("set-response-normal:\n  result: sucess", 2, "one of success"),
        ("get-response-normal:\n  result:\n    long-unsinged: 5", 3, "long-unsinged"),
        ("get-response-normal:\n  result:\n    data:\n      unsigned: 256", 4, "0 to 255"),
        ("get-response-normal:\n  result:\n    structure: 5", 3, "list"),
        ("get-response-normal:\n  result:\n    octet-string: ABC", 3, "hexadecimal"),
        ("get-response-normal:\n  result:\n    date: 2026-02-30", 3, "date such as"),
        ("get-response-normal:\n  result:\n    visible-string: Zähler", 3, "ASCII"),
        ("initiateRequest:\n  conformance: [get, st]", 2, 'did you mean "set"?'),
        ("aarq:\n  user-information:\n    get-request-normal: {}", 3, "allowed are initiateRequest"),
        ("aare: {}", 1, "lacks result"),
        ("glo-get-request:\n  security-control: 0x30\n  invocation-counter: 1\n  plaintext: AB", 2, "lacks ciphertext"),
        (
            (
                "get-response-normal:\n  result:\n    compact-array:\n"
                "      contents-description: {structure: [unsigned, long]}"
                "\n      array-contents:\n      - [1]"
            ),
            6,
            "2 are described",
        ),
        ("a: [", 1, "cannot be read"),
        ("- get-request-normal", 1, "one name with its value"),
        ("{get-request-normal: {}, b: {}}", 1, "one name with its value"),
    ],
)
def test_faults(description: str, line: int, said: str) -> None:
    encoded = encode_text(description, "annex-a.rst")
    assert encoded.octets == b""
    assert encoded.faults[0].at.line == line, encoded.faults
    assert said in encoded.faults[0].message, encoded.faults
    assert all(fault.at.source == "annex-a.rst" for fault in encoded.faults)


def test_each_fault_is_told() -> None:
    encoded = encode_text("get-request-normal:\n  class: x\n  instance: y\n  attribute: z")
    assert [fault.at.line for fault in encoded.faults] == [2, 3, 4]


def test_nothing() -> None:
    assert encode(None).faults


_GET = encode_text("get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}").octets


@pytest.mark.parametrize("envelopes", [["wrapper"], ["hdlc"], ["hdlc", "llc"], ["llc"], []])
@pytest.mark.parametrize("lower", [None, 0x11, 0x3FFF])
def test_wrapped(envelopes: list[str], lower: int | None) -> None:
    octets = wrap(_GET, envelopes, client=0x10, server=1, lower=lower)
    found = dissect(octets, envelopes)
    assert not found.faults
    assert found.name == "get-request-normal"
    if envelopes[:1] in (["wrapper"], ["hdlc"]):
        server = found.address(Side.SERVER)
        assert server
        assert server.value == 1
        assert server.lower == (lower if envelopes[0] == "hdlc" else None)


@pytest.mark.parametrize(
    ("envelopes", "client", "server"),
    [(["wrapper"], 0x10000, 1), (["hdlc"], 0x80, 1), (["hdlc"], 1, 0x4000), (["llcc"], 1, 1)],
)
def test_what_does_not_fit(envelopes: list[str], client: int, server: int) -> None:
    with pytest.raises(UnfitError):
        wrap(_GET, envelopes, client=client, server=server)


def test_the_sender_is_needed_where_the_apdu_does_not_tell() -> None:
    block = bytes.fromhex("E0830004000503616263")
    with pytest.raises(UnfitError):
        wrap(block, ["wrapper"], client=1, server=1)
    assert wrap(block, ["wrapper"], client=16, server=1, sender=Side.SERVER)[2:6] == b"\0\1\0\x10"
