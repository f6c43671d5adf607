"""The command ``dlmsprofile decode``."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.apdu.encoder import encode_text
from tests.apdu.samples import VALID, Sample, sample
from tests.support import run_command

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


def test_octets_on_stdin_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes.fromhex(_GET)), encoding="utf-8"))
    status, out, err = run_command("decode", "-")
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
    assert "<glo-get-request>" in out
    assert "<get-request-normal>" in out
    file.write_text("encryption: 00\n", encoding="utf-8")
    status, _, err = run_command("decode", "--keys", str(file), octets)
    assert status == 2
    assert f"{file}:1:" in err
