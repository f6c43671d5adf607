"""Files for other programs: what each target says of the example, and that names of authors never become code."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import struct
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from openpyxl import load_workbook

from sphinx_dlmsprofile.commands.export_targets import TARGETS
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment, quoted
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.envelope import Envelope
from tests.support import EXAMPLE, Source, run_command
from tests.tools import find_tool

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project

DATE = datetime(2026, 1, 1, tzinfo=UTC)
EVIL = r"""*/ int evil(void); /* ]] os.execute('evil') --[[ "); evil() # \\ -- ??/ <!-- --> & ' evil"""
HOSTILE = """\
Evil
====

.. profile-title:: Part 8-30: EVIL communication profile for neighbourhood networks

.. sap-table:: SAPs

   client:
     0x10: 'EVIL'
     0x11: 'class'
     0x12: 'class'
     0x13: '3 * 4'
     0x14: 'größer RTL nach rechts'

.. cosem-class:: EVIL
   :class-id: 9000
   :version: 0
   :obis: 0-b:39.0.0.255

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: 'EVIL', type: enum, values: {0: 'EVIL', 1: 'def'}}
     3: {name: 'None', type: {structure: {'self': unsigned, 'EVIL': enum}}}
   methods:
     1: {name: 'EVIL', type: integer, mandatory: 'M if "EVIL"'}

.. constants:: Constants

   EVIL: 30 s
   far: 99999999999999999999999999
   factor: 0.25 s

.. objects:: Objects

   0-0:1.0.0.255: {class: Clock, name: 'EVIL', attributes: {3: {value: 3, unit: 'EVIL'}}}

.. envelope:: EVIL
   :id: evil

   fields:
     first: {name: 'EVIL', octets: 1, values: {0: 'EVIL'}}
     rest: {content: 'EVIL'}

.. apdu-example:: EVIL

   C0 01 C1 00 08 00 00 01 00 00 FF 02 00
"""


def made(project: Project, module: str) -> str:
    text = import_module(f"sphinx_dlmsprofile.exports.targets.{module}").export(project, DATE)
    assert isinstance(text, str)
    assert text == import_module(f"sphinx_dlmsprofile.exports.targets.{module}").export(project, DATE)
    return text


@pytest.fixture(scope="module")
def example() -> Project:
    judgement = judge_project(EXAMPLE, log=io.StringIO())
    assert judgement is not None
    return judgement.project


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    quoted_evil = EVIL.replace("'", "''")
    text = HOSTILE.replace("RTL", "\u202e")
    text = re.sub(r"'([^'\n]*)EVIL([^'\n]*)'", lambda found: f"'{found[1]}{quoted_evil}{found[2]}'", text)
    text = text.replace(":: EVIL\n", f":: {EVIL}\n").replace("   EVIL: 30 s", f"   '{quoted_evil}': 30 s")
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path_factory.mktemp("hostile")), log=io.StringIO())
    assert judgement is not None
    return judgement.project


def test_every_target_is_told_and_is_a_module() -> None:
    status, text, _ = run_command("export", "--to", "nothing")
    assert (status, text) == (2, "")
    assert "did you mean" in run_command("export", "--to", "reqiv")[2]
    for target in TARGETS.values():
        assert target.make or callable(import_module(f"sphinx_dlmsprofile.exports.targets.{target.module}").export)


def test_objects_as_companion_specifications_list_them(example: Project) -> None:
    rows = list(csv.DictReader(io.StringIO(made(example, "objects_csv"))))
    time = next(row for row in rows if (row["OBIS code"], row["Name"]) == ("0-0:1.0.0.255", "time"))
    assert (time["Class"], time["Class ID"], time["Version"], time["Number"]) == ("Clock", "8", "0", "2")
    assert (time["Access Public Client"], time["Access Client Management Process"]) == ("r", "rw")
    power = next(row for row in rows if row["Name"] == "max_transmit_power")
    assert (power["Data type"], power["Unit"], power["Access Public Client"]) == ("integer", "dBm", "–")
    book = import_module("sphinx_dlmsprofile.exports.targets.objects_xlsx").export(example, DATE)
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert sheet.max_row == len(rows) + 1


GXF_TYPES = {
    *("null_data", "array", "structure", "boolean", "bit-string", "double-long", "double-long-unsigned"),
    *("octet-string", "visible-string", "utf8-string", "bcd", "integer", "long", "unsigned", "long-unsigned"),
    *("compact-array", "long64", "long64-unsigned", "enum", "float32", "float64", "date-time", "date", "time"),
    "dont-care",
}
"""What the platform reads as a data type."""


def test_a_profile_of_gxf(example: Project) -> None:
    profile = json.loads(made(example, "gxf"))
    # The keys that the platform documents for its object configuration.
    assert list(profile) == ["profile", "version", "description", "properties", "objects"]
    for each in profile["objects"]:
        keys = {"tag", "description", "class-id", "version", "obis", "group", "meterTypes", "properties", "attributes"}
        assert set(each) == keys
        assert each["group"] in {"ABSTRACT", "ELECTRICITY", "MBUS", "MISCELLANEOUS"}
        assert re.fullmatch(r"\d+\.(\d+|x)(\.\d+){4}", each["obis"])
        assert isinstance(each["class-id"], int)
        assert isinstance(each["version"], int)
        for attribute in each["attributes"]:
            assert set(attribute) == {"id", "description", "datatype", "valuetype", "value", "access"}
            assert attribute["datatype"] in GXF_TYPES
            assert attribute["access"] in {None, "R", "W", "RW"}
            assert (attribute["valuetype"] == "FIXED_IN_PROFILE") == (attribute["value"] is not None)
    assert len({each["tag"] for each in profile["objects"]}) == len(profile["objects"])


def test_a_template_of_gurux_for_each_new_class(example: Project) -> None:
    root = ET.fromstring(made(example, "gurux"))
    requests = root.findall("GetRequest")
    assert [each.tag for each in root] == ["GetRequest", "GetResponse"] * len(requests)
    asked = [(each.find(".//ClassId").get("Value"), each.find(".//AttributeId").get("Value")) for each in requests]  # type: ignore[union-attr]
    counts = {180: 20, 181: 17}
    assert asked == [(str(key), str(number)) for key, last in counts.items() for number in range(1, last + 1)]
    structure = root.findall("GetResponse")[11].find(".//Structure")
    assert structure is not None
    assert [each.tag for each in structure] == ["Boolean", "UInt32", "UInt16"]


UNREAD = {0x60, 0x61, 0x62, 0x63, 0x06, 0x0D, 0x16, 0xC7, 0xC8, 0xE0}
"""Tags that the other implementation fails on in this form of XML, with errors of its own or with parts lost: ACSE,
short names, optional parts of ACTION, ciphered APDUs, which ask it for keys, and block transfer."""


def test_apdus_are_read_back_by_another_implementation(example: Project) -> None:
    translator = pytest.importorskip("gurux_dlms").GXDLMSTranslator
    form = pytest.importorskip("gurux_dlms.enums.TranslatorOutputType").TranslatorOutputType.STANDARD_XML
    text = made(example, "cosempdu")
    assert len(list(ET.fromstring(text))) >= len(example.of(ApduExample))
    read, unread = [], set()
    for octets, inner in re.findall(r'octets="([0-9A-F]*)">\n(.*?)  </example>', text, re.DOTALL):
        try:
            back = translator(form).xmlToPdu(inner.strip())
            same = bytes(back if isinstance(back, (bytes, bytearray)) else back.array()).hex().upper() == octets
        except Exception:  # noqa: BLE001  it fails in many ways
            same = False
        if same:
            read.append(octets)
        else:
            unread.add(int(octets[:2], 16))
    assert len(read) >= 14
    assert unread <= UNREAD


def capture(octets: list[bytes], link: int) -> bytes:
    """A capture file (libpcap) of frames with a link type."""
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link)
    return head + b"".join(struct.pack("<IIII", 0, 0, len(each), len(each)) + each for each in octets)


@pytest.mark.tool("tshark")
def test_envelopes_are_taken_apart_by_wireshark(example: Project, hostile: Project, tmp_path: Path) -> None:
    frames = [
        each.dissection.octets
        for each in example.of(ApduExample)
        if each.dissection and each.envelopes[:1] == ("msdu",)
    ]
    assert len(frames) > 2
    link = 147 + [str(each.identifier) for each in example.of(Envelope)].index(
        "msdu"
    )  # from USER0 on, in document order
    (tmp_path / "annex-a.pcap").write_bytes(capture(frames, link))
    for name, kind in (("short", link), ("hostile", 147)):
        (tmp_path / f"{name}.pcap").write_bytes(capture([b"\xaa\xaa\x03", b"\x00" * 9], kind))
    for name, project in (("profile.lua", example), ("hostile.lua", hostile)):
        (tmp_path / name).write_text(made(project, "lua"), "utf-8")
    fields = ["dlms_msdu.ethertype", "dlms_l2a.dispatch", "dlms_l2a.number", "dlms_l2a.source", "dlms_l2a.last"]
    shown = run_tshark(tmp_path, "profile.lua", "annex-a.pcap", "-T", "fields", *(f"-e{each}" for each in fields))
    assert len(shown.splitlines()) == len(frames)
    ethertype, dispatch, number, source, last = shown.splitlines()[0].split("\t")
    first = frames[0]
    assert int(ethertype, 0) == int.from_bytes(first[6:8], "big")
    assert (int(dispatch, 0), int(number, 0), int(last, 0)) == (first[8], first[9] & 0x7F, first[9] >> 7)
    assert int(source, 0) == first[12]
    assert "too short" in run_tshark(tmp_path, "profile.lua", "short.pcap", "-V")
    assert "evil" in run_tshark(tmp_path, "hostile.lua", "hostile.pcap", "-V")


def run_tshark(directory: Path, script: str, frames: str, *arguments: str) -> str:
    command = (
        str(find_tool("tshark")),
        "-X",
        f"lua_script:{directory / script}",
        "-r",
        str(directory / frames),
        *arguments,
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Lua" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.tool("gcc")
def test_constants_compile_as_c(example: Project, hostile: Project, tmp_path: Path) -> None:
    for name, project in (("example", example), ("hostile", hostile)):
        header = tmp_path / f"{name}.h"
        header.write_text(made(project, "c"), "utf-8")
        names = re.findall(r"#define (\w+) \{", header.read_text("utf-8"))
        program = tmp_path / f"{name}.c"
        uses = "".join(f"static const unsigned char a{index}[6] = {each};\n" for index, each in enumerate(names))
        used = " + ".join(f"a{index}[0]" for index in range(len(names))) or "0"
        program.write_text(f'#include "{name}.h"\n{uses}int main(void) {{ return {used}; }}\n')
        command = [
            str(find_tool("gcc")),
            "-std=c99",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-trigraphs",
            "-fsyntax-only",
            str(program),
        ]
        assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""
    code = re.sub(r"/\*.*?\*/", "", made(hostile, "c"), flags=re.DOTALL)
    assert all(re.fullmatch(r"#(ifndef|define|endif)\b[\w (){},.-]*|", line.strip()) for line in code.splitlines())
    assert "#define DLMS_CLIENT_SAP_CLASS_2 (18)" in code
    assert "99999999999999999999999999" not in code


