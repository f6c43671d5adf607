"""Bad input in a real build: one located finding, nothing raised, no text lost, the rest goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.exports.findings_text import as_text
from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES
from tests.builds.building import build
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
.. sap-table:: Client and server SAPs

   client:
     0x00: No-station
     0x01: Client Management Process
     0x10: Public Client
   server:
     0x00: No-station
     0x01: Management Logical Device
     0xFF: All-station (Broadcast)
"""

BAD = {
    "an unknown key": (TABLE.replace("server:", "servre:  «»"), "body-key-unknown"),
    "inline markup that does not end": (TABLE.replace("Public Client", '"Public *Client"'), None),
    "a tab": (TABLE.replace("     0x10", "\t0x10").replace("Public Client", "Public Client «»"), None),
    "a directive in a list": ("* item\n\n" + "".join(f"  {line}\n" for line in TABLE.splitlines()), None),
    "a heading in the body": (TABLE + "\n   Heading\n   ======= «»\n", None),
    "no body": (".. sap-table:: «»\n", "sap-missing"),
    "nothing but options": (".. sap-table::\n   :width: 99 «»\n", "body-value-type"),
    "only a comment": (".. layer-stack:: Figure\n\n   # nothing\n", None),
    "a file outside": (".. sap-table:: SAPs\n   :file: ../../etc/passwd «»\n", "body-file-missing"),
    "a directory as file": (".. sap-table:: SAPs\n   :file: . «»\n", "body-file-missing"),
    "half of a sign": (TABLE.replace("Public Client", '"Public \\uD800 Client" «»'), "body-syntax"),
    "a NUL in a file name": (".. cosem-class:: X\n   :file: a\\x00b «»\n", "body-file-missing"),
}


def document(text: str) -> str:
    return f"Bad input\n=========\n\nBefore.\n\n{text}\n\nAfter *all*.\n"


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_bad_input(name: str, markup: str, tmp_path: Path) -> None:
    text, rule = BAD[name]
    source = Source({"index.rst": document(text)})
    if markup == "myst":
        source = source.as_myst()
    findings = check(source, tmp_path / "source")
    if rule:
        assert [(f.at.source, f.at.line) for f in findings if f.rule == rule] == source.marks, findings
    for builder in ("html", "text"):
        built = build(tmp_path / "source", tmp_path / builder, "-q", builder=builder)
        assert built.status in {0, 1}, built.warnings
        assert "Traceback" not in built.warnings, built.warnings
        page = next(path for path in built.out.iterdir() if path.stem == "index").read_text(encoding="utf-8")
        assert "Before" in page
        assert "After" in page


@pytest.mark.parametrize("stage", ["draft", "final"])
def test_a_body_that_cannot_be_read_is_shown(stage: str, tmp_path: Path) -> None:
    text = document(TABLE.replace("0x10: Public Client", "0x10: Public: Client"))
    source = Source({"index.rst": text}, {"dlms_stage": stage}).write(tmp_path / "source")
    built = build(source, tmp_path / "html", "-q")
    assert built.status == 1
    assert "Public: Client" in (built.out / "index.html").read_text(encoding="utf-8")


def test_a_row_that_cannot_be_used_is_shown_in_a_draft(tmp_path: Path) -> None:
    text = document(TABLE.replace("0x10: Public Client", "0x10: {name: Public Client, nmae: other}"))
    for stage, shown in (("draft", True), ("final", False)):
        source = Source({"index.rst": text}, {"dlms_stage": stage}).write(tmp_path / stage)
        page = (build(source, tmp_path / f"{stage}-html", "-q").out / "index.html").read_text(encoding="utf-8")
        assert ("nmae" in page) is shown


