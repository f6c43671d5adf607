"""The command ``dlmsprofile encode``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

_GET = "C001C100080000010000FF0200"
_TEXT = "get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "get.yaml"
    path.write_text(_TEXT, "utf-8")
    return path


def test_octets(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_command("encode", str(file)) == (0, _GET + "\n", "")
    monkeypatch.setattr("sys.stdin", io.StringIO(_TEXT))
    assert run_command("encode", "-") == (0, _GET + "\n", "")


def test_envelopes(file: Path) -> None:
    wrapped = run_command("encode", str(file), "--envelope", "wrapper", "--client", "0x10", "--server", "1")
    assert wrapped == (0, f"000100100001000D{_GET}\n", "")
    for lower in ((), ("--lower", "17")):
        framed = run_command("encode", str(file), "--envelope", "hdlc", "--client", "16", "--server", "1", *lower)
        assert framed[0] == 0
        assert run_command("decode", "--envelope", "hdlc", framed[1])[0] == 0
    assert run_command("encode", str(file), "--envelope", "none") == (0, _GET + "\n", "")


@pytest.mark.parametrize("form", ["yaml", "xml"])
def test_what_decode_prints_encodes_again(form: str, tmp_path: Path) -> None:
    path = tmp_path / "apdu"
    path.write_text(run_command("decode", "--format", form, _GET)[1], "utf-8")
    assert run_command("encode", str(path)) == (0, _GET + "\n", "")


def test_the_sender_of_what_does_not_say_it(tmp_path: Path) -> None:
    path = tmp_path / "gbt.yaml"
    path.write_text(
        "general-block-transfer: {block-control: 0x80, block-number: 1, block-number-ack: 0, block-data: C0}\n", "utf-8"
    )
    where = ("encode", str(path), "--envelope", "hdlc", "--client", "16", "--server", "1")
    assert run_command(*where)[0] == 1
    assert "E6E700E080" in run_command(*where, "--sender", "server")[1]
    assert "E6E600E080" in run_command(*where, "--sender", "client")[1]


@pytest.mark.parametrize(
    ("described", "octets"),
    [
        (
            (
                "general-block-transfer: {block-control: 0x80, block-number: 1, block-number-ack: 0, block-data: "
                "{get-response-normal: {result: {data: {long-unsigned: 5}}}}}"
            ),
            "E0800001000007C401C100120005",
        ),
        (
            (
                "get-response-with-datablock: {result: {last-block: true, block-number: 1, result: "
                "{raw-data: {structure: [{unsigned: 1}, null-data]}}}}"
            ),
            "C402C1010000000100050202110100",
        ),
        (
            (
                "set-request-with-first-datablock: {class: 1, instance: 0-0:96.1.0.255, attribute: 2, datablock: "
                "{last-block: true, block-number: 1, raw-data: {unsigned: 7}}}"
            ),
            "C102C100010000600100FF02000100000001021107",
        ),
        (
            (
                "general-signing: {transaction-id: 01, originator-system-title: '', recipient-system-title: '', "
                "content: {get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}}, signature: AB}"
            ),
            f"DF010100000000 0D{_GET}01AB".replace(" ", ""),
        ),
    ],
)
def test_what_octets_hold_can_be_described(described: str, octets: str, tmp_path: Path) -> None:
    path = tmp_path / "apdu.yaml"
    path.write_text(described, "utf-8")
    assert run_command("encode", str(path)) == (0, octets + "\n", "")


def test_what_a_block_holds_says_the_sender(tmp_path: Path) -> None:
    path = tmp_path / "gbt.yaml"
    path.write_text(
        "general-block-transfer: {block-control: 0x80, block-number: 1, block-number-ack: 0, block-data: "
        "{get-response-normal: {result: {data: {long-unsigned: 5}}}}}",
        "utf-8",
    )
    status, out, _ = run_command("encode", str(path), "--envelope", "hdlc", "--client", "16", "--server", "1")
    assert (status, "E6E700E080" in out) == (0, True)
    path.write_text(path.read_text("utf-8").replace("long-unsigned: 5", "long-unsinged: 5"), "utf-8")
    status, _, err = run_command("encode", str(path))
    assert (status, 'did you mean "long-unsigned"?' in err) == (1, True)


def test_a_description_with_a_fault(file: Path) -> None:
    file.write_text("get-request-normal:\n  clas: 8\n", "utf-8")
    status, out, err = run_command("encode", str(file))
    assert (status, out) == (1, "")
    assert err.startswith(f"{file}:2:3: ")
    assert "did you mean" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.yaml"],
        ["FILE", "--envelope", "paper"],
        ["FILE", "--client", "one"],
        ["FILE", "--sender", "both"],
        ["FILE", "--keys", "nowhere.yaml"],
        [],
    ],
)
def test_cannot_run(arguments: list[str], file: Path) -> None:
    given = [str(file) if word == "FILE" else word for word in arguments]
    status, out, err = run_command("encode", *given)
    assert (status, out, err.count("\n")) == (2, "", 1)


_ENVELOPE = """\
.. envelope:: Hop header
   :id: hop

   fields:
     kind: {octets: 1, value: 0x42}
     hops: {octets: 1}
     to: {octets: 1, address: destination}
     load: {content: APDU}
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile"
    path.mkdir()
    (path / "conf.py").write_text('extensions = ["sphinx_dlmsprofile"]\n', "utf-8")
    (path / "index.rst").write_text(f"Layers\n======\n\n{_ENVELOPE}", "utf-8")
    return path


