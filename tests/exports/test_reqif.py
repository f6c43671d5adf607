"""A standard as ReqIF: what tools find in it, what lasts, and what comes back from them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.reqif_names import CHAPTER_NAME, FOREIGN_ID, KIND, TEXT
from sphinx_dlmsprofile.exports.reqif_reading import read_reqif
from sphinx_dlmsprofile.model.provision import Provision
from tests.support import EXAMPLE, Source, run_command
from tests.tools import find_tool

if TYPE_CHECKING:
    from pathlib import Path

reqif_parser = pytest.importorskip("reqif.parser")

TEXTS = """\
Title
#####

Identification & addressing schemes
===================================

:prov:`only-0x10` A client *shall* use "0x10" & <nothing> else.

Details
-------

A server should answer. It may wait for 10\\ :sup:`6` ms.

.. math::

   s &= \\frac{a}{2} \\\\
   t &= b

   u = 10^{-6}

.. list-table:: Timers
   :header-rows: 1

   * - Timer
     - Value
   * - T1
     - :prov:`timer` It shall be 3 s.

.. lower-layer-configuration:: A station
   :name: ex
   :shows: timer

   retries: 0

.. provision-attributes::

   timer: {verification: test, criterion: "3 s <= T1", allocation: server}

Nothing here
------------

