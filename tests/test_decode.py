"""The command ``dlmsprofile decode``."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.exports.apdu import dissection_text
from tests.apdu.samples import VALID, Sample, sample
from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_GET = "C001C100080000010000FF0200"


def test_exit_status() -> None:
    assert run_command("decode", _GET)[0] == 0
    assert run_command("decode", _GET[:-2])[0] == 1
    assert run_command("decode", "xyz")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["C0 0"],
        [""],
        [_GET, "--envelope", "wraper"],
        [_GET, "--keys", "nowhere.yaml"],
        [_GET, "--format", "csv"],
        [],
    ],
)
def test_cannot_run(arguments: list[str]) -> None:
    status, out, err = run_command("decode", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("C0 01 C1\n00 08 0000 0100 00FF\n02 00\n"))
    status, out, _ = run_command("decode", "-")
    assert status == 0
    assert out.startswith("get-request-normal, 13 octets\n")


def test_a_byte_order_mark_on_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\ufeff{_GET}\r\n"))
    assert run_command("decode", "-")[0] == 0


@pytest.mark.parametrize("written", ["wrapper,llc", "wrapper, llc", "wrapper llc", "WRAPPER LLC"])
def test_envelopes_are_written_as_in_the_directive(written: str) -> None:
    status, _, err = run_command("decode", f"0001 0010 0001 0010 E6E600 {_GET}", "--envelope", written)
    assert (status, err) == (0, "")


def test_octets_on_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes.fromhex(_GET)), encoding="utf-8"))
    status, out, err = run_command("decode", "-")
    assert (status, err) == (0, "dlmsprofile: read as a binary file: 13 octets\n")
    assert out.startswith("get-request-normal, 13 octets\n")


@pytest.mark.parametrize("contents", [bytes.fromhex(_GET), f"TX: {_GET}".encode(), f"\ufeff{_GET}".encode("utf-16-le")])
def test_files(contents: bytes, tmp_path: Path) -> None:
    file = tmp_path / "octets"
    file.write_bytes(contents)
    status, out, _ = run_command("decode", str(file))
    assert status == 0
    assert out.startswith("get-request-normal, 13 octets\n")


def test_what_was_taken_is_told() -> None:
    _, _, err = run_command("decode", f"12:13:57 RX: {_GET}")
    assert err == 'dlmsprofile: read as a log: 13 octets; left out: "12:13:57 RX:"\n'
    assert not run_command("decode", _GET)[2]


_LOG = f"TX: {_GET}\nRX: C401C1000600001391\n"


def test_blocks_that_do_not_follow_each_other_are_several_messages() -> None:
    status, out, _ = run_command("decode", "E0 43 0001 0000 04 C401C100", "E0 C3 0003 0000 02 1605")
    assert status == 1
    assert "message 2, line 1" in out
    assert "block 3 follows where block 2 should" in out
    assert "apdu-trailing" not in out


def test_several_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    for form, wanted in (("text", "message 2, line 2: RX:\n"), ("yaml", "---\nget-response"), ("xml", "get-response>")):
        monkeypatch.setattr("sys.stdin", io.StringIO(_LOG))
        status, out, _ = run_command("decode", "-", "--format", form)
        assert status == 0
        assert wanted in out
    monkeypatch.setattr("sys.stdin", io.StringIO(_LOG + "RX: C4"))
    status, out, _ = run_command("decode", "-", "--format", "json")
    messages = json.loads(out)["messages"]
    assert status == 1
    assert [(each["label"], each["line"], each["valid"]) for each in messages] == [
        ("TX:", 1, True),
        ("RX:", 2, True),
        ("RX:", 3, False),
    ]


def test_frames_of_one_input_are_told_apart() -> None:
    wrapped = f"000100100001000D{_GET}"
    status, out, err = run_command("decode", wrapped + wrapped)
    assert status == 0
    assert "message 2, line 1\n" in out
    assert err.count("read with --envelope wrapper") == 1
    data = json.loads(run_command("decode", "--format", "json", wrapped + wrapped)[1])
    assert [each["valid"] for each in data["messages"]] == [True, True]
    # Octets after an APDU are no other message.
    assert "apdu-trailing" in run_command("decode", _GET + "0000")[1]


def test_a_frame_of_m_bus_is_recognised() -> None:
    status, _, err = run_command("decode", "68 12 12 68 53 FF 10 01 67 C001C1 0008 0000010000FF 02 00 56 16")
    assert "read with --envelope mbus" in err
    assert status == 0


def test_what_is_not_there_is_told() -> None:
    blocks = "RX: E000 0001 0000 04 C401C100\nRX: E000 0002 0000 01 06"
    assert "the last block of its message is not there" in run_command("decode", blocks)[1]


def test_a_response_says_what_it_answers() -> None:
    status, out, _ = run_command("decode", f"TX: {_GET}\nRX: C401C1000600001391")
    assert status == 0
    assert "answers message 1" in out


def test_blocks_are_joined() -> None:
    """General block transfer in two messages."""
    octets = "C401C1000600001391"
    blocks = [f"E000 0001 0000 04 {octets[:8]}", f"E080 0002 0000 05 {octets[8:]}"]
    status, out, _ = run_command("decode", "\n".join(f"RX: {block}" for block in blocks))
    assert status == 0
    assert "messages 1, 2 joined (general block transfer):\nget-response-normal, 9 octets" in out
    data = json.loads(run_command("decode", "--format", "json", "\n".join(f"RX: {block}" for block in blocks))[1])
    assert (data["messages"][1]["parts"], data["messages"][1]["whole"]["apdu"]) == ([1, 2], "get-response-normal")


def test_a_telegram_in_characters_is_named() -> None:
    telegram = "/ISK5\\2M550T-1012\n\n1-3:0.2.8(50)\n0-0:1.0.0(101209113020W)\n!\n"
    for given in (telegram, telegram.encode().hex()):
        status, _, err = run_command("decode", given)
        assert status == 1
        assert "IEC 62056-21" in err


_PROFILE = """Radio
=====

