"""Two language editions: what one has and the other has not, and the texts that wait for a translation."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from sphinx_dlmsprofile.commands.compare import _as_text
from sphinx_dlmsprofile.diff.languages import numbers_in
from tests.builds.building import build, write
from tests.support import ROOT, run_command

CONF = 'locale_dirs = ["locale"]\n'
SAPS = """

.. sap-table:: SAPs
   :name: tab-saps

   client:
     0x10: {client}
   server:
     {server}: {name}
"""
CLASSES = """\
Annex B (normative) Classes
===========================

.. cosem-class:: Radio setup
   :class-id: 180
   :version: 0
   :cardinality: 0..n

   attributes:
     1: {name: logical_name, type: octet-string, static: yes, short-name: x}
     2: {name: mode, type: enum, static: yes, min: 0, max: 2, default: 0, short-name: x + 0x08}
"""
INDEX = "Title\n=====\n\n.. toctree::\n\n   scope\n   annex\n"
ENGLISH = "Scope\n=====\n\nThe station shall answer within one second.\n\nNobody has put this sentence into French.\n"
FRENCH = "Scope\n=====\n\nLa station doit répondre en une seconde.\n\nNobody has put this sentence into French.\n"
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Scope"
msgstr "Domaine d’application"

msgid "The station shall answer within two seconds."
msgstr "La station doit répondre en deux secondes."

#, fuzzy
msgid "Nobody has put this sentence into French."
msgstr "Personne."
"""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The original, with a catalogue."""
    saps = SAPS.format(client="Public Client", server="0x01", name="Management Logical Device")
    files = {"index.rst": INDEX, "scope.rst": ENGLISH + saps + "\nGeneral\n-------\n\nWords.\n", "annex.rst": CLASSES}
    return write(
        tmp_path_factory.mktemp("editions") / "en", {**files, "locale/fr/LC_MESSAGES/scope.po": CATALOGUE}, CONF
    )


def test_a_second_tree_has_all_that_the_original_has(english: Path) -> None:
    saps = SAPS.format(client="Client public", server="0x02", name="Dispositif logique de gestion")
    files = {"index.rst": INDEX, "scope.rst": FRENCH + saps, "annex.rst": CLASSES.replace("max: 2", "max: 3")}
    french = write(english.parent / "fr", files, CONF + 'language = "fr"\n')
    status, out, _ = run_command("compare", str(english), str(french), "--format", "json")
    assert status == 1
    found = [(each["what"], each["identifier"], each["old"], each["new"]) for each in json.loads(out)["differences"]]
    assert found == [
        ("clause", "1.1", "scope.rst:17", None),
        ("SAP", "server 0x01 tab-saps", "scope.rst:15", None),
        ("attribute", "2 of class 180 version 0", "annex.rst:11", "annex.rst:11"),
        ("SAP", "server 0x02 tab-saps", None, "scope.rst:15"),
        ("text", "Nobody has put this sentence into French.", "scope.rst:6", "scope.rst:6"),
    ]


CLAUSE_7 = """\
Services
========

.. xdlms-services:: Services

   GET: {confirmed: unicast, support: %(get)s}

.. security:: Security

   suites:
     Suite 0: AES, key of %(key)s octets

relay
-----

.. term::

   definition: device
