"""``dlmsprofile import``: a Word document and Markdown become projects that can be built; no word is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.publishing.losses import squeeze
from tests.builds.building import build, write
from tests.publishing import awkward
from tests.support import ROOT, run_command

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = """\
# 1 Scope

This is *the* scope[^1]. See Table 1 and $a \\le b$.

Table 1 – Client and server SAPs

| Side   | SAP  | Name        |
| ------ | ---- | ----------- |
| Client | 0x10 | Public      |
| Server | 0x01 | Management  |

[^1]: With a footnote.

# 2 Normative references

IEC 62056-5-3, *Application layer*
"""


@pytest.mark.tool("pandoc")
def test_markdown_becomes_a_project(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(MARKDOWN, "utf-8")
    status, out, _ = run_command("import", str(tmp_path / "draft.md"), "--to", str(tmp_path / "out"))
    assert status == 0
    assert "1 SAP tables" in out
    assert "dlmsprofile check" in out
    assert sorted(path.name for path in (tmp_path / "out").glob("*")) == [
        "01-scope.rst", "02-normative-references.rst", "conf.py", "index.rst"
    ]  # fmt: skip
    built = build(tmp_path / "out", tmp_path / "html")
    page = built.page("01-scope").text
    assert "See Table 1 and" in page
    assert "With a footnote." in page


LEFT = """\
# Scope

This standard is about beacons.

# A title of our own ![in it](title.png)

Text ![a lamp](lamp.png) and ![a mast](https://example.org/mast.png).

# Terms, definitions and abbreviations

## Abbreviations

ABC: one meaning

ABC: another one

# Identification and addressing schemes

| SAP | Who    |
|-----|--------|
| odd | nobody |
"""


@pytest.mark.tool("pandoc")
def test_the_report_names_what_is_left_to_a_person(tmp_path: Path) -> None:
    """What the manual says of titles, pictures and lists that do not fit; and nothing of what went well."""
    (tmp_path / "draft.md").write_text(LEFT, "utf-8")
    _, out, _ = run_command("import", str(tmp_path / "draft.md"), "--to", str(tmp_path / "out"))
    left = out.partition("left to you:")[2].partition("dlmsprofile check")[0]
    assert 'is called "A title of our own in it"' in left
    for picture in ("lamp.png", "https://example.org/mast.png", "title.png"):
        assert f"stood in the text here: the picture {picture} is not beside the draft" in left
        assert left.count(picture) == 1
    assert "Scope" not in left
    assert "03-terms-definitions-and-abbrevia.rst: " in left
    assert "looks like one of SAPs and does not fit into sap-table: it stays a table" in left
    files = "".join(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.rst"))
    assert all(words in files for words in ("one meaning", "another one", "nobody"))


@pytest.mark.tool("pandoc")
def test_no_word_of_a_word_document_is_lost(tmp_path: Path) -> None:
    source = write(tmp_path / "source", awkward.FILES, awkward.CONF)
    (document,) = build(source, tmp_path / "word", builder="dlmsdocx").out.glob("*.docx")
    _, out, error = run_command("import", str(document), "--to", str(tmp_path / "out"), "--print-only")
    assert error == ""
    assert "words of the draft that are in no file" not in out
    assert "index.rst: what stood before the first heading is a comment there" in out
    assert ".. Beforeall." in (tmp_path / "out" / "index.rst").read_text("utf-8")
    built = build(tmp_path / "out", tmp_path / "sts", builder="dlmssts")
    shown = squeeze("".join(path.read_text("utf-8") for path in built.out.glob("*.xml")))
    fields = {"Beforeall", "wave", "small", "radio", "xray", "yankee", "quebec", "romeo"}
    assert [word for word in awkward.WORDS if word not in fields and squeeze(word) not in shown] == []


def test_without_pandoc_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.md").write_text(MARKDOWN, "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    status, out, error = run_command("import", str(tmp_path / "draft.md"), "--to", str(tmp_path / "out"))
    assert (status, out) == (2, "")
    assert "https://pandoc.org/installing.html" in error
    assert error.count("\n") == 1


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("draft.docx", b"no zip", "pandoc cannot read"),
        ("draft.odt", b"", "is neither of .docx, .md, .markdown"),
        (None, b"", "does not exist"),
    ],
)
def test_what_cannot_be_read(name: str | None, content: bytes, said: str, tmp_path: Path) -> None:
    if name:
        (tmp_path / name).write_bytes(content)
    status, out, error = run_command("import", str(tmp_path / (name or "none.docx")), "--to", str(tmp_path / "out"))
    assert (status, out) == (2, "")
    assert said in error


def test_a_directory_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(MARKDOWN, "utf-8")
    status, _, error = run_command("import", str(tmp_path / "draft.md"), "--to", str(tmp_path))
    assert status == 2
    assert "is not an empty directory" in error


PAGES = ("coming-from-word.md", "word.md", "handing-in.md")


@pytest.mark.tool("pandoc")
def test_the_commands_of_the_manual_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = write(tmp_path / "source", awkward.FILES, awkward.CONF)
    (document,) = build(source, tmp_path / "word", builder="dlmsdocx").out.glob("*.docx")
    document.rename(tmp_path / "draft.docx")
    ran = []
    for page in PAGES:
        text = (ROOT / "docs" / page).read_text("utf-8")
        for command in re.findall(r"^\$ (?:dlmsprofile|sphinx-build) (.+)$", text, re.MULTILINE):
            ran.append(command)
            arguments = command.split()
            if arguments[0] in {"import", "check"}:
                assert run_command(*arguments)[0] in {0, 1}
            else:
                _, builder, project, out = arguments
                built = build(tmp_path / project, tmp_path / out, builder=builder)
                assert list(built.out.glob("*.docx")) or list(built.out.glob("*.xml"))
    assert len(ran) >= 4


STANDARD = """\
Part 8-99: A profile
====================

.. profile-title:: Part 8-99: IEEE 802.11ah communication profile for neighbourhood networks

Scope
-----

This part is about a profile.

a) one

