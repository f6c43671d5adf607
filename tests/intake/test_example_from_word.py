"""The example goes to Word and comes back: what is printed is read from print alone."""

from __future__ import annotations

import json
import re
import shutil
from copy import deepcopy
from difflib import ndiff
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest

from sphinx_dlmsprofile.text.carried import Carried, carried_by, pack
from tests.builds.building import build, write
from tests.support import EXAMPLE, run_command

if TYPE_CHECKING:
    from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_UNPRINTED = frozenset(
    [
        "source",
        "clause",
        "section",
        "label",
        "anchor",
        "file",
        "digest",
        "profiles",
        "scheme",
        "conformance",
        "mandatory",
    ]
)
"""Places, labels, and options that no table shows."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in Word."""
    (found,) = build(EXAMPLE, tmp_path_factory.mktemp("word") / "out", builder="dlmsdocx").out.glob("*.docx")
    return found


def _said(value: Any) -> Any:
    """A value without what is not printed; a condition in the form in which it is printed."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items() if key not in _UNPRINTED}
    if isinstance(value, list):
        return [_said(each) for each in value]
    if not isinstance(value, str):
        return value
    return value.removeprefix("C: ").replace("M unless ", "M if not ").removesuffix(" of")


def profile_of(directory: Path) -> dict[str, Any]:
    status, out, error = run_command("export", str(directory))
    assert status == 0, error
    profile: dict[str, Any] = json.loads(out)
    return profile


@pytest.mark.tool("pandoc")
def test_the_records_of_the_example_are_read_from_print(document: Path, tmp_path: Path) -> None:
    printed = _without_sources(document, tmp_path / "printed.docx")
    status, out, error = run_command("import", str(printed), "--to", str(tmp_path / "out"))
    assert status == 1, error
    assert "words of the draft that are in no file" not in out
    written, read = profile_of(EXAMPLE), profile_of(tmp_path / "out")
    for kind in (
        "title", "reference_lists", "terms", "abbreviation_lists", "sap_tables", "service_tables", "interface_classes",
        "obis_tables",
    ):  # fmt: skip
        assert written[kind], kind
        assert _said(read[kind]) == _said(written[kind]), kind
    # Identifiers of authors are names of bookmarks.
    for key in ("identifier", "text", "kind", "forms", "clause"):
        both = ([str(each[key]).replace("\u00a0", " ") for each in one["provisions"]] for one in (read, written))
        assert next(both) == next(both)
    # Octets are examples where the decoder knows them; those in described envelopes stay tables.
    octets = {_octets(each) for each in written["apdu_examples"]}
    taken = {_octets(each) for each in read["apdu_examples"]}
    assert len(taken) >= 12
    assert taken <= octets
    # Entries of the index are those of the fields.
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").glob("*.rst"))
    assert "   single: Identification and addressing schemes; physical devices\n" in text


def _octets(example: dict[str, Any]) -> str:
    return str(example["dissection"]["octets"])


_PLACES = ("source", "sources", "source_map", "root")


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key not in _PLACES}
    return [_without_places(each) for each in value] if isinstance(value, list) else value


def _without_sources(document: Path, target: Path) -> Path:
    """The document as a program saves it that does not know the part."""
    with ZipFile(document) as source, ZipFile(target, "w") as package:
        for name in source.namelist():
            if not name.startswith("customXml/"):
                data = source.read(name)
                if name == "word/_rels/document.xml.rels":
                    data = re.sub(rb'<Relationship [^>]*relationships/customXml"[^>]*/>', b"", data)
                package.writestr(name, data)
    return target


def test_an_unchanged_document_gives_the_same_profile(document: Path, tmp_path: Path) -> None:
    status, out, error = run_command("import", str(document), "--to", str(tmp_path / "out"))
    assert (status, error) == (0, "")
    assert "as print has it" not in out
    absent = next(line for line in out.splitlines() if line.startswith("not in the document"))
    pages = ", ".join(f"review/{name}" for name in ("overview.rst", "tests-application.md", "tests-lower-layers.rst"))
    assert absent == f"not in the document, ask its author for what you need: example-keys.yaml, {pages}"
    assert (tmp_path / "out" / "confirmations.yaml").is_file()
    assert (tmp_path / "out" / "locale" / "fr" / "LC_MESSAGES" / "annex-b.po").is_file()
    # Waivers come with it; what is left is the file of keys.
    assert out.splitlines()[-1].endswith(": 1 of severity error")
    assert not list((tmp_path / "out").rglob("*.py"))[1:]
    # Keys take another road.
    shutil.copy(EXAMPLE / "example-keys.yaml", tmp_path / "out")
    assert _without_places(profile_of(tmp_path / "out")) == _without_places(profile_of(EXAMPLE))


def test_an_edited_document_brings_the_edit(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    saps = next(table for table in word.tables if table.rows[0].cells[0].text == "Client SAPs")
    saps.cell(3, 0).paragraphs[0].runs[0].text = "Common Client"
    added = deepcopy(saps.rows[3]._tr)
    saps.rows[3]._tr.addnext(added)
    for cell, text in zip(saps.rows[4].cells, ("Field tool", "0x11"), strict=True):
        for run in cell.paragraphs[0].runs[1:]:
            run.text = ""
        cell.paragraphs[0].runs[0].text = text
    sentence = next(each for each in word.paragraphs if each.text.startswith("A client shall not take an IPv6"))
    whole = sentence.text.replace("each change", "every change")
    for run in sentence.runs[1:]:
        run.text = ""
    sentence.runs[0].text = whole
    heading = next(each for each in word.paragraphs if each.text.startswith("Physical devices"))
    heading.runs[-1].text = heading.runs[-1].text.replace("devices", "device")
    word.save(str(tmp_path / "edited.docx"))
    status, out, error = run_command("import", str(tmp_path / "edited.docx"), "--to", str(tmp_path / "out"))
    assert error == ""
    assert status == 0, out
    text = (tmp_path / "out" / "06-addressing.md").read_text("utf-8")
    assert "  0x10: Common Client\n  0x11: Field tool\n" in text
    assert ":width: 8" in text
    assert "{prov}`identity-not-ipv6` A client shall not take" in text
    assert "after every change of the address." in text
    assert "## Physical device\n" in text
    assert "06-addressing.md" in out
    assert "as print has it" in out
    # All else is as it was.
    before = (EXAMPLE / "06-addressing.md").read_text("utf-8")
    changed = [line for line in ndiff(before.splitlines(), text.splitlines()) if line[0] in "+-"]
    assert len(changed) == 7


def test_new_paragraphs_after_tables_and_comments_have_their_places(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    after = next(each for each in word.paragraphs if each.text.startswith("Every physical device shall contain"))
    after.insert_paragraph_before("A new rule follows the table.")
    word.add_comment(after.runs, text="Which devices?", author="NC 1")
    word.save(str(tmp_path / "edited.docx"))
    status, out, _ = run_command("import", str(tmp_path / "edited.docx"), "--to", str(tmp_path / "out"))
    assert status == 1
    text = (tmp_path / "out" / "06-addressing.md").read_text("utf-8")
    assert "\n\nA new rule follows the table.\n\n{prov}`management-logical-device` Every physical" in text
    assert text.endswith('\n\n% Comment by NC 1 on "Every physical device shall contain a": Which devices?\n')
    assert '  06-addressing.md: Comment by NC 1 on "Every physical device shall contain a": Which devices?\n' in out


def test_footnotes_that_are_changed_new_or_gone(tmp_path: Path) -> None:
    text = "Profile\n=======\n\nScope\n-----\n\nFirst [#a]_ sentence.\n\nSecond [#b]_ sentence.\n\nThird sentence.\n\n"
    source = write(tmp_path / "source", {"index.rst": f"{text}.. [#a] Old words here.\n.. [#b] Words that go.\n"})
    (made,) = build(source, tmp_path / "word", builder="dlmsdocx").out.glob("*.docx")
    target = tmp_path / "edited.docx"
    added = (
        f'<w:footnote xmlns:w="{_W}" w:id="9"><w:p><w:r><w:t>Said anew.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    with ZipFile(made) as package, ZipFile(target, "w") as edited:
        for name in package.namelist():
            data = package.read(name).decode("latin-1")
            if name == "word/footnotes.xml":
                data = data.replace("Old words", "New words").replace("</w:footnotes>", added)
            elif name == "word/document.xml":
                data = re.sub(r'<w:footnoteReference w:id="2"[^>]*/>', "", data)
                data = data.replace("Third sentence.</w:t>", 'Third sentence.</w:t><w:footnoteReference w:id="9"/>')
            edited.writestr(name, data.encode("latin-1"))
    status, out, _ = run_command("import", str(made), "--to", str(tmp_path / "same"))
    assert (status, "print has" in out) == (0, False)
    status, out, error = run_command("import", str(target), "--to", str(tmp_path / "out"))
    text = (tmp_path / "out" / "index.rst").read_text("utf-8")
    assert (status, error) == (1, "")
    assert ".. [#a] New words here." in text
    assert text.endswith('\n\n.. New footnote on "Third sentence.": Said anew.\n')
    assert '  index.rst: New footnote on "Third sentence.": Said anew.\n' in out
    assert 'print has no footnote "Words that go." any more: remove it' in out


@pytest.mark.tool("pandoc")
def test_a_clause_with_a_change_that_has_no_place_is_taken_from_print(document: Path, tmp_path: Path) -> None:
    word = docx.Document(str(document))
    sentence = next(each for each in word.paragraphs if each.text.startswith("Table 22 lists the addresses"))
    new = word.add_table(2, 2)
    new.cell(0, 0).text, new.cell(1, 1).text = "New head", "new cell"
    sentence._p.addnext(new._tbl)
    means = next(table for table in word.tables if table.rows[0].cells[0].text == "Means")
    means.cell(2, 3).paragraphs[0].runs[0].text = "message again"
    word.save(str(tmp_path / "edited.docx"))
    status, out, _ = run_command("import", str(tmp_path / "edited.docx"), "--to", str(tmp_path / "out"))
    assert status == 1
    assert '"group addressing" is taken from print as a whole, since print has a new table: "New head | "' in out
    before = (EXAMPLE / "06-addressing.md").read_text("utf-8")
    text = (tmp_path / "out" / "06-addressing.md").read_text("utf-8")
    # All that print says, the table that it shows unchanged as it was written, and what stood there as a comment.
    head, _, clause = text.partition("## Group addressing\n")
    assert head == before.partition("## Group addressing\n")[0]
    assert "   * - New head\n     -\n   * -\n     - new cell\n" in clause
    assert "\n:numref:`tab-groups` lists the addresses of groups.\n" in clause
    assert (
        "\n```{addressing} Group addresses\n:name: tab-groups\n:columns: General profile, IP based profile\n" in clause
    )
    assert "\n% ```{index} single: Broadcast; addressing\n" in clause
    assert 'default size", message again]' in (tmp_path / "out" / "07-services.md").read_text("utf-8")
    assert build(tmp_path / "out", tmp_path / "html").warnings.count("docutils") == 0


def test_what_has_no_place_is_left_to_a_person_without_pandoc(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    word = docx.Document(str(document))
    sentence = next(each for each in word.paragraphs if each.text.startswith("Table 22 lists the addresses"))
    new = word.add_table(1, 1)
    new.cell(0, 0).text = "A table of a reader"
    sentence._p.addnext(new._tbl)
    word.save(str(tmp_path / "edited.docx"))
    status, out, _ = run_command("import", str(tmp_path / "edited.docx"), "--to", str(tmp_path / "out"))
    assert status == 1
    assert "left to you:" in out
    assert "A table of a reader" in out
    assert "change them (import needs pandoc" in out


def test_keys_and_the_copy_of_the_template_do_not_travel(document: Path, tmp_path: Path) -> None:
    carried = carried_by(document)
    assert carried is not None
    assert "annex-a.md" in carried.files
    assert "example-keys.yaml" not in carried.files
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "conf.py").write_text(
        'project = "P"\nextensions = ["sphinx_dlmsprofile"]\ndlms_template_file = "copy.txt"\n', "utf-8"
    )
    (tmp_path / "profile" / "copy.txt").write_text("introduction-rules\nIt is mine.\n", "utf-8")
    (tmp_path / "profile" / "index.rst").write_text(
        "Title\n=====\n\n.. apdu-example:: One\n   :apdu: get-request-normal\n   :keys: bad.yaml\n\n"
        "   C0 01 C1 00 B5 00 00 27 01 00 FF 02 00\n",
        "utf-8",
    )
    (tmp_path / "profile" / "bad.yaml").write_text("encryption: 00112233\n", "utf-8")
    (other,) = build(tmp_path / "profile", tmp_path / "out", builder="dlmsdocx").out.glob("*.docx")
    carried = carried_by(other)
    assert carried is not None
    assert list(carried.files) == ["index.rst"]
    assert "dlms_template_file" not in carried.settings


def test_no_code_and_no_file_elsewhere_comes_with_a_document(tmp_path: Path) -> None:
    files = {"../evil.rst": b"x", "/evil.rst": b"x", "conf.py": b"import os", "a/b.py": b"x", "index.rst": b"T\n=\n"}
    settings = {"project": "P", "x = 1\nimport os": 1}
    path = tmp_path / "draft.docx"
    with ZipFile(path, "w") as package:
        package.writestr("customXml/item1.xml", pack(Carried(files, settings, [])))
        package.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body/></w:document>')
    run_command("import", str(path), "--to", str(tmp_path / "out"))
    written = sorted(
        each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.*") if ".docx" not in each.name
    )
    assert written == ["out/conf.py", "out/index.rst"]
    assert "import os" not in (tmp_path / "out" / "conf.py").read_text("utf-8")