%(note)s
"""


def test_services_security_and_terms_are_compared(tmp_path: Path) -> None:
    english = {"get": "M", "key": "16", "note": "   notes: [It waits.]"}
    changed = {"get": "O", "key": "32", "note": ""}
    for name, values in (("en", english), ("same", english), ("other", changed)):
        write(tmp_path / name, {"index.rst": "Title\n=====\n\n.. toctree::\n\n   s\n", "s.rst": CLAUSE_7 % values})
    found = {}
    for name in ("same", "other"):
        _, out, _ = run_command("compare", str(tmp_path / "en"), str(tmp_path / name), "--format", "json")
        found[name] = [
            (each["what"], each["says"]) for each in json.loads(out)["differences"] if each["what"] != "text"
        ]
    assert found["same"] == []
    assert [what for what, _ in found["other"]] == ["service", "security 1", "term"]
    assert dict(found["other"])["service"] == "is solicited, confirmed, M and solicited, confirmed, O"
    assert "16" in dict(found["other"])["security 1"]


def test_numbers_of_tables_that_authors_write_are_compared(tmp_path: Path) -> None:
    table = "Scope\n=====\n\n.. csv-table:: Timers\n\n   T1, {}\n   T2, {}\n"
    write(tmp_path / "en", {"index.rst": table.format("30 s", "0.5 s")}, 'project = "IEC 1"\n')
    write(tmp_path / "fr", {"index.rst": table.format("31 s", '"0,5 s"')}, 'project = "IEC 1"\nlanguage = "fr"\n')
    _, out, _ = run_command("compare", str(tmp_path / "en"), str(tmp_path / "fr"), "--format", "json")
    differences = json.loads(out)["differences"]
    assert {(each["what"], each["identifier"], each["says"]) for each in differences if each["what"] == "value"} == {
        ("value", "30 in table 1", "is missing in the second edition"),
        ("value", "31 in table 1", "is in the second edition alone"),
    }


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 024 octets and \u22123", {"1024", "-3"}),
        ("0,5 s or 0.5 s", {"0.5"}),
        ("0x7F, 0-b:39 and A1", {"0x7F"}),
        ("IEC 62056-5-3:2023", {"62056-5-3:2023"}),
        ("30\u00a0000 or 8\u202f192", {"30000", "8192"}),
    ],
)
def test_numbers_are_the_same_in_each_way_of_writing(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) >= numbers


def test_a_translation_with_another_number_or_reference_is_told(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("deux secondes", "3 secondes").replace(
        "within two seconds", "within 2 s, see :ref:`a`"
    )
    text = ENGLISH.replace("within one second", "within 2 s, see :ref:`a`") + "\n.. _a:\n\nA\n-\n\nWords.\n"
    files = {"index.rst": INDEX, "scope.rst": text, "annex.rst": CLASSES, "locale/fr/LC_MESSAGES/scope.po": catalogue}
    project = write(tmp_path / "en", files, CONF)
    _, out, _ = run_command("compare", str(project), str(project), "-D", "language=fr")
    assert "has a translation without 2, :ref:`a`" in out
    assert "document annex has no catalogue: " in out


def test_catalogues_are_compared_with_the_texts_of_today(english: Path) -> None:
    status, out, _ = run_command("compare", str(english), str(english), "-D", "language=fr")
    assert status == 1
    assert "scope.rst:4: message The station shall answer within one second. is not translated\n" in out
    assert "scope.rst:6: message Nobody has put this sentence into French. has a translation that is marked" in out
    assert "scope.po:8: message The station shall answer within two seconds. is translated, and in no text" in out
    assert "message Scope " not in out


def test_a_long_identifier_is_cut() -> None:
    found = {"what": "text", "says": "is gone", "old": "a.rst:1", "new": None}
    for length, shown in ((70, "x" * 70), (71, "x" * 69 + "…")):
        said = _as_text([found | {"identifier": "x" * length}])
        assert said == f"a.rst:1: text {shown} is gone\n1 difference.\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "the same directory"),
        (("-D", "language=de"), "has no catalogue of the language de"),
    ],
)
def test_it_says_why_it_cannot_compare(english: Path, arguments: tuple[str, ...], why: str) -> None:
    status, _, said = run_command("compare", str(english), str(english), *arguments)
    assert status == 2
    assert why in said


def test_the_commands_of_the_manual_give_what_it_promises(
    english: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "french-edition.md").read_text("utf-8")
    commands = [shlex.split(command) for command in re.findall(r"^\$ (.+)$", page, re.MULTILINE)]
    assert [command[0] for command in commands] == [
        "sphinx-build",
        "sphinx-intl",
        "sphinx-build",
        "dlmsprofile",
        "dlmsprofile",
        "dlmsprofile",
    ]
    for name in ("profile", "profile-fr"):
        shutil.copytree(english, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for program, *arguments in commands:
        if program == "sphinx-build":
            builder, *options, source, out = arguments[1:]
            build(Path(source), Path(out), *options, builder=builder)
            assert any(Path(out).iterdir())
        elif program == "sphinx-intl":
            import_module("sphinx_intl.commands").main.main(arguments, standalone_mode=False)
        else:
            assert run_command(*arguments)[0] == (0 if arguments[0] == "bilingual" else 1)
    assert "Domaine d’application" in Path("build/fr/scope.html").read_text("utf-8")
    assert "SAP client" in Path("build/fr/scope.html").read_text("utf-8")


_EDITION = """\
{scope}
{line}

