"""What dissections say beyond their fields, and how they say it in words."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.forms.read import read_text
from sphinx_dlmsprofile.apdu.hexadecimal import parse_hex
from sphinx_dlmsprofile.apdu.schema.apdus import apdus
from sphinx_dlmsprofile.apdu.xml import as_xml
from sphinx_dlmsprofile.model.apdu import Mention, Side
from sphinx_dlmsprofile.registry.data_types import data_types
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from tests.apdu.samples import sample

_LOOKUP = shipped_registry()


def _meaning(octets: bytes, name: str) -> str:
    return next(field.meaning for field in dissect(octets, lookup=_LOOKUP).fields if field.name == name)


def _mentions(text: str) -> tuple[Mention, ...]:
    return dissect(encode_text(text).octets).mentions


@pytest.mark.parametrize(
    ("name", "names", "services", "confirmed", "sender"),
    [
        ("get-req-normal", ("get-request", "get-request-normal"), ("GET",), False, Side.CLIENT),
        ("get-rsp-block-err", ("get-response", "get-response-with-datablock"), ("GET",), True, Side.SERVER),
        ("aarq-ln-hls2", ("aarq",), ("COSEM-OPEN",), True, Side.CLIENT),
        ("aare-rejected-cse", ("aare",), ("COSEM-OPEN",), None, Side.SERVER),
        ("rlre-min", ("rlre",), ("COSEM-RELEASE",), None, Side.SERVER),
        ("confirmed-service-error", ("confirmedServiceError",), (), None, Side.SERVER),
        ("glo-get-req", ("glo-get-request",), ("GET",), None, Side.CLIENT),
        ("data-notif", ("data-notification",), ("DataNotification",), False, Side.SERVER),
        ("event-notif", ("event-notification-request",), ("EventNotification",), None, Side.SERVER),
        ("gbt", ("general-block-transfer",), ("general-block-transfer",), None, None),
        ("gen-sign", ("general-signing",), ("general-signing", "GET"), False, Side.CLIENT),
    ],
)
def test_kinds(
    name: str, names: tuple[str, ...], services: tuple[str, ...], *, confirmed: bool | None, sender: Side | None
) -> None:
    found = dissect(sample(name).octets)
    assert (found.names, found.services, found.confirmed, found.sender) == (names, services, confirmed, sender)


def test_data_types_are_those_of_the_registry() -> None:
    assert [(tag, kind.name) for tag, kind in DATA_KINDS.items()] == [(each.tag, each.name) for each in data_types()]
    for each in data_types():
        leaf = DATA_KINDS[each.tag].leaf
        assert leaf is None or leaf.octets == each.octets


def test_every_apdu_has_a_name_of_its_own() -> None:
    names = [apdu.name for apdu in apdus().values()]
    assert len(set(names)) == len(names) == 32 + 2 * 9 + 2 * 7


def test_association() -> None:
    found = dissect(sample("aarq-ln-hls2").octets).association
    assert (found.context, found.mechanism) == (1, 2)
    assert found.conformance
    assert found.conformance[-1] == "action"


def test_set_carries_a_value() -> None:
    (mention,) = dissect(sample("set-req-normal").octets).mentions
    assert (mention.class_id, mention.logical_name, mention.attribute) == (8, "0-0:1.0.0.255", 2)
    assert (mention.data_type, mention.class_offset, mention.name_offset, mention.number_offset) == (
        "octet-string",
        3,
        5,
        11,
    )


def test_action_carries_parameters() -> None:
    (mention,) = dissect(sample("act-req-normal").octets).mentions
    assert (mention.class_id, mention.method, mention.attribute, mention.data_type) == (15, 1, None, "octet-string")


def test_access_pairs_specifications_and_data() -> None:
    first, second = dissect(sample("access-req").octets).mentions
    assert (first.attribute, first.data_type) == (2, "")
    assert (second.attribute, second.data_type) == (3, "long")


def test_lists_pair_descriptors_and_values() -> None:
    first, second = _mentions(
        "set-request-with-list:\n  attributes:\n  - {class: 1, instance: 0-0:96.1.0.255, attribute: 2}\n"
        "  - {class: 3, instance: 1-0:1.8.0.255, attribute: 2}\n  values: [{octet-string: AA}, {unsigned: 1}]"
    )
    assert (first.class_id, first.data_type, second.class_id, second.data_type) == (1, "octet-string", 3, "unsigned")
    (only,) = _mentions(
        "action-request-with-list:\n  methods: [{class: 70, instance: 0-0:96.3.10.255, method: 2}]\n"
        "  parameters: [{integer: 0}]"
    )
    assert (only.method, only.data_type) == (2, "integer")


def test_names_of_the_registry() -> None:
    octets = sample("get-req-normal").octets
    assert _meaning(octets, "class-id") == "Clock"
    assert _meaning(octets, "attribute-id") == "time"
    assert _meaning(sample("act-req-normal").octets, "method-id") == "reply_to_hls_authentication"


def test_dates() -> None:
    assert _meaning(sample("get-rsp-datetime").octets, "data") == "2026-04-04 04:04:43.00 sat +06:00 invalid"
    assert _meaning(sample("set-req-normal").octets, "value") == "2021-01-24 14:48:57.80 +01:00 ok"


def test_an_octet_string_is_not_guessed_to_be_a_date() -> None:
    for octets in ("07EA04040504042B00FE9801", "07EA0D040604042B00FE9801", "000000000000000000000000"):
        assert "20" not in _meaning(bytes.fromhex("C401C100090C" + octets), "data")


def test_a_date_with_wildcards_is_told_by_the_type_of_the_attribute() -> None:
    text = "set-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 5, value: {octet-string: %s}}"
    octets = encode_text(text % "FFFF03FE07020000FF800000").octets
    assert _meaning(octets, "value") == "*-03-last 02:00:00.* sun ok"
    other = encode_text((text % "FFFF03FE07020000FF800000").replace("attribute: 5", "attribute: 3")).octets
    assert not _meaning(other, "value")


def test_logical_names_in_data() -> None:
    assert "0-0:1.0.0.255 clock" in [field.meaning for field in dissect(sample("get-req-selective").octets).fields]


def test_xml() -> None:
    found = dissect(sample("act-rsp-err").octets)
    assert found.element
    assert as_xml(found.element, found.octets) == (
        '<x:xDLMS-APDU xmlns:x="http://www.dlms.com/COSEMpdu">\n'
        "  <x:action-response>\n"
        "    <x:action-response-normal>\n"
        "      <x:invoke-id-and-priority>192</x:invoke-id-and-priority>\n"
        "      <x:single-response>\n"
        "        <x:result>success</x:result>\n"
        "        <x:return-parameters>\n"
        "          <x:data-access-result>other-reason</x:data-access-result>\n"
        "        </x:return-parameters>\n"
        "      </x:single-response>\n"
        "    </x:action-response-normal>\n"
        "  </x:action-response>\n"
        "</x:xDLMS-APDU>\n"
    )


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        ("D80202", "<x:service-error>service-not-supported</x:service-error>"),
        ("D8020600000005", "<x:invocation-counter-error>5</x:invocation-counter-error>"),
        ("D9400000010001010008 0000010000FF020100", "</x:date-time>\n    <x:access-request-body>\n"),
        ("DA400000010000010600000001010100", "</x:date-time>\n    <x:access-response-body>\n"),
    ],
)
def test_xml_has_the_names_that_other_tools_read(octets: str, text: str) -> None:
    """Both were tried with a translator that does not read them otherwise."""
    found = dissect(bytes.fromhex(octets))
    assert found.element
    xml = as_xml(found.element, found.octets)
    assert text in xml
    assert [piece.octets for piece in read_text(xml).pieces] == [found.octets]


def test_xml_of_octet_strings_that_hold_an_apdu() -> None:
    found = dissect(sample("aarq-ln-noauth").octets)
    assert found.element
    text = as_xml(found.element, found.octets)
    assert "<x:aCSE-APDU " in text
    assert "<x:user-information>01000000065F1F0400007E1F04B0</x:user-information>\n    <!-- <x:initiateRequest>" in text


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        ("C0 01 C1", "c001c1"),
        ("0xC0 0x01\n0XC1", "c001c1"),
        ("C0:01:c1", "c001c1"),
        ("0001 0010\r\n\n  0001", "000100100001"),
        ("0xC001C1", "c001c1"),
        ("C0, 01", "c001"),
        ("", ""),
    ],
)
def test_hexadecimal(text: str, octets: str) -> None:
    found = parse_hex(text)
    assert found.fault is None
    assert found.octets.hex() == octets
    assert len(found.places) == len(found.octets)


def test_where_an_octet_is_written() -> None:
    found = parse_hex("C0 01\n  0xC100")
    assert found.places == ((0, 0), (0, 3), (1, 4), (1, 6))
    assert found.place(3) == (1, 6)
    assert found.place(9) == (1, 6)
    assert parse_hex("").place(0) == (0, 0)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("C0 0G", 0, 4, '"G"'),
        ("C0\nC", 1, 0, "odd"),
        ("C0 C0C", 0, 5, "odd"),
        ("C0 0x", 0, 5, "not contain an octet"),
        ("Ｃ0", 0, 0, "not a hexadecimal digit"),
    ],
)
def test_bad_hexadecimal(text: str, line: int, column: int, said: str) -> None:
    fault = parse_hex(text).fault
    assert fault
    assert (fault.line, fault.column) == (line, column)
    assert said in fault.message


def test_a_date_time_of_another_length_is_a_fault() -> None:
    """The fault stands at the string, not somewhere in the body; some meters write a tag before it."""
    (fault,) = dissect(bytes.fromhex("0F40000000 0B 07EA01120710302BFF8000 0201 0F00")).faults
    assert (fault.offset, fault.path[-1]) == (6, "date-time")
    octets = bytes.fromhex("0F40000000 090C 07EA01120710302BFF800000 0201 0F00")
    (fault,) = dissect(octets).faults
    assert (fault.offset, fault.path[-1]) == (5, "tag")