@pytest.mark.tool("rustc")
def test_constants_compile_as_rust(example: Project, hostile: Project, tmp_path: Path) -> None:
    for name, project in (("example", example), ("hostile", hostile)):
        module = tmp_path / f"{name}.rs"
        module.write_text(made(project, "rust"), "utf-8")
        command = [str(find_tool("rustc")), "--crate-type", "lib", "-D", "warnings", "--emit", "metadata", str(module)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


def test_constants_in_python(example: Project) -> None:
    values: dict[str, object] = {}
    exec(made(example, "python"), values)
    assert values["ClassID"]["IEEE_802_11AH_SETUP"] == 180  # type: ignore[index]
    assert values["GeneralProfileClientSAP"](0x10).name == "PUBLIC_CLIENT"  # type: ignore[operator]
    assert bytes((0, 0, 1, 0, 0, 255)) == values["OBIS"].CLOCK  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", ["python", "python_classes"])
def test_texts_never_become_code_in_python(hostile: Project, module: str) -> None:
    tree = ast.parse(made(hostile, module))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    library = {"ic.ICAElement", "ic.ICMElement", "ut.CosemClassId", "cdt.Unsigned", "collection.ClassMap", "int"}
    assert called <= {"bytes.fromhex", "known.setdefault", *library}
    assert not any(isinstance(node, (ast.Import, ast.Lambda)) for node in ast.walk(tree))


def test_new_classes_are_registered_with_a_client_library(example: Project, tmp_path: Path) -> None:
    library = find_spec("DLMS_SPODES")
    if library is None or library.origin is None:
        pytest.skip("the client library is not installed")
    # It reads its settings from the current directory.
    (tmp_path / "config.toml").write_bytes(Path(library.origin).with_name("config.toml").read_bytes())
    (tmp_path / "classes.py").write_text(made(example, "python_classes"), "utf-8")
    program = """
import classes
from DLMS_SPODES.cosem_interface_classes import collection
from DLMS_SPODES.types import cdt, ut
classes.register()
found = collection.get_interface_class(collection.common_interface_class_map, ut.CosemClassId(180), cdt.Unsigned(0))
device = found("0.0.39.0.0.255")
device.set_attr(12, bytes.fromhex("020303010600000010120005"))
assert device.get_attr(12).encoding.hex() == "020303010600000010120005"
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path)


CHOICE = """\
Radio
=====

.. cosem-class:: Radio setup
   :class-id: 9000
   :version: 0
   :obis: 0-0:39.0.0.255

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: mode, type: {choice: [unsigned, octet-string, {structure: [unsigned, long]}]}}
     3: {name: any, type: choice}

