"""The functions for programs: ``sphinx_dlmsprofile.apdu.decode`` and ``encode``."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import sphinx_dlmsprofile
from sphinx_dlmsprofile.apdu import decode, encode
from sphinx_dlmsprofile.apdu.keys import Keys
from sphinx_dlmsprofile.model.apdu import Side
from tests.apdu.samples import VALID, Sample, assert_tiled
from tests.support import ROOT
from tests.tools import find_tool

_GET = "C001C100080000010000FF0200"
_CLOCK = {"get-request-normal": {"class": 8, "instance": "0-0:1.0.0.255", "attribute": 2}}

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = {"security-control": 0, "invocation-counter": 1}
_PROGRAM = f"""
import sys
sys.modules["sphinx"] = sys.modules["docutils"] = sys.modules["yaml"] = sys.modules["cryptography"] = None
from sphinx_dlmsprofile.apdu import decode, encode
found = decode("{_GET}")
assert found.valid
assert encode({_CLOCK!r}, ["hdlc"], client=16, server=1).octets[-3:-1]
print("Clock" in [field.meaning for field in found.fields])
print(*sorted(sys.modules[name].__file__ for name in sys.modules if name.startswith("sphinx_dlmsprofile")), sep="\\n")
"""


@pytest.mark.parametrize("known", VALID, ids=[known.id for known in VALID])
def test_what_is_decoded_is_what_the_samples_say(known: Sample) -> None:
    for given in (known.octets, known.octets.hex(" ")):
        found = decode(given)
        assert_tiled(found)
        assert found.valid
        assert found.octets == known.octets


def test_envelopes_are_recognised_unless_they_are_named() -> None:
    framed = bytes.fromhex("000100100001000D" + _GET)
    assert [part.value for part in decode(framed).envelopes] == ["wrapper"]
    assert not decode(framed, ()).valid
    assert decode(framed, ["wrapper"]).valid


def test_a_text_that_is_not_hexadecimal() -> None:
    with pytest.raises(ValueError, match="line 2, column 3"):
        decode("C0 01\nC1xx")


def test_encode_takes_texts_and_values() -> None:
    text = "get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}"
    assert encode(_CLOCK).octets == encode(text).octets == bytes.fromhex(_GET)
    value = {"data": {"structure": [{"boolean": True}, "null-data", {"octet-string": b"\x01\x02"}]}}
    octets = encode({"get-response-normal": {"result": value}}).octets
    assert octets == bytes.fromhex("C401C100 0203 0301 00 09020102")


def test_encode_makes_envelopes() -> None:
    encoded = encode(_CLOCK, ["wrapper"], client=0x10, server=1)
    assert encoded.octets == bytes.fromhex("000100100001000D" + _GET)
    assert encoded.places[0].first == 8
    signed = {"general-glo-ciphering": {"system-title": "", "ciphered-content": {**_HEAD, "plaintext": "01"}}}
    assert "the sender" in encode(signed, ["hdlc"], client=16, server=1).faults[0].message
    answer = encode(signed, ["hdlc"], client=16, server=1, lower=17, sender="server")
    assert decode(answer.octets).sender is Side.SERVER


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ({}, ""),
        ({"get-request-normal": 5}, "get-request-normal"),
        ({"get-request": {}, "set-request": {}}, ""),
        ("get-request: [", "cannot be read"),
        ("", "an APDU is missing"),
    ],
)
def test_descriptions_that_do_not_fit_are_faults(description: str | dict[str, object], told: str) -> None:
    encoded = encode(description)
    assert encoded.octets == b""
    assert encoded.faults
    assert told in encoded.faults[0].message


def test_a_description_without_end_is_a_fault() -> None:
    endless: dict[str, object] = {}
    endless["structure"] = [endless]
    assert "levels" in encode({"get-response-normal": {"result": {"data": endless}}}).faults[0].message


def test_an_envelope_that_cannot_be_made_is_a_fault() -> None:
    for client, server in ((None, None), (16, None), (1 << 16, 1)):
        encoded = encode(_CLOCK, ["wrapper"], client=client, server=server)
        assert encoded.octets == b""
        assert "the envelope cannot be made" in encoded.faults[0].message
    assert "envelope" in encode(_CLOCK, ["paper"], client=16, server=1).faults[0].message


def test_keys_need_no_file() -> None:
    keys = Keys(system_titles={None: b"MMM\0\0\xbc\x61\x4e"}, encryption={"unicast": bytes(range(16))})
    found = decode("C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B", keys=keys)
    assert found.content
    assert found.content.name == "get-request-normal"


def _loaded() -> list[str]:
    """The files of the package that decoding and encoding load, without Sphinx, YAML or cryptography."""
    result = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    known, *files = result.stdout.splitlines()
    assert known == "True"
    return files


def test_nothing_of_sphinx_is_needed() -> None:
    rooms = {file.split("sphinx_dlmsprofile/")[-1].partition("/")[0] for file in _loaded()}
    assert rooms <= {"__init__.py", "version.py", "apdu", "model", "registry", "text"}


_BROWSER = """
import fs from "fs";
import { loadPyodide } from "%s";
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(fs.readFileSync(process.argv[2])), "zip", {extractDir: "/package"});
console.log(python.runPython(`
import json, sys, time
sys.path.insert(0, "/package")
from sphinx_dlmsprofile.apdu import decode, encode
found = decode("%s")
start = time.perf_counter()
for _ in range(200):
    decode("%s")
each = (time.perf_counter() - start) / 200
encoded = encode(%s, ["wrapper"], client=16, server=1)
json.dumps({"name": found.name, "meanings": [field.meaning for field in found.fields], "seconds": each,
            "octets": encoded.octets.hex().upper(), "platform": sys.platform})
`));
"""


@pytest.mark.tool("node")
@pytest.mark.tool("pyodide")
def test_it_runs_in_a_browsers_python(tmp_path: Path) -> None:
    """In Pyodide, from an archive of the files that are loaded; needs the npm package ``pyodide``."""
    node, pyodide = find_tool("node"), find_tool("pyodide")
    assert node
    archive = tmp_path / "package.zip"
    package = str(ROOT / "sphinx_dlmsprofile")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for file in (*_loaded(), *map(str, (ROOT / "sphinx_dlmsprofile" / "registry").glob("*.json"))):
            made.write(file, file.replace(package, sphinx_dlmsprofile.__name__))
    # Without its comments and data it is a quarter of that.
    assert archive.stat().st_size < 400_000
    program = tmp_path / "run.mjs"
    program.write_text(_BROWSER % (pyodide, _GET, _GET, json.dumps(_CLOCK)), "utf-8")
    result = subprocess.run([node, str(program), str(archive)], capture_output=True, text=True, check=True, timeout=120)
    said = json.loads(result.stdout.splitlines()[-1])
    assert said["platform"] == "emscripten"
    assert (said["name"], said["octets"]) == ("get-request-normal", "000100100001000D" + _GET)
    assert "Clock" in said["meanings"]
    assert said["seconds"] < 0.1