def test_an_envelope_that_a_profile_describes(file: Path, profile: Path) -> None:
    command = ("encode", str(file), "--profile", str(profile), "--envelope", "hop", "--client", "16", "--server", "1")
    assert run_command(*command, "--field", "hops=0x0A") == (0, f"420A01{_GET}\n", "")
    status, out, err = run_command(*command)
    assert (status, out) == (1, "")
    assert "expected a value of hops: give it (" in err
    status, out, err = run_command(*command, "--field", "hop=1")
    assert (status, out) == (1, "")
    assert '"hop" is not a field of the envelope: did you mean "hops"?' in err


def test_a_field_without_an_envelope_is_not_dropped(file: Path) -> None:
    assert run_command("encode", str(file), "--field", "hops=1")[0] == 1


@pytest.mark.parametrize("written", ["hops", "hops=", "=1", "hops=-1", "hops=many"])
def test_a_field_that_is_not_a_number(written: str, file: Path) -> None:
    status, out, err = run_command("encode", str(file), "--field", written)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_each_apdu_of_a_document_in_xml(tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    other = "C001C200080000010000FF0300"
    path.write_text("".join(run_command("decode", "--format", "xml", octets)[1] for octets in (_GET, other)), "utf-8")
    assert run_command("encode", str(path)) == (0, f"{_GET}\n{other}\n", "")


def test_xml_with_a_fault_is_told_as_yaml_with_one_is(tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<get-request", "utf-8")
    status, out, err = run_command("encode", str(path))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"{path}:1: the XML cannot be read: ")


@pytest.mark.parametrize(
    "field", ["a: {octets: 1}", "a: {bits: 3}\n     b: {content: APDU}", "a: {octets: 1, counts: x}"]
)
def test_a_described_envelope_with_a_fault(field: str, file: Path, profile: Path) -> None:
    broken = f".. envelope:: Broken\n   :id: Broken\n\n   fields:\n     {field}\n"
    (profile / "index.rst").write_text(f"Layers\n======\n\n{broken}", "utf-8")
    for command in (("encode", str(file)), ("decode", _GET)):
        status, out, err = run_command(*command, "--profile", str(profile), "--envelope", "broken")
        assert (status, out) == (2, "")
        assert "the description of the envelope 'broken' has a fault" in err