Plain words.
"""


def exported(source: Path, path: Path, *options: str) -> Path:
    assert run_command("export", str(source), "--to", "reqif", "--output", str(path), *options)[0] == 0
    return path


def bundle_of(path: Path) -> Any:
    return reqif_parser.ReqIFParser.parse(str(path))


def told(bundle: Any) -> list[tuple[int, str]]:
    """The first hierarchy: level and identifier or words."""
    specification = bundle.core_content.req_if_content.specifications[0]
    names = {
        attribute.identifier: attribute.long_name
        for kind in bundle.core_content.req_if_content.spec_types
        for attribute in getattr(kind, "attribute_definitions", None) or ()
    }
    found = []
    for place in bundle.iterate_specification_hierarchy(specification):
        thing = bundle.lookup.get_spec_object_by_ref(place.spec_object)
        values = {names[key]: attribute.value for key, attribute in thing.attribute_map.items()}
        shown = values.get(CHAPTER_NAME) or (values[FOREIGN_ID] if KIND in values else values[TEXT])
        found.append((place.level, shown))
    return found


def identifiers(bundle: Any) -> dict[str, str]:
    """What each identifier of an object and a place means."""
    content = bundle.core_content.req_if_content
    objects = {each.identifier: repr(sorted(str(a.value) for a in each.attributes)) for each in content.spec_objects}
    places = {
        place.identifier: objects[place.spec_object]
        for specification in content.specifications
        for place in bundle.iterate_specification_hierarchy(specification)
    }
    return objects | places


def project(path: Path, text: str = TEXTS, name: str = "IEC 62056-8-99") -> Path:
    return Source({"index.rst": text}, conf={"project": name}).write(path)


def test_clauses_with_text_and_provisions(tmp_path: Path) -> None:
    found = told(bundle_of(exported(project(tmp_path / "source"), tmp_path / "p.reqif")))
    assert found[:3] == [(1, "Identification & addressing schemes"), (2, "only-0x10"), (2, "Details")]
    (level, paragraph), *below = found[3:6]
    assert (level, below) == (3, [(4, "server-should-answer"), (4, "it-may-wait-10-ms")]) or len(below) == 2
    assert "10<xhtml:sup>6</xhtml:sup> ms" in paragraph
    told_after = [words for _, words in found[6:]]
    formulas = ("s = a/2; t = b", "u = 10^−6")
    assert told_after[0] == "<xhtml:div>{}</xhtml:div>".format(
        "".join(f"<xhtml:p><xhtml:code>{each}</xhtml:code></xhtml:p>" for each in formulas)
    )
    assert "<xhtml:th><xhtml:p>Timer</xhtml:p></xhtml:th>" in told_after[1]
    assert told_after[2] == "timer"
    assert told_after[-2:] == ["Nothing here", "<xhtml:p>Plain words.</xhtml:p>"]


def test_emphasis_and_signs(tmp_path: Path) -> None:
    text = exported(project(tmp_path / "source"), tmp_path / "p.reqif").read_text("utf-8")
    assert "A client <xhtml:em>shall</xhtml:em> use “0x10” &amp; &lt;nothing&gt; else." in text


def test_read_back_equal(tmp_path: Path) -> None:
    judgement = judge_project(EXAMPLE)
    assert judgement is not None
    read = {each.identifier: each for each in read_reqif(exported(EXAMPLE, tmp_path / "p.reqif")) if KIND in each.known}
    for provision in judgement.project.of(Provision):
        found = read[provision.identifier].values
        assert "".join(found[TEXT].split()) == "".join(provision.alone.split())
        assert found[KIND] == provision.kind.value
        assert found["ReqIF.Revision"] == "1.0"
        assert found.get("Allocation", "") == dict(provision.attributes.items() if provision.attributes else ()).get(
            "allocation", ""
        )


def test_valid_by_the_schema_of_the_omg(tmp_path: Path) -> None:
    path = exported(EXAMPLE, tmp_path / "profile.reqif")
    command = (sys.executable, "-m", "reqif.cli.main", "validate", "--use-reqif-schema", str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "0 errors, 0 schema issues" in done.stdout) == (0, True), done.stdout


def test_relations(tmp_path: Path) -> None:
    bundle = bundle_of(exported(project(tmp_path / "source"), tmp_path / "p.reqif"))
    content = bundle.core_content.req_if_content
    kinds = {each.identifier: each.long_name for each in content.spec_types}
    relations = {(kinds[each.relation_type_ref], each.source, each.target) for each in content.spec_relations}
    named = {
        attribute.value: thing.identifier
        for thing in content.spec_objects
        for attribute in thing.attributes
        if str(attribute.value) in {"timer", "example-ex"}
    }
    assert ("shows", named["example-ex"], named["timer"]) in relations


def test_identifiers_last_and_belong_to_the_project(tmp_path: Path) -> None:
    first = identifiers(bundle_of(exported(project(tmp_path / "a"), tmp_path / "a.reqif")))
    text = TEXTS.replace("Identification &", "Zero\n====\n\nA mast shall be earthed.\n\nIdentification &")
    text = text.replace("A server should answer.", "A mast should stand.\n\nA server should answer.")
    second = identifiers(bundle_of(exported(project(tmp_path / "b", text), tmp_path / "b.reqif")))
    # Numbers of clauses and lines change, what an identifier is about does not.
    assert first.keys() <= second.keys()
    assert len(second) > len(first)
    other = identifiers(bundle_of(exported(project(tmp_path / "c", name="IEC 62056-8-98"), tmp_path / "c.reqif")))
    assert not first.keys() & other.keys()


def test_nothing_is_cut(tmp_path: Path) -> None:
    text = TEXTS.replace("Plain words.", "Plain words" + " and more" * 5000 + " to the end.")
    assert " to the end.</xhtml:p>" in exported(project(tmp_path / "source", text), tmp_path / "p.reqif").read_text()


def test_dates_come_from_the_history(tmp_path: Path) -> None:
    source = project(tmp_path / "source")
    git = ("git", "-C", str(source), "-c", "user.name=a", "-c", "user.email=a@example.org")
    environment = {**os.environ, "GIT_COMMITTER_DATE": "2025-03-01T10:00:00+0000"}
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
        subprocess.run((*git, *command), check=True, env=environment)
    text = exported(source, tmp_path / "p.reqif").read_text("utf-8")
    assert 'LAST-CHANGE="2025-03-01T10:00:00+00:00"' in text


def test_same_bytes_and_the_date_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = project(tmp_path)
    monkeypatch.delitem(os.environ, "SOURCE_DATE_EPOCH", raising=False)
    first = run_command("export", str(source), "--reqif")[1]
    assert first == run_command("export", str(source), "--reqif")[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert (
        "<CREATION-TIME>2026-01-01T00:00:00+00:00</CREATION-TIME>" in run_command("export", str(source), "--reqif")[1]
    )


def test_a_profile_without_provisions(tmp_path: Path) -> None:
    source = Source({"index.rst": "Title\n#####\n\nScope\n=====\n\nWords.\n"}).write(tmp_path / "source")
    assert told(bundle_of(exported(source, tmp_path / "p.reqif"))) == [
        (1, "Scope"),
        (2, "<xhtml:p>Words.</xhtml:p>"),
    ]


def test_an_archive(tmp_path: Path) -> None:
    source, path = project(tmp_path / "source"), tmp_path / "p.reqifz"
    assert run_command("export", str(source), "--to", "reqifz", "--output", str(path))[0] == 0
    assert "timer" in {each.identifier for each in read_reqif(path)}
    status, said, _ = run_command("diff", str(path), str(source))
    assert (status, said) == (0, "Nothing has changed.\n")
    assert run_command("export", str(source), "--to", "reqifz")[0] == 2


def test_what_another_tool_has_changed(tmp_path: Path) -> None:
    source = project(tmp_path / "source")
    path = exported(source, tmp_path / "p.reqif")
    content = path.read_text("utf-8")
    for old, new in (
        ("It shall be 3 s.</xhtml:div>", "It shall be 30 s.</xhtml:div>"),
        ('THE-VALUE="server"', 'THE-VALUE="client"'),
        ('THE-VALUE="server-should-answer"', 'THE-VALUE="new-one"'),
        ("Plain words.", "Other words."),
    ):
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    path.write_text(content, "utf-8")
    status, said, _ = run_command("diff", str(path), str(source), "--format", "json")
    changes = {each["subject"]: each for each in json.loads(said)["changes"]}
    assert status == 1
    (text,) = (name for name in changes if name.startswith("clause-nothing-here-text-"))
    assert {name: each["actions"] for name, each in changes.items()} == {
        "timer": ["reworded", "annotated"],
        "new-one": ["added"],
        "server-should-answer": ["removed"],
        text: ["reworded"],
    }
    assert changes["timer"]["new"]["source"] == "index.rst:27"
    assert {"what": "allocation", "old": "server", "new": "client"} in changes["timer"]["details"]


NOTES = """\
Title
#####