b) two

Normative references
--------------------

.. normative-references::

   IEC 62056-5-3:2023: "Electricity metering data exchange – Part 5-3: Application layer"
   RFC 8200: "Internet Protocol, Version 6 (IPv6)"

Terms, definitions and abbreviations
------------------------------------

Terms and definitions
~~~~~~~~~~~~~~~~~~~~~

.. term:: relay

   definition: station that forwards *frames*
   admitted: repeater
   notes:
     - It is part of the interface.
     - It sleeps.
   source: IEC 60050, modified

Abbreviations
~~~~~~~~~~~~~

.. abbreviations::

   AL: application layer
   IPv6: internet protocol, version 6

Targeted communication environments
-----------------------------------

A relay shall forward each frame within 10\u00a0ms. See :numref:`tab-saps`.

.. sap-table:: Client and server SAPs
   :name: tab-saps
   :width: 16

   client:
     0x0000: No-station
     0x0010: Public Client
   server:
     0x0001: Management Logical Device
     0x0002..0x000F, 0x0200..0xFFFF: Reserved
"""


def _facts(directory: Path) -> dict[str, object]:
    """What a project says, without its places."""
    status, out, error = run_command("export", str(directory))
    assert status == 0, error
    profile = json.loads(out)
    (abbreviations,), (references,) = profile["abbreviation_lists"], profile["reference_lists"]
    return {
        "title": profile["title"],
        "clauses": [(each["number"], each["title"]) for each in profile["clauses"]],
        "terms": [
            (each["term"], each["admitted"], [(part["kind"], part["text"]) for part in each["parts"]])
            for each in profile["terms"]
        ],
        "abbreviations": [(each["abbreviation"], each["expansion"]) for each in abbreviations["entries"]],
        "references": [(each["designation"], each["title"]) for each in references["entries"]],
        "saps": [
            (each["caption"], each["width"], [(row["side"], row["ranges"], row["name"]) for row in each["rows"]])
            for each in profile["sap_tables"]
        ],
        "provisions": [each["text"] for each in profile["provisions"]],
    }


@pytest.mark.tool("pandoc")
def test_what_is_printed_comes_back_from_word(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": STANDARD}, 'project = "IEC 62056-8-99"\n')
    (document,) = build(source, tmp_path / "word", builder="dlmsdocx").out.glob("*.docx")
    run_command("import", str(document), "--to", str(tmp_path / "out"), "--print-only")
    assert 'project = "IEC 62056-8-99"' in (tmp_path / "out" / "conf.py").read_text("utf-8").replace("'", '"')
    written, read = _facts(source), _facts(tmp_path / "out")
    assert read == written
    assert all(written.values())