.. cosem-class:: Radio state
   :class-id: 9001
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: mode, type: {structure: {a: {choice: [unsigned, octet-string]}, b: long}}}

.. constants:: Constants

   Half life: 0.50 s
   Tiny: 0.0000001 s
   Word: see clause 5
"""


def test_a_choice_is_a_type_of_the_client_library(tmp_path: Path) -> None:
    judgement = judge_project(Source({"index.rst": CHOICE}).write(tmp_path / "source"), log=io.StringIO())
    assert judgement is not None
    text = made(judgement.project, "python_classes")
    assert "CommonDataTypeChoiceBase, types=(cdt.Unsigned, cdt.OctetString, RadioSetupMode,)" in text
    assert "# Left out: class Radio state: the library has no type for choice of" in text
    library = find_spec("DLMS_SPODES")
    if library is None or library.origin is None:
        pytest.skip("the client library is not installed")
    (tmp_path / "config.toml").write_bytes(Path(library.origin).with_name("config.toml").read_bytes())
    (tmp_path / "classes.py").write_text(text, "utf-8")
    program = """
import classes
[made] = classes.CLASSES
for octets in ("1107", "0902abcd", "02021105100007"):
    device = made("0.0.39.0.0.255")
    device.set_attr(2, bytes.fromhex(octets))
    assert device.get_attr(2).encoding.hex() == octets