UNREAD = {
    "octets that are none": ("apdu-example:: Caption *one*", "C0 01 Wrong"),
    "a description that is none": ("apdu-example:: Caption *one*\n   :encode:", "get-request: {Wrong: 1}"),
    "addresses that are not given": (
        "apdu-example:: Caption *one*\n   :encode:\n   :envelope: wrapper",
        "data-notification: {long-invoke-id-and-priority: 1, notification-body: {data-value: {octet-string: Wrong}}}",
    ),
    "messages that are none": ("exchange:: Caption *one*", "- Wrong"),
}


@pytest.mark.parametrize("stage", ["draft", "final"])
@pytest.mark.parametrize("name", UNREAD)
def test_an_example_that_cannot_be_read_keeps_caption_number_and_text(name: str, stage: str, tmp_path: Path) -> None:
    head, body = UNREAD[name]
    text = document(f".. _label:\n\n.. {head}\n   :name: named\n\n   {body}\n\nSee :numref:`named`.")
    source = Source({"index.rst": text}, {"dlms_stage": stage}).write(tmp_path / "source")
    shown = build(source, tmp_path / "html", "-q").page("index")
    assert "Table 1 – Caption one" in shown.text
    assert "See Table 1." in shown.text
    assert shown.text.count("Wrong") == 1
    built = build(source, tmp_path / "text", "-q", builder="text")
    assert re.search(r"Caption \*?one.*Wrong", (built.out / "index.txt").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", ["abbreviations", "registration", "normative-references"])
def test_a_title_that_a_directive_does_not_take(name: str, tmp_path: Path) -> None:
    found = check(Source({"index.rst": document(f".. {name}:: Heading «»\n\n   joining: In a step.")}), tmp_path)
    assert [each.at.line for each in found if "takes no title" in each.message] == [6]


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")  # MyST asks it
@pytest.mark.parametrize("name", ["inner.inc", "index.md"])
def test_a_markdown_file_that_includes_itself(name: str, tmp_path: Path) -> None:
    files = {
        "index.md": "# Title\n\nBefore.\n\n```{include} inner.inc\n```\n\nAfter.\n",
        "inner.inc": f"Inner.\n\n```{{include}} twice.inc\n```\n\n```{{include}} {name}\n```\n\n"
        "```{include} twice.inc\n```\n",
        "twice.inc": "Twice.\n",
    }
    found = check(Source(files, {"dlms_select": ["source-warning"]}), tmp_path)
    chain = " > ".join(dict.fromkeys(("index.md", "inner.inc"))) + f" > {name}"
    assert [(each.at.source, each.at.line, each.message) for each in found] == [
        ("inner.inc", 6, f'circular inclusion in "include" directive: {chain} [docutils]')
    ]
    built = build(tmp_path, tmp_path / "out", "-q", builder="text")
    words = (built.out / "index.txt").read_text(encoding="utf-8").split()
    assert words[2:] == ["Before.", "Inner.", "Twice.", "Twice.", "After."]


def test_tables_in_cells_in_plain_text(tmp_path: Path) -> None:
    inmost = ".. list-table::\n\n   * - four\n     - five\n".replace("\n", "\n       ")
    inner = f".. list-table:: Inner\n\n   * - one\n     - two\n   * - three\n     - {inmost.rstrip()}\n"
    cell = inner.replace("\n", "\n       ").rstrip()
    Source({"index.rst": f"Title\n=====\n\n.. list-table::\n\n   * - {cell}\n     - last\n"}).write(tmp_path)
    built = build(tmp_path, tmp_path / "out", "-q", builder="text")
    shown = (built.out / "index.txt").read_text(encoding="utf-8")
    assert "* one | two" in shown
    assert {"Inner", "three", "four", "five", "last"} <= set(shown.split())


@pytest.mark.parametrize("content", [None, "- [unclosed", "entities: [{id: x, row: z}]"])
def test_an_architecture_that_nothing_draws(content: str | None, tmp_path: Path) -> None:
    files = {"index.rst": "Title\n=====\n\nText.\n", **({"own.yaml": content} if content else {})}
    conf = {"dlms_architecture": "own.yaml", "dlms_ignore": ["title-missing"]}
    place = ("own.yaml", 1) if content else ("conf.py", 2)
    (found,) = (each for each in check(Source(files, conf), tmp_path) if each.at.source == place[0])
    assert found.at.line == place[1]
    # A figure reads it by itself, and says so.
    files["index.rst"] += "\n.. communication-environment::\n\n   entities: [meter]\n"
    found_by_figure = check(Source(files, conf), tmp_path)
    assert [each.rule for each in found_by_figure].count(found.rule) == 1


def test_a_finding_is_one_line_whatever_files_and_reasons_hold(tmp_path: Path) -> None:
    files = {
        "index.rst": "Title\n=====\n\nText.\n",
        "w\nx.yaml": "- {rule: title-missing, reason: 'one\n\n    two'}\n"
        "- {rule: sap-missing, place: [6], reason: all}\n",
    }
    found = check(Source(files, {"dlms_waivers": "w\nx.yaml"}), tmp_path)
    lines = [as_text(each) for each in found]
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert any(line.startswith("w x.yaml:4:") for line in lines)
    assert any(line.endswith("(waived: one two)") for line in lines)
    # What has a place that cannot be read holds nowhere, and not everywhere.
    assert [each.waived for each in found if each.rule == "sap-missing"] == [None]


BODIES = {"a list": "- Alpha\n   - Omega", "prose": "Alpha and Omega", "an unknown key": "Alpha: {key: {other: Omega}}"}
SILENT = {"template-clause", "layer-list"}
"""The reason stands in the conformance report; an argument is refused before the body."""


def test_no_word_of_a_body_is_lost_in_a_draft(tmp_path: Path) -> None:
    written = [(name, kind) for name in sorted(set(DIRECTIVES) - SILENT) for kind in BODIES]
    parts = (f".. {name}:: Argument\n\n   {BODIES[kind]}\n\nAfter {name}, {kind}.\n" for name, kind in written)
    source = Source({"index.rst": "Doc\n===\n\n" + "\n".join(parts)}).write(tmp_path / "source")
    shown = build(source, tmp_path / "out").page("index").get_text()
    for name, kind in written:
        before, _, shown = shown.partition(f"After {name}, {kind}.")
        assert {"Alpha", "Omega"} <= set(re.findall(r"\w+", before)), (name, kind)


@pytest.mark.parametrize("option", ["delim", "quote", "escape"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.rst", "Bad input\n=========\n\n.. csv-table:: Values\n   :{option}:\n\n   one, two\n\nAfter *all*.\n"),
        ("index.md", "# Bad input\n\n```{{csv-table}} Values\n:{option}: |\n\none, two\n```\n\nAfter *all*.\n"),
    ],
)
def test_a_table_whose_option_is_empty(name: str, text: str, option: str, tmp_path: Path) -> None:
    """YAML makes nothing of ``:delim: |`` in MyST, and docutils stops at that."""
    found = [each for each in check(Source({name: text.format(option=option)}), tmp_path) if option in each.message]
    assert [(each.rule, each.at.source) for each in found] == [("source-warning", name)]
    assert "write it between quotation marks" in found[0].message


@pytest.mark.parametrize("builder", ["html", "text", "dlmspdf"])
def test_a_substitution_for_half_of_a_sign(builder: str, tmp_path: Path) -> None:
    source = Source({"index.rst": document(".. |half| unicode:: U+D83D «»\n\nThe sign |half| is one.")})
    findings = [each for each in check(source, tmp_path / "source") if "half of a sign" in each.message]
    assert [(each.at.line, each.rule) for each in findings] == [(source.marks[0][1], "source-warning")]
    built = build(tmp_path / "source", tmp_path / builder, builder=builder)
    assert "The sign \ufffd is one." in built.page("index").text if builder == "html" else built.status in {0, 1}