.. normative-references::

   IEC 62056-5-3: {title}
   RFC 9293: Transmission Control Protocol of the Internet in its newest form

relay
-----

.. term:: {term}

   definition: {definition}

Rules
-----

:prov:`one-second` {rule} {number} s.{more}
"""
_EN = {
    "scope": "Normative references", "line": "=" * 20, "title": "Electricity metering, data exchange, the layer",
    "term": "leaf node", "definition": "node that forwards nothing at all",
    "rule": "The station shall answer within", "number": "24", "more": "",
}  # fmt: skip
_FR = _EN | {
    "title": "Comptage de l’électricité, échange des données, la couche", "term": "nœud feuille",
    "definition": "nœud qui ne transmet rien du tout", "rule": "La station doit répondre en",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"number": "25"}, [("value", "24 in clause 2"), ("value", "25 in clause 2")]),
        ({"more": " Elle reste 3 s."}, [("value", "3 in clause 2")]),
        ({"title": _EN["title"]}, [("text", "IEC 62056-5-3, Electricity metering, data exchange, the layer")]),
    ],
)
def test_sentences_of_a_real_translation_differ_in_their_numbers_alone(
    changed: dict[str, str], found: list[tuple[str, str]], tmp_path: Path
) -> None:
    write(tmp_path / "en", {"index.rst": _EDITION.format(**_EN)}, 'project = "IEC 1"\n')
    write(tmp_path / "fr", {"index.rst": _EDITION.format(**_FR | changed)}, 'project = "IEC 1"\nlanguage = "fr"\n')
    _, out, _ = run_command("compare", str(tmp_path / "en"), str(tmp_path / "fr"), "--format", "json")
    assert [(each["what"], each["identifier"]) for each in json.loads(out)["differences"]] == found


def test_an_identifier_that_a_translation_lacks_is_told(tmp_path: Path) -> None:
    write(tmp_path / "en", {"index.rst": _EDITION.format(**_EN)}, 'project = "IEC 1"\n')
    text = _EDITION.format(**_FR).replace(":prov:`one-second` ", "")
    write(tmp_path / "fr", {"index.rst": text}, 'project = "IEC 1"\nlanguage = "fr"\n')
    _, out, _ = run_command("compare", str(tmp_path / "en"), str(tmp_path / "fr"), "--format", "json")
    assert [(each["what"], each["identifier"]) for each in json.loads(out)["differences"]] == [
        ("provision", "one-second")
    ]


_NEUTRAL = """\
Scope
=====

.. csv-table::

   {word}, {cell} s

.. math::

   t = \\frac{{{half}}}{{2}} + {decimal}

.. apdu-example:: Get

   C0 01 C1 00 {octet} 00 00 01 00 00 FF 02 00

Annex B (normative) Classes
===========================

.. cosem-class:: Radio setup
   :class-id: 180
   :version: 0
   :cardinality: 0..n

   attributes:
     1: {{name: logical_name, type: octet-string, static: yes, short-name: x}}
     2: {{name: mode, type: enum, values: {{0: {word}, {key}: {word} b}}, static: yes, short-name: x + 0x08}}
"""
_ONE = {"word": "time", "cell": "30", "half": "17", "decimal": "0.5", "octet": "08", "key": "1"}
_OTHER = _ONE | {"word": "temps", "decimal": "0{,}5"}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, set()),
        ({"cell": "31"}, {f"{n} in a table without a title in clause 1" for n in (30, 31)}),
        ({"half": "18"}, {f"{n} in a formula of clause 1" for n in (17, 18)}),
        ({"decimal": "0{,}6"}, {f"{n} in a formula of clause 1" for n in ("0.5", "0.6")}),
        ({"octet": "03"}, {"1"}),
        ({"key": "2"}, {f"{n} of attribute 2 of class 180 version 0" for n in (1, 2)}),
    ],
)
def test_what_no_language_changes_is_compared(changed: dict[str, str], found: set[str], tmp_path: Path) -> None:
    for name, values in (("en", _ONE), ("fr", _OTHER | changed)):
        write(tmp_path / name, {"index.rst": _NEUTRAL.format(**values)}, f'project = "IEC 1"\nlanguage = "{name}"\n')
    _, out, _ = run_command("compare", str(tmp_path / "en"), str(tmp_path / "fr"), "--format", "json")
    assert {each["identifier"] for each in json.loads(out)["differences"]} == found