Joining
=======

:prov:`join` A station shall join [#once]_ once [Smith2020]_.

.. [#once] Once in a day.

.. [Smith2020] Smith, On joining.

.. list-table:: Timers
   :header-rows: 1

   * - Timer [#unit]_
     - Value
   * - T1
     - :prov:`cell` It shall be 3 [#unit]_.

.. [#unit] In seconds.
"""


def test_marks_of_notes_are_there_and_are_no_words(tmp_path: Path) -> None:
    source = project(tmp_path / "source", NOTES)
    path = exported(source, tmp_path / "p.reqif")
    content = path.read_text("utf-8")
    for shown in (
        'shall join<xhtml:sup class="note">1</xhtml:sup> once [Smith2020].',
        '<xhtml:sup class="note">1</xhtml:sup> <xhtml:p>Once in a day.',
        "[Smith2020] <xhtml:p>Smith, On joining.",
        '<xhtml:p>Timer<xhtml:sup class="note">a</xhtml:sup></xhtml:p>',
        '<xhtml:sup class="note">a</xhtml:sup> <xhtml:p>In seconds.',
    ):
        assert shown in content, shown
    assert {each.identifier: each.text for each in read_reqif(path)}["join"] == "A station shall join once [Smith2020]."
    assert run_command("diff", str(path), str(source))[:2] == (0, "Nothing has changed.\n")
    # Another note before it, and it has another number.
    text = NOTES.replace("Title\n#####", "Title\n#####\n\nScope\n=====\n\nWords [#new]_.\n\n.. [#new] First.", 1)
    said = run_command("diff", str(path), str(project(tmp_path / "later", text)), "--format", "json")[1]
    assert not [each for each in json.loads(said)["changes"] if "reworded" in each["actions"]]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"<p>an array\nneighbour</p>", "an array neighbour"),
        (r"<p>3 s \u2013 always, C:\\new, 5 \xb5s</p>", r"3 s – always, C:\new, 5 µs"),
        (r"<p>µ stands as it is, so C:\new does</p>", r"µ stands as it is, so C:\new does"),
        (r"<p>no escape: \ud800 \U00990000 \q</p>", r"no escape: \ud800 \U00990000 \q"),
        (r"C:\new is no formatted text", r"C:\new is no formatted text"),
    ],
)
def test_escapes_of_strictdoc(tmp_path: Path, written: str, words: str) -> None:
    path = exported(project(tmp_path / "source", "Title\n#####\n\nJoining\n=======\n\nWords.\n"), tmp_path / "p.reqif")
    content = path.read_text("utf-8")
    name = next(each.identifier for each in read_reqif(path) if each.text == "Words.")
    value = written.replace("<", "&lt;").replace(">", "&gt;")
    content = content.replace(f'THE-VALUE="{name}"', f'THE-VALUE="{value}"')
    path.write_text(content, "utf-8")
    assert words in {each.identifier for each in read_reqif(path)}


@pytest.mark.parametrize(
    "content", ["", "<a/>", "<REQ-IF", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "PK\x03\x04 no archive"]
)
def test_a_file_that_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "p.reqif").write_text(content, "utf-8")
    status, said, why = run_command("diff", str(tmp_path / "p.reqif"), str(EXAMPLE))
    assert (status, said) == (2, "")
    assert "p.reqif cannot be read" in why


def test_a_review_build_comes_back_as_it_was(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sphinx_needs")
    source = project(tmp_path / "source")
    (source / "bench.xml").write_text('<testsuite><testcase name="t" verifies="timer"/></testsuite>', "utf-8")
    with (source / "conf.py").open("a") as conf:
        conf.write('\ndlms_test_results = ["bench.xml"]\ndlms_select = ["trace-target-unknown"]\n')
    path = exported(source, tmp_path / "p.reqif", "-D", "dlms_review=1")
    assert "timerIt shall" not in path.read_text("utf-8")
    assert run_command("diff", str(path), str(source))[0] == 0
    assert "WARNING" not in capfd.readouterr().err
    edited = tmp_path / "edited.reqif"
    assert "10^6" not in path.read_text("utf-8")
    edited.write_text(path.read_text("utf-8").replace("10<xhtml:sup>6</xhtml:sup>", "106"), "utf-8")
    assert run_command("diff", str(edited), str(source))[0] == 1


@pytest.mark.tool("strictdoc")
def test_through_strictdoc(tmp_path: Path) -> None:
    strictdoc = find_tool("strictdoc")
    assert strictdoc
    source = project(tmp_path / "source")
    path = exported(source, tmp_path / "p.reqif")
    documents, back = tmp_path / "sdoc", tmp_path / "back"
    convert = (strictdoc, "convert", "--reqif-import-markup", "HTML", str(path), str(documents))
    subprocess.run(convert, check=True, cwd=tmp_path, capture_output=True)
    for document in documents.rglob("*.sdoc"):
        content = document.read_text("utf-8")
        document.write_text(content.replace("It shall be 3 s.", "It shall be 30 s. – always"), "utf-8")
    export = (strictdoc, "export", str(documents), "--formats=reqif-sdoc", "--output-dir", str(back))
    subprocess.run(export, check=True, cwd=tmp_path, capture_output=True)
    (returned,) = back.rglob("*.reqif")
    said = run_command("diff", str(returned), str(source), "--format", "json")[1]
    changes = {each["subject"]: each for each in json.loads(said)["changes"]}
    # The provision and the table that it stands in, and nothing else.
    (table,) = (name for name in changes if name.startswith("clause-details-text-"))
    assert {name: each["actions"] for name, each in changes.items()} == {"timer": ["reworded"], table: ["reworded"]}
    assert changes["timer"]["details"][0]["new"] == "[T1] It shall be 30 s. – always"


def test_provisions_in_lists_keep_raised_and_lowered_words(tmp_path: Path) -> None:
    text = (
        "T\n=\n\nC\n-\n\nThe meter shall:\n\n- count 5\\ :sup:`2` & H\\ :sub:`2`\\ O;\n- log 2\\ :sup:`n + 1` or 1.\n"
    )
    source = Source({"index.rst": text}).write(tmp_path / "profile")
    out = tmp_path / "o.reqif"
    assert run_command("export", str(source), "--to", "reqif", "--output", str(out))[0] == 0
    written = out.read_text("utf-8")
    start = "<xhtml:div>The meter shall: "
    assert f"{start}count 5<xhtml:sup>2</xhtml:sup> &amp; H<xhtml:sub>2</xhtml:sub>O;</xhtml:div>" in written
    assert f"{start}log 2^(n + 1) or 1.</xhtml:div>" in written
    assert run_command("diff", str(out), str(source))[:2] == (0, "Nothing has changed.\n")


def test_each_provision_names_its_clause_and_its_line(tmp_path: Path) -> None:
    text = exported(project(tmp_path / "source"), tmp_path / "p.reqif").read_text("utf-8")
    definitions = {
        name: match[1]
        for name in ("Reference", "Source")
        if (match := re.search(rf'<ATTRIBUTE-DEFINITION-STRING [^>]*IDENTIFIER="([^"]+)"[^>]*LONG-NAME="{name}"', text))
    }
    assert set(definitions) == {"Reference", "Source"}
    [thing] = [each for each in re.findall(r"(?s)<SPEC-OBJECT .*?</SPEC-OBJECT>", text) if 'THE-VALUE="timer"' in each]
    assert 'THE-VALUE="1.1"' in thing
    assert 'THE-VALUE="index.rst:27"' in thing