try:
    made("0.0.39.0.0.255").set_attr(2, bytes.fromhex("0f05"))
except Exception:
    pass
else:
    raise SystemExit("a type that is not in the choice is taken")
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("c", "#define DLMS_CONSTANT_HALF_LIFE (0.50) /* 0.50 s */"),
        ("rust", "    pub const TINY: f64 = 0.0000001;"),
        ("python", "    TINY = 0.0000001  # 0.0000001 s"),
    ],
)
def test_fractions_are_constants_and_what_is_none_is_said(module: str, line: str, tmp_path: Path) -> None:
    source = Source({"index.rst": CHOICE}).write(tmp_path)
    status, text, log = run_command("export", str(source), "--to", module)
    assert status == 0
    assert line in text.splitlines()
    assert "left out: constant: Word: see clause 5 is not a number" in log.splitlines()
    head = text.splitlines()[:8]
    assert any("Left out: constant: Word: see clause 5 is not a number" in each for each in head)


def test_equal_quantities_keep_their_names(tmp_path: Path) -> None:
    text = "Radio\n=====\n\n.. constants:: Constants\n\n   Retries: 3\n   Hops: 3\n   Half life: 0.5 s\n"
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    module = made(judgement.project, "python")
    names: dict[str, Any] = {}
    exec(module, names)
    assert "IntEnum" not in [base.__name__ for base in names["Constant"].__mro__]
    assert (names["Constant"].RETRIES, names["Constant"].HOPS, names["Constant"].HALF_LIFE) == (3, 3, 0.5)


def test_what_is_not_quite_as_it_stands_is_said(tmp_path: Path) -> None:
    objects = """\
.. objects:: Objects
   :associations: Public Client

   0-b:1.0.0.255: {class: Clock, attributes: {time_zone: {value: "-60", access: ["-"]}}}
"""
    judgement = judge_project(Source({"index.rst": f"Radio\n=====\n\n{objects}"}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    project = judgement.project
    header = made(project, "c")
    assert header.startswith("/* DLMS/COSEM communication profile */\n")
    assert "{0x00, 0x00, 0x01, 0x00, 0x00, 0xFF} /* 0-b:1.0.0.255: the first of these */" in header
    # A negative number is no formula, and a dash would be one.
    rows = list(csv.reader(io.StringIO(made(project, "objects_csv"))))
    assert next(row[9:] for row in rows if row[7] == "time_zone") == ["-60", "", "", "–"]


def test_texts_stay_texts_in_other_files(hostile: Project) -> None:
    for module in ("gurux", "cosempdu"):
        root = ET.fromstring(made(hostile, module))
        assert not [each for each in root.iter() if "evil" in each.tag]
    assert json.loads(made(hostile, "gxf"))["objects"][0]["description"].endswith("evil")
    rows = list(csv.reader(io.StringIO(made(hostile, "objects_csv"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@", "-"}]
    items = yaml.safe_load(made(hostile, "ics_yaml"))["items"]
    assert any("evil" in each["item"] for each in items)
    lua = re.sub(r'"[^"]*"', "", made(hostile, "lua"))
    assert "evil" not in re.sub(r"--.*", "", lua)


def test_identifiers() -> None:
    names = Identifiers(("CLASS",))
    assert [names.upper(each) for each in ("class", "3 * 4", "", "größer", "a-b", "a b")] == [
        *("CLASS_2", "_3_4", "UNNAMED", "GROSSER", "A_B", "A_B_2"),
    ]
    assert comment("a */ b\n/* c \\") == "a * / b / * c"
    assert quoted('a"b\\ é\n') == '"a\\034b\\092 \\195\\169\\010"'