.. sap-table:: SAPs

   client:
     0x10: Public Client
   server:
     0x01: Management Logical Device

.. cosem-class:: Radio setup
   :class-id: 200
   :version: 0
   :obis: 0-0:94.43.1.255

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}
     2: {name: channel, type: unsigned, static: yes, short-name: x + 0x08}
     3:
       name: state
       static: no
       short-name: x + 0x10
       type:
         array:
           entry:
             structure:
               - {name: mode, type: enum, values: {0: "off", 1: joined}}
               - {name: since, type: date}
"""


@pytest.mark.parametrize("given", ["directory", "profile.json"])
def test_names_of_a_profile(given: str, tmp_path: Path) -> None:
    source = Source({"index.rst": _PROFILE}).write(tmp_path / "source")
    if given == "profile.json":
        assert run_command("export", str(source), "--output", str(tmp_path / given))[0] == 0
    profile = str(tmp_path / given) if given == "profile.json" else str(source)
    octets = "000100100001000D C001C1 00C8 00005E2B01FF 02 00"
    _, out, _ = run_command("decode", octets, "--profile", profile)
    for name in ("Radio setup", "channel", "Public Client", "Management Logical Device"):
        assert name in out
    assert "Radio setup" not in run_command("decode", octets)[1]
    log = "TX: C001C1 00C8 00005E2B01FF 03 00", "RX: C401C100 0101 0202 1601 090507EA010E03"
    assert "1 (joined), 2026-01-14 wed" in run_command("decode", *log, "--form", "values", "--profile", profile)[1]


def test_a_class_that_objects_name_by_its_number_alone(tmp_path: Path) -> None:
    objects = ".. objects:: Objects\n\n   0-0:94.43.1.255: {class: 200}\n"
    source = Source({"index.rst": f"{_PROFILE}\n{objects}"}).write(tmp_path / "source")
    profile = str(tmp_path / "profile.json")
    assert run_command("export", str(source), "--output", profile)[0] == 0
    _, out, _ = run_command("decode", "C001C1 00C8 00005E2B01FF 02 00", "--profile", profile)
    assert "200 (Radio setup)" in out
    assert "2 (channel)" in out


def test_a_profile_that_cannot_be_read(tmp_path: Path) -> None:
    for profile in ("nowhere", str(tmp_path)):
        status, out, err = run_command("decode", _GET, "--profile", profile)
        assert (status, out, err.count("\n")) == (2, "", 1)


def test_words() -> None:
    assert run_command("decode", "C0", "01C1", "0x0008", "00:00:01:00:00:FF", "0200")[0] == 0


def test_json() -> None:
    status, out, err = run_command("decode", "--format", "json", "--envelope", "wrapper", "000100100001000D" + _GET)
    data = json.loads(out)
    assert (status, err) == (0, "")
    assert (data["apdu"], data["valid"], data["envelopes"]) == ("get-request-normal", True, ["wrapper"])
    assert [address["value"] for address in data["addresses"] if address["side"] == "client"] == [0x10]
    assert "".join(field["octets"] for field in data["fields"]) == data["octets"]


def test_json_of_what_is_not_valid() -> None:
    _, out, _ = run_command("decode", "--format", "json", "FE")
    (fault,) = json.loads(out)["faults"]
    assert (fault["rule"], fault["offset"]) == ("apdu-invalid", 0)


@pytest.mark.parametrize("known", VALID, ids=[known.id for known in VALID])
def test_yaml_encodes_again(known: Sample) -> None:
    status, out, _ = run_command("decode", "--format", "yaml", known.octets.hex())
    assert status == 0
    assert encode_text(out.split("---\n")[0]).octets == known.octets


def test_yaml_and_xml_of_what_is_not_valid() -> None:
    for form in ("yaml", "xml"):
        status, out, err = run_command("decode", "--format", form, _GET + "00")
        assert (status, out) == (1, "")
        assert "apdu-trailing" in err


def test_recognised_envelope() -> None:
    status, out, err = run_command("decode", "000100100001000D" + _GET)
    assert status == 0
    assert "in wrapper" in out
    assert "--envelope wrapper" in err
    assert run_command("decode", "--envelope", "none", "000100100001000D" + _GET)[0] == 1


def test_keys(tmp_path: Path) -> None:
    file = tmp_path / "keys.yaml"
    file.write_text(
        "system-title: 4D4D4D0000BC614E\nencryption: 000102030405060708090A0B0C0D0E0F\n"
        "authentication: D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF\n",
        encoding="utf-8",
    )
    octets = sample("glo-get-req").octets.hex()
    status, out, _ = run_command("decode", "--keys", str(file), octets)
    assert status == 0
    assert "get-request-normal, 13 octets" in out
    status, out, _ = run_command("decode", "--keys", str(file), "--format", "xml", octets)
    assert "<x:glo-get-request>" in out
    assert "<x:get-request-normal>" in out
    file.write_text("encryption: 00\n", encoding="utf-8")
    status, _, err = run_command("decode", "--keys", str(file), octets)
    assert status == 2
    assert f"{file}:1:" in err


@pytest.mark.parametrize(
    ("octets", "told"),
    [
        ("7E7E7EA0190321107FDAE6E600C001C100080000010000FF0200601A7E", ""),
        ("A0190321107FDAE6E600C001C100080000010000FF0200601A", "the flags are not there: they were added"),
    ],
)
def test_flags_of_hdlc(octets: str, told: str) -> None:
    status, out, err = run_command("decode", octets)
    assert (status, out.partition(",")[0]) == (0, "get-request-normal in hdlc")
    assert told in err


def test_messages_as_arguments() -> None:
    status, out, _ = run_command("decode", "TX: C001C100080000010000FF0200", "RX: C401C1000600001391")
    assert status == 0
    assert "answers message 1" in out


@pytest.mark.parametrize("header", ["90 10 0F", "41 90 10 0F", "00 02 00 10 00 01 00 0D"])
def test_a_header_that_is_not_built_in_is_named(header: str) -> None:
    status, _, err = run_command("decode", header, "C001C100080000010000FF0200")
    assert status == 1
    assert f"an APDU (get-request-normal) begins after {header}: that is not a header that is built in" in err


def test_an_hdlc_frame_without_its_end_is_no_header_to_describe() -> None:
    _, _, err = run_command("decode", "A0 19 03 21 10 7F DA E6 E6 00 C001C100080000010000FF0200")
    assert "no whole HDLC frame; give one with its check sequences, or what begins with E6 E6 00" in err
    assert "directive envelope" not in err


def test_no_header_is_named_before_what_is_no_apdu() -> None:
    assert run_command("decode", "90 10 0F C001C100080000010000FF02")[2] == ""


def test_a_value_stands_before_its_meaning_and_alone_without_one() -> None:
    lines = dissection_text(dissect(bytes.fromhex("C001C100080000010000FF0200"))).splitlines()
    told = [line.split("  ")[-1].strip() for line in lines[3:] if line]
    assert [told[place] for place in (0, 3, -1)] == ["C0 (get-request)", "8", "0 (absent)"]
