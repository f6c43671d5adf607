"""What an APDU says of objects: names, values with their units, one line an object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu import decode
from sphinx_dlmsprofile.apdu.date_times import Kind, parse, show
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.exchanges.conversation import read_messages
from sphinx_dlmsprofile.apdu.quantities import ScalerUnit, grouped
from sphinx_dlmsprofile.registry.enumerations import meanings_of
from sphinx_dlmsprofile.registry.obis_names import name_of_code, words_of_code
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.registry.units import units
from tests.support import run_command

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.exchange import Message

_ENERGY, _VOLTAGE, _CLOCK = "0906 0100010800FF", "0906 0100200700FF", "0906 0000010000FF"


def _shown(octets: str) -> list[tuple[str, str, str, str]]:
    found = decode(octets)
    assert found.valid, found.faults
    return [(value.logical_name, value.name, value.attribute, value.shown) for value in found.values]


def _push(body: str) -> list[tuple[str, str, str, str]]:
    return _shown(f"0F00000001 00 {body}")


_ENERGY_NAME = "active energy import, total, time integral 1"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1-0:1.8.0.255", _ENERGY_NAME),
        ("1-0:1.8.2.255", "active energy import, rate 2, time integral 1"),
        ("1-0:2.7.0.255", "active power export, instantaneous value"),
        ("1-0:52.7.0.255", "voltage L2, instantaneous value"),
        ("1-0:31.7.5.255", "current L1, harmonic 5, instantaneous value"),
        ("1-0:13.7.0.255", "power factor, instantaneous value"),
        ("1-0:13.8.0.255", "power factor, total, time integral 1"),
        ("1-0:36.8.0.255", "active energy L1, net, total, time integral 1"),
        ("1-0:1.6.1.255", "active power import, rate 1, maximum 1"),
        ("1-2:1.8.0.255", f"{_ENERGY_NAME}, channel 2"),
        ("1-0:1.8.0.101", f"{_ENERGY_NAME}, last billing period"),
        ("1-0:1.8.0.12", f"{_ENERGY_NAME}, billing period 12"),
        ("0-0:1.0.0.255", "clock"),
        ("0-0:42.0.0.255", "COSEM logical device name"),
        ("0-0:40.0.0.255", "current association"),
        ("0-0:25.9.0.255", "push setup 1"),
        ("0-1:24.2.1.255", "M-Bus value 2, channel 1"),
        ("0-0:96.7.12.255", "time of power failure in L2"),
        ("0-0:97.98.20.255", "alarm descriptor 1"),
        ("6-0:1.0.0.255", "heat, energy, total, current value"),
        ("5-1:10.0.0.255", "cooling, flow temperature, current value, channel 1"),
        ("6-0:1.2.1.255", "heat, energy, rate 1, set date value"),
        ("8-0:1.0.0.255", "cold water, accumulated volume, total, current value"),
        ("9-0:2.4.0.255", "hot water, flow rate, minimum"),
        ("4-0:1.2.0.255", "heat cost allocator, unrated integral, set date value"),
        ("7-0:3.2.0.255", "gas, meter volume, forward absolute, total, index, at base conditions"),
        (
            "7-0:13.98.2.255",
            (
                "gas, converter volume, forward absolute, rate 2, "
                "maximum difference of measurement period 3 in billing period 4, at base conditions"
            ),
        ),
        ("7-0:43.70.0.255", "gas, flow rate, last average of averaging period 4, at standard conditions"),
        ("7-0:42.86.0.255", "gas, absolute pressure, maximum of the last process interval 4, at standard conditions"),
        ("7-0:0.9.3.255", "start of the gas day"),
        ("0-0:96.20.18.255", "strong DC magnetic field events, cumulative duration"),
        ("1-0:81.7.4.255", "phase angle of current L1 to voltage L1, instantaneous value"),
        ("1-0:81.7.26.255", "phase angle of current L3 to voltage L3, instantaneous value"),
        # Left to manufacturers, or not allocated.
        ("8-0:3.0.1.255", ""),
        ("7-0:1.5.0.255", ""),
        ("6-0:200.0.0.255", ""),
        ("3-0:1.0.0.255", ""),
        ("1-0:1.8.0.200", f"{_ENERGY_NAME}, billing periods, F = 200"),
        ("1-0:200.8.0.255", ""),
        ("1-0:1.200.0.255", ""),
        ("1-100:1.8.0.255", ""),
        ("0-0:1.0.0", ""),
        ("0-b:1.0.0.255", ""),
    ],
)
def test_names(code: str, name: str) -> None:
    assert name_of_code(code) == name


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1-0:1.8.0.255", _ENERGY_NAME),
        ("1-1:0.2.129.255", "manufacturer-specific"),
        ("1-0:130.8.0.255", "manufacturer-specific"),
        ("0-0:94.91.9.255", "country-specific"),
        ("0-b:1.0.0.255", ""),
        ("no code", ""),
    ],
)
def test_codes_that_are_left_to_others(code: str, words: str) -> None:
    assert words_of_code(code) == words


def test_units() -> None:
    assert len(units()) == 117
    assert (units()[30].symbol, units()[255].symbol, units()[27].confirmed, units()[140].confirmed) == (
        "Wh",
        "",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("number", "scaler", "shown"),
    [
        ("12345", 0, "12 345"),
        ("9108", 0, "9108"),
        ("2330", -1, "233.0"),
        ("-5", 3, "-5000"),
        ("-123456", -2, "-1234.56"),
        ("10955225", 1, "109 552 250"),
        ("1.5", 2, "150"),
        ("0", 3, "0"),
        ("nan", 0, ""),
        ("inf", 0, ""),
        ("abc", 0, ""),
        ("1", 100, ""),
        ("9" * 50, 0, ""),
    ],
)
def test_scaled(number: str, scaler: int, shown: str) -> None:
    assert ScalerUnit(scaler, 30).apply(number) in {shown, f"{shown}.0"}


def test_grouped() -> None:
    assert [grouped(text) for text in ("1", "1234", "12345", "-1234567.89")] == [
        "1",
        "1234",
        "12 345",
        "-1 234 567.89",
    ]


def test_time_of_four_octets_where_the_object_has_one() -> None:
    time, date = "0906 0100000901FF 0904 0A1E0000", "0906 0100000902FF 0905 07EA010E03"
    assert [row[3] for row in _push(f"0204 {time} {date}")] == ["10:30:00.00", "2026-01-14 wed"]
    assert [row[3] for row in _push("0202 0906 0000600100FF 0904 0A1E0000")] == ["0A1E0000"]
    assert [row[3] for row in _push("0202 0906 0100000901FF 0904 0A1E0063FF"[:-2])] == ["10:30:00.99"]


@pytest.mark.parametrize(
    ("class_id", "attribute", "number", "words"),
    [
        (64, 2, 3, "all messages authenticated and encrypted"),
        (64, 2, 0x6C, "authenticated request, encrypted request, authenticated response, encrypted response"),
        (64, 2, 0, "no protection"),
        (47, 3, 5, "registered, roaming"),
        (47, 5, 9, ""),
        (70, 4, 0, "always connected"),
        (22, 3, 1, "one time, wildcards in the date"),
        (8, 4, 0x81, "invalid, daylight saving"),
    ],
)
def test_words_of_attributes(class_id: int, attribute: int, number: int, words: str) -> None:
    known = meanings_of(class_id, attribute)
    assert known
    assert known.words(number) == words


def test_a_name_a_value_and_a_unit() -> None:
    assert _shown(f"C401C100 0203 {_ENERGY} 06 00002394 0202 0F00 161E") == [
        ("1-0:1.8.0.255", _ENERGY_NAME, "", "9108 Wh")
    ]
    fields = decode(f"C401C100 0203 {_ENERGY} 06 00002394 0202 0F00 161E").fields
    meanings = [field.meaning for field in fields]
    assert f"1-0:1.8.0.255 {_ENERGY_NAME}" in meanings
    assert {"9108 Wh", "10^0", "Wh"} <= set(meanings)


def test_names_and_values_in_turn() -> None:
    assert _push(f"0205 0A02 5631 {_ENERGY} 1105 {_VOLTAGE} 12 00E6") == [
        ("", "[0]", "", "V1"),
        ("1-0:1.8.0.255", _ENERGY_NAME, "", "5"),
        ("1-0:32.7.0.255", "voltage L1, instantaneous value", "", "230"),
    ]


def test_references_name_the_values_after_them() -> None:
    time = "090C 07EA010E030A1E0000FFC400"
    references = f"0102 0204 120008 {_CLOCK} 0F02 120000 0204 120003 {_ENERGY} 0F02 120000"
    assert _push(f"0203 {references} {time} 06 00000007") == [
        ("0-0:1.0.0.255", "clock", "time", "2026-01-14 10:30:00.00 wed +01:00 ok"),
        ("1-0:1.8.0.255", _ENERGY_NAME, "value", "7"),
    ]
    # A push list that begins with itself, which is not pushed again.
    own = f"0102 0204 120028 0906 0000190900FF 0F02 120000 0204 120003 {_ENERGY} 0F02 120000"
    assert _push(f"0202 {own} 1107") == [("1-0:1.8.0.255", _ENERGY_NAME, "value", "7")]
    # Alone, they are a list.
    assert _shown(f"C401C100 {references}") == [
        ("0-0:1.0.0.255", "clock", "time", ""),
        ("1-0:1.8.0.255", _ENERGY_NAME, "value", ""),
    ]


def test_a_unit_that_comes_with_the_list() -> None:
    references = f"0102 0204 120003 {_ENERGY} 0F02 120000 0204 120003 {_ENERGY} 0F03 120000"
    assert [row[3] for row in _push(f"0203 {references} 06 00000007 0202 0F03 161E")] == ["7000 Wh", "10^3 Wh"]


def test_an_object_list() -> None:
    rights = "0202 0102 0203 0F01 1601 00 0203 0F02 1603 00 0101 0202 0F01 0301"
    (line,) = _shown(f"C401C100 0101 0204 120008 1100 {_CLOCK} {rights}")
    assert line == ("0-0:1.0.0.255", "clock", "", "version 0; attributes 1 r, 2 rw; methods 1 yes")


def test_a_buffer() -> None:
    row = "0203 090C 07EA010E030A1E0000FFC400 1100 06 00000007"
    assert _shown(f"C401C100 0102 {row} {row}") == [
        ("", f"[{number}]", "", "2026-01-14 10:30:00.00 wed +01:00 ok, 0, 7") for number in (0, 1)
    ]


def test_requests_and_results() -> None:
    assert _shown("C001C1 0003 0100010800FF 02 00") == [("1-0:1.8.0.255", _ENERGY_NAME, "value", "")]
    assert _shown("C301C1 0046 000060030AFF 01 01 0F00") == [
        ("0-0:96.3.10.255", "disconnect control", "remote_disconnect", "0")
    ]
    assert _shown("C401C10104") == [("", "data-access-result", "", "object-undefined")]
    assert _shown("C501C100") == [("", "result", "", "success")]


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        ("C101C1 0046 000060030AFF 03 00 1602", "2 (ready for reconnection)"),
        ("C101C1 0008 0000010000FF 04 00 1181", "129 (invalid, daylight saving)"),
        ("C101C1 0008 0000010000FF 04 00 1100", "0 (no bit is set)"),
        ("C101C1 0008 0000010000FF 02 00 090C 07EA010E010A1E0000FFC400", "weekday mon, that date is a wed"),
        ("C101C1 0001 0000600100FF 02 00 0905 07EA010E03", "2026-01-14 wed"),
        ("C101C1 0001 0000600100FF 02 00 0904 0A1E0000", "0A1E0000"),
    ],
)
def test_values_of_attributes(octets: str, shown: str) -> None:
    assert shown in _shown(octets)[0][3]


@pytest.mark.parametrize(
    ("class_id", "attribute", "data", "shown"),
    [
        (
            40,
            3,
            "0203 1600 0903 313233 1600",
            [
                ("send_destination_and_method.transport_service", "0 (TCP)"),
                ("send_destination_and_method.destination", '"123"'),
                ("send_destination_and_method.message", "0 (A-XDR encoded xDLMS APDU)"),
            ],
        ),
        (22, 4, "0101 0202 090406000000 0905FFFFFF01FF", [("execution_time", "06:00:00.00, *-*-01")]),
        (11, 2, "0101 0203 120001 0905FFFF0101FF 1101", [("entries", "1, *-01-01, 1")]),
        (
            20,
            5,
            "0101 0202 1101 0101 0203 090406000000 090600000A0064FF 120001",
            [
                ("day_profile_table_active.day_id", "1"),
                ("day_profile_table_active.start_time", "06:00:00.00"),
                ("", "1"),
            ],
        ),
        (
            64,
            6,
            "0101 0206 1601 1600 0901 05 090141 090142 0900",
            [("certificates", '1 (client), 0 (digital signature), 05, "A", "B", ""')],
        ),
        # What has other parts than the class says keeps its values.
        (11, 2, "0101 0204 120001 0905FFFF0101FF 1101 1102", [("entries", "1, *-01-01, 1, 2")]),
        (22, 4, "0101 0201 090406000000", [("execution_time", "06:00:00.00")]),
    ],
)
def test_parts_of_the_values_of_attributes(
    class_id: int, attribute: int, data: str, shown: list[tuple[str, str]]
) -> None:
    request = f"C001C1{class_id:04X}00000A0000FF{attribute:02X}00"
    (_, answer) = _messages([bytes.fromhex(request), bytes.fromhex(f"C401C100{data}")])
    assert [(value.attribute, value.shown) for value in answer.frame.values] == shown


def test_the_dates_of_a_row_stand_beside_their_octets() -> None:
    request = bytes.fromhex("C001C1000B00000B0000FF0200")
    (_, answer) = _messages([request, bytes.fromhex("C401C1000101 0203 120001 0905FFFF0101FF 1101")])
    assert "*-01-01" in {field.meaning for field in answer.frame.fields}


def test_a_response_speaks_of_what_its_request_names() -> None:
    read = ("C001C1 0003 0100010800FF 03 00", "C401C100 0202 0F03 161E")
    value = ("C001C2 0003 0100010800FF 02 00", "C401C200 06 00003039")
    clock = ("C001C3 0008 0000010000FF 02 00", "C401C300 090C 07EA010E030A1E0000FFC400")
    octets = [bytes.fromhex(each) for each in (*read, *value, *clock)]
    said = [[(each.logical_name, each.attribute, each.shown) for each in one.said.values] for one in _messages(octets)]
    assert said[1] == [("1-0:1.8.0.255", "scaler_unit", "10^3 Wh")]
    assert said[3] == [("1-0:1.8.0.255", "value", "12 345 000 Wh")]
    assert said[5] == [("0-0:1.0.0.255", "time", "2026-01-14 10:30:00.00 wed +01:00 ok")]
    (field,) = [each for each in _messages(octets)[3].said.fields if each.type == "double-long-unsigned"]
    assert field.meaning == "12 345 000 Wh"


def test_a_list_of_results_speaks_of_the_list_that_was_asked_for() -> None:
    asked = "C003C1 02 0003 0100010800FF 02 00 0008 0000010000FF 03 00"
    octets = [bytes.fromhex(each) for each in (asked, "C403C1 02 00 06 00000005 01 04")]
    assert [(each.logical_name, each.name, each.shown) for each in _messages(octets)[1].said.values] == [
        ("1-0:1.8.0.255", _ENERGY_NAME, "5"),
        ("0-0:1.0.0.255", "clock", ""),
        ("", "data-access-result", "object-undefined"),
    ]


def test_units_of_one_meter_are_not_those_of_another() -> None:
    def wrapped(octets: str, source: int, destination: int) -> bytes:
        body = bytes.fromhex(octets)
        return bytes.fromhex(f"0001{source:04X}{destination:04X}{len(body):04X}") + body

    push = f"0F00000001 00 0203 {_ENERGY} 06 00000007 0202 0F03 161E"
    bare = f"0F00000001 00 0202 {_ENERGY} 06 00000007"
    same, other = wrapped(bare, 1, 0x10), wrapped(bare, 2, 0x10)
    first, second, third = _messages([wrapped(push, 1, 0x10), same, other])
    assert [one.said.values[-1].shown for one in (first, second, third)] == ["7000 Wh", "7000 Wh", "7"]


def _messages(octets: list[bytes]) -> tuple[Message, ...]:
    return read_messages(octets, lookup=shipped_registry())


def test_a_logical_name_with_a_billing_period() -> None:
    assert "1-0:1.8.0.101" in decode("C401C1000906010001080065").fields[-1].meaning
    # Six octets that are nothing known stay as they are.
    assert not decode("C401C1000906010203040506").fields[-1].meaning


def test_ciphered_content_has_values_of_its_own() -> None:
    text = "general-signing:\n  transaction-id: ''\n  originator-system-title: ''\n  recipient-system-title: ''\n"
    text += "  date-time: ''\n  other-information: ''\n  content: C401C1001105\n  signature: ''\n"
    from sphinx_dlmsprofile.apdu import encode  # noqa: PLC0415

    found = decode(encode(text).octets)
    assert found.content
    assert [value.shown for value in found.content.values] == ["5"]


def test_the_command() -> None:
    octets = f"C401C100 0203 {_ENERGY} 06 00003039 0202 0F00 161E"
    status, out, _ = run_command("decode", "--form", "values", octets)
    assert status == 0
    assert "12 345 Wh" in out
    assert "long-unsigned" not in out
    (value,) = json.loads(run_command("decode", "--format", "json", octets)[1])["values"]
    assert (value["logical_name"], value["value"], value["unit"]) == ("1-0:1.8.0.255", "12 345", "Wh")
    assert "no values" in run_command("decode", "--form", "values", "E0 80 0001 0000 00")[1]


_PARTS = [
    _ENERGY,
    "0202 0F00 161E",
    "0202 0F00 1600",
    "1105",
    "00",
    "0906 010203040506",
    "0101",
    "0200",
    "0201",
    "0202",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
def test_any_data(body: str) -> None:
    """No exception, and each value stands in the octets."""
    found = dissect(bytes.fromhex(f"0F00000001 00 {body}"), lenient=True)
    assert all(0 <= value.offset <= len(found.octets) for value in found.values)
    assert [value.offset for value in found.values] == sorted(value.offset for value in found.values)


def test_there_are_no_more_values_than_fields() -> None:
    nested = bytes.fromhex("C401C100") + b"\x01\x01" * 20 + b"\x01\x82\x03\xe8" + b"\x00" * 1000
    for octets in (nested, bytes.fromhex("C401C100 01 82 03 E8") + b"\x02\x01\x00" * 1000):
        found = dissect(octets)
        assert found.valid
        assert len(found.values) <= len(found.fields)
        assert sum(len(value.value) + len(value.name) for value in found.values) < 100 * len(octets)


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        # All of it is filled with FF: the deviation says nothing, too.
        ("FFFFFFFFFFFFFFFFFFFFFFFF", "*-*-* *:*:*.* *"),
        ("FFFFFFFFFFFFFFFFFF800000", "*-*-* *:*:*.* ok"),
        ("07EA010EFFFFFFFFFFFFFF00", "2026-01-14 *:*:*.* * ok"),
        ("07EA010E030A1E0000FFFF00", "2026-01-14 10:30:00.00 wed +00:01 ok"),
    ],
)
def test_a_deviation_that_is_not_specified(octets: str, shown: str) -> None:
    assert show(bytes.fromhex(octets), Kind.DATE_TIME) == shown
    assert parse(shown, Kind.DATE_TIME) == bytes.fromhex(octets)


def test_a_deviation_left_open_beside_a_time() -> None:
    assert parse("2026-01-14 10:30:00.00 wed * ok", Kind.DATE_TIME).hex() == "07ea010e030a1e0000800000"
